/**
 * Measured points, and curves that fit them.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf } from "../../../base/kind_of.ts";
import { type Axis, axisEncoding, linearAxis } from "../parts/axis.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { cutName } from "../parts/cut_name.ts";
import {
  type EndLabel,
  endLabelLayers,
  LONGEST_WITHIN,
  pushApart,
  RIGHT_EDGE,
  textStart,
} from "../parts/end_labels.ts";
import { lineLayers } from "../parts/hidden_lines.ts";
import { labelLayer, pointLayer } from "../parts/layers.ts";
import { countText, numberText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { extent, isFinitePoint, type Point } from "../parts/points.ts";
import { type Place, placeLabels } from "../parts/place_labels.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, type SeriesStyle, seriesStyles, sizes } from "../parts/theme.ts";
import { thin, thinned } from "../parts/thin.ts";

/** Points: the i-th is at (`xs[i]`, `ys[i]`). */
export interface Curve {
  /** Shape [n], n ≥ 1. */
  xs: ArrayLike<number>;
  /** Shape [n]. */
  ys: ArrayLike<number>;
}

/** Options of a picture of a fit. */
export interface FitOptions {
  /** The title above the picture; default "Data and curves". */
  title?: string;
  /**
   * A description with numbers, for people who cannot see the picture; default: the ranges of the points and of each
   * curve.
   */
  description?: string;
  /** Name of the horizontal axis, with its unit if there is one; default "x". */
  xTitle?: string;
  /** Name of the vertical axis, with its unit if there is one; default "y". */
  yTitle?: string;
  /** The labels of the points and the curves, instead of "80 points", "truth", "model" and "rival". */
  names?: { data?: string; truth?: string; model?: string; rival?: string };
}

const ROLES = ["truth", "rival", "model"] as const; // in drawing order: the model is on top

/** How the lines are drawn; the truth has the same dashes in all lessons. */
const STYLES: Record<typeof ROLES[number], Pick<SeriesStyle, "colour" | "dash">> = {
  truth: { colour: palette.truth.light, dash: [6, 5] },
  rival: seriesStyles[1],
  model: seriesStyles[0],
};

/** The approximate maximum number of points that are drawn per curve, and of the data. */
const MOST_POINTS = 1600;

/**
 * The number of points along a curve that keep labels away from it. They are so close together that no label fits
 * between them.
 */
const DENSITY = 500;

/** The distance between a mark and a label, left and right, in pixels. */
const RIM = 8;

/** The total width of the left and right margins, excluding tick labels and end labels, in pixels. */
const MARGINS = 62;

/** The space above and below data and truth for a curve that goes beyond them, as a multiple of their height. */
const ROOM = 0.5;

/** Longer names are cut. */
const LONGEST_NAME = 28;

/**
 * Draws `data` as grey dots, the `truth` as a dashed line, the `model` as a blue line and its `rival` as an orange one,
 * each with its name beside it. Curves may be given in any order of x. The picture contains all data and the truth; a
 * model that goes far beyond them is cut off at the edge, and has gaps where it is not finite.
 * @example A line through three points
 * ```ts
 * import { fitCurve } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = fitCurve({ data: { xs: [0, 1, 2], ys: [1, 4, 5] }, model: { xs: [0, 2], ys: [1.5, 5.5] } });
 * assertEquals(
 *   picture.description,
 *   "3 points from x = 0 to x = 2, with y from 1 to 5. The model goes from y = 1.5 at x = 0 to y = 5.5 at x = 2.",
 * );
 * ```
 * @param curves The data, and up to three curves.
 * @param options Titles and names; see {@linkcode FitOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If the data or a curve does not consist of two lists of numbers, or a title or name is not a
 * string.
 * @throws {RangeError} If a list is empty, or `xs` and `ys` have different lengths.
 */
