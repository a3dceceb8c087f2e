/**
 * Lesson 05 solved by assigning to one variable, and reading all losses at once at the end.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurve } from "downhill";

type TensorObjective = (x: tf.Tensor) => tf.Tensor;

/** As in the lesson, but the losses are a Float32Array. */
export async function gradientDescent(
  f: TensorObjective,
  start: number,
  { steps = 1000, learningRate = 0.01 }: { steps?: number; learningRate?: number } = {},
) {
  const x = tf.tidy(() => tf.variable(tf.scalar(start)));
  const scalars: tf.Tensor[] = [];
  for (let step = 0; step < steps; step++) {
    scalars.push(tf.tidy(() => {
      x.assign(tf.sub(x, tf.mul(learningRate, tf.grad(f)(x))));
      return f(x).reshape([1]);
    }));
  }
  const losses = steps === 0 ? new Float32Array(0) : await all(scalars);
  const [end] = await x.data();
  tf.dispose([x, ...scalars]);
  return { x: end, losses };
}

async function all(scalars: tf.Tensor[]): Promise<Float32Array> {
  const joined = tf.concat(scalars);
  const values = await joined.data<"float32">();
  joined.dispose();
  return values;
}

/** As in the lesson. */
export async function answers() {
  const { losses } = await gradientDescent((x) => x.square(), 2, { steps: 100 });
  const relative = Array.from(
    losses,
    (loss, i) => Math.abs(loss - (2 * 0.98 ** (i + 1)) ** 2) / (2 * 0.98 ** (i + 1)) ** 2,
  );
  return { largestDifference: relative.reduce((a, b) => Math.max(a, b)), same: "up to rounding" };
}

/** As in the lesson. */
export const picture = async () => lossCurve((await gradientDescent((x) => x.square(), 2, { steps: 100 })).losses);
