/**
 * @module
 */
import { root } from "../base/root.ts";
import { sha256 } from "../base/sha256.ts";
import type { LessonEntry } from "../base/syllabus.ts";
import type { CourseFiles } from "../judge/run/job.ts";
import { fingerprint } from "../teach/verify/fingerprint.ts";
import { lessonFingerprints } from "./lesson_fingerprint.ts";

/** The part of the grader that decides what is in a verdict. */
const GRADER = ["kit/grade/grade_one.ts", "kit/grade/without_paths.ts"];

/**
 * A text that is the same on two machines if they give the same verdicts: it changes with the kit, the lessons, their
 * checks, the packages and Deno.
 */
export async function courseHash(course: CourseFiles & { syllabus: readonly LessonEntry[] }): Promise<string> {
  const fingerprints = await lessonFingerprints(course, course.syllabus.map(({ id }) => id));
  const grader = await fingerprint(root, GRADER, []);
  return sha256(
    [course.course.name, grader, ...[...fingerprints].sort().map(([id, text]) => `${id} ${text}`)].join("\n"),
  );
}
