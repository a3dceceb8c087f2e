/**
 * Assertions about the results of a lesson's `answers()`. No message contains the expected number.
 * @module
 */
import { AssertionError } from "@std/assert";
import { allowed, type CloseOptions, isClose, likelyCause } from "./close.ts";
import { digits } from "./describe.ts";
import { Failure } from "./failure.ts";
import { noteMargin } from "./margin.ts";
import { requireNumber } from "./numbers.ts";

/** The options of {@linkcode assertAnswer}. */
export interface AnswerOptions extends Pick<CloseOptions, "relative" | "absolute" | "mistakes"> {
  /** The name of the answer: "factorPerStep". */
  name: string;
  /** Advice on how a learner can find the answer: "measure it with your own gradientDescent". */
  how: string;
  /** Whether a person may round the number by as much as the tolerance allows; false by default. */
  mayBeRounded?: boolean;
  /** If the learner's own code was measured: the name of this code, and whether the answer is mathematically right. */
  own?: { code: string; isTrue: boolean };
}

/**
 * Checks that an answer from a lesson is close to a number that was measured or computed. The message says whether the
 * answer is too large or too small and how to find the right answer, but does not reveal it. With `own`, the answer is
 * also checked as in {@linkcode assertTrueAnswer}. If the answer is right but the learner's code is wrong and leads to
 * another number, the message says to fix the code.
 * @example
 * ```ts
 * import { assertAnswer } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * const options = { name: "factorPerStep", how: "measure it with your own gradientDescent" };
 * assertThrows(
 *   () => assertAnswer(0.99, 0.98, options),
 *   Error,
 *   "factorPerStep is 0.99, which is too large: measure it with your own gradientDescent.",
 * );
 * ```
 * @param stated A value from the lesson, which can be anything.
 * @param measured The number that the answer should be close to.
 * @param options `relative` and `absolute` say how close, and `mistakes` has the results of known mistakes, as for
 *   `assertClose`.
 * @throws {AssertionError} If the answer is not close to it, or is not a finite number.
 * @throws {RangeError} If `measured` is not finite: this is a mistake in the check.
 */
export function assertAnswer(stated: unknown, measured: number, options: AnswerOptions): void {
  const { name, how, own } = options;
  if (!Number.isFinite(measured)) {
    throw new RangeError(`${name} cannot be close to ${measured}: measure a finite number.`);
  }
  const value = requireNumber(stated, name);
  noteMargin(name, () => [[Math.abs(value - measured), allowed(measured, options)]], options.mayBeRounded);
  if (isClose(value, measured, options)) return own && assertTrueAnswer(own.isTrue, name, own.code);
  if (own?.isTrue) {
    throw new AssertionError(
      `${name} is right, but your own ${own.code} leads to a different number: first fix ${own.code}.`,
    );
  }
  const cause = likelyCause(value, options);
  throw new Failure(
    `${name} is ${digits(value, 5)}, which is too ${value > measured ? "large" : "small"}: ${cause ?? `${how}.`}`,
    cause !== undefined,
  );
}

/**
 * Checks that an answer is mathematically right, after it has agreed with an experiment. The experiment runs the
 * lesson's own code, which helps an honest learner most, but that code can be written to make a wrong answer look
 * right. The message does not reveal the right answer.
 * @example
 * ```ts
 * import { assertAnswer, assertTrueAnswer } from "downhill/testing";
 * const [stated, measured] = [0.98, 0.98]; // from the lesson
 * assertAnswer(stated, measured, { name: "factorPerStep", how: "measure it with your own gradientDescent" });
 * assertTrueAnswer(Math.abs(stated - 0.98) < 1e-6, "factorPerStep", "gradientDescent"); // 1 − 2 · 0.01
 * ```
 * @param isTrue Whether the answer is mathematically right.
 * @param name The name of the answer: "factorPerStep".
 * @param code The function that the experiment ran: "gradientDescent".
 * @throws {AssertionError} If the answer is not right.
 */
export function assertTrueAnswer(isTrue: boolean, name: string, code: string): void {
  if (isTrue) return;
  throw new AssertionError(
    `${name} agrees with your own ${code}, but not with a correct one: first fix ${code}.`,
  );
}
