/**
 * Lesson 05 solved with tf.valueAndGrad, which returns the loss of the previous step along with each gradient.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurve, type Trace } from "downhill";

type TensorObjective = (x: tf.Tensor) => tf.Tensor;

/** As in the lesson; x is kept as a number between the steps, rounded as a tensor would be. */
export async function gradientDescent(
  f: TensorObjective,
  start: number,
  options: { steps?: number; learningRate?: number } = {},
): Promise<Trace> {
  const { steps = 1000, learningRate = 0.01 } = options;
  const both = tf.valueAndGrad(f);
  const losses: number[] = [];
  let x = start;
  for (let step = 0; step <= steps; step++) {
    const point = tf.scalar(x);
    const { value, grad } = both(point);
    if (step > 0) losses.push((await value.data())[0]);
    if (step < steps) x = Math.fround(x - learningRate * (await grad.data())[0]);
    tf.dispose([point, value, grad]);
  }
  return { x, losses };
}

/** As in the lesson, with a formula for the loss by hand. */
export async function answers() {
  const { losses } = await gradientDescent((x) => x.square(), 2, { steps: 100 });
  let largestDifference = 0;
  for (const [i, loss] of losses.entries()) {
    const byHand = 4 * 0.98 ** (2 * (i + 1));
    largestDifference = Math.max(largestDifference, Math.abs(loss / byHand - 1));
  }
  return { largestDifference, same: largestDifference === 0 ? "exactly" : "up to rounding" };
}

/** As in the lesson. */
export const picture = async () => lossCurve((await gradientDescent((x) => x.square(), 2, { steps: 100 })).losses);
