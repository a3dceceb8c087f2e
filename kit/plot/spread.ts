/**
 * How far apart the results of one experiment are, and where one of them is.
 * @module
 */
import { checkOptions, checkTexts } from "../check_options.ts";
import { kindOf } from "../kind_of.ts";
import { axisEncoding, linearAxis } from "./axis.ts";
import { checkNumbers } from "./check_numbers.ts";
import { ROW_HEIGHT } from "./image_sheet.ts";
import { labelLayer, pointLayer } from "./layers.ts";
import { countText, numberText } from "./number_text.ts";
import type { Picture } from "./picture.ts";
import { textWidth } from "./text_width.ts";
import { palette, sizes } from "./theme.ts";

/** What can be chosen about a picture of a spread. */
export interface SpreadOptions {
  /** Stands above the dots; default "The spread". */
  title?: string;
  /** What is seen, with numbers, for those who cannot see it; default: from where to where they go, and where this one is. */
  description?: string;
  /** What the results are; default "result (no unit)". */
  yTitle?: string;
}

/** As high as ten rows of a confusion matrix, beside which it may stand. */
const HEIGHT = 10 * ROW_HEIGHT;

/** Results within this share of the axis stand beside each other, and so many pixels apart. */
const SHARE = 1 / 40;
const STEP = 7;

/** The most results: more would not fit. */
const MOST = 200;

/**
 * Draws a grey dot for each of some results, at its height; those that are nearly the same stand beside each other, so
 * that one sees where most of them are. One result more is a blue dot at the right.
 * @example
 * ```ts
 * import { spread } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = spread([0.82, 0.84, 0.83, 0.83], 0.825);
 * assertEquals(picture.description, "4 results go from 0.82 to 0.84; this one is 0.825.");
 * ```
 * @param results Shape [n], 1 ≤ n ≤ 200, in any unit and order.
 * @param result The one to be shown beside them, in the same unit.
 * @param options Titles; see {@linkcode SpreadOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `results` is not a list of numbers, `result` no number, or a title no text.
 * @throws {RangeError} If there are no results or more than 200, or one of the numbers is not finite.
 */
export function spread(results: ArrayLike<number>, result: number, options: SpreadOptions = {}): Picture {
  checkOptions(options, ["title", "description", "yTitle"]);
  checkTexts(options, ["title", "description", "yTitle"]);
  const values = checkNumbers(results, "results");
  if (values.length > MOST) throw new RangeError(`There are ${values.length} results: pass at most ${MOST}.`);
  if (typeof result !== "number") throw new TypeError(`The result is ${kindOf(result)}: pass a number.`);
  const odd = [...values, result].find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`A result is ${odd}, which has no place on an axis: leave it out.`);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const axis = linearAxis(Math.min(low, result), Math.max(high, result));
  const y = axisEncoding(axis, "result", options.yTitle ?? "result (no unit)");
  const counts = new Map<number, number>();
  const dots = values.toSorted((a, b) => a - b).map((value) => {
    const row = Math.round(axis.position(value) / SHARE);
    const before = counts.get(row) ?? 0;
    counts.set(row, before + 1);
    return { result: value, pixel: STEP * (before + 0.5) };
  });
  const right = STEP * (Math.max(...counts.values()) + 2);
  const text = `this: ${numberText(result)}`;
  const x = { field: "pixel", type: "quantitative", scale: null, axis: null };
  return {
    title: options.title ?? "The spread",
    description: options.description ??
      `${countText(values.length)} result${values.length === 1 ? "" : "s"} go${values.length === 1 ? "es" : ""} from ${
        numberText(low)
      } to ${numberText(high)}; this one is ${numberText(result)}.`,
    concat: [{
      width: right + 8 + Math.ceil(textWidth(text, sizes.text)),
      height: HEIGHT,
      layer: [
        pointLayer(dots, { x, y }, { color: palette.data.light, size: 30 }),
        pointLayer([{ result, pixel: right }], { x, y }, { color: palette.model.light, size: 90 }),
        labelLayer(text, { value: right }, { datum: result }, { dx: 9, dy: 0, align: "left" }, palette.model.light),
      ],
    }],
  };
}
