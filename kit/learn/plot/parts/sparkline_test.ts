import { assertEquals, assertThrows } from "@std/assert";
import { sparkline } from "./sparkline.ts";

Deno.test("sparkline() draws the smallest value as the lowest block and the largest as the highest", () => {
  assertEquals(sparkline([0, 1, 2, 3, 4, 5, 6, 7]), "▁▂▃▄▅▆▇█");
});

Deno.test("sparkline() keeps a spike when many values share a block", () => {
  assertEquals(sparkline(Array.from({ length: 1000 }, (_, i) => i === 501 ? 1 : 0), 4), "▁▁█▁");
});

Deno.test("sparkline() marks a block with a value that is not finite", () => {
  assertEquals(sparkline([1, NaN, 2, Infinity, -Infinity]), "▁×█××");
  assertEquals(sparkline([1, NaN, 2, 3], 2), "×▁");
  assertEquals(sparkline([NaN]), "×");
});

Deno.test("sparkline() draws equal values as the lowest block, and numbers of any size", () => {
  assertEquals(sparkline([5, 5]), "▁▁");
  assertEquals(sparkline([-Number.MAX_VALUE, Number.MAX_VALUE]), "▁█");
});

Deno.test("sparkline() refuses an empty list, a value that is not a number, and a width below 1", () => {
  assertThrows(() => sparkline([]), RangeError, "values is empty: pass at least one number.");
  assertThrows(() => sparkline(["1"] as never), TypeError, "values[0] is a string: pass a list of numbers.");
  assertThrows(() => sparkline([1], 0), RangeError, "width is 0: pass a whole number of 1 or more.");
});

Deno.test("sparkline() on a logarithmic scale has a step for each decade, and 0 at the bottom", () => {
  const losses = Array.from({ length: 8 }, (_, i) => 10 ** -i);
  assertEquals(sparkline(losses), "█▂▁▁▁▁▁▁");
  assertEquals(sparkline(losses, 40, { isLog: true }), "█▇▆▅▄▃▂▁");
  assertEquals(sparkline([100, 1, 0, -1, NaN], 40, { isLog: true }), "█▁▁▁×");
  assertEquals(sparkline([0, 0], 40, { isLog: true }), "▁▁");
});
