/**
 * The loss of several methods or runs in one picture.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf, valueText } from "../../../base/kind_of.ts";
import { type Axis, axisEncoding, LARGEST, linearAxis, logAxis, SMALLEST } from "../parts/axis.ts";
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
import { entriesByName } from "../parts/entries_by_name.ts";
import { lineLayers, longestFirst } from "../parts/hidden_lines.ts";
import { edgeLayer, labelLayer, type Layer, levelLayer, pointLayer } from "../parts/layers.ts";
import { countText, numberText, stepsText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { type Place, placeLabels } from "../parts/place_labels.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, type SeriesStyle, seriesStyles, sizes } from "../parts/theme.ts";
import { thin } from "../parts/thin.ts";

/** Options of loss curves. */
export interface CurveOptions {
  /** The title above the picture. */
  title?: string;
  /**
   * A description with numbers, for people who cannot see the picture; default: the first and the last value of each
   * loss.
   */
  description?: string;
  /** Name of the horizontal axis, with its unit if there is one; default "step". */
  xTitle?: string;
  /** Name of the vertical axis, with its unit if there is one; default "loss". */
  yTitle?: string;
  /** Whether the axis of the steps is logarithmic, which shows the first steps best; default false. */
  logX?: boolean;
  /** Whether the axis of the losses is logarithmic. By default, it is if a loss falls or rises by a factor of 100. */
  logY?: boolean;
  /**
   * The lowest loss on a logarithmic axis, above 0: smaller losses are drawn at the lower edge, like 0. By default
   * there is no such limit.
   */
  lowest?: number;
  /**
   * A loss to reach, above 0. It is drawn as a line across the picture, with a mark where each curve first reaches it.
   */
  threshold?: number;
  /** Marks, by the name of their curve: a dot at a step, counted from 1, with a text next to it. */
  marks?: Record<string, { step: number; text: string }>;
}

/** One curve, ready to be drawn. */
interface Curve extends SeriesStyle {
  name: string;
  values: number[];
}

/** A linear axis hardly shows a change by this factor: the smaller value is one pixel from 0. */
const FACTOR_FOR_LOG = 100;

/** Longer names of curves and longer texts of marks are cut. */
const [LONGEST_NAME, LONGEST_TEXT] = [28, 60];

/** The total width of the left and right margins, excluding tick labels and end labels, in pixels. */
const MARGINS = 62;

/**
 * Draws one line for each list of losses, in the usual colours (the first blue, the second orange, …), each with its
 * name at its end. Axes, zeros and losses that are not finite are drawn as in {@linkcode lossCurve}.
 * @example Two methods, and when each reaches a loss of 1
 * ```ts
 * import { lossCurves } from "downhill";
 * import { assertStringIncludes } from "@std/assert";
 * const picture = lossCurves({ "in halves": [8, 4, 2, 1], "in thirds": [9, 3, 1] }, { threshold: 1 });
 * assertStringIncludes(picture.description, "in halves reaches 1 after 4 steps");
 * ```
 * @param losses One to six lists by name, each of shape [n], n ≥ 1: the loss after steps 1 to n; n may differ.
 * @param options Titles, axes, a threshold and marks; see {@linkcode CurveOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `losses` does not contain lists of numbers, or a title is not a string.
 * @throws {RangeError} If there are no lists or more than six, a list is empty, the threshold is not above 0, or a mark
 * is at a step that its curve does not have.
 */
