/**
 * @module
 */
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../base/usage_error.ts";

/**
 * Keeps the class's folder out of the submissions. Otherwise the next run would take it for a student's folder.
 * @throws {UsageError} If `out` is in one of the folders `paths`, or is one of them.
 */
export async function requireApart(out: string, paths: readonly string[]): Promise<void> {
  const place = await existingPart(resolve(out));
  for (const path of paths) {
    const folder = await Deno.realPath(path).catch(() => null); // a missing one is reported when it is read
    if (folder === null || place !== folder && !place.startsWith(join(folder, "/"))) continue;
    throw new UsageError(`The folder ${out} is in the submissions ${path}: name a folder elsewhere with --out.`);
  }
}

/** The real path of the longest part of `path` that exists. */
async function existingPart(path: string): Promise<string> {
  return await Deno.realPath(path).catch(() => dirname(path) === path ? path : existingPart(dirname(path)));
}
