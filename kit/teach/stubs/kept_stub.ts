/**
 * The first version of a lesson, its stub. It is kept beside the lesson, so that an update can distinguish the
 * learner's lines from the course's, also without Git and on other machines.
 * @module
 */
import { basename, dirname, join } from "node:path";
import { writeAtomically } from "../../base/write.ts";
import { linesOf } from "../../base/lines_of.ts";

/** The folder beside the lessons. */
const FOLDER = ".stubs";

/** Where the stub of the lesson at `path` is kept: for `lessons/04_name.ts` in `lessons/.stubs/04_name.ts`. */
export function keptStubPath(path: string): string {
  return join(dirname(path), FOLDER, basename(path));
}

/** The stub that the lesson at `path` began as, with \n at the end of every line; undefined if it cannot be read. */
export async function readKeptStub(path: string): Promise<string | undefined> {
  try {
    return linesOf(await Deno.readTextFile(keptStubPath(path))).join("\n");
  } catch {
    return undefined; // a kept stub helps, but everything works without it
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
 * Writes `stub` as the lesson at `path`, and keeps it. The lesson comes first: after an interruption between the two,
 * the kept stub is older than the lesson's, and an update finds that both have changed in the same way.
 * @throws {UsageError} If it cannot be written; the lesson is then unchanged.
 */
export async function writeStub(path: string, stub: string): Promise<void> {
  await writeAtomically(path, stub);
  await keepStub(path, stub);
}
