/**
 * The path of a search on the graph of its function.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf } from "../../../base/kind_of.ts";
import { type Axis, axisEncoding, LARGEST, linearAxis } from "../parts/axis.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { labelLayer, lineLayer, pointLayer } from "../parts/layers.ts";
import { countText, numberText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import type { Point } from "../parts/points.ts";
import { placeLabels } from "../parts/place_labels.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, sizes, timeColours } from "../parts/theme.ts";
import { thin } from "../parts/thin.ts";

/** Options of a picture of a walk. */
export interface WalkOptions {
  /** The title above the picture. */
  title?: string;
  /** A description with numbers, for people who cannot see the picture; default: the start and the end of the walk. */
  description?: string;
  /** Name of the horizontal axis, with its unit if there is one; default "x". */
  xTitle?: string;
  /** Name of the vertical axis, with its unit if there is one; default "f(x)". */
  yTitle?: string;
  /** The lowest and highest x to show; default: the range of the walk, plus a third of it on either side. */
  domain?: readonly [low: number, high: number];
}

/** The function is drawn as straight lines between this many points. */
const CURVE_POINTS = 201;

/**
 * Points closer than this to the previous point, in pixels, are skipped, because dots that touch do not show the steps.
 */
const DISTANCE = 6;

/** The largest number of points of the walk that are drawn. */
const WALK_POINTS = 400;

/** The total width of the left and right margins, excluding tick labels, in pixels. */
const MARGINS = 56;

/**
 * Draws the function `f` as a dashed line, and on it the points `xs` in the order in which they were tried. The first
 * points are pale, the last ones dark; the first and the last have labels. If points would overlap, only one is drawn.
 * @example From 2 down to 0.5
 * ```ts
 * import { walkOnCurve } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = walkOnCurve((x) => x ** 2, [2, 1, 0.5]);
 * assertEquals(picture.description, "The walk of 3 points starts at x = 2 with f(x) = 4 and ends at x = 0.5 with f(x) = 0.25.");
 * ```
 * @param f A function from a number to a number; it is also called for points that were not tried.
 * @param xs Shape [n], n ≥ 1: the points in order of time.
 * @param options Titles and the part of the curve to show; see {@linkcode WalkOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `f` is not a function from a number to a number, `xs` is not a list of numbers, or a title is
 * not a string.
 * @throws {RangeError} If `xs` is empty, or the first number of `domain` is not below the second.
 */
export function walkOnCurve(f: (x: number) => number, xs: ArrayLike<number>, options: WalkOptions = {}): Picture {
  if (typeof f !== "function") throw new TypeError(`f is ${kindOf(f)}: pass a function of a number.`);
  checkOptions(options);
  checkTexts(options, ["title", "description", "xTitle", "yTitle"]);
  const tried = checkNumbers(xs, "xs").map((x) => pointAt(f, x));
  const [low, high] = options.domain === undefined ? surroundings(tried) : checkDomain(options.domain);
  const isShown = ({ x, y }: Point) => x >= low && x <= high && Math.abs(y) <= LARGEST;
  const shown = tried.filter(isShown);
  const curve = Array.from({ length: CURVE_POINTS }, (_, i) => pointAt(f, low + i / (CURVE_POINTS - 1) * (high - low)))
    .filter(isShown);
  const [x, y] = [linearAxis(low, high), heightAxis([...curve, ...shown])];
  const encoding = {
    x: axisEncoding(x, "x", options.xTitle ?? "x"),
    y: axisEncoding(y, "y", options.yTitle ?? "f(x)"),
  };
  const width = Math.round(
    sizes.width - MARGINS - Math.max(...y.ticks.map(({ label }) => textWidth(label, sizes.text))),
  );
  const place = ({ x: at, y: value }: Point) => ({
    x: x.position(at),
    y: (1 - y.position(value)) * sizes.plotHeight,
  });
  const walk = withoutNeighbours(shown, (a, b) => {
    const [from, to] = [place(a), place(b)];
    return Math.hypot((from.x - to.x) * width, from.y - to.y) < DISTANCE;
  });
  const labels = [...startAndEndLabels(tried, isShown), ...missingLabel(tried.length, shown.length, [low, high], y)];
  const placements = placeLabels(labels.map(({ point, text }) => ({ ...place(point), text })), {
    widths: [width, ...sizes.sharedPlotWidths],
    height: sizes.plotHeight,
    fontSize: sizes.text,
    marks: [...curve, ...walk].map(place),
  });
  return {
    title: options.title ?? "The walk on the curve",
    description: options.description ?? descriptionOf(tried, shown.length),
    usermeta: { sparkline: { name: "f(x)", values: sparklineValues(tried) } },
    width,
    height: sizes.plotHeight,
    layer: [
      lineLayer(curve, encoding, { color: palette.truth.light, strokeDash: [6, 5], strokeWidth: 2 }),
      lineLayer(walk.map((point, i) => ({ ...point, order: i })), { ...encoding, order: { field: "order" } }, {
        color: palette.past2.light,
        strokeWidth: 1.5,
      }),
      pointLayer(walk.map((point, i) => ({ ...point, age: age(i, walk.length) })), { ...encoding, color: AGE_COLOUR }, {
        size: 70,
        stroke: palette.background.light,
        strokeWidth: 1,
      }),
      ...labels.map(({ point, text }, i) =>
        labelLayer(text, { datum: point.x }, { value: place(point).y }, placements[i], palette.ink.light)
      ),
    ],
  };
}

