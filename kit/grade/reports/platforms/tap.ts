/**
 * The results of a student in the Test Anything Protocol, version 14 (testanything.org).
 * @module
 */
import { printable, printableLine } from "../../../base/printable.ts";
import { ruleWords } from "../../rules/rule_words.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { jsonText } from "../json_text.ts";
import { type ShownCheck, shownChecks, shownName } from "../shown_checks.ts";
import { lessonStatus, STATUSES } from "../statuses.ts";

/** The longest message, and the longest output of a check, in characters. */
const LONGEST = 10_000;

/**
 * Returns the results as TAP: a test point for each check, with a block of YAML that has its points and message. A
 * lesson that was not judged has the same test points. {@linkcode STATUSES} says which status is `ok`.
 *
 * Only the field `duration_ms` differs when the same files are graded again.
 */
export function gradesTap(student: StudentResult, results: ClassResults): string {
  const lessons = student.lessons.map((lesson) => ({ lesson, checks: shownChecks(lesson, results) }));
  let number = 0;
  return [
    "TAP version 14",
    `1..${lessons.reduce((sum, { checks }) => sum + checks.length, 0)}`,
    `# ${student.points} of ${student.maxPoints} points`,
    ...lessons.flatMap(({ lesson, checks }) => [
      `# ${lesson.lesson}: ${summaryOf(lesson)}`,
      ...checks.flatMap((check) => pointLines(check, lesson, ++number)),
    ]),
  ].map((line) => `${line}\n`).join("");
}

function summaryOf(lesson: LessonResult): string {
  const { points, maxPoints, rule } = lesson;
  const words = rule ? ruleWords(rule, maxPoints) : "";
  return `${lessonStatus(lesson)}, ${points} of ${maxPoints} points${words && `; ${words}`}`;
}

function pointLines(check: ShownCheck, { lesson, path }: LessonResult, number: number): string[] {
  const { id, status, points, maxPoints, message, line, printed, seconds } = check;
  const { tap } = STATUSES[status];
  const directive = tap === "skip" ? ` # SKIP ${escaped(printableLine(message) || STATUSES[status].meaning)}` : "";
  const fields = {
    ...{ id, status, points, max_points: maxPoints, duration_ms: Math.round(seconds * 1000) },
    ...message === "" ? {} : { message: printable(message, LONGEST) },
    ...line === null ? {} : { file: printableLine(path ?? ""), line },
    ...printed === "" ? {} : { output: printable(printed, LONGEST) },
  };
  return [
    `${tap === "not ok" ? "not ok" : "ok"} ${number} - ${escaped(`${lesson}: ${shownName(check)}`)}${directive}`,
    "  ---",
    // a JSON string is also a YAML string
    ...Object.entries(fields).map(([key, value]) => `  ${key}: ${jsonText(value)}`),
    "  ...",
  ];
}

/** `#` would begin a directive, such as `# SKIP`. */
function escaped(text: string): string {
  return text.replace(/[\\#]/g, "\\$&");
}
