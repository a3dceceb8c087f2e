/**
 * Optimizers in float64, as a reference for training in float32.
 * @module
 */

/** Takes steps. Between two steps, it keeps the values that its rule needs. */
export interface Optimizer {
  /** The caller may change the rate between two steps. */
  learningRate: number;
  /** Returns the parameters after one more step from `theta`, and leaves `theta` unchanged. */
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
  /** The shares of the old averages that each step keeps: for the gradients, and for their squares. */
  betas?: readonly [number, number];
  /** Added to the square root of the average of the squares. TF.js's own Adam uses 1e-7. */
  epsilon?: number;
  /** For AdamW: each step shrinks θ by this number times the learning rate, whatever the gradient is. */
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
