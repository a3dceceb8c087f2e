/**
 * Defines a picture: plain data that says what to draw, with a description in words.
 * @module
 */

/**
 * A picture as plain data: a Vega-Lite specification (version 6) with a title and a description. It contains no
 * functions and no classes, so it can be printed, compared, changed with `{ ...picture, title: "…" }` and sent to
 * another process.
 * @example Three points
 * ```ts
 * import type { Picture } from "downhill";
 * const picture: Picture = {
 *   title: "Three points",
 *   description: "Three points that rise from 1 to 9.",
 *   data: { values: [{ x: 1, y: 1 }, { x: 2, y: 4 }, { x: 3, y: 9 }] },
 *   mark: "point",
 *   encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
 * };
 * ```
 */
export interface Picture {
  /** The title above the picture, in a few words. */
  title: string;
  /**
   * A description with numbers, for people who cannot see the picture, and for tests. It becomes the `<desc>` of the
   * SVG.
   */
  description: string;
  /** Fields that the course uses and Vega-Lite ignores. */
  usermeta?: {
    /** The picture as one line of text: a name and the values in order of time, in any unit. */
    sparkline?: Sparkline;
    /**
     * Whether the picture shows measurements, for example times, and so is different in every run; default false. Its
     * SVG is also marked, and the pictures of two runs need not be equal.
     */
    isMeasured?: boolean;
    /** Its width in pixels, if the width must not change when the picture is put next to another one. */
    width?: number;
  };
  /** All other properties of Vega-Lite: `data`, `mark`, `encoding`, `layer`, `hconcat`, … */
  [property: string]: unknown;
}

/** A list of numbers with a name, drawn as a line of text. */
export interface Sparkline {
  /** What the numbers are, for example "loss". */
  name: string;
  /** Shape [n], n ≥ 1, in order of time; null stands for a number that was not finite and was sent as JSON. */
  values: (number | null)[];
  /** Whether the picture shows them on a logarithmic axis; default false. */
  isLog?: boolean;
}
