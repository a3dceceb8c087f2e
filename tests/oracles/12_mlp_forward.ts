/**
 * The mathematics of lesson 12 in float64: the error bound of float32, the gradient and the results of known mistakes.
 * @module
 */
import { RandomState, requireTensor } from "downhill/testing";
import { curveAt, type CurveWeights, drawnWeights, hiddenAt, outputOf, relu } from "./curve_network.ts";
import { list, mean, sum } from "./lists.ts";

/**
 * How far forward may be off in float32, which rounds each number and each operation to 24 bits: with n hidden units,
 * each term of the output is rounded at most n + 4 times.
 */
export function roundingOf(x: number, { w1, b1, w2, b2 }: CurveWeights): number {
  const size = sum(w1.map((w, k) => Math.abs(w2[k]) * (Math.abs(w * x) + Math.abs(b1[k])))) + Math.abs(b2[0]);
  return (w1.length + 4) * 2 ** -24 * size;
}

/** Random weights that are exact in float32, and biases that are not 0. */
export function float32Weights(seed: number, units: number): CurveWeights {
  const random = new RandomState(seed);
  const draw = () => list(units, () => Math.fround(random.normal()));
  return { w1: draw(), b1: draw(), w2: draw(), b2: [-0.75] };
}

/** The gradient of the sum of f over all `xs`, by the chain rule. */
export function gradientOfSum(xs: readonly number[], weights: CurveWeights): CurveWeights {
  const { w1, b1, w2 } = weights;
  const isOn = (x: number, k: number) => w1[k] * x + b1[k] > 0;
  return {
    w1: w2.map((w, k) => sum(xs.map((x) => isOn(x, k) ? w * x : 0))),
    b1: w2.map((w, k) => sum(xs.map((x) => isOn(x, k) ? w : 0))),
    w2: w1.map((_, k) => sum(xs.map((x) => hiddenAt(x, weights)[k]))),
    b2: [xs.length],
  };
}

/** Functions that learners use instead of relu; each key is the message about the mistake. */
const ACTIVATIONS: Record<string, (z: number) => number> = {
  "relu is missing: set values below 0 to 0 before the second product": (z) => z,
  "that is |z| instead of relu(z) = max(z, 0)": Math.abs,
  "that cuts off values above 0: it takes the smaller of z and 0": (z) => Math.min(z, 0),
  "each unit is 0 or 1: relu does not change values above 0": (z) => z > 0 ? 1 : 0,
  "each unit is also cut off at 1: relu does not change values above 0": (z) => Math.min(relu(z), 1),
  "each unit is also cut off at 6: that is relu6": (z) => Math.min(relu(z), 6),
  "values below 0 are scaled down, not set to 0: that is leakyRelu": (z) => z > 0 ? z : 0.2 * z,
  "that uses elu instead of relu": (z) => z > 0 ? z : Math.expm1(z),
  "that uses softplus instead of relu": (z) => Math.log1p(Math.exp(-Math.abs(z))) + relu(z),
  "the hidden units are squared": (z) => z ** 2,
  "that uses tanh instead of relu": Math.tanh,
  "that uses a sigmoid instead of relu": (z) => 1 / (1 + Math.exp(-z)),
};

/** The outputs of a forward pass with known mistakes for all of `xs`; each key is the message about the mistake. */
export function wrongOutputs(xs: readonly number[], weights: CurveWeights): Record<string, number[]> {
  const { w1, b1, w2, b2 } = weights;
  const zeros = list(w1.length, () => 0);
  const withoutB1 = { ...weights, b1: zeros };
  const f = (from: CurveWeights, activation = relu) => xs.map((x) => curveAt(x, from, activation));
  const hiddenOf = (change: (hidden: number[]) => number[], from = weights, activation = relu) =>
    xs.map((x) => outputOf(change(hiddenAt(x, from, activation)), weights));
  const linear = f(weights, (z) => z);
  return {
    ...Object.fromEntries(Object.entries(ACTIVATIONS).map(([cause, activation]) => [cause, f(weights, activation)])),
    "b1 is missing: add it before relu": f(withoutB1),
    "b1 is added after relu: add it before": hiddenOf((hidden) => hidden.map((h, k) => h + b1[k]), withoutB1),
    "b1 is added twice": f({ ...weights, b1: b1.map((b) => 2 * b) }),
    "that uses softmax instead of relu": hiddenOf(
      (hidden) => {
        const powers = hidden.map((z) => Math.exp(z - Math.max(...hidden)));
        return powers.map((power) => power / sum(powers));
      },
      weights,
      (z) => z,
    ),
    "relu is applied to x instead of the hidden units": xs.map((x) => curveAt(relu(x), weights, (z) => z)),
    "those are the outputs for createParameters(): use the parameters that are passed in": xs.map((x) =>
      curveAt(x, drawnWeights(7))
    ),
    "b1 is subtracted": f({ ...weights, b1: b1.map((b) => -b) }),
    "b2 is missing": f({ ...weights, b2: [0] }),
    "b2 is subtracted": f({ ...weights, b2: [-b2[0]] }),
    "b2 is added to each hidden unit": xs.map((x) =>
      outputOf(hiddenAt(x, weights).map((h) => h + b2[0]), weights) - b2[0]
    ),
    "w2 is missing: the hidden units are added up as they are": f({ ...weights, w2: w1.map(() => 1) }),
    "w1 and w2 are swapped": f({ ...weights, w1: w2, w2: w1 }),
    "that is the mean over the hidden units: take their sum": f({ ...weights, w2: w2.map((w) => w / w2.length) }),
    "relu is also applied to the output: apply it only to the hidden units": f(weights).map(relu),
    "relu is applied only to the output: it belongs between the two products": linear.map(relu),
    ...(xs.length > 1 && {
      "the mean of all x is subtracted from x first": xs.map((x) => curveAt(x - mean(xs), weights)),
    }),
  };
}

/** The error that the probe returned instead of forward's output, cut to a readable length. */
export function refusalOf(output: unknown): string | undefined {
  const text = (output as { refused?: unknown } | null | undefined)?.refused;
  return typeof text === "string" ? text.slice(0, 200) : undefined;
}

/** What forward returned for `count` examples. */
export function outputsOf(output: unknown, count: number): number[] {
  return requireTensor(output, {
    name: "forward(x)",
    shape: [count, 1],
    why: `for x of shape [${count}, 1]: a row for each example, with one number in it`,
  });
}

/** `count` numbers from 0.1 · N(0, 1). */
export function drawing(seed: number, count: number): number[] {
  const random = new RandomState(seed);
  return list(count, () => random.normal(0, 0.1));
}
