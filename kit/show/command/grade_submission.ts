/**
 * Judges a submission on a platform, and writes the result.
 * @module
 */
import { printable } from "../../base/printable.ts";
import { writeAtomically } from "../../base/write.ts";
import { gradeSubmission, type SubmissionOptions } from "../../grade/grade_submission.ts";
import { githubAnnotations } from "../../grade/reports/platforms/github.ts";
import type { StudentResult } from "../../grade/reports/class_results.ts";
import { lessonStatus } from "../../grade/reports/statuses.ts";
import { shown, type SubmissionFormat } from "../../grade/submission_formats.ts";
import type { Walls } from "../../judge/sandbox/walls/start_program.ts";
import { printJson } from "./request.ts";

/** How to judge a submission, and where the result goes. */
export interface SubmissionRequest extends Omit<SubmissionOptions, "onProblem"> {
  /** Makes the text of the result. */
  format: SubmissionFormat;
  /** The path of the result. */
  result: string;
  /** Whether only instructors see what is printed, so that it may be about hidden checks, too. */
  isForInstructors: boolean;
  /** Whether to print GitHub's annotations, and to exit with 1 unless every check passed. */
  isOnGithub: boolean;
  /** Whether to print the student's results as a line of JSON, instead of lines for people. */
  isJson: boolean;
}

/**
 * Judges a submission. Writes the result before it begins and after each check, and prints what the instructor should
 * know.
 * @returns The exit code: 1 if a lesson could not be judged although the student is not to blame.
 */
export async function showSubmission(
  { format, result, isForInstructors, isOnGithub, isJson, ...options }: SubmissionRequest,
): Promise<number> {
  const all = await gradeSubmission({
    ...options,
    onProblem: (message) => console.error(printable(message)),
  }, (results) => writeAtomically(result, format(results)));
  const [student, results] = isForInstructors ? [all.student, all.results] : shown(all);
  if (isJson) printJson(student);
  else for (const line of linesOf(student, results.walls)) console.log(line);
  if (isOnGithub) await Deno.stdout.write(new TextEncoder().encode(githubAnnotations(student, results)));
  const { lessons } = isOnGithub ? student : all.student;
  const isJudged = lessons.every((lesson) => !["not graded", "course error"].includes(lessonStatus(lesson)));
  return !isJudged || isOnGithub && student.points < student.maxPoints ? 1 : 0;
}

function* linesOf({ lessons, refused }: StudentResult, walls: Walls | null): Generator<string> {
  for (const lesson of lessons) {
    yield `${lesson.lesson}: ${lesson.points}/${lesson.maxPoints} points, ${lessonStatus(lesson)}`;
  }
  for (const { reason } of refused) yield `refused: ${reason}`;
  if (walls !== null) {
    yield walls === 2 ? "Two walls stood around each lesson." : "One wall: bubblewrap cannot be used here.";
  }
}
