/**
 * @module
 */
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import { writeAtomically } from "../../base/write.ts";
import type { PackedFile } from "./packed_file.ts";

/** The mode of a program that everybody may start. */
const PROGRAM = 0o755;

/**
 * Writes `files` into `folder`, which must be empty or missing, so that nothing in it is overwritten.
 * @throws {UsageError} If it is not empty, or a file cannot be written.
 */
export async function writeFolder(folder: string, files: readonly PackedFile[]): Promise<void> {
  const names = await Array.fromAsync(Deno.readDir(folder)).catch((error: Error) => {
    if (error instanceof Deno.errors.NotFound) return [];
    throw new UsageError(`${folder} is not a folder: name an empty folder, or a new one.`, { cause: error });
  });
  if (names.length > 0) throw new UsageError(`${folder} is not empty: name an empty folder, or a new one.`);
  for (const { path, content, isProgram } of files) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await writeAtomically(join(folder, path), bytes);
    if (isProgram && Deno.build.os !== "windows") await Deno.chmod(join(folder, path), PROGRAM);
  }
}
