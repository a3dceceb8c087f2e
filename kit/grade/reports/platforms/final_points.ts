/**
 * Points for platforms, which know no status beside them.
 * @module
 */
import type { LessonResult, StudentResult } from "../class_results.ts";
import { lessonStatus, STATUSES } from "../statuses.ts";

/**
 * The points of a student, or null if they are not final, because a lesson waits, could not be judged, or has a broken
 * check: a platform would show a 0 there as if it had been earned. What was skipped counts neither way. Which lessons
 * are the lowest is final only if all are.
 */
export function finalPoints({ points, lessons }: Pick<StudentResult, "points" | "lessons">): number | null {
  const counting = lessons.filter(({ rule }) => rule?.dropped !== "everybody" && rule?.dropped !== "student");
  return counting.every(hasFinalPoints) ? points : null;
}

/** The points of a student in a lesson, or null if they are not final, do not count, or if there was nothing to reach. */
export function finalPointsOf(lesson: LessonResult): number | null {
  const counts = !lesson.rule?.dropped && lesson.maxPoints > 0;
  return hasFinalPoints(lesson) && counts ? lesson.points : null;
}

function hasFinalPoints(lesson: LessonResult): boolean {
  const status = lessonStatus(lesson);
  return STATUSES[status].isEarned || status === "skipped";
}
