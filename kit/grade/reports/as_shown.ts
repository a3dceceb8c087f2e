/**
 * What a student may see before the instructor shows the hidden checks.
 * @module
 */
import type { GradedLesson } from "../journal/entry.ts";
import { rounded } from "../rules/counted_points.ts";
import { type ClassResults, type LessonResult, statusOf, type StudentResult } from "./class_results.ts";

/**
 * The results of a student without the hidden checks: without their points, their messages and their names.
 * @returns The student, and the class with the lessons as the student sees them.
 */
export function asShown(student: StudentResult, results: ClassResults): [StudentResult, ClassResults] {
  if (hiddenChecks(results) === 0) return [student, results];
  const lessons = student.lessons.map((lesson, i) => shownLesson(lesson, results.lessons[i]));
  const counting = lessons.filter(({ rule }) => !rule?.dropped);
  const shown = {
    ...student,
    lessons,
    points: rounded(counting.reduce((sum, { points }) => sum + points, 0)),
    maxPoints: rounded(counting.reduce((sum, { maxPoints }) => sum + maxPoints, 0)),
  };
  const graded = results.lessons.map((lesson, i) => ({
    ...lesson,
    checks: lesson.checks.filter(({ hidden }) => !hidden),
    maxPoints: lesson.maxPoints === 0 ? 0 : lessons[i].maxPoints,
  }));
  return [shown, { ...results, lessons: graded, students: [shown] }];
}

/** How many hidden checks the graded lessons have. */
export function hiddenChecks({ lessons }: { lessons: readonly GradedLesson[] }): number {
  return lessons.reduce((sum, { checks }) => sum + checks.filter(({ hidden }) => hidden).length, 0);
}

function shownLesson(result: LessonResult, graded: ClassResults["lessons"][number]): LessonResult {
  if (!graded.checks.some(({ hidden }) => hidden)) return result;
  // while a lesson is being judged, some of its checks still wait
  const isJudged = result.checks.length > 0 && result.status !== "waiting";
  const checks = result.checks.filter(({ hidden }) => !hidden);
  const ran = isJudged
    ? checks.filter(({ status }) => status !== "skipped")
    : graded.checks.filter(({ hidden }) => !hidden).map(({ points }) => ({ maxPoints: points }));
  const points = checks.reduce((sum, check) => sum + check.points, 0);
  const maxPoints = ran.reduce((sum, check) => sum + check.maxPoints, 0);
  const { rule } = result;
  const scale = rule && rule.maxPoints > 0 ? result.maxPoints / rule.maxPoints : 1;
  return {
    ...result,
    checks,
    status: isJudged ? statusOf(checks) : result.status,
    points: rounded(points * scale * (1 - (rule?.penalty ?? 0))),
    maxPoints: rounded(maxPoints * scale),
    rule: rule && { ...rule, points, maxPoints },
    // neither the mistake nor the time depends on the hidden checks, which are judged after all others
    diagnosis: checks.findLast(({ status }) => status === "fail" || status === "error")?.diagnosis ?? null,
    seconds: isJudged ? checks.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000 : result.seconds,
  };
}
