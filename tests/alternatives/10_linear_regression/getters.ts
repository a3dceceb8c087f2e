/**
 * Lesson 10 solved with a class for the result, one variable for each parameter, and no optimizer.
 * @module
 */
import type { FitLineOptions, FittedLine } from "../../../solutions/10_linear_regression.ts";
import * as tf from "@tensorflow/tfjs";
import type { Points } from "downhill";

/** As in the lesson: the height first. */
export function line(x: tf.Tensor, theta: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.addN([x.mul(theta.gather(1)), tf.fill(x.shape, 1).mul(theta.gather(0))]));
}

/** As in the lesson: the mean of the squares, as a product of two lists. */
export function loss(theta: tf.Tensor, x: tf.Tensor, y: tf.Tensor): tf.Scalar {
  const errors = line(x, theta).sub(y).flatten();
  return errors.dot(errors).div(y.size).asScalar();
}

/** A fitted line that keeps all its earlier values of θ. */
class Line implements FittedLine {
  readonly #all: number[][] = [];

  add(loss: ArrayLike<number>, theta: ArrayLike<number>) {
    this.#all.push([loss[0], theta[0], theta[1]]);
  }

  get theta(): number[] {
    return this.#all[this.#all.length - 1].slice(1);
  }

  get losses(): number[] {
    return this.#all.slice(1).map(([loss]) => loss);
  }
}

/** As in the lesson. */
export async function fit(
  { xs, ys }: Points,
  { steps = 1000, learningRate = 0.01, start = [1, 1] }: FitLineOptions = {},
): Promise<FittedLine> {
  const fitted = new Line();
  const [x, y] = [xs, ys].map((values) => tf.tensor2d(values.map((value) => [value])));
  const first = tf.tensor1d(start);
  const theta = tf.variable(first);
  fitted.add([NaN], start);
  for (let step = 0; step < steps; step++) {
    const value = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => loss(theta, x, y), [theta]);
      theta.assign(theta.sub(grads[theta.name].mul(learningRate)));
      return value;
    });
    fitted.add(await value.data(), await theta.data());
    value.dispose();
  }
  tf.dispose([x, y, first, theta]);
  return fitted;
}
