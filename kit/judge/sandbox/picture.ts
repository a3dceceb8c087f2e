/**
 * Draws a lesson's picture in the lesson's process, because the picture contains the learner's data and expressions.
 * @module
 */
import type { KnobValues } from "../../base/syllabus.ts";
import type { Picture } from "../../learn/plot/parts/picture.ts";

/** How a picture is drawn. */
export interface Drawing {
  /** Whether its specification is returned, too. */
  hasSpec?: boolean;
  /** Numbers and choices for the picture. If there are none, it is the usual picture. */
  knobs?: KnobValues;
  /** Whether the curves of later pictures are compared with the curves of this one. */
  isKept?: boolean;
}

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

/** With how many earlier pictures a new one is compared. */
const MOST_PAST = 3;

/** The specifications of the pictures that are kept, as JSON, oldest first. This process draws for one lesson only. */
let past: string[] | undefined;

/**
 * Calls the lesson's `picture` and draws the picture that it returns. With `knobs`, the curves of the pictures that were
 * kept are drawn behind it; the first of these is the usual picture.
 * @throws {TypeError} If the lesson exports no function called picture.
 */
export async function drawPicture(
  picture: unknown,
  { hasSpec = false, knobs, isKept }: Drawing,
): Promise<DrawnPicture> {
  if (typeof picture !== "function") throw new TypeError("The lesson exports no function called picture.");
  if (knobs) past ??= [specText(await picture())];
  const spec: Picture = await (knobs ? picture(knobs) : picture());
  const { summaryLine } = await import("../../learn/plot/parts/summary_line.ts");
  const { svg, text } = await drawWithPast(spec, knobs && past ? past : [], hasSpec); // first, because it reports what is wrong
  if (past && isKept) past = [...past, specText(spec)].slice(-MOST_PAST);
  return { svg, summary: summaryLine(spec) ?? "", spec: text };
}

/** Draws a picture with earlier ones behind it, or alone if they do not fit together. */
async function drawWithPast(
  spec: Picture,
  past: readonly string[],
  hasSpec: boolean,
): Promise<{ svg: string; text: string }> {
  const { renderSvg } = await import("../../learn/plot/parts/render.ts");
  const own = past.length > 0 || hasSpec ? specText(spec) : "";
  const others = [...new Set(past)].filter((text) => text !== "" && text !== own);
  if (own !== "" && others.length > 0) {
    const { withPast } = await import("./with_past.ts");
    const compared = withPast(JSON.parse(own), others.map((text) => JSON.parse(text))) as Picture;
    const text = specText(compared);
    const svg = text === "" ? "" : await renderSvg(compared).catch(() => "");
    if (svg !== "") return { svg, text };
  }
  return { svg: await renderSvg(spec), text: own };
}

function specText(spec: Picture): string {
  try {
    const text = JSON.stringify(spec);
    return text.length <= LONGEST_SPEC ? text : "";
  } catch {
    return ""; // Vega can draw what JSON cannot write, such as a bigint
  }
}
