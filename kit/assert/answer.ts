/**
 * @module
 */
import { AssertionError } from "@std/assert";

/**
 * Checks that an answer which agrees with an experiment is true as well. An experiment runs the lesson's own code, and
 * so it helps an honest learner best; but code can be written to make a wrong answer come true, and mathematics cannot.
 * The message does not say what is right.
 * @example
 * ```ts
 * import { assertClose, assertTrueAnswer } from "downhill/testing";
 * const [stated, measured] = [0.98, 0.98]; // from the lesson
 * assertClose(stated, measured, { name: "factorPerStep", why: "measured with your own gradientDescent" });
 * assertTrueAnswer(Math.abs(stated - 0.98) < 1e-6, "factorPerStep", "gradientDescent"); // 1 − 2 · 0.01
 * ```
 * @param isTrue Whether the answer is what mathematics says.
 * @param name The answer: "factorPerStep".
 * @param code What the experiment ran: "gradientDescent".
 * @throws {AssertionError} If it is not.
 */
export function assertTrueAnswer(isTrue: boolean, name: string, code: string): void {
  if (isTrue) return;
  throw new AssertionError(
    `${name} agrees with your own ${code}, but not with what a right one does: first fix ${code}.`,
  );
}
