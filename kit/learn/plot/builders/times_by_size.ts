/**
 * How long several methods take, depending on the size of the task.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf } from "../../../base/kind_of.ts";
import { type Axis, axisEncoding, LARGEST, logAxis, SMALLEST } from "../parts/axis.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { cutName } from "../parts/cut_name.ts";
import {
  earlyLabelLayers,
  type EndLabel,
  endLabelLayers,
  pushApart,
  RIGHT_EDGE,
  textStart,
} from "../parts/end_labels.ts";
import { entriesByName } from "../parts/entries_by_name.ts";
import { type Layer, lineLayer, pointLayer } from "../parts/layers.ts";
import { numberText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, type SeriesStyle, seriesStyles, sizes } from "../parts/theme.ts";

/** Options of a picture of times. */
export interface TimesOptions {
  /** The title above the picture; default "The time it takes". */
  title?: string;
  /**
   * A description with numbers, for people who cannot see the picture; default: the times of each method at both ends.
   */
  description?: string;
  /** Name of the horizontal axis: what the sizes are, with their unit if there is one; default "size". */
  xTitle?: string;
}

/** The total width of the left and right margins, excluding tick labels and end labels, in pixels. */
const MARGINS = 62;

/** Longer names are cut. */
const LONGEST_NAME = 28;

/**
 * Draws a line for each list of times, over the sizes. Both axes are logarithmic: a constant time is a horizontal line,
 * and a time in proportion to the size rises by one decade per decade. An empty list means that nothing could be
 * measured; its name is shown as missing. Times that are not finite, or not above 0, leave a gap in their line.
 *
 * Such a picture is different in each run, so `usermeta.isMeasured` marks it; see {@linkcode Picture}.
 * @example
 * ```ts
 * import { timesBySize } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = timesBySize([1, 100], { wasm: [0.02, 0.5], webgpu: [1, 1.5], abacus: [] });
 * assertEquals(
 *   picture.description,
 *   "From size 1 to 100, the time goes from 0.02 to 0.5 ms (wasm), from 1 to 1.5 ms (webgpu); abacus is missing.",
 * );
 * ```
 * @param xs The sizes, above 0, in rising order: shape [n], n ≥ 1.
 * @param milliseconds One to six lists by name, each of shape [n], or [0] if it is missing.
 * @param options Titles; see {@linkcode TimesOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `xs` or a list of times is not a list of numbers, or a title is not a string.
 * @throws {RangeError} If there are no sizes, a size is not above 0, there are no lists or more than six, or a list has
 * the wrong length.
 */
export function timesBySize(
  xs: ArrayLike<number>,
  milliseconds: Record<string, ArrayLike<number>>,
  options: TimesOptions = {},
): Picture {
  checkOptions(options);
  checkTexts(options, ["title", "description", "xTitle"]);
  const positions = checkNumbers(xs, "xs");
  const wrong = positions.find((size) => !(size >= SMALLEST && size <= LARGEST));
  if (wrong !== undefined) throw new RangeError(`xs has the size ${wrong}: sizes are above 0.`);
  const curves = checkCurves(milliseconds, positions.length);
  const x = sizeAxis(positions);
  const y = axisOf(curves.flatMap(({ times }) => times).filter(isDrawn));
  const labels = curves.map((curve) => labelOf(curve, positions, y));
  const isEarly = (label: typeof labels[number]) => label.x !== undefined && x.position(label.x) < RIGHT_EDGE;
  const ends = pushApart(labels.filter((label) => !isEarly(label)));
  const encoding = {
    x: axisEncoding(x, "size", logTitle(options.xTitle ?? "size")),
    y: axisEncoding(y, "time", "time (ms, log scale)"),
  };
  const left = Math.max(...y.ticks.map(({ label }) => textWidth(label, sizes.text)));
  const right = Math.max(0, ...ends.map(({ text }) => textWidth(text, sizes.text))) + textStart(ends);
  return {
    title: options.title ?? "The time it takes",
    description: options.description ?? descriptionOf(positions, curves),
    usermeta: { isMeasured: true, sparkline: sparklineOf(curves) },
    width: Math.round(sizes.width - MARGINS - left - right),
    height: sizes.plotHeight,
    layer: [
      ...curves.flatMap(({ times, colour, dash, shape }): Layer[] => {
        const points = times.map((time, i) => ({ size: positions[i], time: isDrawn(time) ? time : null }));
        return [
          lineLayer(points, encoding, { color: colour, ...(dash && { strokeDash: dash }) }),
          pointLayer(points.filter(({ time }) => time !== null), encoding, { color: colour, shape, size: 60 }),
        ];
      }),
      ...endLabelLayers(ends),
      ...earlyLabelLayers(pushApart(labels.filter(isEarly))),
    ],
  };
}

