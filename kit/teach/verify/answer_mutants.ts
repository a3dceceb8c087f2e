/**
 * Recognises mutants that change only what `answers()` returns. The lesson's other results stay the same, so they need
 * not be computed again for each of these mutants.
 * @module
 */
import type { RunContext } from "../../judge/run/context.ts";
import type { Mutant } from "../../base/mutants.ts";
import { withoutComments } from "../stubs/without_comments.ts";

/** The function `answers`, from its first line to its closing brace, which `deno fmt` puts at the start of a line. */
const ANSWERS = /^export function answers\([^]*?^\}/m;

/**
 * Whether `mutant` edits only the result of the function `answers` of `solution`, and no other function calls
 * `answers`. If so, all other functions return the same as in the solution.
 */
export function editsOnlyAnswers(solution: string, { replace }: Mutant): boolean {
  const text = solution.replaceAll("\r\n", "\n");
  const answers = ANSWERS.exec(text);
  if (answers === null || withoutComments(text).match(/\banswers\b/g)?.length !== 1) return false;
  const begin = answers.index + answers[0].indexOf("\n"); // the first line contains the name of the function
  const place = text.indexOf(replace);
  return place > begin && place + replace.length < answers.index + answers[0].length;
}

/**
 * The evidence that the solution and such a mutant have in common: all results of probes that do not call `answers`.
 */
export function evidenceWithoutAnswers(shared: RunContext["shared"]): RunContext["shared"] {
  return new Map([...shared].filter(([question]) => !/\banswers\b/.test(question)));
}
