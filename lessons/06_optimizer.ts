/**
 * # 06 · Leave the step to an optimizer
 *
 * Gradient, step, tidying up: these lines are the same for x² and for a network with a million weights. So a library
 * does them. It needs to know two things: what to make small, and what it may change for that. What may change is a
 * **variable**: a tensor whose content can be replaced while it stays the same object, `tf.variable(tf.scalar(2))`.
 *
 * What changes it is an **optimizer**. `tf.train.sgd(learningRate)` is the walk of the last two lessons; SGD stands for
 * *stochastic* gradient descent, because later the loss will be that of a random handful of examples. One call
 *
 * > **optimizer.minimize(() => f(x), true, [x])**
 *
 * computes the loss, its gradient for each variable in the list, takes the step and clears up. With `true` it returns
 * the loss, as a tensor that is yours to dispose of.
 *
 * **You write**
 *
 * - {@linkcode minimize}: call the optimizer once in each step, note the losses that it returns, leave nothing behind
 *   but the caller's own variable. The optimizer, too, has a `dispose()`.
 * - {@linkcode answers}: is the loss that `minimize` returns the one before its step, or the one after it? Try it.
 *
 * **You should see** the curve of lessons 04 and 05 for the third time, from five lines.
 *
 * **A question to take along**: with one number, trying at random (02) was not so bad. What if there are five?
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
  return todo("an SGD optimizer that minimizes f of x, and changes x alone; note each loss, free what you made");
}

/** Which loss does the optimizer return? */
export function answers(): { lossIsFrom: "before the step" | "after the step" } {
  return todo("what the first loss is, if x starts at 2 and f is x²: 4, or already less?");
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
