import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { assertClose } from "downhill/testing";
import { epochLosses, requireEpochs, weightsOf } from "./11_library_mlp.ts";
import { list } from "./lists.ts";

/** At x = 0, only the last bias has a gradient, so only this bias moves. */
const FLAT = { w1: [1, -1], b1: [0, 0], w2: [1, 1], b2: [0] };

Deno.test("epochLosses() takes Adam's steps, each of nearly one learning rate, and SGD's steps down the slope", () => {
  const point = { xs: [0], ys: [1] };
  const options = { learningRate: 0.01, batchSize: 1, epochs: 3 };
  const relative = 1e-4; // the slope changes by 1 % per step, so Adam's steps hardly change
  assertClose(epochLosses(FLAT, point, options), [1, 0.99 ** 2, 0.98 ** 2], { relative });
  const late = epochLosses(FLAT, point, { ...options, isLate: true });
  assertClose(late, [0.99 ** 2, 0.98 ** 2, 0.97 ** 2], { relative });
  // the slope of (1 − b)² is −2 · (1 − b), so each step multiplies the distance by 0.98
  assertClose(epochLosses(FLAT, point, { ...options, isSgd: true }), [1, 0.98 ** 2, 0.98 ** 4], { relative: 1e-12 });
});

Deno.test("epochLosses() takes a step for each batch, and averages over the points", () => {
  const points = { xs: [0, 0, 0], ys: [1, 1, 4] };
  const [loss] = epochLosses(FLAT, points, { learningRate: 0.25, batchSize: 2, epochs: 1, isSgd: true });
  // the first two points have a loss of 1 at b = 0 and lead to b = 0.5, where the loss of the third is (4 − 0.5)²
  assertClose(loss, (1 + 1 + 3.5 ** 2) / 3, { relative: 1e-12 });
});

Deno.test("weightsOf() accepts only a network of 100 units, and rejects numbers that are too large", () => {
  const tensors = (size: number) =>
    [[1, 100], [100], [100, 1], [1]].map((shape) => ({ shape, values: list(Math.max(...shape), () => size) }));
  assertEquals(weightsOf(tensors(1), "network(1)").b2, [1]);
  assertThrows(() => weightsOf([], "network(1)"), AssertionError, "network(1) is not a model with weights");
  assertThrows(() => weightsOf(tensors(1).slice(2), "network(1)"), AssertionError, "[100, 1], [1], 101 numbers");
  assertThrows(() => weightsOf(tensors(1e300), "network(1)"), AssertionError, "expected at most 10 in size");
});

Deno.test("requireEpochs() says why there are too many or too few losses", () => {
  assertEquals(requireEpochs([3, 2], "losses", 2), [3, 2]);
  const refused = (losses: number[], message: string) =>
    assertThrows(() => requireEpochs(losses, "losses", 4), AssertionError, message);
  refused([], "losses: 0 values for 4 epochs: does fit await model.fit");
  refused([3], "losses: 1 value for 4 epochs: note the loss of every epoch");
  refused([5, 4, 3, 2, 1], "is there one epoch too many, or one loss too many?");
});
