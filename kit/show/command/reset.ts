/**
 * `deno task lesson LESSON --reset`: restores the stub, and keeps a copy of the previous text.
 * @module
 */
import { shortPath } from "../../base/root.ts";
import { backUp } from "../../teach/stubs/backup.ts";
import { keepStub, writeStub } from "../../teach/stubs/kept_stub.ts";
import { readLearnerFile } from "../../teach/stubs/learner_file.ts";
import { courseStub, lessonPath } from "../../teach/stubs/missing_stubs.ts";
import { linesOf } from "../../base/lines_of.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { wrap } from "../terminal/wrap.ts";
import { type LessonRequest, printJson } from "./request.ts";

/**
 * Restores the stub of `lesson` and says where the previous text is kept.
 * @returns The exit code.
 * @throws {UsageError} As {@linkcode reset} does.
 */
export async function showReset(lesson: LessonEntry, { json, style }: LessonRequest): Promise<number> {
  const backup = await reset(lesson);
  if (json) printJson({ lesson: lesson.id, backup: backup ?? null });
  else {
    console.log(wrap(`lessons/${lesson.id}.ts is the stub again.`, 2, style.width));
    if (backup) console.log(wrap(`The previous text is in ${shortPath(backup)}`, 2, style.width));
  }
  return 0;
}

/**
 * Restores the stub of `lesson`.
 * @returns The path of the backup; undefined if the lesson needed none.
 * @throws {UsageError} If the lesson cannot be read, or the backup or the stub cannot be written. Then the lesson is
 *   unchanged.
 */
export async function reset(lesson: LessonEntry): Promise<string | undefined> {
  const file = lessonPath(lesson.id);
  const stub = await courseStub(lesson.id);
  const before = await readLearnerFile(file);
  if (before && linesOf(new TextDecoder().decode(before)).join("\n") === stub) {
    await keepStub(file, stub);
    return undefined;
  }
  const backup = await backUp(file);
  await writeStub(file, stub);
  return backup;
}
