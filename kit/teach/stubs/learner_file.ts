/**
 * @module
 */
import { UsageError } from "../../base/usage_error.ts";

/**
 * Reads a learner's file, or the file that a link leads to; undefined if there is none. It refuses everything that is
 * not a file, because reading a pipe, for example, would never end.
 * @throws {UsageError} If it is not a file, or we may not read it.
 */
export async function readLearnerFile(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const { isFile } = await Deno.stat(path);
    if (isFile) return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    throw new UsageError(problem(path), { cause: error });
  }
  throw new UsageError(problem(path));
}

function problem(path: string): string {
  return `${path} cannot be read: is it a file, and do you have permission to read it?`;
}
