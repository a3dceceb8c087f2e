/**
 * The lesson's picture and the goal picture.
 * @module
 */
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";
import { svgDescription } from "../../../learn/plot/parts/svg_description.ts";
import type { PictureRecord } from "../../../judge/run/record.ts";

/** The largest picture that is sent, in characters. */
const LARGEST = 2 ** 22;

/**
 * The section. An SVG may contain scripts and addresses, so it is embedded as an encoded image: a browser runs no
 * scripts in an image, and loads nothing for it.
 * @param goal The goal picture as SVG; "" if there is none.
 */
export function pictureSection(picture: PictureRecord | undefined, goal: string): string {
  const own = picture?.svg
    ? markup`${
      figure(picture.svg, "yours")
    }<button type="button" id="look" data-do="chart">Look closer <kbd>c</kbd></button>`
    : markup`<p class="quiet">${
      picture?.message || "Your picture appears here as soon as the lesson can draw one."
    }</p>`;
  const beside = goal ? figure(goal, "the goal") : markup``;
  return markup`<div class="pictures">${own}${beside}</div>`.text;
}

function figure(svg: string, whose: string): Markup {
  if (svg.length > LARGEST) return markup`<p>The picture is too large to be shown here.</p>`;
  const description = svgDescription(svg);
  const data = new TextEncoder().encode(svg).toBase64();
  return markup`<figure><figcaption>${whose}</figcaption><img src="data:image/svg+xml;base64,${data}" alt="${
    description || whose
  }">${
    description
      ? markup`<details id="words-${
        whose === "yours" ? "own" : "goal"
      }"><summary>In words</summary><p>${description}</p></details>`
      : ""
  }</figure>`;
}
