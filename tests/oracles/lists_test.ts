import { assertEquals } from "@std/assert";
import { indexOfLargest, indexOfSmallest, list, mean, product, sum } from "./lists.ts";

Deno.test("list() makes each item from its index", () => {
  assertEquals(list(3, (place) => place ** 2), [0, 1, 4]);
  assertEquals(list(0, () => 1), []);
});

Deno.test("sum(), mean() and product() take lists, typed arrays and empty lists", () => {
  assertEquals([sum([1, 2, 6]), mean(Float32Array.of(1, 2, 6)), product([1, 2, 6])], [9, 3, 12]);
  assertEquals([sum([]), mean([]), product([])], [0, NaN, 1]);
});

Deno.test("indexOfLargest() and indexOfSmallest() return the first of several", () => {
  // torch.tensor([-1, 3, 2, 3]).argmax()
  assertEquals(indexOfLargest([-1, 3, 2, 3]), 1);
  // torch.tensor([2, -1, 0, -1]).argmin()
  assertEquals(indexOfSmallest([2, -1, 0, -1]), 1);
});
