/**
 * Lesson 06 solved by taking all steps first, and reading the losses after the last one.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurve } from "downhill";

/** As in the lesson, but the losses are a Float32Array. */
export async function minimize(
  f: (x: tf.Tensor) => tf.Tensor,
  x: tf.Variable,
  { steps = 1000, learningRate = 0.01 }: { steps?: number; learningRate?: number } = {},
) {
  const optimizer = tf.train.sgd(learningRate);
  const scalars = Array.from({ length: steps }, () => optimizer.minimize(() => f(x).asScalar(), true, [x])!);
  optimizer.dispose();
  if (steps === 0) return new Float32Array(0);
  const joined = tf.stack(scalars);
  const losses = await joined.data<"float32">();
  tf.dispose([joined, ...scalars]);
  return losses;
}

/** As in the lesson. */
export async function answers() {
  const x = tf.variable(tf.scalar(2));
  const [first] = await minimize((x) => x.square(), x, { steps: 1 });
  x.dispose();
  return { lossIsFrom: first === 4 ? "before the step" : "after the step" };
}

/** As in the lesson. */
export async function picture() {
  const x = tf.variable(tf.scalar(2));
  return lossCurve(await minimize((x) => x.square(), x, { steps: 100 }));
}
