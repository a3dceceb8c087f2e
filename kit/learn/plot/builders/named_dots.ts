/**
 * Dots of several kinds, to compare them.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf } from "../../../base/kind_of.ts";
import { type Axis, axisEncoding, LARGEST, linearAxis, logAxis, SMALLEST } from "../parts/axis.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { cutName } from "../parts/cut_name.ts";
import { entriesByName } from "../parts/entries_by_name.ts";
import { labelLayer, pointLayer } from "../parts/layers.ts";
import { numberText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { placeLabels } from "../parts/place_labels.ts";
import { textWidth } from "../parts/text_width.ts";
import { type SeriesStyle, seriesStyles, sizes } from "../parts/theme.ts";

/** The dots of one kind: the i-th is at (`xs[i]`, `ys[i]`). */
export interface Dots {
  /** Shape [n], n ≥ 1. */
  xs: ArrayLike<number>;
  /** Shape [n]. */
  ys: ArrayLike<number>;
}

/** Options of a picture of dots. */
export interface DotsOptions {
  /** The title above the picture; default "A comparison". */
  title?: string;
  /** A description with numbers, for people who cannot see the picture; default: the range of each kind. */
  description?: string;
  /** Name of the horizontal axis, with its unit if there is one; default "x". */
  xTitle?: string;
  /** Name of the vertical axis, with its unit if there is one; default "y". */
  yTitle?: string;
  /** Whether the axis of x is logarithmic; then every x must be above 0. Default false. */
  logX?: boolean;
}

/** The total width of the left and right margins, excluding tick labels, in pixels. */
const MARGINS = 62;

/** The dots of one kind, ready to be drawn. */
interface Kind extends SeriesStyle {
  name: string;
  xs: number[];
  ys: number[];
}

/**
 * Draws dots of one to six kinds, each with its own colour, shape and name. Use it to compare several methods, each
 * with the results of several runs.
 * @example Two methods, twice each
 * ```ts
 * import { namedDots } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = namedDots({ small: { xs: [10, 10], ys: [0.5, 0.6] }, large: { xs: [1000, 1000], ys: [0.8, 0.9] } });
 * assertEquals(picture.description, "small: y from 0.5 to 0.6 at x = 10. large: y from 0.8 to 0.9 at x = 1,000.");
 * ```
 * @param kinds Lists of finite numbers by name.
 * @param options Titles, and the kind of the x axis; see {@linkcode DotsOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If a kind does not consist of two lists of numbers, or a title is not a string.
 * @throws {RangeError} If there are no kinds or more than six, a list is empty, `xs` and `ys` have different lengths,
 * or a number is not on its axis.
 */
export function namedDots(kinds: Record<string, Dots>, options: DotsOptions = {}): Picture {
  checkOptions(options, ["title", "description", "xTitle", "yTitle", "logX"]);
  checkTexts(options, ["title", "description", "xTitle", "yTitle"]);
  const all = checkKinds(kinds, options.logX ?? false);
  const x = axisOf(all.flatMap(({ xs }) => xs), { isLog: options.logX ?? false });
  const y = axisOf(all.flatMap(({ ys }) => ys), { above: 0.2 }); // room for the name of the highest dot
  const encoding = {
    x: axisEncoding(x, "x", options.xTitle ?? "x"),
    y: axisEncoding(y, "y", options.yTitle ?? "y"),
  };
  const width = Math.round(
    sizes.width - MARGINS - Math.max(...y.ticks.map(({ label }) => textWidth(label, sizes.text))),
  );
  const place = (kind: Kind, i: number) => ({
    x: x.position(kind.xs[i]),
    y: (1 - y.position(kind.ys[i])) * sizes.plotHeight,
  });
  const highest = all.map((kind) => place(kind, kind.ys.indexOf(Math.max(...kind.ys))));
  const placements = placeLabels(all.map(({ name }, i) => ({ ...highest[i], text: name })), {
    widths: [width, ...sizes.sharedPlotWidths],
    height: sizes.plotHeight,
    fontSize: sizes.text,
    marks: all.flatMap((kind) => kind.xs.map((_, i) => place(kind, i))),
  });
  return {
    title: options.title ?? "A comparison",
    description: options.description ?? all.map(descriptionOf).join(" "),
    usermeta: {
      sparkline: {
        name: all.map(({ name }) => name).join(", "),
        values: all.map(({ ys }) => ys.reduce((a, b) => a + b, 0) / ys.length),
      },
    },
    width,
    height: sizes.plotHeight,
    layer: [
      ...all.map(({ xs, ys, colour, shape }) =>
        pointLayer(xs.map((x, i) => ({ x, y: ys[i] })), encoding, {
          color: colour,
          shape,
          size: 70,
          opacity: 0.8,
        })
      ),
      ...all.map(({ name, colour, xs, ys }, i) => {
        const at = ys.indexOf(Math.max(...ys));
        return labelLayer(name, { datum: xs[at] }, { value: highest[i].y }, placements[i], colour);
      }),
    ],
  };
}

function checkKinds(kinds: Record<string, Dots>, logX: boolean): Kind[] {
  if (typeof kinds !== "object" || kinds === null || Array.isArray(kinds)) {
    throw new TypeError(`The kinds are ${kindOf(kinds)}: pass { name: { xs, ys } }.`);
  }
  const entries = entriesByName(kinds);
  if (entries.length === 0 || entries.length > seriesStyles.length) {
    throw new RangeError(`There are ${entries.length} kinds: pass 1 to ${seriesStyles.length}, one for each colour.`);
  }
  return entries.map(([name, dots], i) => {
    if (typeof dots !== "object" || dots === null) {
      throw new TypeError(`${name} is ${kindOf(dots)}: pass { xs, ys }, two lists of numbers.`);
    }
    const [xs, ys] = [checkNumbers(dots.xs, `${name}.xs`), checkNumbers(dots.ys, `${name}.ys`)];
    if (xs.length !== ys.length) {
      throw new RangeError(`${name} has ${xs.length} xs and ${ys.length} ys: pass the same number of each.`);
    }
    const lost = [...xs, ...ys].find((value) => !(Math.abs(value) <= LARGEST)) ??
      xs.find((value) => logX && !(value >= SMALLEST));
    if (lost !== undefined) throw new RangeError(`${name} has ${lost} in it, which has no place on the axis.`);
    return { ...seriesStyles[i], name: cutName(name, 24), xs, ys };
  });
}

/** An axis for all `values`; a linear axis has a margin, which is a share of their range. */
function axisOf(values: readonly number[], { isLog = false, above = 0.08 }): Axis {
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  if (isLog) return logAxis(low, high);
  return linearAxis(low - (high - low) * 0.08, high + (high - low) * above);
}

function descriptionOf({ name, xs, ys }: Kind): string {
  const range = (values: number[]) => [Math.min(...values), Math.max(...values)].map((value) => numberText(value));
  const text = ([low, high]: string[], axis: string, is: string) =>
    low === high ? `${axis} ${is} ${low}` : `${axis} from ${low} to ${high}`;
  return `${name}: ${text(range(ys), "y", "=")} at ${text(range(xs), "x", "=")}.`;
}
