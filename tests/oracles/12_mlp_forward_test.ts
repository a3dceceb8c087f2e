import { assert, assertAlmostEquals } from "@std/assert";
import { RandomState } from "downhill/testing";
import { gradientOfSum, roundingOf, wrongOutputs } from "./12_mlp_forward.ts";
import { curveAt, type CurveWeights, fromList, toList } from "./curve_network.ts";
import { list, sum } from "./lists.ts";

const xs = [-1, 2, 3];
const weights: CurveWeights = { w1: [1, -2, 0.5], b1: [0.5, 1, -0.75], w2: [2, -1, 4], b2: [0.5] };

Deno.test("gradientOfSum() is the slope of the sum of f", () => {
  const parameters = toList(weights);
  toList(gradientOfSum(xs, weights)).forEach((slope, i) => {
    const at = (distance: number) => {
      const moved = fromList(parameters.map((value, k) => k === i ? value + distance : value));
      return sum(xs.map((x) => curveAt(x, moved)));
    };
    assertAlmostEquals((at(1e-6) - at(-1e-6)) / 2e-6, slope, 1e-6);
  });
});

Deno.test("wrongOutputs() has different outputs for each mistake", () => {
  const random = new RandomState(42);
  const draw = () => list(100, () => random.normal());
  const weights = { w1: draw(), b1: draw(), w2: draw(), b2: [-0.75] };
  const xs = [-1, -0.3, 0, 0.5, 3, 10];
  const all = { right: xs.map((x) => curveAt(x, weights)), ...wrongOutputs(xs, weights) };
  for (const [name, outputs] of Object.entries(all)) {
    for (const [other, others] of Object.entries(all)) {
      const isOther = outputs.some((y, i) => Math.abs(y - others[i]) > 10 * roundingOf(xs[i], weights));
      assert(isOther || name === other, `${name} = ${other}`);
    }
  }
});
