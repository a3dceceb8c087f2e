/**
 * Writes the lessons of a course that are missing in `lessons/`. Archives and clones contain no lessons, because these
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

/** The path of the file in which the learner writes a lesson. */
export function lessonPath(lesson: string): string {
  return join(root, "lessons", `${lesson}.ts`);
}

/**
 * Writes the stubs of all missing lessons. Other lessons do not change.
 * @returns The ids of the lessons that began as an older stub, which the course has changed since.
 * @throws {UsageError} If a stub cannot be written.
 */
export async function writeMissingStubs(): Promise<string[]> {
  const outdated: string[] = [];
  for (const { id } of syllabus) {
    const [path, stub] = [lessonPath(id), await courseStub(id)];
    const isThere = await Deno.lstat(path).then(() => true, () => false);
    if (!isThere) {
      await keepStub(path, stub); // this can come before the lesson, because there is no lesson yet
      await writeNew(path, stub);
    } else {
      const kept = await readKeptStub(path);
      // the lesson is from an older course, which did not keep stubs, or writing was interrupted
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
