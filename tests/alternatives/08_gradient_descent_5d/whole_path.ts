/**
 * Lesson 08 solved with a class that keeps more than necessary: its optimizer, and all points of the walk.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type GradientDescentOptions, randomSearch, squaredSum } from "../../../solutions/08_gradient_descent_5d.ts";

class WholePath {
  readonly points: Float32Array[] = [];
  readonly losses: Float64Array;

  constructor(readonly steps: number, readonly optimizer: tf.Optimizer) {
    this.losses = new Float64Array(steps);
  }

  get x(): number[] {
    return [...this.points[this.steps]];
  }
}

export async function gradientDescent(
  f: (x: tf.Tensor) => tf.Tensor,
  start: readonly number[],
  { steps = 100, learningRate = 0.01 }: GradientDescentOptions = {},
) {
  const values = tf.tensor1d(start.slice());
  const x = values.variable();
  values.dispose();
  const path = new WholePath(steps, tf.train.sgd(learningRate));
  for (let step = 0; step <= steps; step++) {
    path.points.push((await x.data<"float32">()).slice());
    if (step === steps) break;
    path.optimizer.minimize(() => f(x).squeeze(), false, [x]);
    path.losses[step] = tf.tidy(() => f(x).dataSync()[0]);
  }
  x.dispose();
  path.optimizer.dispose();
  return path;
}

export async function answers() {
  const start = [1, 2, 3, 4, 5];
  const isSmall = (loss: number) => loss <= 0.001;
  return {
    gradientDescent: 1 + (await gradientDescent(squaredSum, start)).losses.findIndex(isSmall),
    randomSearch: 1 + randomSearch(start).losses.findIndex(isSmall),
  };
}
