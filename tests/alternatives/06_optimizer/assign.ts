/**
 * Lesson 06 solved without an optimizer: tf.variableGrads returns the loss and the gradient, and x.assign sets the new
 * x.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { MinimizeOptions } from "../../../solutions/06_optimizer.ts";

class Losses extends Array<number> {}

export async function minimize(f: (x: tf.Tensor) => tf.Tensor, x: tf.Variable, options: MinimizeOptions = {}) {
  const { steps, learningRate } = { steps: 1000, learningRate: 0.01, ...options };
  const losses = new Losses();
  for (let step = 1; step <= steps; step++) {
    losses.push(
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(() => f(x).reshape([]) as tf.Scalar, [x]);
        x.assign(tf.sub(x, tf.mul(grads[x.name], learningRate)));
        return value.arraySync();
      }),
    );
  }
  return await Promise.all(losses);
}

export function answers() {
  return new class {
    get lossIsFrom() {
      return "before the step" as const;
    }
  }();
}
