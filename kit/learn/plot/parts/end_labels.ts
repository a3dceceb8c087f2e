/**
 * The names of lines, to the right of the plot, where the lines end.
 * @module
 */
import { labelLayer, type Layer } from "./layers.ts";
import { sizes } from "./theme.ts";

/** The label of a line that ends at the right edge of the plot. */
export interface EndLabel {
  /** The name. */
  text: string;
  /** The line's colour. */
  colour: string;
  /** The place of its middle, in pixels from the upper edge of the plot. */
  pixel: number;
  /** Where the line ends, in the same unit; undefined if there is no line. */
  end?: number;
  /** The dashes of the line. */
  dash?: readonly number[];
}

/** A line that ends to the left of this position has its name at its end, instead of next to the plot. */
export const RIGHT_EDGE = 0.97;

/** Longer names are cut inside a plot; the narrowest plot is 200 pixels wide. */
export const LONGEST_WITHIN = 20;

/** The distance between the middles of two labels, in pixels. */
const GAP = sizes.text + 5;

/** The space between the plot and a name, in pixels. */
const SPACE = 8;

/** The part of a line to the right of the plot that leads to its name, in pixels: long enough to show its dashes. */
const LEADER = { start: 4, end: 28 };

/**
 * Moves labels up and down as far as needed, so that they do not overlap and stay within the usual plot height.
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
 * Draws the labels to the right of the plot. If there are several, each line continues to its name with its own dashes.
 * So you can tell which name belongs to which line even if names were moved apart or have the same grey.
 */
export function endLabelLayers(labels: readonly EndLabel[]): Layer[] {
  return labels.flatMap((label) => {
    const { text, pixel, colour, end } = label;
    const dx = SPACE + textStart(labels);
    const name = labelLayer(text, { value: "width" }, { value: pixel }, { dx, dy: 0, align: "left" }, colour);
    return labels.length === 1 || end === undefined ? [name] : [leader({ ...label, end }), name];
  });
}

/** Draws the names of lines that end inside the plot, to the right of their ends. */
export function earlyLabelLayers(labels: readonly (EndLabel & { x?: number })[]): Layer[] {
  return labels.map(({ text, x, pixel, colour }) =>
    labelLayer(text, { datum: x! }, { value: pixel }, { dx: SPACE, dy: 0, align: "left" }, colour)
  );
}

/** How far to the right of the plot the names begin, in addition to the usual space, in pixels. */
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
