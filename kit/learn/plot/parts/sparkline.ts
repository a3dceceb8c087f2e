/**
 * A list of numbers as one line of text, for terminals that cannot show a picture.
 * @module
 */
import { valueText } from "../../../base/kind_of.ts";
import { checkNumbers } from "./check_numbers.ts";

/** Unicode's block elements from U+2581 to U+2588, from low to high. */
const BLOCKS = [..."▁▂▃▄▅▆▇█"];

/**
 * Draws `values` as a row of blocks in order of time, ▁ for the smallest and █ for the largest, with equal steps
 * between them. If several values share a block, it shows the largest of them, so that no spike is lost; a block with a
 * value that is not finite is a ×, so that you see where a run diverges.
 *
 * With `isLog`, steps are equal ratios, as on a logarithmic axis: a loss that falls from 100 to 1e-6 looks like a
 * staircase, instead of one █ followed by nothing. Values of 0 or less are ▁.
 * @example A loss that halves at every step
 * ```ts
 * import { sparkline } from "downhill";
 * import { assertEquals } from "@std/assert";
 * assertEquals(sparkline([8, 4, 2, 1]), "█▄▂▁");
 * ```
 * @param values Shape [n], n ≥ 1, in any unit.
 * @param width The largest number of blocks to draw; default 40.
 * @param options `isLog` is false by default.
 * @returns As many characters as there are values, at most `width`.
 * @throws {TypeError} If `values` is not a list of numbers.
 * @throws {RangeError} If `values` is empty, or `width` is not a whole number ≥ 1.
 */
export function sparkline(values: ArrayLike<number>, width = 40, { isLog = false } = {}): string {
  const numbers = checkNumbers(values, "values");
  if (!Number.isInteger(width) || width < 1) {
    throw new RangeError(`width is ${valueText(width)}: pass a whole number of 1 or more.`);
  }
  const largest = largestOfEach(numbers, Math.min(width, numbers.length));
  const heights = isLog ? largest.map(heightOnLog) : largest;
  const finite = heights.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const block = (value: number) => {
    if (value === -Infinity && isLog) return BLOCKS[0];
    if (!Number.isFinite(value)) return "×";
    // uses halves, because the difference of two large numbers may be infinite; equal values are all ▁
    const part = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0;
    return BLOCKS[Math.round(part * (BLOCKS.length - 1))];
  };
  return heights.map(block).join("");
}

/** The logarithm: −Infinity for 0 and less; values that are not finite stay NaN. */
function heightOnLog(value: number): number {
  return value <= 0 ? -Infinity : Math.log10(value);
}

/** Cuts `values` into `count` pieces of nearly equal length and takes the largest of each; NaN if one is not finite. */
function largestOfEach(values: number[], count: number): number[] {
  const largest: number[] = new Array(count).fill(-Infinity);
  values.forEach((value, i) => {
    const piece = Math.floor(i * count / values.length);
    largest[piece] = Number.isFinite(value) ? Math.max(largest[piece], value) : NaN;
  });
  return largest;
}
