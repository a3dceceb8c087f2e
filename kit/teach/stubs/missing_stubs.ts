/**
 * The lessons of a course that are missing from `lessons/`: archives and clones come without them, because a learner's
 * files belong to the learner.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { syllabus } from "../../../syllabus.ts";
import { writeNew } from "../../base/write.ts";
import { keepStub, readKeptStub } from "./kept_stub.ts";
import { readLearnerFile } from "./learner_file.ts";
import { linesOf } from "../../base/lines_of.ts";
import { stubOf } from "./stub.ts";

/** The stub of one of the course's lessons. */
export async function courseStub(lesson: string): Promise<string> {
  const path = join(root, "solutions", `${lesson}.ts`);
  return stubOf(await Deno.readTextFile(path), path);
}

/** The file of a lesson, in which the learner writes. */
export function lessonPath(lesson: string): string {
  return join(root, "lessons", `${lesson}.ts`);
}

/**
 * Writes each missing lesson as its stub, and nothing else.
 * @returns The ids of the lessons whose stubs have changed in the course since they were begun.
 * @throws {UsageError} If a stub cannot be written.
 */
export async function writeMissingStubs(): Promise<string[]> {
  const outdated: string[] = [];
  for (const { id } of syllabus) {
    const [path, stub] = [lessonPath(id), await courseStub(id)];
    const isThere = await Deno.lstat(path).then(() => true, () => false);
    if (!isThere) {
      await keepStub(path, stub); // before the lesson: nobody has started from another stub
      await writeNew(path, stub);
    } else {
      const kept = await readKeptStub(path);
      // the lesson is from an older course that did not keep stubs, or writing was interrupted
      if (kept === undefined && await textWithoutReturns(path) === stub) await keepStub(path, stub).catch(() => {});
      else if (kept !== undefined && kept !== stub) outdated.push(id);
    }
  }
  return outdated;
}

/** The text of a lesson, with \n at the end of every line; undefined if it cannot be read. */
async function textWithoutReturns(path: string): Promise<string | undefined> {
  try {
    const content = await readLearnerFile(path);
    return content && linesOf(new TextDecoder().decode(content)).join("\n");
  } catch {
    return undefined;
  }
}
