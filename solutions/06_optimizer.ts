/**
 * # 06 · Leave the step to an optimizer
 *
 * Gradient, step, freeing memory: these lines are the same for x² and for a network with a million weights, so a
 * library does them for you. It needs to know two things: what to minimize, and what it may change. What it may change
 * is a **variable**: a tensor whose value can be replaced while it stays the same object, such as
 * `tf.variable(tf.scalar(2))`.
 *
 * An **optimizer** changes it. `tf.train.sgd(learningRate)` walks as you did in the last two lessons. SGD stands for
 * *stochastic* gradient descent, because later the loss will be that of a random handful of examples. One call
 *
 * > **optimizer.minimize(() => f(x).asScalar(), true, [x])!**
 *
 * computes the loss and its gradient for each variable in the list, takes the step, and frees what it made on the way.
 * With `true` it returns the loss, a tensor that you have to free. The rest is for TypeScript: `asScalar()` says that
 * f(x) is a single number, and `!` that the result is not `null`, as it would be without `true`.
 *
 * **You write**
 *
 * - {@linkcode minimize}: call the optimizer once in each step, note the losses that it returns, and free everything
 *   but the caller's own variable. The optimizer has a `dispose()`, too.
 * - {@linkcode answers}: is the loss that `optimizer.minimize` returns the one before its step, or the one after it?
 *   Try it.
 *
 * **You should see** the curve of lessons 04 and 05 for the third time, from fewer lines.
 *
 * **A question to think about**: with one number, random search (lesson 02) was not so bad. What if there are five?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurve, show, todo } from "downhill";

/** How to walk. */
export interface MinimizeOptions {
  /** How many steps to take. */
  steps?: number;
  /** How far to go for each unit of slope. */
  learningRate?: number;
}

/**
 * Changes `x`, and no other variable, until `f(x)` is small.
 * Returns the losses that the optimizer returned, one for each step, as numbers.
 */
export async function minimize(
  f: (x: tf.Tensor) => tf.Tensor,
  x: tf.Variable,
  { steps = 1000, learningRate = 0.01 }: MinimizeOptions = {},
): Promise<number[]> {
  // #region solution: an SGD optimizer that minimizes f(x) and changes only x; note each loss, free what you made
  const optimizer = tf.train.sgd(learningRate);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = optimizer.minimize(() => f(x).asScalar(), true, [x])!;
    losses.push((await loss.data())[0]);
    loss.dispose();
  }
  optimizer.dispose();
  return losses;
  // #endregion
}

/** Whether the loss that the optimizer returns is the one before or after its step. */
export function answers(): { lossIsFrom: "before the step" | "after the step" } {
  // #region solution: if x starts at 2 and f is x², is the first loss 4, or already less?
  return { lossIsFrom: "before the step" };
  // #endregion
}

/** What this lesson looks like when it works: the loss at each step. */
export async function picture() {
  const x = tf.variable(tf.scalar(2));
  const losses = await minimize((x) => x.square(), x, { steps: 200 });
  x.dispose();
  return lossCurve(losses, {
    title: "An optimizer walks down x²",
    description: `The loss falls from ${losses[0]} to ${losses[199].toExponential(2)} in 200 steps of SGD with a ` +
      "learning rate of 0.01: by 4 % in each, a straight line on a logarithmic axis.",
  });
}

if (import.meta.main) await show(await picture());
