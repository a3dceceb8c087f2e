/**
 * How optimizers change parameters, in float64. A training in float32 is compared with them.
 * @module
 */

/** Takes steps, and keeps from one step to the next what its rule needs. */
export interface Optimizer {
  /** May be changed between two steps. */
  learningRate: number;
  /** The parameters after one more step from `theta`, which does not change. */
  step(theta: readonly number[], gradient: readonly number[]): number[];
}

/** Gradient descent: θ ← θ − learning rate · gradient. */
export function sgd({ learningRate }: { learningRate: number }): Optimizer {
  return {
    learningRate,
    step(theta, gradient) {
      return theta.map((value, i) => value - this.learningRate * gradient[i]);
    },
  };
}

/** The options of Adam; the defaults are PyTorch's. */
export interface AdamOptions {
  learningRate: number;
  /** The share that is kept of the average of the gradients, and of their squares. */
  betas?: readonly [number, number];
  /** Added to the root of the average of the squares. TF.js's own Adam has 1e-7. */
  epsilon?: number;
  /** AdamW's: each step shrinks θ by this share of the learning rate, whatever the gradient is. */
  weightDecay?: number;
}

/** Adam: Kingma & Ba 2015, algorithm 1. With a weight decay it is AdamW: Loshchilov & Hutter 2019, algorithm 2. */
export function adam(
  { learningRate, betas: [beta1, beta2] = [0.9, 0.999], epsilon = 1e-8, weightDecay = 0 }: AdamOptions,
): Optimizer {
  let averages: number[] = [];
  let squareAverages: number[] = [];
  let steps = 0;
  return {
    learningRate,
    step(theta, gradient) {
      steps++;
      averages = gradient.map((g, i) => beta1 * (averages[i] ?? 0) + (1 - beta1) * g);
      squareAverages = gradient.map((g, i) => beta2 * (squareAverages[i] ?? 0) + (1 - beta2) * g ** 2);
      return theta.map((value, i) => {
        // both averages start at 0, and these divisions correct that
        const average = averages[i] / (1 - beta1 ** steps);
        const root = Math.sqrt(squareAverages[i] / (1 - beta2 ** steps));
        return value - this.learningRate * (weightDecay * value + average / (root + epsilon));
      });
    },
  };
}
