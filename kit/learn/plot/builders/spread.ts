/**
 * The spread of an experiment's results, and one result to compare with them.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf } from "../../../base/kind_of.ts";
import { axisEncoding, linearAxis } from "../parts/axis.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { labelLayer, type Layer, pointLayer } from "../parts/layers.ts";
import { countText, numberText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { palette, sizes } from "../parts/theme.ts";

/** Options of a picture of a spread. */
export interface SpreadOptions {
  /** The title above the dots; default "The spread". */
  title?: string;
  /**
   * A description with numbers, for people who cannot see the picture; default: the range of the results, and the
   * result to compare.
   */
  description?: string;
  /** Name of the axis: what the results are; default "result". */
  xTitle?: string;
  /** An old name for `xTitle`: results used to be on the vertical axis, and old lessons must still work. */
  yTitle?: string;
}

/** The height of the plot, and the part of it that is reserved for the named result, in pixels. */
const [HEIGHT, HEADROOM] = [110, 30];

/** Dots that are closer than `SHARE` of the axis are stacked, `STEP` pixels apart, or less if there are many dots. */
const SHARE = 1 / 40;
const STEP = 8;

/** The total width of the left and right margins, in pixels. */
const MARGINS = 62;

/** The largest number of results that fits. */
const MOST = 200;

/**
 * Draws a grey dot for each result. Dots of nearly equal results are stacked, so you see where most results are. The
 * result to compare is a blue dot above them, with its number.
 * @example
 * ```ts
 * import { spread } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = spread([0.82, 0.84, 0.83, 0.83], 0.825);
 * assertEquals(picture.description, "4 results go from 0.82 to 0.84; this one is 0.825.");
 * ```
 * @param results Shape [n], 1 ≤ n ≤ 200, in any unit and order.
 * @param result The result to compare with them, in the same unit.
 * @param options Titles; see {@linkcode SpreadOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `results` is not a list of numbers, `result` is not a number, or a title is not a string.
 * @throws {RangeError} If there are no results or more than 200, or one of the numbers is not finite.
 */
export function spread(results: ArrayLike<number>, result: number, options: SpreadOptions = {}): Picture {
  checkOptions(options, ["title", "description", "xTitle", "yTitle"]);
  checkTexts(options, ["title", "description", "xTitle", "yTitle"]);
  const values = checkNumbers(results, "results");
  if (values.length > MOST) throw new RangeError(`There are ${values.length} results: pass at most ${MOST}.`);
  if (typeof result !== "number") throw new TypeError(`The result is ${kindOf(result)}: pass a number.`);
  const odd = [...values, result].find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`A result is ${odd}, which has no place on an axis: leave it out.`);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const axis = linearAxis(Math.min(low, result), Math.max(high, result));
  const x = axisEncoding(axis, "result", options.xTitle ?? options.yTitle ?? "result");
  const columns = values.map((value) => Math.round(axis.position(value) / SHARE));
  const count = (column: number, list: number[]) => list.filter((each) => each === column).length;
  const step = Math.min(STEP, (HEIGHT - HEADROOM) / Math.max(...columns.map((column) => count(column, columns))));
  const dots = values.map((value, i) => ({
    result: value,
    pixel: HEIGHT - step * (count(columns[i], columns.slice(0, i)) + 0.5),
  }));
  const y = { field: "pixel", type: "quantitative", scale: null, axis: null };
  const named = { result, pixel: HEADROOM / 2 };
  const isRight = axis.position(result) > 0.5;
  const placement = { dx: isRight ? -9 : 9, dy: 0, align: isRight ? "right" : "left" } as const;
  return {
    title: options.title ?? "The spread",
    description: options.description ??
      `${countText(values.length)} result${values.length === 1 ? "" : "s"} go${values.length === 1 ? "es" : ""} from ${
        numberText(low)
      } to ${numberText(high)}; this one is ${numberText(result)}.`,
    width: sizes.width - MARGINS,
    height: HEIGHT,
    layer: [
      ruleLayer(result, x),
      pointLayer(dots, { x, y }, { color: palette.data.light, size: 30 }),
      pointLayer([named], { x, y }, { color: palette.model.light, size: 90 }),
      labelLayer(
        `this: ${numberText(result)}`,
        { datum: result },
        { value: named.pixel },
        placement,
        palette.model.light,
      ),
    ],
  };
}

/** The line from the named result down to the axis. */
function ruleLayer(result: number, x: Record<string, unknown>): Layer {
  return {
    data: { values: [{ result }] },
    mark: { type: "rule", color: palette.model.light },
    encoding: { x, y: { value: HEADROOM / 2 }, y2: { value: HEIGHT } },
  };
}
