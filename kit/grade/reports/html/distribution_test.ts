import { assertEquals, assertStringIncludes } from "@std/assert";
import { barsOf, distribution } from "./distribution.ts";

const rangesOf = (maxPoints: number) => barsOf([], maxPoints).map(({ from, to }) => [from, to]);

Deno.test("barsOf() has a bar for each number of points, if they are few", () => {
  assertEquals(barsOf([0, 2, 2, 3], 3).map(({ count }) => count), [1, 0, 2, 1]);
});

Deno.test("barsOf() groups many points into at most 12 ranges, which end with all points", () => {
  assertEquals(rangesOf(18).at(-1), [18, 18]);
  assertEquals(rangesOf(40), [[0, 4], [5, 9], [10, 14], [15, 19], [20, 24], [25, 29], [30, 34], [35, 39], [40, 40]]);
  for (const maxPoints of [11, 12, 23, 24, 219, 1999, 123_456]) {
    const ranges = rangesOf(maxPoints);
    assertEquals([ranges.length <= 12, ranges[0][0], ranges.at(-1)![1]], [true, 0, maxPoints]);
  }
});

Deno.test("barsOf() counts each student once", () => {
  const points = Array.from({ length: 41 }, (_, i) => i);
  assertEquals(barsOf([...points, 39.5], 40).reduce((sum, { count }) => sum + count, 0), 42);
});

Deno.test("distribution() says the same in words and as a table", () => {
  const { text } = distribution([0, 3, 3], 3);
  assertStringIncludes(text, ">1 student with 0, 2 students with 3</desc>");
  assertStringIncludes(text, '<tr><th scope="row">3</th><td>2</td></tr>');
});

Deno.test("distribution() also draws a class without students or points", () => {
  assertStringIncludes(distribution([], 0).text, ">no students</desc>");
  assertEquals(/NaN|Infinity/.test(distribution([], 0).text), false);
});
