/**
 * Small images in rows, to compare them at a glance.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf, valueText } from "../../../base/kind_of.ts";
import { checkNumbers } from "../parts/check_numbers.ts";
import { cutName } from "../parts/cut_name.ts";
import { entriesByName } from "../parts/entries_by_name.ts";
import { labelLayer, type Layer, lineLayer } from "../parts/layers.ts";
import { countText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, sizes } from "../parts/theme.ts";

/** Options of a sheet of images. */
export interface SheetOptions {
  /** The title above the sheet; default "Images". */
  title?: string;
  /** A description with numbers, for people who cannot see the picture; default: the number of images in each row. */
  description?: string;
  /** The width of an image in pixels; default 28. */
  imageWidth?: number;
}

/** The height of a row, in pixels of the screen; the same as in a confusion matrix, so that the two fit together. */
export const ROW_HEIGHT = 30;

/** The space between two images, in pixels of the screen. */
const GAP = 2;

/** The number of shades of grey; neighbouring pixels with the same shade are drawn as one. */
const SHADES = 8;

/** The largest number of pixels, enough for 40 images of 28 × 28. An SVG with more would take too long to draw. */
const MOST_PIXELS = 32_000;

/** Longer names are cut. */
const LONGEST_NAME = 16;

/** The space between a name and its row, in pixels of the screen. */
const LABEL_SPACE = 8;

/**
 * Draws images in rows, with the name of each row on its left. 0 has the colour of the page and 1 the colour of the
 * text, so on a dark page images are light. Values below 0 or above 1 look like 0 or 1; values that are not numbers are
 * orange.
 * @example Two images of 2 × 2 pixels
 * ```ts
 * import { imageSheet } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = imageSheet({ slash: [[0, 1, 1, 0]], grey: [[0.5, 0.5, 0.5, 0.5]] }, { imageWidth: 2 });
 * assertEquals(picture.description, "Images of 2 × 2 pixels: 1 of slash, 1 of grey.");
 * ```
 * @param rows Lists of images by name: 1 to 12 rows. An image is a list of numbers from 0 to 1, row by row: shape
 * [height · imageWidth], the same for all.
 * @param options Titles, and the width of an image; see {@linkcode SheetOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If an image is not a list of numbers, or a title is not a string.
 * @throws {RangeError} If there are no rows or more than 12, no images or more than 32,000 pixels in total, an image
 * does not have as many pixels as the first, or the number is not a multiple of `imageWidth`.
 */
export function imageSheet(
  rows: Record<string, readonly ArrayLike<number>[]>,
  options: SheetOptions = {},
): Picture {
  checkOptions(options, ["title", "description", "imageWidth"]);
  checkTexts(options, ["title", "description"]);
  const { imageWidth = 28 } = options;
  if (!Number.isInteger(imageWidth) || imageWidth < 1) {
    throw new RangeError(`imageWidth is ${valueText(imageWidth)}: pass a whole number, 1 or more.`);
  }
  const sheet = checkRows(rows, imageWidth);
  const imageHeight = sheet.size / imageWidth;
  const scale = scaleOf(imageWidth, imageHeight);
  const [pitch, rowHeight] = [scale * imageWidth + GAP, Math.max(ROW_HEIGHT, scale * imageHeight + GAP)];
  const width = pitch * Math.max(...sheet.rows.map(({ images }) => images.length));
  const height = rowHeight * sheet.rows.length;
  const runs = sheet.rows.flatMap(({ images }, row) =>
    images.flatMap((image, column) => {
      const top = row * rowHeight + (rowHeight - scale * imageHeight) / 2;
      return runsOf(image, imageWidth, scale, { left: column * pitch, top });
    })
  );
  const labels = sheet.rows.map(({ name }) => cutName(name, LONGEST_NAME));
  const names = labels.map((label, row) =>
    labelLayer(
      label,
      { value: 0 },
      { value: (row + 0.5) * rowHeight },
      { dx: -LABEL_SPACE, dy: 0, align: "right" },
      palette.axis.light,
    )
  );
  return {
    title: options.title ?? "Images",
    description: options.description ?? descriptionOf(sheet.rows, imageWidth, imageHeight),
    usermeta: { width: LABEL_SPACE + Math.max(...labels.map((label) => textWidth(label, sizes.text))) + width },
    // in concat, so that sideBySide does not stretch the sheet
    concat: [{ width, height, layer: [...shadeLayers(runs, scale, { width, height }), ...names] }],
  };
}

