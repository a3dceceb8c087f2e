/**
 * The results of a student in the form that test services read: `junit/STUDENT.xml`.
 * @module
 */
import { printable, printableLine, printableName } from "../../base/printable.ts";
import type { ClassResults, LessonResult, StudentResult } from "./class_results.ts";
import { type ShownCheck, shownChecks } from "./shown_checks.ts";
import { lessonStatus, STATUSES } from "./statuses.ts";

/** The names of characters that have a meaning in XML. */
const ENTITIES: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot" };

/**
 * Returns the results as JUnit's XML: a suite for each lesson, and in it a case for each check. A lesson that was not
 * judged has the same cases, so that every student has the same number of them. {@linkcode STATUSES} says which status
 * becomes which element. Only the attributes `time`, in seconds, differ when the same files are graded again.
 */
export function gradesJunit(student: StudentResult, results: ClassResults): string {
  const suites = student.lessons.map((lesson) => ({ lesson, cases: shownChecks(lesson, results) }));
  const attributes = { name: printableName(student.student), ...counts(suites.flatMap(({ cases }) => cases)) };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributesText(attributes)}>`,
    ...suites.flatMap(({ lesson, cases }) => suiteLines(lesson, cases, results.seed)),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteLines(lesson: LessonResult, cases: readonly ShownCheck[], seed: number): string[] {
  const { points, maxPoints, device, walls } = lesson;
  const properties = { points, maxPoints, status: lessonStatus(lesson), seed, device, walls };
  return [
    `  <testsuite${attributesText({ name: lesson.lesson, ...counts(cases) })}>`,
    ...propertyLines(properties).map((line) => `    ${line}`),
    ...cases.flatMap((each) => caseLines(each, lesson.lesson)),
    "  </testsuite>",
  ];
}

function caseLines(
  { id, name, status, points, maxPoints, message, printed, seconds }: ShownCheck,
  lesson: string,
): string[] {
  const element = STATUSES[status].junit;
  const [title] = printable(message).split("\n", 1);
  const output = printed && `      <system-out>${textOf(printed)}</system-out>`;
  return [
    `    <testcase${attributesText({ name, classname: lesson, time: timeText(seconds) })}>`,
    ...propertyLines({ id, points, maxPoints }).map((line) => `      ${line}`),
    ...element
      ? [`      <${element}${attributesText({ message: title, type: status })}>${textOf(message)}</${element}>`]
      : [],
    ...output ? [output] : [],
    "    </testcase>",
  ];
}

/** A property that is null has no line. */
function propertyLines(properties: Record<string, string | number | null>): string[] {
  const lines = Object.entries(properties).filter(([, value]) => value !== null)
    .map(([name, value]) => `  <property${attributesText({ name, value: value! })}/>`);
  return ["<properties>", ...lines, "</properties>"];
}

function counts(cases: readonly ShownCheck[]): Record<string, string | number> {
  const count = (element: string) => cases.filter(({ status }) => STATUSES[status].junit === element).length;
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: timeText(cases.reduce((sum, { seconds }) => sum + seconds, 0)),
  };
}

/** Whole milliseconds, without an exponent. */
function timeText(seconds: number): string {
  return seconds.toFixed(3);
}

/** In an attribute, a parser turns line breaks into spaces, so the value is a single line. */
function attributesText(attributes: Record<string, string | number>): string {
  const value = (each: string | number) => typeof each === "number" ? each : textOf(printableLine(each));
  return Object.entries(attributes).map(([name, each]) => ` ${name}="${value(each)}"`).join("");
}

/** {@linkcode printable} removes what XML does not allow, and what test services would obey. */
function textOf(text: string): string {
  return printable(text).replace(/[&<>"]/g, (character) => `&${ENTITIES[character]};`);
}