export function lossCurves(losses: Record<string, ArrayLike<number>>, options: CurveOptions = {}): Picture {
  const curves = checkCurves(losses);
  checkOptions(options);
  checkTexts(options, ["title", "description", "xTitle", "yTitle"]);
  const { threshold, logX = false } = options;
  for (const name of ["threshold", "lowest"] as const) {
    const value = options[name];
    if (value === undefined || (value > 0 && value <= LARGEST)) continue;
    throw new RangeError(`${name} is ${valueText(value)}: pass a loss above 0.`);
  }
  const x = stepAxis(Math.max(...curves.map(({ values }) => values.length)), logX);
  const y = lossAxis(curves, options);
  const ends = curveLabels(curves.filter((curve) => !endsEarly(curve, x)), y, {
    threshold,
    isOnly: curves.length === 1,
  });
  const width = plotWidth(ends, y);
  const encoding = {
    x: axisEncoding(x, "step", axisTitle(options.xTitle ?? "step", x)),
    y: axisEncoding(y, "loss", axisTitle(options.yTitle ?? "loss", y)),
  };
  const marked = [
    ...(threshold === undefined ? [] : reachedPoints(curves, threshold, y)),
    ...markedPoints(curves, options.marks ?? {}, y),
  ];
  return {
    title: options.title ?? "The loss after each step",
    description: options.description ?? descriptionOf(curves, threshold),
    usermeta: { sparkline: { name: curves[0].name, values: sparklineValues(curves[0].values), isLog: y.isLog } },
    width,
    height: sizes.plotHeight,
    layer: [
      ...(threshold === undefined ? [] : [levelLayer({ loss: threshold }, encoding.y, palette.axis.light)]),
      ...lineLayers(
        longestFirst(curves, (curve) => placesOf(curve, x, y)).map((curve) => ({
          ...curve,
          places: curve.values.map((value, i) => ({ x: x.position(i + 1), y: pixelOf(value, y) })),
          points: pointsOf(curve, x, y),
        })),
        encoding,
      ),
      ...curves.flatMap((curve) => isolatedDots(curve, x, y, encoding)),
      ...edgeMarks(curves, y).map(({ curve, edge, steps }) =>
        edgeLayer("step", someSteps(steps, x), curve.colour, edge)
      ),
      ...marked.map(({ curve, point }) =>
        pointLayer([point], encoding, { color: curve.colour, shape: curve.shape, size: 90 })
      ),
      ...endLabelLayers(ends),
      ...placedLabels(curves, x, y, width, threshold, marked),
    ],
  };
}

function checkCurves(losses: Record<string, ArrayLike<number>>): Curve[] {
  if (typeof losses !== "object" || losses === null || Array.isArray(losses) || ArrayBuffer.isView(losses)) {
    throw new TypeError(`losses is ${kindOf(losses)}: pass lists by name, for example { "random search": losses }.`);
  }
  const entries = entriesByName(losses);
  if (entries.length === 0) throw new RangeError(`losses contains no lists: pass at least one.`);
  if (entries.length > seriesStyles.length) {
    throw new RangeError(
      `losses contains ${entries.length} lists: pass at most ${seriesStyles.length}, one for each colour.`,
    );
  }
  return entries.map(([name, values], i) => {
    const path = entries.length === 1 && name === "loss" ? "losses" : `losses[${JSON.stringify(name)}]`;
    return { ...seriesStyles[i], name, values: checkNumbers(values, path) };
  });
}

function stepAxis(steps: number, isLog: boolean): Axis {
  if (isLog) return logAxis(1, Math.max(steps, 10), { wholeDecades: false });
  return linearAxis(steps > 20 ? 0 : 1, steps, { wholeNumbers: true });
}

function lossAxis(curves: Curve[], { logY, lowest, threshold }: CurveOptions): Axis {
  const all = curves.flatMap(({ values }) => values).concat(threshold ?? []).filter(Number.isFinite).map(bounded);
  const isLog = logY ?? (all.every((value) => value >= 0) && curves.some(({ values }) => spansDecades(values)));
  const drawn = isLog ? all.filter((value) => value >= Math.max(lowest ?? 0, SMALLEST)) : all;
  if (drawn.length === 0) return isLog ? logAxis((lowest ?? 1) / 10, lowest ?? 1) : linearAxis(0, 1);
  const [low, high] = lowestAndHighest(drawn);
  if (low === 0 && high === 0) return linearAxis(0, 1);
  if (isLog && all.length > drawn.length) { // one more decade for the zeros
    return logAxis(Math.min(lowest ?? low / 10, threshold ?? Infinity), high);
  }
  if (isLog) return logAxis(low, high);
  const withZero = low >= 0 && low < high / 2 ? 0 : low;
  const margin = (high - withZero) * 0.05;
  return linearAxis(withZero === 0 ? 0 : withZero - margin, high + margin);
}

/**
 * Whether losses need a logarithmic axis, because the largest is far above the smallest and none is below 0; zeros and
 * losses that are not finite do not count.
 */
