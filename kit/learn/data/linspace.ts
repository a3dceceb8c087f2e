/**
 * @module
 */
import { checkCount } from "./check_count.ts";
import { valueText } from "../../base/kind_of.ts";

/**
 * `count` equally spaced numbers from `start` to `stop`, both included: use them to evaluate a curve that you draw.
 * They equal the numbers of NumPy's `linspace` to the last bit: `start + i · step`, and the last one is `stop` itself.
 * @example
 * ```ts
 * import { linspace } from "downhill";
 * import { assertEquals } from "@std/assert";
 * assertEquals(linspace(-1, 3, 5), [-1, 0, 1, 2, 3]);
 * assertEquals(linspace(-1, 3).length, 50);
 * ```
 * @param start The first number; the only one if `count` is 1.
 * @param stop The last number; it may be below the first.
 * @param count How many numbers: a whole number from 0 to 10,000,000. Defaults to 50.
 * @returns Shape [count].
 * @throws {RangeError} If `start` or `stop` is not finite, or `count` is not a whole number in this range.
 */
export function linspace(start: number, stop: number, count = 50): number[] {
  if (!Number.isFinite(start) || !Number.isFinite(stop)) {
    throw new RangeError(`The ends ${valueText(start)} and ${valueText(stop)} are not both finite numbers.`);
  }
  checkCount(count);
  const step = (stop - start) / (count - 1);
  return Array.from({ length: count }, (_, i) => i === 0 ? start : i === count - 1 ? stop : start + i * step);
}
