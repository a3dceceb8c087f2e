/**
 * The picture at the end of every training run: the loss after each step.
 * @module
 */
import { checkOptions } from "../../../base/check_options.ts";
import { type CurveOptions, lossCurves } from "./loss_curves.ts";
import type { Picture } from "../parts/picture.ts";

/**
 * Draws the loss after each step as a blue line. If the loss falls by a factor of 100, the axis is logarithmic: equal
 * distances on it stand for equal factors. Such an axis has no 0, so a loss of 0 is a hollow triangle at the lower
 * edge. A loss that is not finite is a × at the upper edge, and the line has a gap there.
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
 * @throws {TypeError} If `losses` is not a list of numbers, or a title is not a string.
 * @throws {RangeError} If `losses` is empty, or the threshold is not above 0.
 */
export function lossCurve(losses: ArrayLike<number>, options: CurveOptions = {}): Picture {
  checkOptions(options);
  return lossCurves({ loss: losses }, { title: "The loss after each step", ...options });
}
