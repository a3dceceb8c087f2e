/**
 * Several pictures as one, for comparing.
 * @module
 */
import { kindOf } from "../kind_of.ts";
import type { Picture } from "./picture.ts";
import { sizes } from "./theme.ts";

/** The most pictures in a row; a fourth would leave each too narrow to be read. */
const MOST_IN_A_ROW = 3;

/**
 * Puts pictures beside each other, each under its own title: two or three in a row, more in rows of two.
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
 * @param title Stands above all of them.
 * @param description What is seen, with numbers, for those who cannot see it.
 * @param pictures One or more, from left to right.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {RangeError} If there are no pictures.
 */
export function sideBySide(title: string, description: string, ...pictures: Picture[]): Picture {
  if (pictures.length === 0) throw new RangeError("There is nothing to put side by side: pass at least one picture.");
  pictures.forEach((picture, i) => {
    if (typeof picture !== "object" || picture === null) {
      throw new TypeError(`Picture ${i + 1} is ${kindOf(picture)}: pass what a builder such as lossCurve returns.`);
    }
  });
  const columns = pictures.length <= MOST_IN_A_ROW ? pictures.length : 2;
  const width = columns === 3 ? Math.round(sizes.sharedPlotWidth * 0.8) : sizes.sharedPlotWidth;
  // What belongs to the whole is Vega-Lite's to refuse inside a part, so it stays outside.
  const parts = pictures.map(({ usermeta: _usermeta, background: _background, padding: _padding, ...part }) => {
    const isPlot = "mark" in part || "layer" in part;
    const heading = { text: part.title, fontSize: sizes.text + 1, fontWeight: 400 };
    return { ...part, title: heading, ...(columns > 1 && isPlot && { width }) };
  });
  const sparklines = pictures.flatMap(({ usermeta }) => usermeta?.sparkline ?? []);
  // in one line, how it learned says more than what it looks like
  const sparkline = sparklines.find(({ name }) => name === "loss") ?? sparklines[0];
  return { title, description, ...(sparkline && { usermeta: { sparkline } }), columns, concat: parts };
}
