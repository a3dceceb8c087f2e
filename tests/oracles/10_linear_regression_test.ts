import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { noisyCubic, type Points } from "downhill/testing";
import { descend, gradientOf, lossesBefore, lossOf, wrongLosses } from "./10_linear_regression.ts";

const descent = { steps: 1000, learningRate: 0.01, start: [1, 1] };

Deno.test("descend() ends where PyTorch's SGD ends in float32", () => {
  const [height, slope] = descend(noisyCubic(), descent);
  assertAlmostEquals(height, 5.464780330657959, 1e-5);
  assertAlmostEquals(slope, 4.7577948570251465, 1e-5);
});

Deno.test("lossesBefore() returns PyTorch's loss before each step", () => {
  const losses = lossesBefore(noisyCubic(), descent);
  const pytorch = { 0: 84.60890197753906, 10: 32.413818359375, 100: 4.618257999420166, 999: 4.317358016967773 };
  for (const [step, loss] of Object.entries(pytorch)) assertAlmostEquals(losses[Number(step)], loss, 1e-5);
  assertEquals(losses.length, 1000);
});

Deno.test("gradientOf() is the slope of lossOf()", () => {
  const points = { xs: [1, 2, 4], ys: [2, -1, 3] };
  const h = 1e-6;
  gradientOf([-1, 2], points).forEach((slope, k) => {
    const at = (distance: number) => lossOf([-1, 2].map((value, i) => i === k ? value + distance : value), points);
    assertAlmostEquals((at(h) - at(-h)) / (2 * h), slope, 1e-6);
  });
});

Deno.test("wrongLosses() has a different value for each mistake, in the first case that lesson 10 checks", () => {
  for (
    const [theta, points] of [[[6, -2], noisyCubic()], [[-1, 2], { xs: [1, 2, 4], ys: [2, -1, 3] }]] as [
      number[],
      Points,
    ][]
  ) {
    const values = Object.values({ right: lossOf(theta, points), ...wrongLosses(theta, points, 80) });
    const sorted = values.sort((a, b) => a - b);
    assert(sorted.every((value, i) => i === 0 || value - sorted[i - 1] > 2e-3 * Math.abs(value)), `${sorted}`);
  }
});