export function spansDecades(losses: number[]): boolean {
  const [low, high] = lowestAndHighest(losses.filter((loss) => loss >= SMALLEST && Number.isFinite(loss)));
  return high / low >= FACTOR_FOR_LOG && losses.every((loss) => !(loss < 0));
}

function lowestAndHighest(values: number[]): [low: number, high: number] {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}

function bounded(value: number): number {
  return Math.max(-LARGEST, Math.min(LARGEST, value));
}

/**
 * The width of the plot, in pixels: the names at the line ends must fit, and all pictures have the same total width.
 */
function plotWidth(ends: EndLabel[], y: Axis): number {
  const left = Math.max(0, ...y.ticks.map(({ label }) => textWidth(label, sizes.text)));
  const right = Math.max(0, ...ends.map(({ text }) => textWidth(text, sizes.text))) + textStart(ends);
  return Math.round(Math.max(240, sizes.width - MARGINS - left - right));
}

function axisTitle(title: string, axis: Axis): string {
  if (!axis.isLog) return title;
  return / \([^()]*\)$/.test(title) ? `${title.slice(0, -1)}, log scale)` : `${title} (log scale)`;
}

/** The height of a loss; null if the axis does not contain it. */
function height(value: number, axis: Axis): number | null {
  if (!Number.isFinite(value)) return null;
  return axis.isLog && value < axis.domain[0] ? null : bounded(value);
}

function endsEarly({ values }: Curve, x: Axis): boolean {
  return x.position(values.length) < RIGHT_EDGE;
}

/** The points of a curve, with gaps where the axis does not contain the loss. */
function pointsOf({ values }: Curve, x: Axis, y: Axis): { step: number; loss: number | null }[] {
  const heights = values.map((value) => height(value, y));
  const place = (i: number) => heights[i] ?? NaN;
  const kept = thin(values.length, place, { column: (i) => x.position(i + 1) * 0.999 });
  // Keeps gaps when points are skipped: an index right after a null starts a new piece of line.
  return kept.flatMap((i, k) => {
    const point = { step: i + 1, loss: heights[i] };
    const isGap = k > 0 && heights.slice(kept[k - 1], i).includes(null);
    return isGap ? [{ step: i, loss: null }, point] : [point];
  });
}

/** Draws points without a neighbour, which no line reaches, as dots. */
function isolatedDots(curve: Curve, x: Axis, y: Axis, encoding: Record<string, unknown>): Layer[] {
  const points = pointsOf(curve, x, y);
  const isIsolated = (k: number) =>
    points[k].loss !== null && points[k - 1]?.loss == null && points[k + 1]?.loss == null;
  const isolated = points.filter((_, k) => isIsolated(k));
  if (isolated.length === 0) return [];
  const { colour, shape } = curve;
  return [pointLayer(isolated, encoding, { color: colour, shape, size: points.length > 20 ? 16 : 50 })];
}

/**
 * The marks for losses that the axis does not contain. Losses that are not finite are at the upper edge; losses of 0
 * are at the lower edge of a log axis.
 */
interface EdgeMarks {
  curve: Curve;
  edge: "upper" | "lower";
  steps: number[];
}

function edgeMarks(curves: Curve[], y: Axis): EdgeMarks[] {
  return curves.flatMap((curve) =>
    (["upper", "lower"] as const).map((edge) => {
      const belongs = (value: number) =>
        edge === "lower" ? y.isLog && value < y.domain[0] && value > -Infinity : !Number.isFinite(value);
      return { curve, edge, steps: curve.values.flatMap((value, i) => belongs(value) ? i + 1 : []) };
    }).filter(({ steps }) => steps.length > 0)
  );
}

/** The first step, the last, and some between them. */
function someSteps(steps: number[], x: Axis): number[] {
  const kept = thin(steps.length, (i) => steps[i], { columns: 8, column: (i) => x.position(steps[i]) * 0.999 });
  return kept.map((i) => steps[i]);
}

/**
 * Says which losses the axis does not contain: `NaN from step 37 on`, `not finite at 3 of 1,000 steps`, `below 10⁻⁸`.
 */