interface Curve extends SeriesStyle {
  name: string;
  /** In milliseconds; empty if it was not measured. */
  times: number[];
}

function checkCurves(milliseconds: Record<string, ArrayLike<number>>, count: number): Curve[] {
  if (typeof milliseconds !== "object" || milliseconds === null || Array.isArray(milliseconds)) {
    throw new TypeError(`milliseconds is ${kindOf(milliseconds)}: pass lists by name, for example { wasm: times }.`);
  }
  const entries = entriesByName(milliseconds);
  if (entries.length === 0 || entries.length > seriesStyles.length) {
    throw new RangeError(
      `milliseconds contains ${entries.length} lists: pass 1 to ${seriesStyles.length}, one for each colour.`,
    );
  }
  return entries.map(([name, values], i) => {
    const isList = Array.isArray(values) || ArrayBuffer.isView(values);
    const isEmpty = isList && (values as ArrayLike<number>).length === 0;
    const times = isEmpty ? [] : checkNumbers(values, `milliseconds[${JSON.stringify(name)}]`);
    if (times.length !== 0 && times.length !== count) {
      throw new RangeError(
        `milliseconds[${
          JSON.stringify(name)
        }] has ${times.length} times for ${count} sizes: pass one for each, or none.`,
      );
    }
    return { ...seriesStyles[i], name: cutName(name, LONGEST_NAME), times };
  });
}

function isDrawn(time: number): boolean {
  return time >= SMALLEST && time <= LARGEST;
}

function axisOf(values: number[]): Axis {
  if (values.length === 0) return logAxis(0.1, 1);
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  return logAxis(low, high);
}

/**
 * The axis is as long as the lines, so that they end beside their names. It is longer only if it would otherwise have
 * fewer than two labels.
 */
function sizeAxis(positions: number[]): Axis {
  const [low, high] = [positions.reduce((a, b) => Math.min(a, b)), positions.reduce((a, b) => Math.max(a, b))];
  const short = logAxis(low, high, { wholeDecades: false });
  return short.ticks.length >= 2 ? short : logAxis(low, high);
}

function logTitle(title: string): string {
  return / \([^()]*\)$/.test(title) ? `${title.slice(0, -1)}, log scale)` : `${title} (log scale)`;
}

/**
 * The label of a line, with its position: the height and the size at which the line ends. The labels of methods without
 * times are at the top.
 */
function labelOf({ name, colour, dash, times }: Curve, positions: number[], y: Axis): EndLabel & { x?: number } {
  const last = times.findLastIndex(isDrawn);
  if (last < 0) return { text: `${name}: missing`, colour: palette.axis.light, pixel: 0 };
  const pixel = (1 - y.position(times[last])) * sizes.plotHeight;
  return { text: name, colour, dash, pixel, end: pixel, x: positions[last] };
}

function descriptionOf(sizes: number[], curves: Curve[]): string {
  const range = ({ name, times }: Curve) =>
    `from ${numberText(times[0])} to ${numberText(times[times.length - 1])} ms (${name})`;
  const measured = curves.filter(({ times }) => times.length > 0);
  const missing = curves.filter(({ times }) => times.length === 0).map(({ name }) => `${name} is missing`);
  const subject = `From size ${numberText(sizes[0])} to ${numberText(sizes[sizes.length - 1])}, the time goes`;
  const times = measured.length === 0 ? [] : [`${subject} ${measured.map(range).join(", ")}`];
  return `${[...times, ...missing].join("; ")}.`;
}

/** The values of the first line that exists. */
function sparklineOf(curves: Curve[]) {
  const curve = curves.find(({ times }) => times.length > 0);
  return curve && { name: `${curve.name}, ms`, values: curve.times, isLog: true };
}
