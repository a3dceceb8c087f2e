/**
 * Typical wrong answers, each written as an edit of the solution.
 * @module
 */

/** A wrong answer. */
export interface Mutant {
  /** The misconception, in words: "climbs instead of descending". */
  name: string;
  /** The text to replace, with its spaces and line breaks; it must occur exactly once in the solution. */
  replace: string;
  /** The text to put in its place. */
  by: string;
  /** The id of the check that must refuse it. */
  refusedBy: string;
  /**
   * Parts of messages: if a message names a cause for this mutant, it must contain one of these parts. Without this
   * list, no check may name a cause.
   */
  causes?: readonly string[];
  /**
   * Whether its results depend on how fast the machine is, because it does not wait for something. Then they cannot be
   * recognized, and it gets no diagnosis. False by default.
   */
  isTimed?: boolean;
}

/** The wrong answers to one lesson. */
export interface MutantTable {
  /** The lesson's id, for example "04_gradient_descent". */
  lesson: string;
  /** Its wrong answers. */
  table: readonly Mutant[];
}

/**
 * Declares the wrong answers to a lesson. The result is the default export of the lesson's file in `tests/mutants/`.
 * @example
 * ```ts
 * import { mutants } from "downhill/testing";
 *
 * export default mutants("04_gradient_descent", [
 *   { name: "climbs instead of descending", replace: "x -= ", by: "x += ", refusedBy: "04-minimum" },
 * ]);
 * ```
 */
export function mutants(lesson: string, table: readonly Mutant[]): MutantTable {
  return { lesson, table };
}

/**
 * Makes the wrong answer.
 * @param solution The text of the solution.
 * @param mutant What to change in it.
 * @param path Where the solution is, for messages.
 * @returns The changed text, with \n at the end of every line.
 * @throws {RangeError} If the text to replace does not occur exactly once, or would not change.
 */
export function applyMutant(solution: string, mutant: Mutant, path: string): string {
  const problem = editProblem(solution, mutant, path);
  if (problem) throw new RangeError(problem);
  return partsAround(solution, mutant).join(mutant.by);
}

/** A sentence that says why {@linkcode applyMutant} cannot make the wrong answer; undefined if it can. */
export function editProblem(solution: string, mutant: Mutant, path: string): string | undefined {
  const { name, replace, by } = mutant;
  if (replace === "") return `Mutant "${name}" replaces nothing in ${path}: name the text to replace.`;
  if (replace === by) return `Mutant "${name}" does not change ${path}: replace the text with a different text.`;
  const count = partsAround(solution, mutant).length - 1;
  if (count === 1) return undefined;
  const advice = count === 0 ? "copy it from the solution" : "include more of the lines around it";
  return `Mutant "${name}" replaces text that occurs ${count} times in ${path}, not once: ${advice}.`;
}

/** The texts before, between and after the text to replace. */
function partsAround(solution: string, { replace }: Mutant): string[] {
  return solution.replaceAll("\r\n", "\n").split(replace);
}
