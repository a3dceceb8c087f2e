/**
 * @module
 */
import type { Optimizer } from "./optimizers.ts";

/** Gradient descent that adds a share of the previous step to each step, as `tf.train.momentum` does. */
export function momentum({ learningRate, share }: { learningRate: number; share: number }): Optimizer {
  let last: number[] = [];
  return {
    learningRate,
    step(theta, gradient) {
      last = gradient.map((slope, i) => share * (last[i] ?? 0) + slope);
      return theta.map((value, i) => value - this.learningRate * last[i]);
    },
  };
}
