/**
 * Skips points that would not change the picture.
 * @module
 */

/**
 * Chooses which of `count` points to draw: in each of `columns` columns the first, the lowest, the highest and the
 * last, so that no spike is lost. If there are only few points, it chooses all.
 * @param value The i-th point's height; a height that is not a number is never the lowest or the highest.
 * @param column The position of the i-th point: from 0 at the left edge to 1 at the right edge, never falling.
 * @returns Indices in rising order, always with the first and the last; at most 4 · columns.
 */
export function thin(
  count: number,
  value: (index: number) => number,
  { columns = 160, column = (index: number) => index / count } = {},
): number[] {
  if (count <= columns * 2) return Array.from({ length: count }, (_, i) => i);
  const kept: number[] = [];
  let start = 0;
  while (start < count) {
    const current = Math.floor(column(start) * columns);
    let [end, lowest, highest] = [start, start, start];
    for (; end < count && Math.floor(column(end) * columns) === current; end++) {
      if (value(end) < value(lowest) || Number.isNaN(value(lowest))) lowest = end;
      if (value(end) > value(highest) || Number.isNaN(value(highest))) highest = end;
    }
    kept.push(...new Set([start, Math.min(lowest, highest), Math.max(lowest, highest), end - 1]));
    start = end;
  }
  return kept;
}

/** The `points`, reduced to `most` or fewer, including all spikes. */
export function thinned<Point extends { y: number }>(points: readonly Point[], most: number): Point[] {
  return thin(points.length, (i) => points[i].y, { columns: most / 4 }).map((i) => points[i]);
}
