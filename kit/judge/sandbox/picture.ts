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
}

/**
 * Calls the lesson's `picture` and draws the picture that it returns.
 * @throws {TypeError} If the lesson exports no function called picture.
 */
export async function drawPicture(picture: unknown): Promise<DrawnPicture> {
  if (typeof picture !== "function") throw new TypeError("The lesson exports no function called picture.");
  const spec: Picture = await picture();
  const { renderSvg } = await import("../../learn/plot/parts/render.ts");
  const { summaryLine } = await import("../../learn/plot/parts/summary_line.ts");
  return { svg: await renderSvg(spec), summary: summaryLine(spec) ?? "" };
}
