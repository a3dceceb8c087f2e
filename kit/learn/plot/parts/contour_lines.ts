/**
 * Lines of equal height through a grid of heights: marching squares.
 * @module
 */

/** A position in the grid: column and row, which may have fractions. */
export type GridPlace = [column: number, row: number];

/**
 * The lines along which a surface has the height `level`. Along the edges of a cell, the surface is assumed to be
 * linear. Cells with a corner that is not finite are skipped.
 * @example A slope that rises from left to right
 * ```ts ignore
 * contourLines([[0, 1], [0, 1]], 0.25); // [[[0.25, 0], [0.25, 1]]]
 * ```
 * @param heights Two or more rows of equal length ≥ 2: `heights[row][column]`.
 * @returns Lines, each a list of positions; a closed line ends where it began.
 */
export function contourLines(heights: readonly ArrayLike<number>[], level: number): GridPlace[][] {
  const ends = new Map<string, { place: GridPlace; next: string[] }>();
  for (let row = 0; row + 1 < heights.length; row++) {
    for (let column = 0; column + 1 < heights[row].length; column++) {
      for (const [from, to] of segmentsOf(heights, row, column, level)) {
        for (const [one, other] of [[from, to], [to, from]]) {
          const end = ends.get(one.edge) ?? { place: one.place, next: [] };
          end.next.push(other.edge);
          ends.set(one.edge, end);
        }
      }
    }
  }
  // an edge belongs to at most two cells, so a line never forks; lines that end at the border come before closed lines
  const starts = [...ends.keys()].sort((a, b) => ends.get(a)!.next.length - ends.get(b)!.next.length);
  return starts.flatMap((start) => {
    const line: GridPlace[] = [];
    for (let edge: string | undefined = start; edge !== undefined;) {
      const { place, next }: { place: GridPlace; next: string[] } = ends.get(edge)!;
      line.push(place);
      const following: string | undefined = next.pop();
      if (following !== undefined) {
        const back = ends.get(following)!.next;
        back.splice(back.indexOf(edge), 1);
      }
      edge = following;
    }
    return line.length > 1 ? [line] : [];
  });
}

/** A point where the level crosses an edge of a cell. Two cells that share the edge give the point the same name. */
interface Crossing {
  edge: string;
  place: GridPlace;
}

/** The pieces of the line through a cell: none, one or two. */
function segmentsOf(heights: readonly ArrayLike<number>[], row: number, column: number, level: number): Crossing[][] {
  const corners: GridPlace[] = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
  const values = corners.map(([x, y]) => heights[y][x]);
  if (!values.every(Number.isFinite)) return [];
  const crossings = corners.flatMap((from, i) => {
    const [a, b] = [values[i], values[(i + 1) % 4]];
    if (a < level === b < level) return [];
    const to = corners[(i + 1) % 4];
    const part = (level - a) / (b - a);
    const place: GridPlace = [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
    return { edge: [from, to].map(String).sort().join(" "), place };
  });
  if (crossings.length < 4) return crossings.length === 0 ? [] : [crossings];
  // a saddle: the middle is connected to the corners on its side of the level, and the lines cut off the other two
  const isFirstCutOff = values[0] < level !== values.reduce((a, b) => a + b) / 4 < level;
  const [top, right, bottom, left] = crossings;
  return isFirstCutOff ? [[left, top], [right, bottom]] : [[top, right], [bottom, left]];
}
