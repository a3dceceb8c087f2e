/**
 * # 08 · Gradient descent in five dimensions
 *
 * Take f(x₁, …, x₅) = (x₁ + x₂ + x₃ + x₄ + x₅)² again, from (1, 2, 3, 4, 5). Random search wasted most of each step.
 * The **gradient** is the list of all five slopes, one for each number. It points straight uphill, so its opposite is
 * the best direction, in any number of dimensions, and one evaluation of f is enough to find it.
 *
 * A list of five numbers becomes a tensor with one axis, of shape [5]: `tf.variable(tf.tensor1d([1, 2, 3, 4, 5]))`.
 * This makes two tensors; `tf.tidy` around both calls keeps only the variable. `start` is read-only, so TypeScript
 * accepts only a copy of it, `[...start]`. At the end, `Array.from(await x.data())` turns x into a list of numbers.
 * Everything else about optimizers stays the same: the same lines also train a million weights.
 *
 * **You write**
 *
 * - {@linkcode gradientDescent}: as in lesson 06, but for a list of any length. `optimizer.minimize` returns the loss
 *   from before the step. So compute f(x) yourself after each step, as random search does. Leave no tensor behind.
 * - {@linkcode answers}: after how many steps do gradient descent and random search each reach a loss of 10⁻³ or less?
 *   ({@linkcode randomSearch} is given.) Find the first such loss in each list of losses, and print its position, as in
 *   lesson 03. Count from 1.
 *
 * **You should see** gradient descent arrive before random search has really begun: at every step the sum of the five
 * numbers shrinks by a tenth. Both axes are logarithmic; otherwise, one of the curves would be too short to see.
 *
 * **A question to think about**: here f was a formula. What if you only have eighty measured points, and want the line
 * that fits them best? What would x and f be then?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurves, normal, show, todo } from "downhill";

/** The options of the walk. */
export interface GradientDescentOptions {
  /** How many steps to take. */
  steps?: number;
  /** The factor that multiplies the gradient in each step. */
  learningRate?: number;
}

/** The point where a method ended, and the losses on the way. */
export interface Path {
  /** The last point: a list with as many numbers as the start. */
  x: number[];
  /** The loss after each step, in order. */
  losses: number[];
}

/** The square of the sum of the coordinates. */
export const squaredSum = (x: tf.Tensor): tf.Tensor => x.sum().square();

/**
 * Walks downhill from `start`, a list of one or more numbers, against the gradient of `f`. `start` is not changed.
 * Returns `{ x, losses }`: the last x, and the loss f(x) after each step, as numbers.
 */
export async function gradientDescent(
  f: (x: tf.Tensor) => tf.Tensor,
  start: readonly number[],
  { steps = 100, learningRate = 0.01 }: GradientDescentOptions = {},
): Promise<Path> {
  // #region solution: let SGD change a variable that begins at start; note f(x) after each step, free what you made
  const x = tf.tidy(() => tf.variable(tf.tensor1d([...start]))); // keeps the variable, frees what it was made from
  const optimizer = tf.train.sgd(learningRate);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    optimizer.minimize(() => f(x).asScalar(), false, [x]);
    const loss = tf.tidy(() => f(x));
    losses.push((await loss.data())[0]);
    loss.dispose();
  }
  const end = Array.from(await x.data());
  tf.dispose(x);
  optimizer.dispose();
  return { x: end, losses };
  // #endregion
}

/** The random search of lesson 07 on the same function: 2,000 steps with a standard deviation of 0.01 and seed 42. */
export function randomSearch(start: readonly number[]): Path {
  const f = (x: readonly number[]) => x.reduce((sum, value) => sum + value) ** 2;
  const random = normal(42);
  let x = [...start];
  const losses = Array.from({ length: 2000 }, () => {
    const sample = x.map((value) => value + 0.01 * random());
    if (f(sample) < f(x)) x = sample;
    return f(x);
  });
  return { x, losses };
}

/** How many steps gradient descent and random search each take from (1, 2, 3, 4, 5) to a loss of 10⁻³ or less. */
export function answers(): { gradientDescent: number; randomSearch: number } {
  // #region solution: how many steps each of the two methods takes until its loss is 10⁻³ or less
  return { gradientDescent: 59, randomSearch: 1651 };
  // #endregion
}

/** What this lesson looks like when it works: the losses of the two methods, from the same start. */
export async function picture() {
  const start = [1, 2, 3, 4, 5];
  const { losses } = await gradientDescent(squaredSum, start, { steps: 80 });
  return lossCurves({ "gradient descent": losses, "random search": randomSearch(start).losses }, {
    title: "Two ways down in five dimensions",
    logX: true,
    threshold: 1e-3,
  });
}

if (import.meta.main) await show(await picture());
