/**
 * The lesson's picture and the goal picture.
 * @module
 */
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";
import { svgDescription } from "../../../learn/plot/parts/svg_description.ts";
import type { PictureRecord } from "../../../judge/run/record.ts";
import { chartOf } from "../chart/chart_of.ts";
import { dataSection } from "./data_table.ts";

/** The largest picture that is sent, in characters. */
const LARGEST = 2 ** 22;

/**
 * The sections about the lesson's own picture: it as an image, as a chart that one can touch, in words, and as tables.
 * @param picture Undefined if there is none yet.
 */
export function pictureSections(
  picture: PictureRecord | undefined,
): Record<"picture" | "chart" | "words" | "data", string> {
  const { svg, message, spec = "" } = picture ?? { svg: "", message: "" };
  if (!svg || svg.length > LARGEST) {
    const why = svg
      ? "The picture is too large to be shown here."
      : message || "Your picture appears here as soon as the lesson can draw one.";
    return { picture: markup`<p class="quiet">${why}</p>`.text, chart: "", words: "", data: "" };
  }
  return {
    picture: image(svg, "your picture").text,
    chart: chartOf(spec),
    words: inWords(svg, "words-own").text,
    data: dataSection(spec),
  };
}

/** The same sections for the loss of a training run that was stopped. */
export function stoppedSections(svg: string): ReturnType<typeof pictureSections> {
  const picture = pictureSections({ type: "picture", svg, summary: "", message: "" });
  const caption = markup`<p class="quiet">This is the loss of the run that you stopped, and not yet your picture.</p>`;
  return { ...picture, picture: picture.picture + caption.text, chart: "", data: "" };
}

/** The section about the goal picture; "" if there is none. */
export function goalSection(svg: string): string {
  if (!svg) return "";
  return markup`<figure><figcaption>the goal</figcaption>${image(svg, "the goal")}${
    inWords(svg, "words-goal")
  }</figure>`
    .text;
}

/**
 * An SVG may contain scripts and addresses, so it is embedded as an encoded image: a browser runs no scripts in an image,
 * and loads nothing for it. Its size is part of the HTML, so that nothing moves when the browser has decoded it.
 */
function image(svg: string, name: string): Markup {
  const data = new TextEncoder().encode(svg).toBase64();
  const [, width, height] = /^<svg[^>]*? width="(\d{1,4})(?:\.\d+)?"[^>]*? height="(\d{1,4})(?:\.\d+)?"/.exec(svg) ??
    [];
  const size = width ? markup` width="${width}" height="${height}"` : markup``;
  return markup`<img src="data:image/svg+xml;base64,${data}"${size} alt="${svgDescription(svg) || name}">`;
}

function inWords(svg: string, id: string): Markup {
  const description = svgDescription(svg);
  return description
    ? markup`<details id="${id}"><summary>In words</summary><p>${description}</p></details>`
    : markup``;
}
