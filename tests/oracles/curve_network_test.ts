import { assertEquals } from "@std/assert";
import { assertClose } from "downhill/testing";
import {
  curveAt,
  curveGradient,
  curveLoss,
  type CurveWeights,
  drawnWeights,
  fromList,
  hiddenAt,
  outputOf,
  toList,
} from "./curve_network.ts";

/**
 * In PyTorch: w1 = torch.tensor([1, -2, 0.5], requires_grad=True), and so on; x and y are also tensors.
 */
const WEIGHTS: CurveWeights = { w1: [1, -2, 0.5], b1: [0.5, 1, -0.75], w2: [2, -1, 4], b2: [0.5] };
const POINTS = { xs: [-1, 2, 3], ys: [1, 0, -2] };

Deno.test("curveAt() gives the same output as PyTorch, with relu and with tanh", () => {
  // torch.relu(x[:, None] * w1 + b1) @ w2 + b2
  assertEquals(POINTS.xs.map((x) => curveAt(x, WEIGHTS)), [-2.5, 6.5, 10.5]);
  assertEquals(outputOf(hiddenAt(2, WEIGHTS), WEIGHTS), 6.5);
  // torch.tanh(x[:, None] * w1 + b1) @ w2 + b2
  const said = POINTS.xs.map((x) => curveAt(x, WEIGHTS, Math.tanh));
  assertClose(said, [-4.812423628036802, 4.447957999604427, 6.036860809034142], { relative: 1e-12 });
});

Deno.test("curveLoss() and curveGradient() agree with PyTorch", () => {
  // loss = F.mse_loss(torch.relu(x[:, None] * w1 + b1) @ w2 + b2, y); loss.backward(); loss, w1.grad, …
  assertEquals(curveLoss(WEIGHTS, POINTS), 70.25);
  const gradient = {
    w1: [67.33333333333333, -2.333333333333333, 134.66666666666666],
    b1: [25.33333333333333, 2.333333333333333, 50.66666666666666],
    w2: [39.99999999999999, -6.999999999999999, 7.333333333333332],
    b2: [10.333333333333332],
  };
  assertClose(toList(curveGradient(WEIGHTS, POINTS)), toList(gradient), { relative: 1e-12 });
});

Deno.test("fromList() is the inverse of toList()", () => {
  assertEquals(toList(WEIGHTS), [1, -2, 0.5, 0.5, 1, -0.75, 2, -1, 4, 0.5]);
  assertEquals(fromList(toList(WEIGHTS)), WEIGHTS);
});

Deno.test("drawnWeights() draws the same numbers as NumPy, w1 before w2", () => {
  // numpy.random.RandomState(7).normal(0, 0.1, 6)
  assertEquals(drawnWeights(7, 3), {
    w1: [0.16905257038003563, -0.04659373705408328, 0.0032820163678584403],
    b1: [0, 0, 0],
    w2: [0.04075162829965079, -0.07889230286257387, 0.00020655729059481303],
    b2: [0],
  });
});
