/**
 * A curve that is a sum, and its parts.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf } from "../../../base/kind_of.ts";
import { axisEncoding, linearAxis } from "../parts/axis.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { cutName } from "../parts/cut_name.ts";
import type { Curve } from "./fit_curve.ts";
import { labelLayer, lineLayer } from "../parts/layers.ts";
import { countText, numberText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { extent, isFinitePoint, type Point } from "../parts/points.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, sizes } from "../parts/theme.ts";
import { thinned } from "../parts/thin.ts";

/** Options of a picture of a sum. */
export interface SumOptions {
  /** The title above the picture; default "The parts and their sum". */
  title?: string;
  /**
   * A description with numbers, for people who cannot see the picture; default: the number of parts, and the ranges of
   * the parts and of the sum.
   */
  description?: string;
  /** Name of the horizontal axis, with its unit if there is one; default "x". */
  xTitle?: string;
  /** Name of the vertical axis, with its unit if there is one; default "y". */
  yTitle?: string;
  /** The label at the end of the sum; default "sum". */
  name?: string;
}

/** The total width of the left and right margins, excluding labels, in pixels. */
const MARGINS = 62;

/** Longer names are cut. */
const LONGEST_NAME = 28;

/** The approximate maximum number of points that are drawn per line. */
const MOST_POINTS = 400;

/**
 * Draws the `parts` as pale lines and their `sum` in full blue in front of them, for example the contributions of
 * hidden units to a network's prediction, and the prediction itself. The sum may include a constant that belongs to no
 * part. Lines have gaps where they are not finite.
 * @example Two halves of |x|
 * ```ts
 * import { sumOfParts } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const xs = [-1, 0, 1];
 * const picture = sumOfParts([{ xs, ys: [1, 0, 0] }, { xs, ys: [0, 0, 1] }], { xs, ys: [1, 0, 1] });
 * assertEquals(picture.description, "2 parts, with y from 0 to 1. The sum goes from y = 1 at x = −1 to y = 1 at x = 1.");
 * ```
 * @param parts One or more, each with its points from left to right.
 * @param sum The points of the sum, which this function does not compute.
 * @param options Titles and a name; see {@linkcode SumOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If a part or the sum does not consist of two lists of numbers, or a title or the name is not a
 * string.
 * @throws {RangeError} If there are no parts, a list is empty, or `xs` and `ys` have different lengths.
 */
export function sumOfParts(parts: readonly Curve[], sum: Curve, options: SumOptions = {}): Picture {
  checkOptions(options);
  checkTexts(options, ["title", "description", "xTitle", "yTitle", "name"]);
  if (!Array.isArray(parts)) throw new TypeError(`The parts are ${kindOf(parts)}: pass a list of { xs, ys }.`);
  if (parts.length === 0) throw new RangeError("There are no parts: pass at least one { xs, ys }.");
  const pieces = parts.map((part, i) => checkCurve(part, `parts[${i}]`));
  const whole = checkCurve(sum, "sum");
  const all = [...pieces.flat(), ...whole];
  const x = linearAxis(...extent(all.map(({ x }) => x)));
  const y = linearAxis(...extent(all.map(({ y }) => y)));
  const name = cutName(options.name ?? "sum", LONGEST_NAME);
  const end = whole.findLast(isFinitePoint);
  const label = end === undefined ? `${name}: not finite` : name;
  const height = end === undefined ? 0 : (1 - y.position(end.y)) * sizes.plotHeight;
  const widest = Math.max(0, ...y.ticks.map(({ label }) => textWidth(label, sizes.text))) +
    textWidth(label, sizes.text);
  const encoding = {
    x: axisEncoding(x, "x", options.xTitle ?? "x"),
    y: axisEncoding(y, "y", options.yTitle ?? "y"),
  };
  const faint = pieces.flatMap((points, part) =>
    thinned(points, MOST_POINTS).map((point) => ({ ...drawable(point), part }))
  );
  return {
    title: options.title ?? "The parts and their sum",
    description: options.description ?? descriptionOf(pieces, whole, name),
    usermeta: { sparkline: { name, values: thinned(whole, MOST_POINTS).map(({ y }) => y) } },
    width: Math.round(sizes.width - MARGINS - widest),
    height: sizes.plotHeight,
    layer: [
      lineLayer(faint, { ...encoding, detail: { field: "part" } }, { color: palette.past1.light, strokeWidth: 1 }),
      lineLayer(thinned(whole, MOST_POINTS).map(drawable), encoding, { color: palette.model.light }),
      labelLayer(label, { value: "width" }, { value: height }, { dx: 8, dy: 0, align: "left" }, palette.model.light),
    ],
  };
}

function checkCurve(curve: Curve, name: string): Point[] {
  if (typeof curve !== "object" || curve === null) {
    throw new TypeError(`${name} is ${kindOf(curve)}: pass { xs, ys }, two lists of numbers.`);
  }
  const [xs, ys] = [checkNumbers(curve.xs, `${name}.xs`), checkNumbers(curve.ys, `${name}.ys`)];
  if (xs.length !== ys.length) {
    throw new RangeError(`${name} has ${xs.length} xs and ${ys.length} ys: pass the same number of each.`);
  }
  return xs.map((x, i) => ({ x, y: ys[i] }));
}

/** A point as Vega needs it: y is null if it cannot be drawn. */
function drawable(point: Point): { x: number; y: number | null } {
  return isFinitePoint(point) ? point : { x: Number.isFinite(point.x) ? point.x : 0, y: null };
}

function descriptionOf(parts: Point[][], sum: Point[], name: string): string {
  const [low, high] = extent(parts.flat().map(({ y }) => y));
  const count = `${countText(parts.length)} ${parts.length === 1 ? "part" : "parts"}`;
  const at = ({ x, y }: Point) => `y = ${numberText(y)} at x = ${numberText(x)}`;
  return `${count}, with y from ${numberText(low)} to ${numberText(high)}. ` +
    `The ${name} goes from ${at(sum[0])} to ${at(sum[sum.length - 1])}.`;
}
