/**
 * A quantity measured in several places, with several methods: how it changes from place to place.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf } from "../../../base/kind_of.ts";
import { type Axis, axisEncoding, LARGEST, linearAxis } from "../parts/axis.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { cutName } from "../parts/cut_name.ts";
import { earlyLabelLayers, type EndLabel, endLabelLayers, pushApart, textStart } from "../parts/end_labels.ts";
import { entriesByName } from "../parts/entries_by_name.ts";
import { type Layer, lineLayer, pointLayer } from "../parts/layers.ts";
import { numberText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, type SeriesStyle, seriesStyles, sizes } from "../parts/theme.ts";

/** Options of a slope chart. */
export interface SlopeOptions {
  /** The title above the picture; default "From place to place". */
  title?: string;
  /**
   * A description with numbers, for people who cannot see the picture; default: the values of each method in each
   * place.
   */
  description?: string;
  /** Name of the horizontal axis, with its unit if there is one; default "measured on". */
  xTitle?: string;
  /** Name of the vertical axis, with its unit if there is one; default "accuracy". */
  yTitle?: string;
}

/** The largest number of places that fits. */
const MOST_PLACES = 6;

/** The total width of the left and right margins, excluding tick labels and end labels, in pixels. */
const MARGINS = 62;

/** Longer names of places are cut, so that they do not touch. */
const LONGEST_PLACE = 10;

/**
 * The space left of the first place and right of the last, as a multiple of the distance between places. The space on
 * the right also has the lines that lead to the names.
 */
const [LEFT, RIGHT] = [0.3, 0.05];

/** The space between the names of two places, in pixels. */
const GAP = 6;

/** Longer names of methods are cut. */
const LONGEST_NAME = 28;

/**
 * Draws a line for each run through its values in all places. The runs of one method have one colour: the distance
 * between them is the spread. A value that is not finite leaves a gap in its line. Source: E. Tufte, *The Visual
 * Display of Quantitative Information* (1983), "Slopegraphs".
 * @example Two runs of two methods
 * ```ts
 * import { slopeChart } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = slopeChart(["training", "test"], { long: [[1, 0.8], [1, 0.79]], short: [[0.9, 0.82], [0.88, 0.81]] });
 * assertEquals(
 *   picture.description,
 *   "long: 1 (training), 0.79 to 0.8 (test). short: 0.88 to 0.9 (training), 0.81 to 0.82 (test).",
 * );
 * ```
 * @param places The names of the places, from left to right: 1 to 6.
 * @param runs One to six lists of runs by the name of their method, or [] if there are none yet; each run has a value
 * for each place.
 * @param options Titles; see {@linkcode SlopeOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If a run is not a list of numbers, or a name or title is not a string.
 * @throws {RangeError} If there are no places or methods or more than six, or a run does not have a value for each
 * place.
 */
export function slopeChart(
  places: readonly string[],
  runs: Record<string, readonly ArrayLike<number>[]>,
  options: SlopeOptions = {},
): Picture {
  checkOptions(options, ["title", "description", "xTitle", "yTitle"]);
  checkTexts(options, ["title", "description", "xTitle", "yTitle"]);
  const names = checkPlaces(places);
  const ways = checkRuns(runs, names.length);
  const y = heightAxis(ways.flatMap((way) => way.runs.flat()).filter(isDrawn));
  const labels = ways.map((way) => labelOf(way, y));
  const isEarly = ({ x }: { x?: number }) => x !== undefined && x < names.length - 1;
  const ends = pushApart(labels.filter((label) => !isEarly(label)));
  const left = Math.max(0, ...y.ticks.map(({ label }) => textWidth(label, sizes.text)));
  const right = Math.max(0, ...ends.map(({ text }) => textWidth(text, sizes.text))) + textStart(ends);
  const width = Math.round(sizes.width - MARGINS - left - right);
  const domain: [number, number] = [-LEFT, names.length - 1 + RIGHT];
  const x: Axis = {
    ...linearAxis(...domain),
    domain,
    ticks: names.map((name, i) => ({ value: i, label: fitting(name, width / (domain[1] - domain[0])) })),
  };
  const encoding = {
    x: axisEncoding(x, "place", options.xTitle ?? "measured on"),
    y: axisEncoding(y, "value", options.yTitle ?? "accuracy"),
  };
  return {
    title: options.title ?? "From place to place",
    description: options.description ?? ways.map((way) => descriptionOf(way, names)).join(" "),
    usermeta: { sparkline: sparklineOf(ways, y) },
    width,
    height: sizes.plotHeight,
    layer: [
      // the first method is drawn first: its lines are solid, and show through the gaps in the others' dashes
      ...ways.flatMap(({ runs, colour, dash, shape }) =>
        runs.flatMap((run): Layer[] => {
          const points = run.map((value, place) => ({ place, value: isDrawn(value) ? value : null }));
          return [
            lineLayer(points, encoding, { color: colour, strokeWidth: 1.5, ...(dash && { strokeDash: dash }) }),
            pointLayer(points.filter(({ value }) => value !== null), encoding, { color: colour, shape, size: 60 }),
          ];
        })
      ),
      ...endLabelLayers(ends),
      ...earlyLabelLayers(pushApart(labels.filter(isEarly))),
    ],
  };
}

