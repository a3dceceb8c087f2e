/**
 * Finds room for labels next to their points.
 * @module
 */
import { textWidth } from "./text_width.ts";

/** A place in a plot; the width of the plot may still change. */
export interface Place {
  /** From 0 at the left edge to 1 at the right edge. */
  x: number;
  /** In pixels from the upper edge. */
  y: number;
}

/** A place with a label. */
export interface LabelledPlace extends Place {
  text: string;
}

/** Where a label goes: its distance from its point, in pixels, and which of its edges is nearest to the point. */
export interface Placement {
  dx: number;
  dy: number;
  align: "left" | "right" | "center";
}

/** A rectangle in pixels. */
interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Placements around a point, from best to worst; texts are centred vertically. */
const around = (distance: number): Placement[] => [
  { dx: 7, dy: -distance, align: "left" },
  { dx: -7, dy: -distance, align: "right" },
  { dx: 7, dy: distance, align: "left" },
  { dx: -7, dy: distance, align: "right" },
  { dx: 0, dy: -distance - 4, align: "center" },
  { dx: 0, dy: distance + 4, align: "center" },
];

/**
 * Placements near a point, from best to worst. Far ones are for labels without room nearby; they make it harder to see
 * which point a label belongs to.
 */
const NEAR = [...[14, 30, 46].flatMap(around), { dx: 12, dy: 0, align: "left" }, { dx: -12, dy: 0, align: "right" }];
const CANDIDATES = [...NEAR, ...[62, 78, 94, 110, 126, 142].flatMap(around)] as Placement[];

/**
 * The costs of a placement at each width: `WORSE` for each better placement, and `FAR` if it is far away. Covering a
 * mark costs 1.
 */
const [WORSE, FAR] = [0.25, 1000];

/**
 * Places labels one after the other. Each covers as few `marks` as possible and no other label, and nothing is cut off,
 * whichever of the `widths` the plot has.
 * @param places The points to label, the most important first.
 * @param plot Its widths, its height and the size of its text, in pixels, and the marks in it that should stay visible.
 * @returns One placement for each place.
 */
export function placeLabels(
  places: readonly LabelledPlace[],
  plot: { widths: readonly number[]; height: number; fontSize: number; marks: readonly Place[] },
): Placement[] {
  const taken = plot.widths.map((): Box[] => []);
  return places.map((place) => {
    const boxes = (placement: Placement) => plot.widths.map((width) => boxOf(place, placement, width, plot.fontSize));
    const costs = CANDIDATES.map((placement, rank) =>
      boxes(placement).reduce((sum, box, i) => {
        const outside = Math.max(0, -box.left, box.right - plot.widths[i], -box.top, box.bottom - plot.height);
        const covered = plot.marks.filter(({ x, y }) => isInside(box, x * plot.widths[i], y)).length;
        const hidden = taken[i].filter((other) => overlap(box, other)).length;
        const far = rank < NEAR.length ? 0 : FAR;
        return sum + hidden * 1e6 + outside * 1e4 + covered + rank * WORSE + far;
      }, 0)
    );
    const best = CANDIDATES[costs.indexOf(Math.min(...costs))];
    boxes(best).forEach((box, i) => taken[i].push(box));
    return best;
  });
}

function boxOf({ x, y, text }: LabelledPlace, { dx, dy, align }: Placement, width: number, fontSize: number): Box {
  const length = textWidth(text, fontSize);
  const left = x * width + dx - (align === "left" ? 0 : align === "right" ? length : length / 2);
  return { left, right: left + length, top: y + dy - fontSize * 0.6, bottom: y + dy + fontSize * 0.6 };
}

function isInside(box: Box, x: number, y: number): boolean {
  return x > box.left && x < box.right && y > box.top && y < box.bottom;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
