/**
 * # 10 · The best straight line
 *
 * You have eighty points (x, y), and nobody tells you the law. Start with a guess that is too simple: a straight line.
 * It has two numbers that you can adjust, its **parameters**, written θ (theta):
 *
 * > **f_θ(x) = θ₁ · x + θ₀**
 *
 * Which θ is best? The one whose line has the smallest errors. The error at one point is y − f_θ(x). Square it, so that
 * points above and below the line count alike, and take the mean over all points. This is the **loss**, and it is a
 * function of θ:
 *
 * > **L(θ) = 1/N · Σᵢ (yᵢ − f_θ(xᵢ))²**
 *
 * Here, the points stay the same and θ changes. So θ takes the place of x in the earlier lessons, L takes the place of
 * f, and you already know how to go downhill. Walking downhill on L is all that "learning from data" means.
 *
 * Store data as **columns**, tensors of shape [80, 1] with one row for each example. Both x and y must be columns. If
 * you subtract a tensor of shape [80] from one of shape [80, 1], TF.js gives no error. It *broadcasts*: it pairs every
 * y with every x, and returns 80 × 80 differences. If in doubt, print `tensor.shape`.
 *
 * **You write**
 *
 * - {@linkcode line}: f_θ for a whole tensor of x values at once. `theta.unstack()` splits θ into two scalars.
 * - {@linkcode loss}: the mean of the squared errors, as a scalar. TF.js computes its gradient.
 * - {@linkcode fit}: as in lesson 06, but the variable is θ, and you minimize the loss. On a GPU, every `await` in the
 *   loop costs time. It is faster to keep the losses as tensors, and to read their numbers after the last step.
 * - {@linkcode answers}: the loss does not fall to 0. What is the main reason?
 *
 * **You should see** a line through the points, with a loss of 4.32. Beside it, the loss falls fast at first, then
 * slowly, then not at all. The true curve has a loss of 0.917, the mean square of the noise.
 *
 * **A question to think about**: which f_θ could bend, and learn where to bend?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { cubic, fitCurve, linspace, lossCurve, noisyCubic, type Points, show, sideBySide, todo } from "downhill";

/** How to fit the line. */
export interface FitLineOptions {
  /** How many steps to take. */
  steps?: number;
  /** The factor that multiplies the gradient in each step. */
  learningRate?: number;
  /** The initial values of θ₀ and θ₁. */
  start?: [number, number];
}

/** A line, and the losses on the way to it. */
export interface FittedLine {
  /** θ₀, the height at x = 0, and θ₁, the slope. */
  theta: number[];
  /** The loss at each step, as the optimizer returned it: computed before the step. */
  losses: number[];
}

/**
 * f_θ(x) = θ₁x + θ₀ for every number in `x`; `theta`, of shape [2], contains θ₀ and θ₁. The result has the shape of x.
 */
export function line(x: tf.Tensor, theta: tf.Tensor): tf.Tensor {
  // #region solution: the slope times x, plus the height at 0
  const [height, slope] = theta.unstack();
  return x.mul(slope).add(height);
  // #endregion
}

/** The mean squared error of the line with `theta` on the columns `x` and `y`, both of shape [n, 1], as a scalar. */
export function loss(theta: tf.Tensor, x: tf.Tensor, y: tf.Tensor): tf.Scalar {
  // #region solution: the distance from y to the line, squared, averaged over all points
  return y.sub(line(x, theta)).square().mean().asScalar();
  // #endregion
}

/** Minimizes the loss on the points, starting from `start`; frees every tensor that it makes. */
export async function fit(
  { xs, ys }: Points,
  { steps = 1000, learningRate = 0.01, start = [1, 1] }: FitLineOptions = {},
): Promise<FittedLine> {
  // #region solution: make x and y columns, θ a variable; minimize the loss with SGD, keep the losses, free everything
  const x = tf.tensor2d(xs, [xs.length, 1]);
  const y = tf.tensor2d(ys, [ys.length, 1]);
  const theta = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  const optimizer = tf.train.sgd(learningRate);
  const scalars: tf.Scalar[] = [];
  for (let step = 0; step < steps; step++) {
    scalars.push(optimizer.minimize(() => loss(theta, x, y), true, [theta])!);
  }
  // the program has to wait for a GPU when it reads a number, so read all numbers after the last step
  const losses = (await Promise.all(scalars.map((scalar) => scalar.data()))).map(([value]) => value);
  const end = Array.from(await theta.data());
  tf.dispose([x, y, theta, ...scalars]);
  optimizer.dispose();
  return { theta: end, losses };
  // #endregion
}

/** What causes most of the loss that remains after 1,000 steps? */
export function answers(): { remainingLoss: "too few steps" | "the noise" | "the straight line" } {
  // #region solution: compare the last loss with the loss after more steps, and with the noise of lesson 09
  return { remainingLoss: "the straight line" };
  // #endregion
}

/** What this lesson looks like when it works: the line that was found, and its loss at each step. */
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
    `Left: the line ${formula} through the points; the dashed cubic crosses it three times. Right: the loss falls from ` +
      `${first} to ${last} in ${losses.length} steps, most of it in the first 100.`,
    fitCurve({ data, truth: { xs: grid, ys: grid.map(cubic) }, model }, { title: "Data, truth and line" }),
    lossCurve(losses, { title: "The loss at each step", logX: true, logY: false }),
  );
}

if (import.meta.main) await show(await picture());
