/**
 * Nobody's work is lost.
 * @module
 */
import { basename, dirname, join } from "node:path";
import { UsageError } from "../usage_error.ts";
import { writeAtomically } from "../write.ts";

/**
 * Copies a lesson, byte by byte, into the folder `backups` beside the folder that it is in: `lessons/04_name.ts` to
 * `backups/04_name.1.ts`, over no earlier copy. The copy with the highest number is the latest; what is there already
 * is not copied again.
 * @param lesson The path of the lesson.
 * @returns The path of the copy, or undefined if there is no such lesson.
 * @throws {UsageError} If the lesson cannot be read, or the copy not written.
 */
export async function backUp(lesson: string): Promise<string | undefined> {
  const content = await bytesOf(lesson);
  if (!content) return undefined;
  for (let number = 1;; number++) {
    const copy = join(dirname(lesson), "..", "backups", `${basename(lesson, ".ts")}.${number}.ts`);
    const earlier = await bytesOf(copy);
    if (!earlier) await writeAtomically(copy, content);
    if (!earlier || isSame(earlier, content)) return copy;
  }
}

/** The content of a file, or undefined if there is none. */
async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    throw new UsageError(
      `${path} cannot be read, so no copy of it can be kept: is it a file, and may you read it?`,
      { cause: error },
    );
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
