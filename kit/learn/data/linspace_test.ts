import { assertEquals, assertThrows } from "@std/assert";
import { linspace } from "./linspace.ts";

Deno.test("linspace(-1, 3) has NumPy's 50 points", () => {
  const points = linspace(-1, 3);
  assertEquals(points.length, 50);
  assertEquals(points.slice(0, 3), [-1, -0.9183673469387755, -0.8367346938775511]);
  assertEquals(points.slice(-2), [2.9183673469387754, 3]);
});

Deno.test("linspace(0, 1, 11) rounds like NumPy, which multiplies instead of dividing", () => {
  const points = [0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6000000000000001, 0.7000000000000001, 0.8, 0.9, 1];
  assertEquals(linspace(0, 1, 11), points);
});

Deno.test("linspace() can also go down", () => {
  assertEquals(linspace(3, -1, 4), [3, 1.6666666666666667, 0.3333333333333335, -1]);
});

Deno.test("linspace() can return no point, or a single one", () => {
  assertEquals(linspace(2, 5, 0), []);
  assertEquals(linspace(2, 5, 1), [2]);
});

Deno.test("linspace() refuses wrong arguments", () => {
  assertThrows(() => linspace(0, Infinity), RangeError, "The ends 0 and Infinity are not both finite numbers.");
  for (const count of [-1, 2.5, NaN]) assertThrows(() => linspace(0, 1, count), RangeError, "not a whole number");
});
