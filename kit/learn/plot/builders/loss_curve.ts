/**
 * The picture that every training ends with: the loss after each step.
 * @module
 */
import { checkOptions } from "../../../base/check_options.ts";
import { type CurveOptions, lossCurves } from "./loss_curves.ts";
import type { Picture } from "../parts/picture.ts";

/**
 * Draws the loss after each step as a blue line. A loss that falls a hundredfold gets an axis of powers of ten, where
 * equal factors are equal distances. On it 0 has no place: it is a hollow triangle at the lower edge. What is not finite
 * is a × at the upper edge, and the line is interrupted there.
 * @example A loss that halves at every step
 * ```ts
 * import { lossCurve } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = lossCurve([8, 4, 2, 1]);
 * assertEquals(picture.description, "The loss falls from 8 to 1 in 4 steps.");
 * ```
 * @param losses Shape [n], n ≥ 1: the loss after steps 1 to n.
 * @param options Titles, axes and a threshold; see {@linkcode CurveOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `losses` is not a list of numbers, or a title is no text.
 * @throws {RangeError} If `losses` is empty, or the threshold is not above 0.
 */
export function lossCurve(losses: ArrayLike<number>, options: CurveOptions = {}): Picture {
  checkOptions(options);
  return lossCurves({ loss: losses }, { title: "The loss after each step", ...options });
}
