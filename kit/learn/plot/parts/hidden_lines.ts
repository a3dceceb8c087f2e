/**
 * Draws lines that are on top of each other so that you can see all of them.
 * @module
 */
import { type Layer, lineLayer } from "./layers.ts";
import type { Place } from "./place_labels.ts";
import { palette, type SeriesStyle, sizes } from "./theme.ts";

/**
 * The width of a line, the extra width of a line below another, and the border of the upper line on either side, in
 * pixels.
 */
const [WIDTH, WIDER, RIM] = [2.5, 7.5, 1.25];

/** Lines closer than this, in pixels, hide each other. */
const NEAR = 2;

/** A line counts as hidden if at least this share of it is hidden. */
const HIDDEN = 0.9;

/** Lengths that differ by less than this, in pixels, count as equal, so that rounding does not change the order. */
const SAME = 10;

/** The lines in drawing order. A line that zigzags comes first, because it would hide the others. */
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

/** A line to draw: its places from left to right, its points, and its style. */
export interface DrawnLine extends Pick<SeriesStyle, "colour" | "dash"> {
  places: Place[];
  points: Record<string, number | null>[];
}

/**
 * A layer for each line, the first one below the others. A line that would be hidden is drawn wider, and the line that
 * hides it gets a border in the colour of the page: together they look like a road with a line in the middle.
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