/** A method: its runs, each with a value for each place. */
interface Way extends SeriesStyle {
  name: string;
  runs: number[][];
}

function checkPlaces(places: unknown): string[] {
  if (!Array.isArray(places)) throw new TypeError(`places is ${kindOf(places)}: pass a list of names.`);
  if (places.length === 0 || places.length > MOST_PLACES) {
    throw new RangeError(`There are ${places.length} places: pass 1 to ${MOST_PLACES} names.`);
  }
  const wrong = places.findIndex((name) => typeof name !== "string");
  if (wrong >= 0) throw new TypeError(`places[${wrong}] is ${kindOf(places[wrong])}: pass a name.`);
  return [...places];
}

function checkRuns(runs: unknown, count: number): Way[] {
  if (typeof runs !== "object" || runs === null || Array.isArray(runs)) {
    throw new TypeError(`runs is ${kindOf(runs)}: pass lists of runs by name, for example { plain: [[1, 0.8]] }.`);
  }
  const entries = entriesByName(runs as Record<string, unknown>);
  if (entries.length === 0 || entries.length > seriesStyles.length) {
    throw new RangeError(
      `runs contains ${entries.length} methods: pass 1 to ${seriesStyles.length}, one for each colour.`,
    );
  }
  return entries.map(([name, list], i) => {
    const where = `runs[${JSON.stringify(name)}]`;
    if (!Array.isArray(list)) throw new TypeError(`${where} is ${kindOf(list)}: pass a list of runs.`);
    const checked = list.map((run, k) => {
      const values = checkNumbers(run, `${where}[${k}]`);
      if (values.length !== count) {
        throw new RangeError(`${where}[${k}] has ${values.length} values for ${count} places: pass one for each.`);
      }
      return values;
    });
    return { ...seriesStyles[i], name: cutName(name, LONGEST_NAME), runs: checked };
  });
}

/** The name of a place, cut so that it fits, because Vega does not draw names that overlap. */
function fitting(name: string, room: number): string {
  let length = LONGEST_PLACE;
  while (length > 2 && textWidth(cutName(name, length), sizes.text) > room - GAP) length--;
  return cutName(name, length);
}

function isDrawn(value: number): boolean {
  return Math.abs(value) <= LARGEST;
}

/** An axis for all values, with a margin so that no dot is on the edge. */
function heightAxis(values: number[]): Axis {
  if (values.length === 0) return linearAxis(0, 1);
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const margin = (high - low) * 0.05;
  const axis = linearAxis(low - margin, high + margin);
  // without ticks near the upper end, whose labels would stick out
  return { ...axis, ticks: axis.ticks.filter(({ value }) => axis.position(value) < 0.97) };
}

/**
 * The label of a method, with its position: the mean height at which the method's runs end, and the place where they
 * end. The labels of methods without runs are at the top.
 */
function labelOf({ name, colour, dash, runs }: Way, y: Axis): EndLabel & { x?: number } {
  const place = Math.max(-1, ...runs.map((run) => run.findLastIndex(isDrawn)));
  if (place < 0) return { text: `${name}: missing`, colour: palette.axis.light, pixel: 0 };
  const last = runs.map((run) => run[place]).filter(isDrawn);
  const mean = last.reduce((sum, value) => sum + value / last.length, 0);
  const pixel = (1 - y.position(mean)) * sizes.plotHeight;
  return { text: name, colour, dash, pixel, end: pixel, x: place };
}

function descriptionOf({ name, runs }: Way, places: string[]): string {
  if (runs.length === 0) return `${name} is missing.`;
  const range = places.map((place, i) => {
    const sorted = runs.map((run) => run[i]).sort((a, b) => a - b).map((value) => numberText(value));
    const [least, most] = [sorted[0], sorted[sorted.length - 1]];
    return `${least === most ? least : `${least} to ${most}`} (${place})`;
  });
  return `${name}: ${range.join(", ")}.`;
}

/** The values of the first run that exists, from place to place. */
function sparklineOf(ways: Way[], { domain }: Axis) {
  const way = ways.find(({ runs }) => runs.length > 0);
  return way ? { name: way.name, values: way.runs[0] } : { name: "nothing", values: [domain[0]] };
}
