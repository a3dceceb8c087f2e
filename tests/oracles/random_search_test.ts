import { assertEquals } from "@std/assert";
import { squaredSumLosses } from "./random_search.ts";

Deno.test("squaredSumLosses() keeps the better samples", () => {
  const numbers = [1, 2, -3, 1, -2, 4];
  const random = () => numbers.shift()!;
  // the sum begins at 5; the samples have sums of 6.5 (worse), 4 (kept) and 5 (worse)
  assertEquals(squaredSumLosses([2, 3], { steps: 3, stdDev: 0.5, random }), [25, 16, 16]);
});
