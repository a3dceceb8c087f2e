/**
 * # 10 · The best straight line
 *
 * Eighty points (x, y), and nobody tells you the law. Guess one that is too simple: a straight line. It has two numbers
 * that can be adjusted, its **parameters**, written θ (theta):
 *
 * > **f_θ(x) = θ₁ · x + θ₀**
 *
 * Which θ is best? The one whose line is least wrong. How wrong a line is at one point is y − f_θ(x); square it, so that
 * above and below count alike, and take the mean over all points. That is the **loss**, and it is a function of θ:
 *
 * > **L(θ) = 1/N · Σᵢ (yᵢ − f_θ(xᵢ))²**
 *
 * Now look again: the points stay as they are, and θ moves. What was x in the lessons before is θ here, what was f is L,
 * and you know how to walk downhill. That is all that "learning from data" means.
 *
 * Data goes into tensors as **columns**, of shape [80, 1]: a row for each example, and in it what is known about it.
 * Mind that both x and y are columns. TF.js subtracts [80] from [80, 1] without complaint: it *broadcasts*, pairs every y
 * with every x, and hands you 80 × 80 differences. In case of doubt print `tensor.shape`.
 *
 * **You write**
 *
 * - {@linkcode line}: f_θ for a whole tensor of x at once. `theta.unstack()` takes θ apart into two scalars.
 * - {@linkcode loss}: the mean of the squared errors, as a scalar. Its gradient is TF.js's business.
 * - {@linkcode fit}: lesson 06 once more. The variable is θ, and what is made small is the loss. On a GPU every `await`
 *   in the loop is a pause: it is quicker to keep the losses as tensors, and to fetch their numbers after the last step.
 * - {@linkcode answers}: the loss does not come down to 0. What keeps it up most?
 *
 * **You should see** a line amid the dots, at a loss of 4.32, and a loss that falls fast, then slowly, then not at all.
 * The truth itself would have a loss of 0.917, the mean square of the noise.
 *
 * **A question to take along**: which f_θ could bend, and find out by itself where to bend?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { cubic, fitCurve, linspace, lossCurve, noisyCubic, type Points, show, sideBySide, todo } from "downhill";

/** How to fit. */
export interface FitLineOptions {
  /** How many steps to take. */
  steps?: number;
  /** How far to go for each unit of slope. */
  learningRate?: number;
  /** Where to begin: θ₀ and θ₁. */
  start?: [number, number];
}

/** A line, and how it was found. */
export interface FittedLine {
  /** θ₀, the height at x = 0, and θ₁, the slope. */
  theta: number[];
  /** The losses that the optimizer returned, one for each step: each from before its step. */
  losses: number[];
}

/** f_θ(x) = θ₁x + θ₀ for every number in `x`; `theta`, of shape [2], holds θ₀ and θ₁. The result has the shape of x. */
export function line(x: tf.Tensor, theta: tf.Tensor): tf.Tensor {
  // #region solution: the slope times x, plus the height at 0
  const [height, slope] = theta.unstack();
  return x.mul(slope).add(height);
  // #endregion
}

/** The mean squared error of the line with `theta` on the columns `x` and `y`, both of shape [n, 1]: a scalar. */
export function loss(theta: tf.Tensor, x: tf.Tensor, y: tf.Tensor): tf.Scalar {
  // #region solution: how far y is from the line, squared, averaged over all points
  return y.sub(line(x, theta)).square().mean().asScalar();
  // #endregion
}

/** Walks from `start` down the loss on the points; frees every tensor that it makes. */
export async function fit(
  { xs, ys }: Points,
  { steps = 1000, learningRate = 0.01, start = [1, 1] }: FitLineOptions = {},
): Promise<FittedLine> {
  // #region solution: x and y as columns, θ as a variable, SGD that makes the loss small; note the losses, free it all
  const x = tf.tensor2d(xs, [xs.length, 1]);
  const y = tf.tensor2d(ys, [ys.length, 1]);
  const theta = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  const optimizer = tf.train.sgd(learningRate);
  const scalars: tf.Scalar[] = [];
  for (let step = 0; step < steps; step++) {
    scalars.push(optimizer.minimize(() => loss(theta, x, y), true, [theta])!);
  }
  // a GPU works ahead while nobody asks for a number: so ask once, after the last step
  const losses = (await Promise.all(scalars.map((scalar) => scalar.data()))).map(([value]) => value);
  const end = Array.from(await theta.data());
  tf.dispose([x, y, theta, ...scalars]);
  optimizer.dispose();
  return { theta: end, losses };
  // #endregion
}

/** After 1,000 steps, what is most of the remaining loss due to? */
export function answers(): { remainingLoss: "too few steps" | "the noise" | "the straight line" } {
  // #region solution: compare the last loss with that of more steps, and with the noise of lesson 09
  return { remainingLoss: "the straight line" };
  // #endregion
}

/** What this lesson looks like when it works: the line that was found, and the loss on the way to it. */
export async function picture() {
  const data = noisyCubic();
  const { theta, losses } = await fit(data);
  const grid = linspace(-1, 3);
  const heights = tf.tidy(() => line(tf.tensor1d(grid), tf.tensor1d(theta)));
  const model = { xs: grid, ys: Array.from(await heights.data()) };
  heights.dispose();
  const formula = `${theta[1].toFixed(2)} · x + ${theta[0].toFixed(2)}`;
  const [first, last] = [losses[0].toFixed(1), losses[losses.length - 1].toFixed(2)];
  return sideBySide(
    "The best line through 80 points",
    `Left: the line ${formula} amid the points; the dashed cubic crosses it three times. Right: the loss falls from ` +
      `${first} to ${last} in ${losses.length} steps, most of the way in the first 100.`,
    fitCurve({ data, truth: { xs: grid, ys: grid.map(cubic) }, model }, { title: "Data, truth and line" }),
    lossCurve(losses, { title: "The loss at each step", logX: true, logY: false }),
  );
}

if (import.meta.main) await show(await picture());
