/**
 * The points of a class as a table for spreadsheets and learning platforms: `grades.csv`.
 * @module
 */
import { type Cell, csvText } from "./csv_text.ts";
import type { ClassResults, LessonResult, StudentResult } from "./class_results.ts";
import { beforePenalty, rounded, wasLate } from "../rules/counted_points.ts";
import { ruleWords } from "../rules/rule_words.ts";
import { lessonStatus, type ShownStatus } from "./statuses.ts";

/**
 * Without a byte order mark, Excel takes UTF-8 for the system's older encoding and spoils every umlaut. Moodle removes
 * the mark, and so does Python with `encoding="utf-8-sig"`.
 */
const BYTE_ORDER_MARK = "\ufeff";

/** Statuses of lessons whose points are not known. A 0 would look as if it had been earned. */
const UNKNOWN: readonly ShownStatus[] = ["waiting", "not graded"];

/** The columns of each lesson, and those that follow if the course has rules. */
const LESSON_COLUMNS = ["points", "max", "status", "late", "submitted_at"];
const RULE_COLUMNS = ["raw", "penalty", "due", "rule"];

/**
 * Returns the table as RFC 4180 describes it, with one row for each student. Of each lesson, it has the points, the
 * points that can be reached, the status, whether it was late, and when it was handed in; if the course has rules, also
 * the points before the late penalty, the penalty in points, the due date, and what the rules changed in words; at the
 * end, the sums, and the smallest number of walls that stood around any lesson.
 *
 * The last `status` says whether the row is final: "waiting", "not graded" and "course error" if any lesson has this
 * status (the first of these three that occurs), "missing" if nothing was handed in, and otherwise "graded". Points that
 * are not known are empty, and so is any sum with them.
 *
 * In texts, `'` before a formula makes it a text, and harmful characters are shown as codes: `\u{202e}`.
 */
export function gradesCsv(results: ClassResults): string {
  const lessonColumns = results.rules ? [...LESSON_COLUMNS, ...RULE_COLUMNS] : LESSON_COLUMNS;
  const header = [
    ...["student", "name", "email"],
    ...results.lessons.flatMap(({ id }) => lessonColumns.map((column) => `${id} ${column}`)),
    ...["points", "max", "percent", "status", "walls"],
  ];
  const rows = results.students.map((student) => [
    ...[student.student, student.name, student.email],
    ...student.lessons.flatMap(lessonCells),
    ...totalCells(student),
  ]);
  return BYTE_ORDER_MARK + csvText([header, ...rows]);
}

function lessonCells(lesson: LessonResult): Cell[] {
  const { points, maxPoints, submittedAt } = lesson;
  const status = lessonStatus(lesson);
  const isLate = wasLate(lesson);
  const late = isLate === null ? null : isLate ? "yes" : "no";
  const isKnown = !UNKNOWN.includes(status);
  return [isKnown ? points : null, maxPoints, status, late, submittedAt, ...ruleCells(lesson, isKnown)];
}

/** The cells of a lesson about the rules; none if the course has no rules. */
function ruleCells({ rule, points, maxPoints }: LessonResult, isKnown: boolean): Cell[] {
  if (!rule) return [];
  const raw = beforePenalty(rule, maxPoints);
  const [rawCell, penalty] = isKnown ? [raw, rounded(raw - points)] : [null, null];
  return [rawCell, penalty, rule.dueAt, ruleWords(rule, maxPoints)];
}

function totalCells({ points, maxPoints, lessons }: StudentResult): Cell[] {
  const statuses = lessons.map(lessonStatus);
  const urgent = (["waiting", "not graded", "course error"] as const).find((status) => statuses.includes(status));
  const status = urgent ?? (statuses.every((status) => status === "missing") ? "missing" : "graded");
  const isKnown = !UNKNOWN.some((status) => statuses.includes(status));
  const percent = isKnown && maxPoints > 0 ? (100 * points / maxPoints).toFixed(2) : null;
  const walls = lessons.flatMap(({ walls }) => walls ?? []);
  return [isKnown ? points : null, maxPoints, percent, status, walls.length > 0 ? Math.min(...walls) : null];
}