export function fitCurve(
  curves: { data: Curve; truth?: Curve; model?: Curve; rival?: Curve },
  options: FitOptions = {},
): Picture {
  checkOptions(options);
  checkTexts(options, ["title", "description", "xTitle", "yTitle"]);
  checkTexts(options.names ?? {}, ["data", ...ROLES]);
  const data = checkCurve(curves?.data, "data");
  const lines = ROLES.flatMap((role) => {
    const curve = curves[role];
    if (curve === undefined) return [];
    return [{ role, name: cutName(options.names?.[role] ?? role, LONGEST_NAME), points: checkCurve(curve, role) }];
  });
  const dots = data.filter(isFinitePoint);
  const x = linearAxis(...extent([...dots, ...lines.flatMap(({ points }) => points)].map(({ x }) => x)));
  const y = heightAxis(
    [...dots, ...lines.filter(({ role }) => role === "truth").flatMap(({ points }) => points)],
    lines,
  );
  const pixelOf = (value: number) => Math.min(Math.max(1 - y.position(value), 0), 1) * sizes.plotHeight;
  const ends = lineLabels(lines.filter((line) => !endsEarly(line, x)), pixelOf);
  const width = Math.round(
    sizes.width - MARGINS - textStart(ends) - widest(y.ticks.map(({ label }) => label), ends.map(({ text }) => text)),
  );
  const encoding = {
    x: axisEncoding(x, "x", options.xTitle ?? "x"),
    y: axisEncoding(y, "y", options.yTitle ?? "y"),
  };
  const place = (point: Point) => ({ x: x.position(point.x), y: pixelOf(point.y) });
  // a label has a border, so it needs slightly more space than its text
  const withRim = (at: Place) => [-RIM, 0, RIM].map((rim) => ({ ...at, x: at.x + rim / width }));
  const labels = [
    ...lines.filter((line) => endsEarly(line, x)).map(({ role, name, points }) => ({
      point: points.findLast(isFinitePoint)!,
      text: cutName(name, LONGEST_WITHIN),
      colour: STYLES[role].colour,
    })),
    ...dataLabels(data, dots, options.names?.data, [x.domain[0] / 2 + x.domain[1] / 2, y.domain[1]]),
  ];
  const placements = placeLabels(labels.map(({ point, text }) => ({ ...place(point), text })), {
    widths: [width, ...sizes.sharedPlotWidths],
    height: sizes.plotHeight,
    fontSize: sizes.text,
    marks: [...dots, ...lines.flatMap(({ points }) => densely(points, x))].map(place).flatMap(withRim),
  });
  return {
    title: options.title ?? "Data and curves",
    description: options.description ?? descriptionOf(data, lines),
    usermeta: { sparkline: sparklineOf(data, lines) },
    width,
    height: sizes.plotHeight,
    layer: [
      pointLayer(thinned(dots, MOST_POINTS), encoding, { color: palette.data.light, size: 36 }),
      ...lineLayers(
        lines.map(({ role, points }) => ({
          ...STYLES[role],
          places: points.map(place),
          points: thinned(points, MOST_POINTS).map((point) =>
            isFinitePoint(point) ? { ...point } : { x: point.x, y: null }
          ),
        })),
        { ...encoding, order: { field: "x" } },
        { clip: true },
      ),
      ...endLabelLayers(ends),
      ...labels.map(({ point, text, colour }, i) =>
        labelLayer(text, { datum: point.x }, { value: place(point).y }, placements[i], colour)
      ),
    ],
  };
}

/** A curve with its name, sorted by x. */
type Line = { role: typeof ROLES[number]; name: string; points: Point[] };

/** The points of `curve` from left to right; points without a finite x are skipped. */
function checkCurve(curve: Curve, name: string): Point[] {
  if (typeof curve !== "object" || curve === null) {
    throw new TypeError(`${name} is ${kindOf(curve)}: pass { xs, ys }, two lists of numbers.`);
  }
  const [xs, ys] = [checkNumbers(curve.xs, `${name}.xs`), checkNumbers(curve.ys, `${name}.ys`)];
  if (xs.length !== ys.length) {
    throw new RangeError(`${name} has ${xs.length} xs and ${ys.length} ys: pass the same number of each.`);
  }
  return xs.map((x, i) => ({ x, y: ys[i] })).sort((a, b) => a.x - b.x);
}

