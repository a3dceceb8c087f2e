/**
 * The paths of several searches on a landscape, seen from above.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { type Axis, axisEncoding, LARGEST, linearAxis } from "../parts/axis.ts";
import { kindOf, valueText } from "../../../base/kind_of.ts";
import { contourLines } from "../parts/contour_lines.ts";
import { cutName } from "../parts/cut_name.ts";
import { entriesByName } from "../parts/entries_by_name.ts";
import { longestFirst } from "../parts/hidden_lines.ts";
import { labelLayer, lineLayer, pointLayer } from "../parts/layers.ts";
import { countText, numberText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { isFinitePoint, type Point } from "../parts/points.ts";
import { placeLabels } from "../parts/place_labels.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, type SeriesStyle, seriesStyles, sizes } from "../parts/theme.ts";
import { thin, thinned } from "../parts/thin.ts";

/** Options of a picture of walks on a landscape. */
export interface ContourOptions {
  /** The title above the picture. */
  title?: string;
  /** A description with numbers, for people who cannot see the picture; default: the start and the end of each walk. */
  description?: string;
  /** Name of the horizontal axis, with its unit if there is one; default "x". */
  xTitle?: string;
  /** Name of the vertical axis, with its unit if there is one; default "y". */
  yTitle?: string;
  /** The lowest and highest x to show; default: the range of the walks, plus a tenth of it on either side. */
  xDomain?: readonly [low: number, high: number];
  /** The same for y. */
  yDomain?: readonly [low: number, high: number];
}

/** The height is computed at this many places in each direction. */
const GRID = 81;

/** The number of contour lines. From each line to the next, the enclosed area grows by the same amount. */
const LEVELS = 8;

/** The approximate maximum number of points that are drawn per walk. */
const WALK_POINTS = 400;

/** The total width of the left and right margins, excluding tick labels, in pixels. */
const MARGINS = 56;

/**
 * Draws lines of equal height of `f` in grey, and on them walks in the usual colours (the first blue, the second
 * orange, …), each with its name, a dot at every step and a larger dot at its end. Parts outside the plot are cut off.
 * @example Two ways down a bowl
 * ```ts
 * import { walksOnContours } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = walksOnContours((x, y) => x ** 2 + 4 * y ** 2, { straight: [[2, 1], [1, 0.5], [0, 0]] });
 * assertEquals(picture.description, "In 2 steps, straight goes from (2, 1) at a height of 8 to (0, 0) at a height of 0.");
 * ```
 * @param f Returns the height at x and y; it is also called for points that are not on a walk.
 * @param walks One to six walks by name, each of shape [n, 2], n ≥ 1: x and y in order of time.
 * @param options Titles and the part of the landscape to show; see {@linkcode ContourOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `f` is not a function from two numbers to a number, a walk is not a list of pairs of numbers,
 * or a domain is not a list.
 * @throws {RangeError} If there are no walks or more than six, a walk is empty, or the first number of a domain is not
 * below the second.
 */
export function walksOnContours(
  f: (x: number, y: number) => number,
  walks: Record<string, readonly ArrayLike<number>[]>,
  options: ContourOptions = {},
): Picture {
  if (typeof f !== "function") throw new TypeError(`f is ${kindOf(f)}: pass a function of two numbers.`);
  checkOptions(options);
  checkTexts(options, ["title", "description", "xTitle", "yTitle"]);
  const lines = checkWalks(walks);
  const places = lines.flatMap(({ points }) => points).filter(isFinitePoint);
  const x = linearAxis(...domainOf(options.xDomain, places.map(({ x }) => x), "xDomain"));
  const y = linearAxis(...domainOf(options.yDomain, places.map(({ y }) => y), "yDomain"));
  const width = Math.round(
    sizes.width - MARGINS - Math.max(...y.ticks.map(({ label }) => textWidth(label, sizes.text))),
  );
  const encoding = {
    x: axisEncoding(x, "x", options.xTitle ?? "x"),
    y: axisEncoding(y, "y", options.yTitle ?? "y"),
  };
  const isShown = (point: Point) => [x.position(point.x), y.position(point.y)].every((part) => part >= 0 && part <= 1);
  const place = (point: Point) => ({ x: x.position(point.x), y: (1 - y.position(point.y)) * sizes.plotHeight });
  const shown = lines.map(({ points }) => points.filter(isShown));
  const labels = lines.flatMap(({ name, colour }, i) => {
    const point = farthest(shown[i], shown.filter((_, k) => k !== i).flat(), place);
    return point === undefined ? [] : [{ text: name, colour, point }];
  });
  const placements = placeLabels(labels.map(({ text, point }) => ({ text, ...place(point) })), {
    widths: [width, ...sizes.sharedPlotWidths],
    height: sizes.plotHeight,
    fontSize: sizes.text,
    marks: shown.flat().map(place),
  });
  return {
    title: options.title ?? "The walks from above",
    description: options.description ?? descriptionOf(f, lines),
    usermeta: { sparkline: { name: lines[0].name, values: heightsOf(f, lines[0]) } },
    width,
    height: sizes.plotHeight,
    layer: [
      lineLayer(contours(f, x, y), { ...encoding, order: { field: "order" }, detail: { field: "line" } }, {
        color: palette.data.light,
        strokeWidth: 1,
        opacity: 0.6,
      }),
      ...longestFirst(lines, ({ points }) => points.filter(isFinitePoint).map(place)).flatMap(
        ({ points, colour, dash, shape }) => {
          const drawn = thinned(points, WALK_POINTS);
          return [
            lineLayer(
              drawn.map((point, order) => isFinitePoint(point) ? { ...point, order } : { x: 0, y: null, order }),
              { ...encoding, order: { field: "order" } },
              { color: colour, clip: true, strokeWidth: 1.5, ...(dash && { strokeDash: dash }) },
            ),
            pointLayer(drawn.filter(isFinitePoint).map((point) => ({ ...point })), encoding, {
              color: colour,
              shape,
              clip: true,
              size: 20,
            }),
            pointLayer(points.slice(-1).filter(isShown).map((point) => ({ ...point })), encoding, {
              color: colour,
              shape,
              size: 90,
            }),
          ];
        },
      ),
      ...labels.map(({ text, point, colour }, i) =>
        labelLayer(text, { datum: point.x }, { datum: point.y }, placements[i], colour)
      ),
    ],
  };
}

