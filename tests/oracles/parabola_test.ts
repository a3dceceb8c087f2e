import { assertEquals } from "@std/assert";
import { assertClose } from "downhill/testing";
import { learningRateOf, lossAfter, lossesFrom, xAfter } from "./parabola.ts";

Deno.test("xAfter() and lossAfter() follow gradient descent, step by step", () => {
  let x = 2;
  for (let step = 1; step <= 100; step++) {
    x -= 0.01 * 2 * x;
    assertClose([xAfter(step), lossAfter(step)], [x, x ** 2], { relative: 1e-13 });
  }
  assertEquals([xAfter(0), lossAfter(0)], [2, 4]);
});

Deno.test("lossesFrom() returns 100 losses, starting with the first", () => {
  const losses = lossesFrom(1);
  assertEquals([losses.length, losses[0], losses[99]], [100, lossAfter(1), lossAfter(100)]);
});

Deno.test("learningRateOf() finds the learning rate of a walk, if there is one", () => {
  const losses = Array.from({ length: 100 }, (_, i) => xAfter(i + 1, 0.03) ** 2);
  assertClose(learningRateOf(xAfter(100, 0.03), losses, 1), 0.03, { relative: 1e-12 });
  assertEquals(learningRateOf(xAfter(100, 0.03), lossesFrom(1), 1), NaN);
  assertEquals(learningRateOf(xAfter(100), lossesFrom(1), 1), NaN);
  assertEquals(learningRateOf(undefined, undefined, 1), NaN);
});
