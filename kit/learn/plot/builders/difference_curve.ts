/**
 * How far apart two lists of numbers are, step by step.
 * @module
 */
import { checkOptions } from "../../../base/check_options.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { type CurveOptions, lossCurves } from "./loss_curves.ts";
import { countText, numberText, stepsText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";

/**
 * Draws |a − b| at each step, on a logarithmic axis, because two ways to compute the same result may differ only in the
 * last digits. Steps at which both agree to the last bit are hollow triangles at the lower edge. Two NaNs agree, and so
 * do two equal infinities; NaN and a number differ by NaN.
 * @example Two lists that differ once
 * ```ts
 * import { differenceCurve } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const { description } = differenceCurve([4, 2, 1], [4, 2, 1.5]);
 * assertEquals(description, "The two differ at 1 of 3 steps, most at step 3, by 0.5.");
 * ```
 * @param a Shape [n], n ≥ 1.
 * @param b Shape [n], as long as `a`.
 * @param options Titles and axes, as for {@linkcode lossCurves}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `a` or `b` is not a list of numbers.
 * @throws {RangeError} If they are empty, or have different lengths.
 */
export function differenceCurve(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: Omit<CurveOptions, "threshold"> = {},
): Picture {
  checkOptions(options);
  const [first, second] = [checkNumbers(a, "a"), checkNumbers(b, "b")];
  if (first.length !== second.length) {
    throw new RangeError(
      `a has ${first.length} numbers and b has ${second.length}: pass two lists of the same length.`,
    );
  }
  const differences = first.map((value, i) => Object.is(value, second[i]) ? 0 : Math.abs(value - second[i]));
  return lossCurves({ difference: differences }, {
    title: "How far apart they are",
    yTitle: "|a − b|",
    logY: differences.some((difference) => difference > 0 && difference < Infinity),
    description: descriptionOf(differences),
    ...options,
  });
}

function descriptionOf(differences: number[]): string {
  const steps = stepsText(differences.length);
  const differing = differences.filter((difference) => difference !== 0).length;
  if (differing === 0) return `The two agree to the last bit at all ${steps}.`;
  const undefinedAt = differences.findIndex(Number.isNaN);
  const largest = differences.reduce((a, b) => Math.max(a, b));
  const worst = undefinedAt >= 0 ? undefinedAt : differences.indexOf(largest);
  const last = differences.length - 1;
  const atLast = worst === last ? "" : `, and at the last by ${numberText(differences[last])}`;
  return `The two differ at ${countText(differing)} of ${steps}, most at step ${countText(worst + 1)}, by ${
    numberText(differences[worst])
  }${atLast}.`;
}
