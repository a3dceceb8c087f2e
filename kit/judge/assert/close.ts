/**
 * @module
 */
import { apart } from "./describe.ts";
import { Failure } from "./failure.ts";
import { itemName, listName, type Name } from "./item_name.ts";
import { noteMargin } from "./margin.ts";
import { requireNumber, requireNumbers } from "./numbers.ts";

/** The results of known mistakes. A key is the text that the message shows for the mistake. */
export type Mistakes = Record<string, number | readonly number[]>;

/** How close a value must be, and what to say if it is not. */
export interface CloseOptions {
  /** The name of the number or the list: "x after 1,000 steps". Defaults to "the result". */
  name?: Name;
  /** The largest difference allowed, as a share of the expected value. Defaults to 1e-9 if `absolute` is not given. */
  relative?: number;
  /** The largest difference allowed, in the unit of the value. Defaults to 0. */
  absolute?: number;
  /** Why the expected value is right: "x after n steps is 2 · 0.98ⁿ". */
  why?: string;
  /**
   * The results of known mistakes, each under the text that the message shows for it: `{ "do you add the gradient?":
   * 7.97e8 }`. If they take long to compute, pass a function that returns them: it is called only if the value is
   * wrong.
   */
  mistakes?: Mistakes | (() => Mistakes);
}

/**
 * Checks, in this order, that `actual` is defined, is a number or a list of numbers, has the length of `expected`, is
 * finite and is close to `expected`. Only the first of these that fails is reported. If a list is not close, the
 * message names the item that is farthest off.
 * @example
 * ```ts
 * import { assertClose } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * assertClose(1.96, 2 * 0.98, { relative: 1e-9 });
 * assertThrows(
 *   () => assertClose(2.04, 1.96, { name: "x", mistakes: { "do you add the gradient?": 2.04 } }),
 *   Error,
 *   "x is 2.04, expected 1.96: do you add the gradient?",
 * );
 * ```
 * @param actual A value from the lesson, which can be anything.
 * @param expected One number, or a list of shape [n].
 * @throws {AssertionError} With one sentence that contains the actual value, the expected value and, if known, the
 *   likely cause.
 * @throws {RangeError} If `expected` or an allowed difference is not finite, which is a mistake in the check.
 */
export function assertClose(actual: unknown, expected: number | readonly number[], options: CloseOptions = {}): void {
  const { name = "the result" } = options;
  // without this, any list would count as close to NaN or to an infinity
  if (![expected].flat().every(Number.isFinite)) {
    throw new RangeError(`${listName(name)} cannot be close to ${expected}: expect finite numbers.`);
  }
  const { relative = 0, absolute = 0 } = options;
  if (!(relative >= 0 && absolute >= 0 && relative < Infinity && absolute < Infinity)) {
    throw new RangeError(
      `${listName(name)} has the tolerances ${absolute} and ${relative} (relative): both must be finite.`,
    );
  }
  if (typeof expected === "number") {
    const value = requireNumber(actual, listName(name));
    noteMargin(listName(name), () => [[Math.abs(value - expected), allowed(expected, options)]]);
    if (!isClose(value, expected, options)) throw mismatch(value, value, expected, listName(name), options);
    return;
  }
  const values = requireNumbers(actual, name, expected.length);
  noteMargin(
    listName(name),
    () => values.map((value, i) => [Math.abs(value - expected[i]), allowed(expected[i], options)] as const),
  );
  const excess = values.map((value, i) => Math.abs(value - expected[i]) - allowed(expected[i], options));
  const worst = excess.reduce((worst, value, i) => value > excess[worst] ? i : worst, 0);
  if (excess[worst] > 0) throw mismatch(values[worst], values, expected[worst], itemName(name, worst), options);
}

/** The largest difference from `expected` that is allowed. */
export function allowed(expected: number, { relative, absolute }: Pick<CloseOptions, "relative" | "absolute">): number {
  return Math.max(absolute ?? 0, (relative ?? (absolute === undefined ? 1e-9 : 0)) * Math.abs(expected));
}

/** Whether `value` differs from `expected` by no more than `options` allows. */
export function isClose(
  value: number,
  expected: number,
  options: Pick<CloseOptions, "relative" | "absolute">,
): boolean {
  return Math.abs(value - expected) <= allowed(expected, options);
}

function mismatch(shown: number, actual: number | number[], expected: number, name: string, options: CloseOptions) {
  const [came, wanted] = apart(shown, expected);
  const cause = likelyCause(actual, options);
  const why = options.why ? ` (${options.why})` : "";
  const message = `${name} is ${came}, expected ${wanted}${why}${cause ? `: ${cause}` : "."}`;
  return new Failure(message, cause !== undefined);
}

/** The known mistake that leads to this value. Its result may differ from the value by a thousandth. */
export function likelyCause(
  actual: number | number[],
  options: Pick<CloseOptions, "mistakes">,
): string | undefined {
  const mistakes = typeof options.mistakes === "function" ? options.mistakes() : options.mistakes ?? {};
  const values = [actual].flat();
  return Object.keys(mistakes).find((cause) => {
    const wrong = [mistakes[cause]].flat();
    return wrong.length === values.length &&
      wrong.every((value, i) => isClose(values[i], value, { relative: 1e-3, absolute: 1e-12 }));
  });
}
