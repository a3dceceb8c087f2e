/**
 * The examples of each batch.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf } from "../../../base/kind_of.ts";
import { type Axis, axisEncoding, LARGEST, linearAxis } from "../parts/axis.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { labelLayer, type Layer, lineLayer, pointLayer } from "../parts/layers.ts";
import { countText, numberText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, sizes, timeColours } from "../parts/theme.ts";
import { thin } from "../parts/thin.ts";

/** Options of a picture of batches. */
export interface BatchOptions {
  /** The title above the picture; default "Batch by batch". */
  title?: string;
  /**
   * A description with numbers, for people who cannot see the picture; default: the number of batches, and the range of
   * their means.
   */
  description?: string;
  /** Name of the horizontal axis, with its unit if there is one; default "x". */
  xTitle?: string;
}

/** The total width of the left and right margins, excluding tick labels, in pixels. */
const MARGINS = 62;

/** The space above the rows for the label of the line, in pixels. */
const HEADROOM = 20;

/** The largest number of rows that are all numbered. If there are more rows, only some have numbers. */
const MOST_TICKS = 10;

/** The approximate maximum number of dots that are drawn. */
const MOST_DOTS = 2000;

/** The largest number of rows with dots. If there are more batches, evenly spaced ones are drawn. */
const MOST_ROWS = 200;

/** The colour for the age of a batch. All colours are from the palette, because other colours have no dark shade. */
const AGE_COLOUR = {
  field: "age",
  type: "ordinal",
  legend: null,
  scale: { domain: timeColours.map((_, i) => i), range: timeColours },
};

/**
 * Draws each batch as a row of dots, the first at the top; each dot is the x of an example. The colour goes from pale
 * blue for the first batch to full blue for the last, and a line connects the means of the rows. So you see at once
 * whether all batches are alike, or whether each contains only a part of the data. Values that are not finite are
 * skipped.
 * @example Four sorted points in batches of two
 * ```ts
 * import { batchRows } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const { description } = batchRows([[0, 1], [2, 3]]);
 * assertEquals(description, "4 examples in 2 batches, with x from 0 to 3; the means of the batches go from 0.5 to 2.5.");
 * ```
 * @param batches One or more batches in order of time, each with the x of its examples; none is empty.
 * @param options Titles; see {@linkcode BatchOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `batches` is not a list of lists of numbers, or a title is not a string.
 * @throws {RangeError} If there is no batch, or one is empty.
 */
export function batchRows(batches: readonly ArrayLike<number>[], options: BatchOptions = {}): Picture {
  checkOptions(options);
  checkTexts(options, ["title", "description", "xTitle"]);
  if (!Array.isArray(batches)) throw new TypeError(`The batches are ${kindOf(batches)}: pass a list of lists.`);
  if (batches.length === 0) throw new RangeError("There are no batches: pass at least one.");
  const rows = batches.map((batch, i) => checkNumbers(batch, `batches[${i}]`).filter(isDrawn));
  const means = rows.map(meanOf);
  const x = linearAxis(...lowestAndHighest(rows.flat()));
  const batch = rowAxis(rows.length);
  const encoding = {
    x: axisEncoding(x, "x", options.xTitle ?? "x"),
    y: fromTheTop(axisEncoding(batch, "batch", "batch")),
  };
  const widest = Math.max(...batch.ticks.map(({ label }) => textWidth(label, sizes.text)));
  return {
    title: options.title ?? "Batch by batch",
    description: options.description ?? descriptionOf(rows, means),
    usermeta: { sparkline: { name: "mean x", values: means } },
    width: Math.round(sizes.width - MARGINS - widest),
    height: sizes.plotHeight,
    layer: [
      lineLayer(
        indicesToDraw(means, MOST_ROWS).map((i) => ({ batch: i + 1, x: means[i] })),
        { ...encoding, order: { field: "batch" } },
        { color: palette.axis.light, strokeWidth: 1.5 },
      ),
      pointLayer(dotsOf(rows), { ...encoding, color: AGE_COLOUR }, { size: 36 }),
      ...means[0] === null ? [] : [meanLabel(means[0], x)],
    ],
  };
}

function isDrawn(value: number): boolean {
  return Math.abs(value) <= LARGEST;
}

/** The mean, or null if there is nothing to average. */
function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

function lowestAndHighest(values: readonly number[]): [low: number, high: number] {
  if (values.length === 0) return [-1, 1];
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

/**
 * The axis of the rows, from 1 to `count`. It has half a row more at the bottom, to keep dots off the edge, and room
 * for a label at the top.
 */
function rowAxis(count: number): Axis {
  const axis = linearAxis(1, count, { wholeNumbers: true });
  const rowHeight = (sizes.plotHeight - HEADROOM) / count;
  axis.domain = [0.5 - HEADROOM / rowHeight, count + 0.5];
  const ticks = count <= MOST_TICKS
    ? Array.from({ length: count }, (_, i) => ({ value: i + 1, label: String(i + 1) }))
    : axis.ticks.filter(({ value }) => value >= 1);
  return { ...axis, ticks };
}

/** The label of the line, above the point in the first row where the line starts. */
function meanLabel(mean: number, x: Axis): Layer {
  const at = x.position(mean);
  const align = at < 0.1 ? "left" : at > 0.9 ? "right" : "center";
  const placement = { dx: 0, dy: 0, align } as const;
  return labelLayer("mean", { datum: mean }, { value: HEADROOM / 2 }, placement, palette.axis.light);
}

function fromTheTop(encoding: Record<string, unknown>): Record<string, unknown> {
  return { ...encoding, scale: { ...encoding.scale as object, reverse: true } };
}

/** About `most` indices of `values`, in rising order. */
function indicesToDraw(values: ArrayLike<number | null>, most: number): number[] {
  return thin(values.length, (i) => values[i] ?? NaN, { columns: Math.max(1, Math.round(most / 4)) });
}

function dotsOf(rows: readonly number[][]) {
  const shown = indicesToDraw(rows.map((_, i) => i), MOST_ROWS);
  const most = Math.ceil(MOST_DOTS / shown.length);
  const age = (row: number) => Math.round(row / Math.max(1, rows.length - 1) * (timeColours.length - 1));
  return shown.flatMap((row) =>
    indicesToDraw(rows[row], most).map((i) => ({ batch: row + 1, x: rows[row][i], age: age(row) }))
  );
}

function descriptionOf(rows: readonly number[][], means: readonly (number | null)[]): string {
  const count = (many: number, thing: string) => `${countText(many)} ${thing}`;
  const all = rows.flat();
  const finite = means.filter((mean) => mean !== null);
  const batches = count(rows.length, rows.length === 1 ? "batch" : "batches");
  const subject = `${count(all.length, all.length === 1 ? "example" : "examples")} in ${batches}`;
  if (all.length === 0) return `No finite example in ${batches}.`;
  const fromTo = (values: readonly number[]) => lowestAndHighest(values).map((value) => numberText(value)).join(" to ");
  const spread = finite.length === 1
    ? `the mean is ${numberText(finite[0])}`
    : `the means of the batches go from ${fromTo(finite)}`;
  return `${subject}, with x from ${fromTo(all)}; ${spread}.`;
}