/** An axis for all of `points`, and for the parts of the lines that are no farther from them than {@linkcode ROOM}. */
function heightAxis(points: Point[], lines: Line[]): Axis {
  const [low, high] = extent(points.map(({ y }) => y));
  const room = (high - low || Math.abs(low) || 1) * ROOM;
  const heights = lines.flatMap((line) => line.points.map(({ y }) => y)).filter(Number.isFinite);
  const bottom = heights.reduce((a, b) => Math.min(a, Math.max(b, low - room)), low);
  const top = heights.reduce((a, b) => Math.max(a, Math.min(b, high + room)), high);
  const margin = (top - bottom) * 0.05;
  const axis = linearAxis(bottom - margin, top + margin);
  // without ticks near the upper end, whose labels would stick out
  return { ...axis, ticks: axis.ticks.filter(({ value }) => axis.position(value) < 0.97) };
}

/** Whether a line ends inside the plot. Its name is then at this end, instead of at the right edge. */
function endsEarly({ points }: Line, x: Axis): boolean {
  const last = points.findLast(isFinitePoint);
  return last !== undefined && x.position(last.x) < RIGHT_EDGE;
}

/** The names of the lines at the heights where they end, pushed apart where they would overlap. */
function lineLabels(lines: Line[], pixelOf: (value: number) => number): EndLabel[] {
  return pushApart(lines.map(({ role, name, points }) => {
    const last = points.findLast(isFinitePoint);
    const { colour, dash } = STYLES[role];
    if (last === undefined) return { text: `${name}: not finite`, colour, pixel: 0 };
    return { text: name, colour, dash, pixel: pixelOf(last.y), end: pixelOf(last.y) };
  }));
}

/** The sum, over the lists, of the width of the widest text, in pixels. */
function widest(...lists: string[][]): number {
  return lists.reduce((sum, texts) => sum + Math.max(0, ...texts.map((text) => textWidth(text, sizes.text))), 0);
}

/** The name of the dots, next to the leftmost dot, and a text if some points are missing. */
function dataLabels(data: Point[], dots: Point[], name: string | undefined, [x, y]: [number, number]) {
  const labels = [];
  const colour = palette.axis.light;
  const count = `${countText(data.length)} ${data.length === 1 ? "point" : "points"}`;
  if (dots.length > 0) labels.push({ point: dots[0], text: cutName(name ?? count, LONGEST_NAME), colour });
  if (dots.length < data.length) {
    const missing = countText(data.length - dots.length);
    const text = `${missing} of ${count} ${missing === "1" ? "is" : "are"} not finite`;
    labels.push({ point: { x, y }, text, colour });
  }
  return labels;
}

/** Points along a curve, close enough together that no label is placed between them. */
function densely(points: Point[], x: Axis): Point[] {
  const finite = thinned(points, MOST_POINTS).filter(isFinitePoint);
  return finite.flatMap((to, i) => {
    const from = finite[i - 1] ?? to;
    const count = Math.max(1, Math.ceil((x.position(to.x) - x.position(from.x)) * DENSITY));
    return Array.from({ length: count }, (_, k) => {
      const part = (k + 1) / count;
      return { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) };
    });
  });
}

function descriptionOf(data: Point[], lines: Line[]): string {
  const [left, right] = extent(data.map(({ x }) => x));
  const [low, high] = extent(data.map(({ y }) => y));
  const points = data.length === 1
    ? `1 point at x = ${numberText(data[0].x)}, its y is ${numberText(data[0].y)}.`
    : `${countText(data.length)} points from x = ${numberText(left)} to x = ${numberText(right)}, with y from ${
      numberText(low)
    } to ${numberText(high)}.`;
  const at = ({ x, y }: Point) => `y = ${numberText(y)} at x = ${numberText(x)}`;
  const sentences = lines.map(({ name, points }) => `The ${name} goes from ${at(points[0])} to ${at(points.at(-1)!)}.`);
  return [points, ...sentences].join(" ");
}

/** The values of the last curve, which is the model if there is one; the values of the data if there are no curves. */
function sparklineOf(data: Point[], lines: Line[]) {
  const { name, points } = lines.at(-1) ?? { name: "y", points: data };
  const kept = thin(points.length, (i) => points[i].y, { columns: 60 });
  return { name, values: kept.map((i) => points[i].y) };
}
