import { assertEquals } from "@std/assert";
import { factors, randomSearch } from "./02_random_search.ts";

// on x² from 3, with steps of 0.5: 3.5 is worse, 2 is better, 3 is worse again
const search = { f: (x: number) => x ** 2, start: 3, numbers: [1, -2, 2], stdDev: 0.5 };

Deno.test("randomSearch() keeps only the better samples", () => {
  assertEquals(randomSearch(search), { x: 2, losses: [9, 4, 4] });
});

Deno.test("factors() returns the factors of the random numbers", () => {
  assertEquals(factors(search, [3.5, 2, 3]), [0.5, 0.5, 0.5]);
  assertEquals(factors(search, [4, 1, 3]), [1, 1, 1]);
});
