/**
 * Lines that lie on one another, drawn so that all of them are seen.
 * @module
 */
import { type Layer, lineLayer } from "./layers.ts";
import type { Place } from "./place_labels.ts";
import { palette, type SeriesStyle, sizes } from "./theme.ts";

/** How wide a line is, how much wider one that lies below another, and the rim of the upper one on either side, in pixels. */
const [WIDTH, WIDER, RIM] = [2.5, 7.5, 1.25];

/** Lines that are nearer than this hide one another, in pixels. */
const NEAR = 2;

/** A line is hidden if so much of it is. */
const HIDDEN = 0.9;

/** Lengths that differ by less than this are the same, in pixels: rounding changes no order. */
const SAME = 10;

/** The lines in the order of drawing: one that goes up and down all the time would hide those that do not. */
export function longestFirst<Line>(lines: readonly Line[], placesOf: (line: Line) => Place[]): Line[] {
  const lengths = lines.map((line) => {
    const places = placesOf(line);
    const steps = places.map((place, i) => {
      const before = places[i - 1] ?? place;
      return Math.hypot((place.x - before.x) * sizes.width, place.y - before.y);
    });
    return Math.round(steps.reduce((sum, step) => sum + step, 0) / SAME);
  });
  return lines.map((_, i) => i).sort((a, b) => lengths[b] - lengths[a]).map((i) => lines[i]);
}

/** A line that is to be drawn: where it goes from left to right, what is drawn of it, and how. */
export interface DrawnLine extends Pick<SeriesStyle, "colour" | "dash"> {
  places: Place[];
  points: Record<string, number | null>[];
}

/**
 * A layer for each line, the first one below the others. What would be hidden is drawn wider, and what hides it gets a
 * rim in the colour of the page: together they look like a road and its middle line.
 */
export function lineLayers(
  lines: readonly DrawnLine[],
  encoding: Record<string, unknown>,
  mark: Record<string, unknown> = {},
): Layer[] {
  return lines.flatMap(({ places, points, colour, dash }, i) => {
    const above = lines.slice(i + 1).filter((upper) => hides(upper.places, places)).length;
    const isAbove = lines.slice(0, i).some((lower) => hides(places, lower.places));
    const strokeWidth = WIDTH + WIDER * above;
    const strokes = dash && { strokeDash: dash, ...(above > 0 && { strokeCap: "butt" }) }; // round ends would fill the gaps
    const rim = { color: palette.background.light, strokeWidth: strokeWidth + 2 * RIM };
    return [
      ...(isAbove ? [lineLayer(points, encoding, { ...mark, ...rim })] : []),
      lineLayer(points, encoding, { ...mark, color: colour, strokeWidth, ...strokes }),
    ];
  });
}

/** Whether `upper`, drawn later, would hide `lower`. */
function hides(upper: readonly Place[], lower: readonly Place[]): boolean {
  let k = 0;
  const hidden = lower.filter(({ x, y }) => {
    while (k + 1 < upper.length && upper[k + 1].x < x) k++;
    const [from, to] = [upper[k], upper[k + 1] ?? upper[k]];
    if (x < from.x || x > to.x) return false;
    const part = to.x > from.x ? (x - from.x) / (to.x - from.x) : 1;
    return Math.abs(from.y + part * (to.y - from.y) - y) < NEAR;
  });
  return hidden.length > lower.length * HIDDEN;
}
