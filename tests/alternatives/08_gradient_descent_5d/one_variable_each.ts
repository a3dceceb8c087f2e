/**
 * Lesson 08 solved with a separate variable for each coordinate. They are joined before f is called.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurve, normal } from "downhill";

/** As in the lesson, but the losses are a Float64Array. */
export async function gradientDescent(
  f: (x: tf.Tensor) => tf.Tensor,
  start: readonly number[],
  options: { steps?: number; learningRate?: number } = {},
) {
  const { steps, learningRate } = { steps: 100, learningRate: 0.01, ...options };
  const coordinates = start.map((value) => tf.tidy(() => tf.variable(tf.scalar(value))));
  const loss = () => f(tf.stack(coordinates)).asScalar();
  const optimizer = tf.train.sgd(learningRate);
  const losses = new Float64Array(steps);
  for (let step = 0; step < steps; step++) {
    optimizer.minimize(loss, false, coordinates);
    const value = tf.tidy(loss);
    [losses[step]] = await value.data();
    value.dispose();
  }
  const x: number[] = [];
  for (const coordinate of coordinates) x.push((await coordinate.data())[0]);
  tf.dispose(coordinates);
  optimizer.dispose();
  return { x, losses };
}

/** As in the lesson. */
export function randomSearch(start: readonly number[]) {
  const random = normal(42);
  let x = start.slice();
  let loss = x.reduce((a, b) => a + b) ** 2;
  const losses: number[] = [];
  while (losses.length < 2000) {
    const sample = x.map((value) => value + 0.01 * random());
    const sampleLoss = sample.reduce((a, b) => a + b) ** 2;
    if (sampleLoss <= loss) [x, loss] = [sample, sampleLoss];
    losses.push(loss);
  }
  return { x, losses };
}

/** As in the lesson. */
export const answers = () => ({ gradientDescent: 59, randomSearch: 1651 });

/** As in the lesson. */
export const picture = async () => lossCurve((await gradientDescent((x) => x.sum().square(), [1, 2, 3])).losses);
