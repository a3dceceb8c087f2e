import { assertThrows } from "@std/assert";
import { assertCount, assertSizes, pointsOf } from "./15_dataset.ts";

Deno.test("assertSizes() names the mistake that leads to batches of wrong sizes", () => {
  const batches = (sizes: number[]) => sizes.map((size) => ({ xs: Array(size).fill(1), ys: Array(size).fill(2) }));
  const messages: [sizes: number[], expected: number[], message: string][] = [
    [[1, 1, 1, 1, 1, 1, 1], [3, 3, 1], "which batch size does the loader get?"],
    [[], [3, 3, 1], "does epochs() wait for its loop over the loader?"],
    [[1, 3, 3], [3, 3, 1], "they come in the opposite order."],
    [[3, 1], [3, 3, 1], "the first one is missing."],
    [[1, 1, 1], [3, 3, 1], "do all batches share one object?"],
    [[7], [3, 3, 1], "all points of the epoch are in one batch."],
    [[3], [3, 3, 1], "there is only the first one."],
    [[1], [3, 3, 1], "there is only the last one."],
    [[4, 3, 4, 3, 4, 3], [4, 3], "make a new list for each"],
    [[3, 3, 1], [3, 3], "the last batch is not full: dropLast must leave it out."],
    [[3, 3], [3, 3, 1], "the last batch, which is not full, must be included if dropLast is not set."],
    [[10, 10, 3], [5, 5, 5, 5, 3], "they have 10 points: use the batchSize that is passed in."],
    [[2, 5], [3, 3, 1], "For 7 points, the sizes of the batches are 2, 5, expected 3, 3, 1."],
  ];
  for (const [sizes, expected, message] of messages) {
    assertThrows(() => assertSizes(batches(sizes), expected, "7 points"), Error, message);
    assertSizes(batches(expected), expected, "7 points");
  }
});

Deno.test("assertCount() distinguishes a wrong number of epochs from a list of batches", () => {
  assertThrows(() => assertCount([[], [], [], []], 3), Error, "that is one epoch too many");
  assertThrows(() => assertCount([[]], 3), Error, "there is only one epoch");
  assertThrows(() => assertCount([{ xs: [1], ys: [2] }], 3), Error, "these are batches");
});

Deno.test("pointsOf() reads a batch, and says what came instead of a list of numbers", () => {
  pointsOf({ xs: [1], ys: [2] }, "epochs()[0][0]");
  assertThrows(() => pointsOf({ xs: [[1]], ys: [[2]] }, "epochs()[0][0]"), Error, "has lists in its lists");
  assertThrows(() => pointsOf({ xs: [], ys: [] }, "epochs()[0][0]"), Error, 'is the "await" before x.data() missing?');
});
