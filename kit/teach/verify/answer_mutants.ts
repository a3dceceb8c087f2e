/**
 * Wrong answers to a lesson's questions. They change nothing that the lesson computes, so what it computes need not be
 * computed again for each of them.
 * @module
 */
import type { RunContext } from "../../judge/run/context.ts";
import type { Mutant } from "../../base/mutants.ts";
import { withoutComments } from "../stubs/without_comments.ts";

/** From its first line to the brace that closes it, which `deno fmt` puts at the beginning of a line. */
const ANSWERS = /^export function answers\([^]*?^\}/m;

/**
 * Whether `mutant` edits only what the function `answers` of `solution` returns, and nothing else there calls it: then
 * all other functions give what those of the solution give.
 */
export function editsOnlyAnswers(solution: string, { replace }: Mutant): boolean {
  const text = solution.replaceAll("\r\n", "\n");
  const answers = ANSWERS.exec(text);
  if (answers === null || withoutComments(text).match(/\banswers\b/g)?.length !== 1) return false;
  const begin = answers.index + answers[0].indexOf("\n"); // the first line has the name, by which it is called
  const place = text.indexOf(replace);
  return place > begin && place + replace.length < answers.index + answers[0].length;
}

/** The evidence of a run of the solution that such a mutant would give as well: whatever does not ask `answers`. */
export function evidenceWithoutAnswers(shared: RunContext["shared"]): RunContext["shared"] {
  return new Map([...shared].filter(([question]) => !/\banswers\b/.test(question)));
}