function note({ curve: { values }, edge, steps }: EdgeMarks, y: Axis, isOnly: boolean): string {
  const what = describeEdge(steps.map((step) => values[step - 1]), edge, y);
  if (edge === "lower" && !isOnly) return what; // the triangles show the steps; there is no room for a longer text
  const isTail = steps.at(-1) === values.length && steps.length === values.length - steps[0] + 1;
  if (isTail && steps.length > 1) {
    return steps[0] === 1 ? `${what} at every step` : `${what} from step ${countText(steps[0])} on`;
  }
  if (steps.length === 1) return `${what} at step ${countText(steps[0])}`;
  return `${what} at ${countText(steps.length)} of ${stepsText(values.length)}`;
}

function describeEdge(values: number[], edge: EdgeMarks["edge"], y: Axis): string {
  if (edge === "upper") {
    return values.every((value) => Object.is(value, values[0])) ? numberText(values[0], "power") : "not finite";
  }
  if (values.every((value) => value === 0)) return "exactly 0";
  return `below ${values.every((value) => value < 0) ? 0 : numberText(y.domain[0], "power")}`;
}

/** The labels of the lines, each at the height where its line ends, moved apart if they would overlap. */
function curveLabels(
  curves: Curve[],
  y: Axis,
  { threshold, isOnly }: { threshold?: number; isOnly: boolean },
): EndLabel[] {
  const labels = curves.map((curve): EndLabel => {
    const pixel = pixelOf(curve.values.at(-1)!, y);
    return { text: endText(curve, isOnly), colour: curve.colour, dash: curve.dash, pixel, end: pixel };
  });
  if (threshold !== undefined) {
    const pixel = pixelOf(threshold, y);
    labels.push({ text: `loss ${numberText(threshold, "power")}`, colour: palette.axis.light, pixel, end: pixel });
  }
  return pushApart(labels);
}

/** The label at the end of a curve. */
function endText({ name, values }: Curve, isOnly: boolean): string {
  return isOnly ? numberText(values.at(-1)!, "power") : cutName(name, LONGEST_NAME);
}

/** The distance of a loss from the upper edge, in pixels; a loss that the axis does not contain is at an edge. */
function pixelOf(value: number, y: Axis): number {
  if (!Number.isFinite(value)) return 0;
  const loss = height(value, y);
  return loss === null ? sizes.plotHeight : (1 - y.position(loss)) * sizes.plotHeight;
}

/** A point of a curve, with a text beside it. */
interface MarkedPoint {
  curve: Curve;
  point: { step: number; loss: number };
  text: string;
}

/** The points where curves first reach the threshold. */
function reachedPoints(curves: Curve[], threshold: number, y: Axis): MarkedPoint[] {
  return curves.flatMap((curve) => {
    const step = stepsUntil(curve.values, threshold);
    if (step === undefined) return [];
    const point = { step, loss: height(curve.values[step - 1], y) ?? y.domain[0] };
    return [{ curve, point, text: stepsText(step) }];
  });
}

/** The points that `marks` names, with their texts. */
function markedPoints(curves: Curve[], marks: NonNullable<CurveOptions["marks"]>, y: Axis): MarkedPoint[] {
  return entriesByName(marks).map(([name, mark]) => {
    const path = `marks[${JSON.stringify(name)}]`;
    const curve = curves.find((curve) => curve.name === name);
    if (curve === undefined) {
      throw new RangeError(`${path} marks no curve: the curves are ${curves.map(quotedName).join(", ")}.`);
    }
    if (typeof mark?.text !== "string") throw new TypeError(`${path} has no text: pass { step, text }.`);
    const { step, text } = mark;
    if (!Number.isInteger(step) || step < 1 || step > curve.values.length) {
      throw new RangeError(`${path}.step is ${valueText(step)}: pass a step from 1 to ${curve.values.length}.`);
    }
    return {
      curve,
      point: { step, loss: height(curve.values[step - 1], y) ?? y.domain[0] },
      text: cutName(text, LONGEST_TEXT),
    };
  });
}

function quotedName({ name }: Curve): string {
  return JSON.stringify(name);
}

