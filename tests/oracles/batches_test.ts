import { assertEquals } from "@std/assert";
import { batchesOf, pointsAt } from "./batches.ts";

Deno.test("batchesOf() makes the same batches as PyTorch's loader", () => {
  // [batch.tolist() for batch in DataLoader(range(7), batch_size=3)]
  assertEquals(batchesOf(7, { batchSize: 3 }), [[0, 1, 2], [3, 4, 5], [6]]);
  // …, batch_size=3, drop_last=True
  assertEquals(batchesOf(7, { batchSize: 3, dropLast: true }), [[0, 1, 2], [3, 4, 5]]);
  assertEquals(batchesOf(0, { batchSize: 3 }), []);
});

Deno.test("batchesOf() shuffles like NumPy, with a different seed for each epoch", () => {
  const shuffled = { batchSize: 7, shuffle: true };
  // [numpy.random.RandomState(seed).permutation(7).tolist() for seed in (42, 43, 7)]
  assertEquals(batchesOf(7, shuffled), [[0, 1, 5, 2, 4, 3, 6]]);
  assertEquals(batchesOf(7, { ...shuffled, epoch: 1 }), [[3, 5, 2, 6, 1, 0, 4]]);
  assertEquals(batchesOf(7, { ...shuffled, seed: 7 }), [[2, 5, 0, 6, 3, 1, 4]]);
});

Deno.test("pointsAt() keeps each y with its x", () => {
  assertEquals(pointsAt({ xs: [1, 2, 3], ys: [10, 20, 30] }, [2, 0]), { xs: [3, 1], ys: [30, 10] });
});
