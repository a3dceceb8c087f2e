import { assertAlmostEquals, assertEquals } from "@std/assert";
import { contourLines } from "./contour_lines.ts";

Deno.test("contourLines() goes through the points at which interpolation gives the level", () => {
  assertEquals(contourLines([[0, 1], [0, 1]], 0.25), [[[0.25, 0], [0.25, 1]]]);
  assertEquals(contourLines([[0, 0], [4, 4]], 3), [[[1, 0.75], [0, 0.75]]]);
});

Deno.test("contourLines() finds no line on a plain, whether the level is above it, below it or equal to it", () => {
  for (const level of [-1, 0, 1]) assertEquals(contourLines([[0, 0], [0, 0]], level), []);
});

Deno.test("contourLines() joins the pieces through many cells into one line", () => {
  const [line, ...others] = contourLines([[0, 1, 2], [0, 1, 2], [0, 1, 2]], 1.5);
  assertEquals(others, []);
  assertEquals(line.map(([column]) => column), [1.5, 1.5, 1.5]);
  assertEquals(line.map(([, row]) => row).sort(), [0, 1, 2]);
});

Deno.test("contourLines() closes a line around a hollow, and stays close to the level", () => {
  const size = 21;
  const rows = Array.from({ length: size }, (_, row) => (
    Array.from({ length: size }, (_, column) => (column - 10) ** 2 + (row - 10) ** 2)
  ));
  const [circle, ...others] = contourLines(rows, 36);
  assertEquals(others, []);
  assertEquals(circle[0], circle.at(-1));
  for (const [column, row] of circle) assertAlmostEquals(Math.hypot(column - 10, row - 10), 6, 0.05);
});

Deno.test("contourLines() uses the height of the middle of a saddle, here 4.5, to choose the lines", () => {
  const saddle = [[9, 0], [0, 9]];
  // a piece cuts off the corner that is nearest to both of its ends
  const cutOff = (level: number) =>
    contourLines(saddle, level).map(([from, to]) =>
      saddle[Math.round((from[1] + to[1]) / 2)][Math.round((from[0] + to[0]) / 2)]
    );
  assertEquals(cutOff(4), [0, 0]);
  assertEquals(cutOff(5), [9, 9]);
});

Deno.test("contourLines() skips cells with a corner that is not finite", () => {
  assertEquals(contourLines([[0, 1, NaN], [0, 1, Infinity]], 0.5), [[[0.5, 0], [0.5, 1]]]);
  assertEquals(contourLines([[0, 1, NaN], [0, 1, Infinity]], 1.5), []);
});