interface NamedWalk extends SeriesStyle {
  name: string;
  points: Point[];
}

function checkWalks(walks: Record<string, readonly ArrayLike<number>[]>): NamedWalk[] {
  if (typeof walks !== "object" || walks === null || Array.isArray(walks)) {
    throw new TypeError(`walks is ${kindOf(walks)}: pass lists of [x, y] by name, for example { SGD: path }.`);
  }
  const entries = entriesByName(walks);
  if (entries.length === 0) throw new RangeError("walks contains no lists: pass at least one.");
  if (entries.length > seriesStyles.length) {
    throw new RangeError(
      `walks contains ${entries.length} lists: pass at most ${seriesStyles.length}, one for each colour.`,
    );
  }
  return entries.map(([name, points], i) => {
    const path = `walks[${JSON.stringify(name)}]`;
    if (!Array.isArray(points)) throw new TypeError(`${path} is ${kindOf(points)}: pass a list of [x, y].`);
    if (points.length === 0) throw new RangeError(`${path} is empty: pass at least one [x, y].`);
    return {
      ...seriesStyles[i],
      name: cutName(name, 28),
      points: points.map((point, k) => {
        const [x, y] = Array.from(point ?? []);
        if (point?.length === 2 && typeof x === "number" && typeof y === "number") return { x, y };
        throw new TypeError(`${path}[${k}] is ${valueText(point)}: pass [x, y], two numbers.`);
      }),
    };
  });
}

function domainOf(given: readonly [number, number] | undefined, values: number[], name: string): [number, number] {
  if (given !== undefined) {
    if (!Array.isArray(given)) throw new TypeError(`${name} is ${kindOf(given)}: pass [low, high].`);
    const [low, high]: unknown[] = given;
    if (
      typeof low === "number" && typeof high === "number" && low < high && Math.abs(low) <= LARGEST &&
      Math.abs(high) <= LARGEST
    ) return [low, high];
    throw new RangeError(`${name} is [${valueText(low)}, ${valueText(high)}]: pass a lower and a higher number.`);
  }
  if (values.length === 0) return [-1, 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const margin = (high - low) / 10 || Math.abs(low) / 2 || 1;
  return [low - margin, high + margin];
}

/** All contour lines as one list of points, each with the number of its line. */
function contours(f: (x: number, y: number) => number, x: Axis, y: Axis) {
  const at = ({ domain: [low, high] }: Axis, index: number) => low + index / (GRID - 1) * (high - low);
  const count = Array.from({ length: GRID }, (_, i) => i);
  const heights = count.map((row) =>
    count.map((column) => {
      const height = f(at(x, column), at(y, row));
      if (typeof height !== "number") throw new TypeError(`f returns ${kindOf(height)}: return a number.`);
      return height;
    })
  );
  const sorted = heights.flat().filter(Number.isFinite).sort((a, b) => a - b);
  const levels = Array.from({ length: LEVELS }, (_, i) => sorted[Math.floor(sorted.length * (i + 1) / (LEVELS + 1))]);
  const lines = [...new Set(levels)].flatMap((level) => level === undefined ? [] : contourLines(heights, level));
  return lines.flatMap((places, line) =>
    places.map(([column, row], order) => ({ x: at(x, column), y: at(y, row), line, order }))
  );
}

/** The place of a walk that is farthest from all other walks. There it is clear to which walk a name belongs. */
function farthest(points: Point[], others: Point[], place: (point: Point) => Point): Point | undefined {
  const rivals = thinned(others, WALK_POINTS).map(place);
  const distance = (point: Point) => {
    const { x, y } = place(point);
    return rivals.reduce(
      (least, rival) => Math.min(least, Math.hypot((rival.x - x) * sizes.sharedPlotWidths[0], rival.y - y)),
      Infinity,
    );
  };
  const distances = thinned(points, WALK_POINTS).map((point) => ({ point, distance: distance(point) }));
  if (distances.length === 0) return undefined;
  return distances.reduce((most, each) => each.distance > most.distance ? each : most).point;
}

function descriptionOf(f: (x: number, y: number) => number, walks: NamedWalk[]): string {
  const at = ({ x, y }: Point) => `(${numberText(x)}, ${numberText(y)}) at a height of ${numberText(f(x, y))}`;
  return walks.map(({ name, points }) => {
    const steps = points.length - 1;
    if (steps === 0) return `${name} is at ${at(points[0])}.`;
    return `In ${countText(steps)} ${steps === 1 ? "step" : "steps"}, ${name} goes from ${at(points[0])} to ${
      at(points[steps])
    }.`;
  }).join(" ");
}

/** The heights along a walk, thinned for a line of text; all spikes are kept. */
function heightsOf(f: (x: number, y: number) => number, { points }: NamedWalk): number[] {
  const heights = points.map(({ x, y }) => f(x, y));
  return thin(heights.length, (i) => heights[i], { columns: 60 }).map((i) => heights[i]);
}
