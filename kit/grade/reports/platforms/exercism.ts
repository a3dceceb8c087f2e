/**
 * The result of a student in a lesson as Exercism reads it: `results.json` of version 3. The fields and limits are those
 * of "The Test Runner Interface" (exercism/docs, building/tooling/test-runners/interface.md).
 * @module
 */
import { printable } from "../../../base/printable.ts";
import type { ClassResults, LessonResult } from "../class_results.ts";
import { jsonText } from "../json_text.ts";
import { type ShownCheck, shownChecks, shownName } from "../shown_checks.ts";
import { STATUSES } from "../statuses.ts";

/** The longest message for a whole lesson: Exercism allows 65,535 bytes, and a character of ours takes at most 3. */
const LONGEST_MESSAGE = 20_000;

/** The longest message of a test, in characters: the file may have 500 kB. */
const LONGEST_TEST_MESSAGE = 4000;

/** The longest output of a test, in characters, with the note that it was cut. */
const LONGEST_OUTPUT = 500;

/** What Exercism suggests to say about a longer output. */
const TRUNCATED = "\n\nOutput was truncated. Please limit to 500 chars.";

/**
 * Returns the text of `results.json` for a lesson, which is an exercise there. Checks that did not run are left out:
 * Exercism knows no such status. If no check gave an answer, the status is `error`, and the message says why. The code of
 * the checks is left out, because it contains the answers to the questions of a lesson.
 */
export function exercismResults(
  lesson: LessonResult,
  results: Pick<ClassResults, "lessons">,
): string {
  const checks = shownChecks(lesson, results);
  const tests = checks.flatMap((check) => testOf(check) ?? []);
  const status = statusOf(tests);
  return jsonText({
    version: 3,
    status,
    ...status === "error" ? { message: messageOf(checks) } : { tests },
  }) + "\n";
}

/** A test in Exercism's form. */
interface Test {
  name: string;
  status: "pass" | "fail" | "error";
  message?: string;
  output?: string;
}

function testOf(check: ShownCheck): Test | null {
  const { status, message, printed } = check;
  const form = STATUSES[status].exercism;
  if (!form) return null;
  const output = outputOf(printed);
  return {
    name: shownName(check),
    status: form,
    ...form === "pass" ? {} : { message: printable(message, LONGEST_TEST_MESSAGE) || STATUSES[status].meaning },
    ...output === "" ? {} : { output },
  };
}

/** "error" only if no test gave an answer: otherwise, Exercism would show none of them. */
function statusOf(tests: readonly Test[]): Test["status"] {
  if (tests.every(({ status }) => status === "error")) return "error";
  return tests.every(({ status }) => status === "pass") ? "pass" : "fail";
}

function outputOf(printed: string): string {
  const text = printable(printed);
  if (text.length <= LONGEST_OUTPUT) return text;
  return text.slice(0, LONGEST_OUTPUT - TRUNCATED.length).replace(/[\ud800-\udbff]$/, "") + TRUNCATED;
}

/** Why no check gave an answer. A file that cannot be imported gives every check the same message: it appears once. */
function messageOf(checks: readonly ShownCheck[]): string {
  const asked = checks.filter(({ status }) => STATUSES[status].exercism);
  const byMessage = Map.groupBy(
    asked.length > 0 ? asked : checks,
    ({ status, message }) => printable(message, LONGEST_MESSAGE) || STATUSES[status].meaning,
  );
  if (byMessage.size === 1) return [...byMessage.keys()][0];
  const texts = [...byMessage].map(([message, [first]]) => `${shownName(first)}: ${message}`);
  return printable(texts.join("\n\n"), LONGEST_MESSAGE);
}
