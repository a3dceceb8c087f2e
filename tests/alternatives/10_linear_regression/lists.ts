/**
 * Lesson 10 solved with tensors of one axis. The losses are joined on the device, and read all at once.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { fitCurve, noisyCubic, type Points } from "downhill";

/** As in the lesson. */
export const line = (x: tf.Tensor, theta: tf.Tensor): tf.Tensor =>
  tf.add(theta.slice(0, 1).asScalar(), tf.mul(theta.slice(1, 1).asScalar(), x));

/** As in the lesson. */
export const loss = (theta: tf.Tensor, x: tf.Tensor, y: tf.Tensor): tf.Scalar =>
  tf.losses.meanSquaredError(y, line(x, theta)).asScalar();

/** As in the lesson, but the losses are a Float32Array. */
export async function fit(
  { xs, ys }: Points,
  { steps = 1000, learningRate = 0.01, start = [1, 1] as [number, number] } = {},
) {
  const [x, y, first] = [xs, ys, start].map((values) => tf.tensor1d(values));
  const theta = tf.variable(first);
  const optimizer = tf.train.sgd(learningRate);
  const scalars = Array.from({ length: steps }, () => optimizer.minimize(() => loss(theta, x, y), true, [theta])!);
  const joined = steps === 0 ? tf.tensor1d([]) : tf.stack(scalars);
  const [end, losses] = [await theta.data(), await joined.data()];
  tf.dispose([x, y, first, theta, joined, ...scalars]);
  optimizer.dispose();
  return { theta: end, losses };
}

/** As in the lesson. */
export const answers = () => ({ remainingLoss: "the straight line" });

/** As in the lesson. */
export const picture = () => fitCurve({ data: noisyCubic() });
