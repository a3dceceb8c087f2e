/**
 * Keeps the first version of a lesson, its stub, next to the lesson. With it, an update can distinguish the learner's
 * lines from the course's, even without Git and on another machine.
 * @module
 */
import { basename, dirname, join } from "node:path";
import { writeAtomically } from "../../base/write.ts";
import { linesOf } from "../../base/lines_of.ts";

/** The name of the folder for kept stubs, which is in the folder of the lessons. */
const FOLDER = ".stubs";

/** The path of the kept stub of the lesson at `path`: `lessons/.stubs/04_name.ts` for `lessons/04_name.ts`. */
export function keptStubPath(path: string): string {
  return join(dirname(path), FOLDER, basename(path));
}

/** The kept stub of the lesson at `path`, with \n at the end of every line; undefined if it cannot be read. */
export async function readKeptStub(path: string): Promise<string | undefined> {
  try {
    return linesOf(await Deno.readTextFile(keptStubPath(path))).join("\n");
  } catch {
    return undefined; // a kept stub is useful, but not necessary
  }
}

/**
 * Keeps `stub` for the lesson at `path`.
 * @throws {UsageError} If it cannot be written.
 */
export async function keepStub(path: string, stub: string): Promise<void> {
  if (await readKeptStub(path) !== stub) await writeAtomically(keptStubPath(path), stub);
}

/**
 * Writes `stub` as the lesson at `path`, and keeps it. The lesson is written first. If the process is interrupted after
 * that, the kept stub is older than the lesson, and an update finds the same changes in the lesson and in the course.
 * @throws {UsageError} If it cannot be written. In that case, the lesson is unchanged.
 */
export async function writeStub(path: string, stub: string): Promise<void> {
  await writeAtomically(path, stub);
  await keepStub(path, stub);
}
