/**
 * Lesson 10 solved with a matrix product, and the formula of the gradient instead of an optimizer. Each step is one
 * tf.tidy.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { fitCurve, noisyCubic, type Points } from "downhill";

/** As in the lesson: each row (1, x) times θ. */
export function line(x: tf.Tensor, theta: tf.Tensor): tf.Tensor {
  const column = x.reshape([-1, 1]);
  return tf.concat([tf.onesLike(column), column], 1).matMul(theta.reshape([2, 1])).reshape(x.shape);
}

/** As in the lesson. */
export const loss = (theta: tf.Tensor, x: tf.Tensor, y: tf.Tensor): tf.Scalar =>
  tf.tidy(() => tf.squaredDifference(line(x, theta), y).mean().asScalar());

/** As in the lesson. */
export async function fit(
  { xs, ys }: Points,
  { steps = 1000, learningRate = 0.01, start = [1, 1] as [number, number] } = {},
) {
  const rows = tf.tensor2d(xs.map((x) => [1, x])); // [n, 2]
  const y = tf.tensor2d(ys.map((value) => [value])); // [n, 1]
  let theta: tf.Tensor = tf.tensor2d(start, [2, 1]);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const [before, next] = tf.tidy(() => {
      const errors = rows.matMul(theta).sub(y); // [n, 1]
      const gradient = rows.matMul(errors, true).mul(2 / xs.length); // [2, 1]
      return [errors.square().mean(), theta.sub(gradient.mul(learningRate))];
    });
    losses.push((await before.data())[0]);
    tf.dispose([before, theta]);
    theta = next;
  }
  const end = Array.from(await theta.data());
  tf.dispose([rows, y, theta]);
  return { theta: end, losses };
}

/** As in the lesson. */
export const answers = () => ({ remainingLoss: "the straight line" });

/** As in the lesson. */
export const picture = () => fitCurve({ data: noisyCubic() });
