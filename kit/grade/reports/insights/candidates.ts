/**
 * Writes wrong answers in the form of `tests/mutants/NN_name.ts`, so that a person can copy them there.
 * @module
 */
import { clip } from "../../../base/clip.ts";
import { printableLine } from "../../../base/printable.ts";
import type { LessonInsights } from "./insights.ts";
import type { Sampled } from "./sample.ts";

/** The longest code of a candidate, in characters: nobody would read a longer one, or find the mistake in it. */
const LONGEST_CODE = 10_000;

/** How much of a message is quoted, in characters. */
const LONGEST_MESSAGE = 90;

/** The width of a line of code. */
const WIDTH = 120;

/** Characters that JSON leaves as they are, although an editor would obey or hide them. */
const UNSEEN = /[\x7f-\x9f\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\ufffe\uffff]/gu;

/**
 * Whether a wrong answer can be a candidate: a check must have refused its answer, and not an error, and its code must
 * not be too long.
 */
export function isCandidate({ checks, edit }: Sampled): boolean {
  return edit !== null && checks.some(({ status }) => status === "fail") &&
    edit.replace.length + edit.by.length <= LONGEST_CODE;
}

/** The text of a file with the candidates among the wrong answers to a lesson; "" if there are none. */
export function candidatesFile({ id }: Pick<LessonInsights, "id">, answers: readonly Sampled[]): string {
  const candidates = answers.filter(isCandidate);
  if (candidates.length === 0) return "";
  return `/**
 * Candidates for tests/mutants/${id}.ts: wrong answers that no known mistake explains.
 * \`deno task grade --insights\` replaces this file each time. docs/instructors.md says what to do with it.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("${id}", [
${candidates.map(candidate).join("\n")}
]);
`;
}

function candidate({ by, checks, edit, messages }: Sampled): string {
  const index = checks.findIndex(({ status }) => status === "fail");
  const students = by.length === 1 ? "1 student" : `${by.length} students`;
  const message = clip(printableLine(messages[index]), LONGEST_MESSAGE);
  return `  // ${students}: ${message}
  {
    name: "TODO: say what the code does",
${field("replace", edit!.replace)}
${field("by", edit!.by)}
    refusedBy: "${checks[index].id}",
  },`;
}

/** A field with code, which has a line for each line of the code, as `deno fmt` leaves it. */
function field(name: string, code: string): string {
  const lines = code.split("\n");
  if (lines.length > 2) {
    return `    ${name}: [\n${lines.map((line) => `      ${quoted(line)},\n`).join("")}    ].join("\\n"),`;
  }
  const line = `    ${name}: ${quoted(code)},`;
  return line.length > WIDTH ? `    ${name}:\n      ${quoted(code)},` : line;
}

/** A text in the quotation marks that `deno fmt` prefers: those that need fewer backslashes. */
function quoted(text: string): string {
  const double = JSON.stringify(text).replace(UNSEEN, (each) => `\\u{${each.codePointAt(0)!.toString(16)}}`);
  if (text.split('"').length <= text.split("'").length) return double;
  return `'${double.slice(1, -1).replace(/\\.|'/g, (each) => each === '\\"' ? '"' : each === "'" ? "\\'" : each)}'`;
}
