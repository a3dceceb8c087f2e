/**
 * Several pictures in one, to compare them.
 * @module
 */
import { kindOf } from "../../../base/kind_of.ts";
import type { Picture } from "../parts/picture.ts";
import { textWidth } from "../parts/text_width.ts";
import { sizes, theme } from "../parts/theme.ts";

/** The most pictures in a row; with four, each would be too narrow to read. */
const MOST_IN_A_ROW = 3;

/**
 * The smallest allowed text size, in pixels, when the whole picture has the usual width; it includes a safety margin.
 */
const LEAST_TEXT = 11.2;

/** The largest width of the whole picture, in pixels. */
const WIDEST = sizes.width * sizes.text / LEAST_TEXT;

/** The size of a part's title, and its distance from the part's left edge, in pixels. */
const [HEADING, TITLE_START] = [sizes.text + 1, 60];

/** How far a plot below a sheet of images moves to the right, in pixels, because both get the same left margin. */
const STAGGER = 60;

/** The total width of the left and right margins of a plot whose picture gives no width, in pixels. */
const USUAL_MARGINS = 120;

/**
 * Puts pictures next to each other, each under its own title: two or three in a row, more in rows of two. The plots are
 * made so narrow that all text is readable when the whole picture is 640 pixels wide. If they would become too narrow,
 * there are fewer pictures in a row.
 * @example A curve and its end
 * ```ts
 * import { lossCurve, sideBySide } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const losses = [8, 4, 2, 1];
 * const picture = sideBySide(
 *   "The end looks like the whole",
 *   "The loss is halved at each of 4 steps, and at each of the last 2.",
 *   lossCurve(losses),
 *   lossCurve(losses.slice(2), { title: "The last two" }),
 * );
 * assertEquals(picture.title, "The end looks like the whole");
 * ```
 * @param title The title above all of them.
 * @param description A description with numbers, for people who cannot see the picture.
 * @param pictures One or more, from left to right.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {RangeError} If there are no pictures.
 */
export function sideBySide(title: string, description: string, ...pictures: Picture[]): Picture {
  return inRows(title, description, pictures, WIDEST);
}

function inRows(title: string, description: string, pictures: readonly Picture[], widest: number): Picture {
  checkPictures(pictures);
  const mostColumns = pictures.length <= MOST_IN_A_ROW ? pictures.length : 2;
  return arranged(title, description, pictures, { mostColumns, widest });
}

/**
 * Puts pictures below each other, each under its own title and with its own width. A list of pictures is a row, as
 * {@linkcode sideBySide} makes it.
 * @example A curve and its end
 * ```ts
 * import { lossCurve, stacked } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const losses = [8, 4, 2, 1];
 * const picture = stacked(
 *   "The end looks like the whole",
 *   "The loss is halved at each of 4 steps, and at each of the last 2.",
 *   lossCurve(losses),
 *   lossCurve(losses.slice(2), { title: "The last two" }),
 * );
 * assertEquals(picture.title, "The end looks like the whole");
 * ```
 * @param title The title above all of them.
 * @param description A description with numbers, for people who cannot see the picture.
 * @param pictures One or more pictures or lists of them, from top to bottom.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {RangeError} If there are no pictures.
 */
export function stacked(
  title: string,
  description: string,
  ...pictures: (Picture | readonly Picture[])[]
): Picture {
  const rows = pictures.map((picture) =>
    Array.isArray(picture) ? inRows("", "", picture, WIDEST - STAGGER) : picture as Picture
  );
  checkPictures(rows);
  return arranged(title, description, rows, { mostColumns: 1, widest: WIDEST });
}

function checkPictures(pictures: readonly Picture[]): void {
  if (pictures.length === 0) throw new RangeError("There is nothing to put together: pass at least one picture.");
  pictures.forEach((picture, i) => {
    if (typeof picture !== "object" || picture === null) {
      throw new TypeError(`Picture ${i + 1} is ${kindOf(picture)}: pass what a builder such as lossCurve returns.`);
    }
  });
}

function arranged(
  title: string,
  description: string,
  pictures: readonly Picture[],
  room: { mostColumns: number; widest: number },
): Picture {
  const { columns, plotWidth } = roomiest(pictures, room);
  // Vega-Lite refuses settings for the whole picture inside a part, so they stay outside.
  const parts = pictures.map((picture) => {
    const { usermeta: _usermeta, background: _background, padding: _padding, description: _description, ...part } =
      picture;
    const heading = { text: part.title, fontSize: HEADING, fontWeight: 400 };
    return {
      ...part,
      title: part.title === "" ? undefined : heading,
      ...(plotWidth !== undefined && isPlot(picture) && { width: plotWidth }),
    };
  });
  const sparklines = pictures.flatMap(({ usermeta }) => usermeta?.sparkline ?? []);
  // in one line of text, a loss says more than any other curve
  const sparkline = sparklines.find(({ name }) => name === "loss") ?? sparklines[0];
  const width = wholeWidth(pictures, columns, plotWidth);
  return { title, description, usermeta: { width, ...(sparkline && { sparkline }) }, columns, concat: parts };
}

/**
 * The largest number of pictures in a row and the largest plot width that fit. A plot that has a row to itself keeps
 * its width.
 */
function roomiest(
  pictures: readonly Picture[],
  { mostColumns, widest }: { mostColumns: number; widest: number },
): { columns: number; plotWidth?: number } {
  for (let columns = mostColumns; columns > 1; columns--) {
    const plotWidth = sizes.sharedPlotWidths.find((width) => wholeWidth(pictures, columns, width) <= widest);
    if (plotWidth !== undefined) return { columns, plotWidth };
  }
  return { columns: 1 };
}

/** The width of the whole picture in pixels, margins included. */
function wholeWidth(pictures: readonly Picture[], columns: number, plotWidth: number | undefined): number {
  const column = (index: number) => {
    const parts = pictures.filter((_, i) => i % columns === index);
    const isMixed = parts.some(isPlot) && !parts.every(isPlot);
    return Math.max(...parts.map((part) => widthOf(part, plotWidth))) + (isMixed ? STAGGER : 0);
  };
  const sum = Array.from({ length: columns }, (_, i) => column(i)).reduce((a, b) => a + b);
  return sum + (columns - 1) * theme.concat.spacing + 2 * theme.padding;
}

/** The width of a part in pixels, margins included, when its plot is `plotWidth` wide. */
function widthOf(picture: Picture, plotWidth: number | undefined): number {
  if (!isPlot(picture)) return picture.usermeta?.width ?? sizes.width;
  if (plotWidth === undefined) return sizes.width - 2 * theme.padding;
  const { width, title } = picture;
  const margins = typeof width === "number" ? Math.max(0, sizes.width - 2 * theme.padding - width) : USUAL_MARGINS;
  return Math.max(plotWidth + margins, TITLE_START + textWidth(String(title), HEADING));
}

/** Whether a picture can be stretched. */
function isPlot(picture: Picture): boolean {
  return "mark" in picture || "layer" in picture;
}
