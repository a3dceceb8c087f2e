/**
 * Which lessons are missing because a file was refused.
 * @module
 */
import type { LessonResult, StudentResult } from "../class_results.ts";

/** A file that is not graded, and the reason. */
export type Refusal = StudentResult["refused"][number];

/** The end of a lesson's name. A refused file with another name is an archive, a folder or a link. */
const LESSON_END = /\.ts(\.txt)?$/;

/** The refused files that are named for the lesson; none if the lesson was handed in in another file. */
export function refusalsNamed({ lesson, status }: LessonResult, { refused }: StudentResult): Refusal[] {
  return status === "missing" ? refused.filter(({ path }) => nameIn(path).includes(lesson.toLowerCase())) : [];
}

/** The refused files that can be the reason why the lesson is missing. An archive can contain any lesson. */
export function refusalsOf(result: LessonResult, student: StudentResult): Refusal[] {
  const named = refusalsNamed(result, student);
  if (named.length > 0 || result.status !== "missing") return named;
  return student.refused.filter(({ path }) => !LESSON_END.test(nameIn(path)));
}

/** The refused files that are named for no missing lesson. */
export function otherRefusals(student: StudentResult): Refusal[] {
  const named = new Set(student.lessons.flatMap((result) => refusalsNamed(result, student)));
  return student.refused.filter((refusal) => !named.has(refusal));
}

/** The file's name, in letters that can be compared. */
function nameIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).normalize("NFC").toLowerCase();
}
