/**
 * The checks of a lesson as reports about a student show them, whether the lesson was judged or not.
 * @module
 */
import { printableLine } from "../../base/printable.ts";
import type { GradedCheck } from "../journal/entry.ts";
import type { ClassResults, LessonResult } from "./class_results.ts";
import { checkStatus, lessonStatus, type ShownStatus, STATUSES } from "./statuses.ts";

/** A check in a report. Its texts may contain what a student wrote. */
export interface ShownCheck {
  /** The id of the check: "04-minimum". */
  id: string;
  /** What a right answer does. */
  name: string;
  /** Its status, or that of the lesson if this was not judged. */
  status: ShownStatus;
  /** The points reached. */
  points: number;
  /** The points that can be reached. */
  maxPoints: number;
  /** Why it did not pass, with the line and the diagnosis if there are any; empty if it passed. */
  message: string;
  /** The student's line in which the mistake appeared, or null. */
  line: number | null;
  /** What the lesson printed. */
  printed: string;
  /** How long it took. */
  seconds: number;
  /** Whether students see it only after the grader has released it. */
  isHidden: boolean;
}

/**
 * The checks of a lesson, in the order of the test file. A lesson that was not judged has the same checks, with its own
 * status, so that a report has the same number of them for every student. While a lesson is being judged, this is true
 * of the checks that still wait.
 */
export function shownChecks(lesson: LessonResult, { lessons }: Pick<ClassResults, "lessons">): ShownCheck[] {
  const shown = lesson.checks.map(judged);
  if (shown.length > 0 && lesson.status !== "waiting") return shown;
  const status = lessonStatus(lesson);
  const message = lesson.message || STATUSES[status].meaning;
  const all = lessons.find(({ id }) => id === lesson.lesson)!.checks;
  const rest = all.filter(({ id }) => shown.every((check) => check.id !== id));
  return shown.concat(rest.map(({ id, name, points: maxPoints, hidden: isHidden = false }) => ({
    ...{ id, name, status, points: 0, maxPoints, message, line: null, printed: "", seconds: 0, isHidden },
  })));
}

function judged(check: GradedCheck): ShownCheck {
  const { id, name, points, maxPoints, location, diagnosis, printed, durationMs, hidden: isHidden = false } = check;
  const place = location ? `line ${location.line}: ${location.source}` : "";
  return {
    ...{ id, name, status: checkStatus(check), points, maxPoints },
    message: [check.message, place, diagnosis?.text ?? ""].filter((text) => text !== "").join("\n"),
    ...{ line: location?.line ?? null, printed, seconds: durationMs / 1000, isHidden },
  };
}

/**
 * The name of a check in a line, with its status if the student has not earned its 0 points: a platform knows only
 * "passed" and "failed", and would show such a check like a wrong answer.
 */
export function shownName({ id, name, status }: Pick<ShownCheck, "id" | "name" | "status">): string {
  const shown = printableLine(name) || id;
  return STATUSES[status].isEarned ? shown : `${shown} (${status})`;
}