/** The labels inside the plot, placed where there is room. */
function placedLabels(
  curves: Curve[],
  x: Axis,
  y: Axis,
  width: number,
  threshold: number | undefined,
  marked: MarkedPoint[],
): Layer[] {
  const labels = [
    // a curve that ends at an edge has its name at that edge
    ...curves.filter((curve) => endsEarly(curve, x) && height(curve.values.at(-1)!, y) !== null).map((curve) => {
      const { values, colour } = curve;
      const text = cutName(endText(curve, curves.length === 1), LONGEST_WITHIN);
      return { text, step: values.length, loss: values.at(-1)!, colour };
    }),
    ...marked.map(({ curve: { colour }, point: { step, loss }, text }) => ({ text, step, loss, colour })),
    ...edgeMarks(curves, y).map((marks) => {
      const { curve: { name, colour, values }, steps } = marks;
      const isOnly = curves.length === 1;
      const text = `${isOnly ? "" : `${cutName(name, LONGEST_NAME)}: `}${note(marks, y, isOnly)}`;
      return { text, step: steps[0], loss: values[steps[0] - 1], colour };
    }),
  ];
  const places = labels.map(({ text, step, loss }) => ({ text, x: x.position(step), y: pixelOf(loss, y) }));
  const lines = curves.map((curve) => placesOf(curve, x, y));
  const level = Array.from({ length: 100 }, (_, i) => ({ x: i / 100, y: pixelOf(threshold ?? NaN, y) }));
  const placements = placeLabels(places, {
    widths: [width, ...sizes.sharedPlotWidths],
    height: sizes.plotHeight,
    fontSize: sizes.text,
    marks: [
      ...lines.flatMap((line) => line.flatMap((place, i) => i === 0 ? place : between(line[i - 1], place))),
      ...level,
    ],
  });
  return labels.map(({ text, step, colour }, i) =>
    labelLayer(text, { datum: step }, { value: places[i].y }, placements[i], colour)
  );
}

/** Positions along a curve, including all spikes. */
function placesOf({ values }: Curve, x: Axis, y: Axis): Place[] {
  return thin(values.length, (i) => values[i]).map((i) => ({ x: x.position(i + 1), y: pixelOf(values[i], y) }));
}

/**
 * Positions along the line from `a` to `b`, some pixels apart: a long line covers everything between its two points.
 */
function between(a: Place, b: Place): Place[] {
  const count = Math.min(40, Math.ceil(Math.max(Math.abs(b.x - a.x) * sizes.width, Math.abs(b.y - a.y)) / 8));
  return Array.from({ length: count }, (_, i) => {
    const part = (i + 1) / count;
    return { x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) };
  });
}

/** The number of steps until the loss first reaches `threshold`; undefined if it never does. */
function stepsUntil(values: number[], threshold: number): number | undefined {
  const index = values.findIndex((value) => value <= threshold);
  return index < 0 ? undefined : index + 1;
}

function descriptionOf(curves: Curve[], threshold: number | undefined): string {
  const sentences = curves.map(({ name, values }) => {
    const subject = curves.length === 1 && name === "loss" ? "The loss" : `The loss of ${name}`;
    const [first, last] = [values[0], values.at(-1)!];
    if (values.length === 1) return `${subject} is ${numberText(first)} after 1 step.`;
    if (Object.is(first, last)) {
      return `${subject} is ${numberText(first)} at the first and last of ${stepsText(values.length)}.`;
    }
    const verb = last < first ? "falls" : last > first ? "rises" : "goes";
    const bad = values.findIndex((value) => !Number.isFinite(value));
    const remark = bad < 0 ? "" : `; it is ${numberText(values[bad])} at step ${countText(bad + 1)}`;
    return `${subject} ${verb} from ${numberText(first)} to ${numberText(last)} in ${
      stepsText(values.length)
    }${remark}.`;
  });
  if (threshold === undefined) return sentences.join(" ");
  const reached = curves.map(({ name, values }) => {
    const step = stepsUntil(values, threshold);
    const target = numberText(threshold);
    return step === undefined
      ? `${name} never reaches ${target}`
      : `${name} reaches ${target} after ${stepsText(step)}`;
  });
  return `${sentences.join(" ")} ${reached.join(", ")}.`;
}

/** Enough of the values for a line of text, including all spikes, so that a picture stays small. */
function sparklineValues(values: number[]): number[] {
  return thin(values.length, (i) => Number.isNaN(values[i]) ? Infinity : values[i], { columns: 60 }).map((i) =>
    values[i]
  );
}
