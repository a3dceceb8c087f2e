/**
 * Draws a lesson's picture in the lesson's process, because the picture contains the learner's data and expressions.
 * @module
 */
import type { Picture } from "../../learn/plot/parts/picture.ts";

/** A picture as it leaves the process: an image as text, and the line that replaces it in a terminal. */
export interface DrawnPicture {
  /** The SVG document. Treat it as an image, never as part of a page. */
  svg: string;
  /** The line: for example "loss █▄▂▁ 3.84 → 1.13e-17"; empty if the picture has no curve. */
  summary: string;
  /**
   * The specification as JSON, if it was asked for; "" if it was not, or if it is longer than {@linkcode LONGEST_SPEC}.
   */
  spec: string;
}

/** The length of the longest specification that leaves the process, in characters. */
export const LONGEST_SPEC = 2 ** 20;

/**
 * Calls the lesson's `picture` and draws the picture that it returns.
 * @param options `hasSpec`: whether the specification is returned, too. `knobs`: numbers for the picture; if there are
 *   none, it is the usual picture.
 * @throws {TypeError} If the lesson exports no function called picture.
 */
export async function drawPicture(
  picture: unknown,
  { hasSpec = false, knobs }: { hasSpec?: boolean; knobs?: Record<string, number> },
): Promise<DrawnPicture> {
  if (typeof picture !== "function") throw new TypeError("The lesson exports no function called picture.");
  const spec: Picture = await (knobs ? picture(knobs) : picture());
  const { renderSvg } = await import("../../learn/plot/parts/render.ts");
  const { summaryLine } = await import("../../learn/plot/parts/summary_line.ts");
  const svg = await renderSvg(spec); // first, because it reports what is wrong with the picture
  return { svg, summary: summaryLine(spec) ?? "", spec: hasSpec ? specText(spec) : "" };
}

function specText(spec: Picture): string {
  try {
    const text = JSON.stringify(spec);
    return text.length <= LONGEST_SPEC ? text : "";
  } catch {
    return ""; // Vega can draw what JSON cannot write, such as a bigint
  }
}