/** The colour for each age: age 0 is for the first points, the highest age for the last points. */
const AGE_COLOUR = {
  field: "age",
  type: "ordinal",
  legend: null,
  scale: { domain: timeColours.map((_, i) => i), range: timeColours },
};

function pointAt(f: (x: number) => number, x: number): Point {
  const y = f(x);
  if (typeof y !== "number") throw new TypeError(`f(${x}) is ${kindOf(y)}: f must return a number.`);
  return { x, y };
}

/** The range of finite x, plus a third of it on either side. */
function surroundings(tried: Point[]): [low: number, high: number] {
  const finite = tried.map(({ x }) => x).filter((x) => Math.abs(x) <= LARGEST);
  if (finite.length === 0) return [-1, 1];
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  const margin = (high - low) / 3 || Math.abs(low) / 2 || 1;
  return [low - margin, high + margin];
}

function checkDomain([low, high]: readonly [number, number]): [low: number, high: number] {
  if (low < high && Math.abs(low) <= LARGEST && Math.abs(high) <= LARGEST) return [low, high];
  throw new RangeError(`domain is [${low}, ${high}]: pass a lower and a higher number.`);
}

/** The vertical axis, with room for a label below the minimum and above the highest point. */
function heightAxis(points: Point[]): Axis {
  if (points.length === 0) return linearAxis(0, 1);
  const low = points.reduce((least, { y }) => Math.min(least, y), Infinity);
  const high = points.reduce((most, { y }) => Math.max(most, y), -Infinity);
  const margin = (high - low) * 0.14;
  const axis = linearAxis(low - margin, high + margin);
  // without ticks near the upper end, whose labels would stick out
  return { ...axis, ticks: axis.ticks.filter(({ value }) => axis.position(value) < 0.97) };
}

/** The points, except any that are too close to the previous point. The first and the last are always kept. */
function withoutNeighbours(points: Point[], areNear: (a: Point, b: Point) => boolean): Point[] {
  const kept: Point[] = [];
  points.forEach((point, i) => {
    if (i === 0 || i === points.length - 1 || !areNear(point, kept.at(-1)!)) kept.push(point);
  });
  return thin(kept.length, (i) => kept[i].x, { columns: WALK_POINTS / 4 }).map((i) => kept[i]);
}

/** The age of a point: 0 for the first points of a walk, the largest number for the last. */
function age(index: number, count: number): number {
  const part = count === 1 ? 1 : index / (count - 1);
  return Math.round(part * (timeColours.length - 1));
}

function startAndEndLabels(tried: Point[], isShown: (point: Point) => boolean): { point: Point; text: string }[] {
  const at = ({ x }: Point) => `x = ${numberText(x, "power")}`;
  const [first, last] = [tried[0], tried.at(-1)!];
  if (tried.length === 1) return isShown(first) ? [{ point: first, text: `start and end: ${at(first)}` }] : [];
  const ends = [{ point: first, text: `start: ${at(first)}` }, { point: last, text: `end: ${at(last)}` }];
  return ends.filter(({ point }) => isShown(point));
}

/** A label that says how many points the picture does not show. */
function missingLabel(all: number, shown: number, [low, high]: [number, number], y: Axis) {
  if (shown === all) return [];
  return [{
    point: { x: low / 2 + high / 2, y: y.domain[1] },
    text: `${countText(all - shown)} of ${countText(all)} points are not in the picture`,
  }];
}

function descriptionOf(tried: Point[], shown: number): string {
  const at = ({ x, y }: Point) => `x = ${numberText(x)} with f(x) = ${numberText(y)}`;
  const [first, last] = [tried[0], tried.at(-1)!];
  if (tried.length === 1) return `The walk has one point, ${at(first)}.`;
  const missing = tried.length - shown;
  const remark = missing === 0 ? "" : `; ${countText(missing)} of them are not in the picture`;
  return `The walk of ${countText(tried.length)} points starts at ${at(first)} and ends at ${at(last)}${remark}.`;
}

/** Enough of the values for a line of text, including all spikes. */
function sparklineValues(tried: Point[]): number[] {
  const value = (i: number) => Number.isFinite(tried[i].y) ? tried[i].y : Infinity;
  return thin(tried.length, value, { columns: 60 }).map((i) => tried[i].y);
}
