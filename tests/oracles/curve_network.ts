/**
 * The network of lessons 11 to 14 in float64: from a number x through a layer of hidden units to a number y.
 * @module
 */
import { type Points, RandomState } from "downhill/testing";
import { list, mean, sum } from "./lists.ts";

/** The parameters: with n hidden units, w1, b1 and w2 have n numbers each, and b2 has one. */
export interface CurveWeights {
  w1: number[];
  b1: number[];
  w2: number[];
  b2: number[];
}

/** `z` if it is above 0, otherwise 0. */
export function relu(z: number): number {
  return Math.max(z, 0);
}

/** The hidden units for `x`. */
export function hiddenAt(x: number, { w1, b1 }: CurveWeights, activation: (z: number) => number = relu): number[] {
  return w1.map((w, k) => activation(w * x + b1[k]));
}

/** The network's output for given hidden units. */
export function outputOf(hidden: readonly number[], { w2, b2 }: CurveWeights): number {
  return sum(hidden.map((value, k) => value * w2[k])) + b2[0];
}

/** The network's output for `x`. */
export function curveAt(x: number, weights: CurveWeights, activation: (z: number) => number = relu): number {
  return outputOf(hiddenAt(x, weights, activation), weights);
}

/** The mean squared error. */
export function curveLoss(weights: CurveWeights, { xs, ys }: Points): number {
  return mean(xs.map((x, i) => (curveAt(x, weights) - ys[i]) ** 2));
}

/** The gradient of {@linkcode curveLoss} by the chain rule, in the shapes of the weights. */
export function curveGradient(weights: CurveWeights, { xs, ys }: Points): CurveWeights {
  const units = weights.w1.length;
  const [w1, b1, w2, b2] = [list(units, () => 0), list(units, () => 0), list(units, () => 0), [0]];
  xs.forEach((x, i) => {
    const hidden = hiddenAt(x, weights);
    const slope = 2 * (outputOf(hidden, weights) - ys[i]) / xs.length;
    b2[0] += slope;
    hidden.forEach((value, k) => {
      if (value <= 0) return; // relu is flat there
      w1[k] += slope * weights.w2[k] * x;
      b1[k] += slope * weights.w2[k];
      w2[k] += slope * value;
    });
  });
  return { w1, b1, w2, b2 };
}

/** All parameters in one list, for an optimizer: w1, b1, w2, b2. */
export function toList({ w1, b1, w2, b2 }: CurveWeights): number[] {
  return [...w1, ...b1, ...w2, ...b2];
}

/** The inverse of {@linkcode toList}: makes the parameters from a list of 3n + 1 numbers, for n hidden units. */
export function fromList(numbers: readonly number[]): CurveWeights {
  const units = (numbers.length - 1) / 3;
  const [w1, b1, w2] = [0, 1, 2].map((part) => numbers.slice(part * units, (part + 1) * units));
  return { w1, b1, w2, b2: numbers.slice(3 * units) };
}

/** The starting parameters of lesson 12's network: weights from 0.1 · N(0, 1), all of w1 before w2, and biases of 0. */
export function drawnWeights(seed: number, units = 100): CurveWeights {
  const random = new RandomState(seed);
  const draw = () => list(units, () => random.normal(0, 0.1));
  return { w1: draw(), b1: list(units, () => 0), w2: draw(), b2: [0] };
}
