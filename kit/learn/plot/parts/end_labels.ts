/**
 * The names of lines, right of the plot, where the lines end.
 * @module
 */
import { labelLayer, type Layer } from "./layers.ts";
import { sizes } from "./theme.ts";

/** What a line that ends at the right edge of the plot is called. */
export interface EndLabel {
  /** The name. */
  text: string;
  /** The line's colour. */
  colour: string;
  /** How high its middle stands: pixels from the upper edge of the plot. */
  pixel: number;
  /** How high the line ends, in the same way; undefined if there is no line. */
  end?: number;
  /** The strokes of the line. */
  dash?: readonly number[];
}

/** A line that ends left of this part of the plot has its name there, and not beside the plot. */
export const RIGHT_EDGE = 0.97;

/** A longer name is cut within a plot, whose narrowest is 200 pixels wide. */
export const LONGEST_WITHIN = 20;

/** From the middle of a label to that of the next, in pixels. */
const GAP = sizes.text + 5;

/** Between the plot and a name, in pixels. */
const SPACE = 8;

/** Where right of the plot a line goes on to its name, in pixels: long enough for its strokes to be seen. */
const LEADER = { start: 4, end: 28 };

/**
 * Moves labels up and down as far as is needed for none to lie on another or below a plot of the usual height.
 * @returns The labels from the uppermost to the lowest.
 */
export function pushApart<Label extends EndLabel>(labels: readonly Label[]): Label[] {
  const apart = labels.toSorted((a, b) => a.pixel - b.pixel).map((label) => ({ ...label }));
  for (let i = 1; i < apart.length; i++) apart[i].pixel = Math.max(apart[i].pixel, apart[i - 1].pixel + GAP);
  for (let i = apart.length - 1; i >= 0; i--) {
    const lowest = i === apart.length - 1 ? sizes.plotHeight : apart[i + 1].pixel - GAP;
    apart[i].pixel = Math.min(apart[i].pixel, lowest);
  }
  return apart;
}

/**
 * Draws the labels right of the plot. Where there are several, each line leads to its name in its own strokes: names that
 * were pushed apart, or that have the same grey, are told by them.
 */
export function endLabelLayers(labels: readonly EndLabel[]): Layer[] {
  return labels.flatMap((label) => {
    const { text, pixel, colour, end } = label;
    const dx = SPACE + textStart(labels);
    const name = labelLayer(text, { value: "width" }, { value: pixel }, { dx, dy: 0, align: "left" }, colour);
    return labels.length === 1 || end === undefined ? [name] : [leader({ ...label, end }), name];
  });
}

/** Names lines that end within the plot, right of where they do. */
export function earlyLabelLayers(labels: readonly (EndLabel & { x?: number })[]): Layer[] {
  return labels.map(({ text, x, pixel, colour }) =>
    labelLayer(text, { datum: x! }, { value: pixel }, { dx: SPACE, dy: 0, align: "left" }, colour)
  );
}

/** How far right of the plot the names begin, besides the usual space, in pixels. */
export function textStart(labels: readonly EndLabel[]): number {
  return labels.length > 1 && labels.some(({ end }) => end !== undefined) ? LEADER.end - SPACE / 2 : 0;
}

function leader({ pixel, end, colour, dash }: EndLabel & { end: number }): Layer {
  const strokes = { color: colour, strokeWidth: 2, ...(dash && { strokeDash: dash, strokeCap: "round" }) };
  return {
    data: { values: [{}] },
    mark: { type: "rule", ...strokes, xOffset: LEADER.start, x2Offset: LEADER.end },
    encoding: { x: { value: "width" }, x2: { value: "width" }, y: { value: end }, y2: { value: pixel } },
  };
}
