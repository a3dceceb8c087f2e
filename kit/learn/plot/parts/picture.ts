/**
 * What a picture is: plain data that says what to draw, and in words what is to be seen.
 * @module
 */

/**
 * A picture as plain data: a Vega-Lite specification (version 6) with a title and a description. It holds no function
 * and no class, so it can be printed, compared, changed with `{ ...picture, title: "…" }` and sent to another process.
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
  /** What the picture is about, in a few words; stands above it. */
  title: string;
  /** What is seen, with numbers: for those who cannot see it, and for tests. Becomes the `<desc>` of the SVG. */
  description: string;
  /** What Vega-Lite ignores and we use. */
  usermeta?: {
    /** The picture as one line of text: a name and the values in order of time, in any unit. */
    sparkline?: Sparkline;
    /**
     * Whether it shows measurements, times for example, and is another one at every run; default false. The SVG says so
     * too, and nobody expects two of them to be alike.
     */
    isMeasured?: boolean;
    /** How wide it is, in pixels, if that is not to be changed: for whoever puts it beside another. */
    width?: number;
  };
  /** Everything else that Vega-Lite knows: `data`, `mark`, `encoding`, `layer`, `hconcat`, … */
  [property: string]: unknown;
}

/** A list of numbers with a name, to be drawn as a line of text. */
export interface Sparkline {
  /** What the numbers are, for example "loss". */
  name: string;
  /** Shape [n], n ≥ 1, in order of time; null stands for a number that is not finite and went through JSON. */
  values: (number | null)[];
  /** Whether the picture shows them on a logarithmic axis; default false. */
  isLog?: boolean;
}