interface Row {
  name: string;
  images: number[][];
}

function checkRows(rows: unknown, imageWidth: number): { rows: Row[]; size: number } {
  if (typeof rows !== "object" || rows === null || Array.isArray(rows)) {
    throw new TypeError(`rows is ${kindOf(rows)}: pass lists of images by name, for example { boots: [image] }.`);
  }
  const entries = entriesByName(rows as Record<string, unknown>);
  if (entries.length === 0 || entries.length > MOST_ROWS) {
    throw new RangeError(`There are ${entries.length} rows: pass 1 to ${MOST_ROWS}.`);
  }
  let size = 0;
  let pixels = 0;
  const checked = entries.map(([name, images]): Row => {
    const where = `rows[${JSON.stringify(name)}]`;
    if (!Array.isArray(images)) throw new TypeError(`${where} is ${kindOf(images)}: pass a list of images.`);
    return {
      name,
      images: images.map((image, i) => {
        const numbers = checkNumbers(image, `${where}[${i}]`);
        size ||= numbers.length;
        pixels += numbers.length;
        if (pixels > MOST_PIXELS) {
          throw new RangeError(`There are more than ${countText(MOST_PIXELS)} pixels: pass fewer images.`);
        }
        if (numbers.length !== size || size % imageWidth !== 0) {
          throw new RangeError(
            `${where}[${i}] has ${numbers.length} pixels: all images need the same number, in rows of ${imageWidth}.`,
          );
        }
        return numbers;
      }),
    };
  });
  if (size === 0) throw new RangeError("There are no images in any of the rows: pass at least one.");
  return { rows: checked, size };
}

/** The largest number of rows that fits. */
const MOST_ROWS = 12;

/** The width and height of a pixel, in pixels of the screen: a whole number, because fractions would blur it. */
function scaleOf(width: number, height: number): number {
  return Math.max(1, Math.floor((ROW_HEIGHT - GAP) / Math.max(width, height)));
}

/** A stroke for adjacent pixels with the same shade, from `left` to `right`, in pixels of the screen. */
interface Run {
  left: number;
  right: number;
  middle: number;
  /** The amount of ink: from 0 to {@linkcode SHADES}, or NaN. */
  shade: number;
}

/** The strokes of an image; `corner` is its upper left corner. */
function runsOf(image: number[], imageWidth: number, scale: number, corner: { left: number; top: number }): Run[] {
  const runs: Run[] = [];
  image.forEach((value, i) => {
    const shade = Math.round(Math.min(1, Math.max(0, value)) * SHADES);
    const [row, column] = [Math.floor(i / imageWidth), i % imageWidth];
    const left = corner.left + column * scale;
    const before = runs.at(-1);
    if (column > 0 && before && Object.is(before.shade, shade)) before.right = left + scale;
    else runs.push({ left, right: left + scale, middle: corner.top + (row + 0.5) * scale, shade });
  });
  return runs;
}

/**
 * A layer for each shade: one line with gaps. If each pixel were a rectangle, an SVG would be ten times as long. The
 * shades are the colour of the text with different opacity, so they also work on dark pages.
 */
function shadeLayers(runs: Run[], scale: number, { width, height }: { width: number; height: number }): Layer[] {
  const pixels = (field: string, range: [number, number]) => ({
    field,
    type: "quantitative",
    scale: { domain: [0, range[0] || range[1]], range, nice: false, zero: false },
    axis: null,
  });
  const encoding = { x: pixels("x", [0, width]), y: pixels("y", [0, height]), order: { field: "order" } };
  const stroke = { strokeWidth: scale, strokeCap: "butt" };
  const shades = [NaN, ...Array.from({ length: SHADES }, (_, i) => i + 1)];
  return shades.flatMap((shade) => {
    const points = runs.filter((run) => Object.is(run.shade, shade)).flatMap(({ left, right, middle }) => [
      { x: left, y: middle },
      { x: right, y: middle },
      { x: right, y: null },
    ]).map((point, order) => ({ ...point, order }));
    if (points.length === 0) return [];
    const colour = Number.isNaN(shade)
      ? { color: palette.rival.light }
      : { color: palette.ink.light, strokeOpacity: shade / SHADES };
    return [lineLayer(points, encoding, { ...stroke, ...colour })];
  });
}

function descriptionOf(rows: Row[], width: number, height: number): string {
  const counts = rows.map(({ name, images }) => `${images.length} of ${name}`).join(", ");
  return `Images of ${width} × ${height} pixels: ${counts}.`;
}
