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
}

/** From the middle of a label to that of the next, in pixels. */
const GAP = sizes.text + 5;

/**
 * Moves labels up and down as far as is needed for none to lie on another or below a plot of the usual height.
 * @returns The labels from the uppermost to the lowest.
 */
export function pushApart(labels: readonly EndLabel[]): EndLabel[] {
  const apart = labels.toSorted((a, b) => a.pixel - b.pixel).map((label) => ({ ...label }));
  for (let i = 1; i < apart.length; i++) apart[i].pixel = Math.max(apart[i].pixel, apart[i - 1].pixel + GAP);
  for (let i = apart.length - 1; i >= 0; i--) {
    const lowest = i === apart.length - 1 ? sizes.plotHeight : apart[i + 1].pixel - GAP;
    apart[i].pixel = Math.min(apart[i].pixel, lowest);
  }
  return apart;
}

/** Draws the labels right of the plot. */
export function endLabelLayers(labels: readonly EndLabel[]): Layer[] {
  return labels.map(({ text, pixel, colour }) =>
    labelLayer(text, { value: "width" }, { value: pixel }, { dx: 8, dy: 0, align: "left" }, colour)
  );
}
