/**
 * Lesson 06 solved with the two halves of an optimizer's step: it computes the gradients, then applies them.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurve } from "downhill";

/** As in the lesson. */
export async function minimize(
  f: (x: tf.Tensor) => tf.Tensor,
  x: tf.Variable,
  options: { steps?: number; learningRate?: number } = {},
) {
  const { steps = 1000, learningRate = 0.01 } = options;
  const optimizer = tf.train.sgd(learningRate);
  const losses: number[] = [];
  while (losses.length < steps) {
    const { value, grads } = optimizer.computeGradients(() => f(x).asScalar(), [x]);
    optimizer.applyGradients(grads);
    losses.push((await value.data())[0]);
    tf.dispose([value, ...Object.values(grads)]);
  }
  optimizer.dispose();
  return losses;
}

/** As in the lesson. */
export const answers = () => ({ lossIsFrom: "before the step" });

/** As in the lesson. */
export async function picture() {
  const x = tf.variable(tf.scalar(2));
  return lossCurve(await minimize((x) => x.square(), x, { steps: 100 }));
}
