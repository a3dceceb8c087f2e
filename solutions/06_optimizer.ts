/**
 * # 06 · Leave the step to an optimizer
 *
 * The lines for the gradient, the step and the memory are the same for x² and for a network with a million weights, so
 * a library can do this work. You pass it two things: the function to minimize, and the tensor to change. This tensor
 * must be a **variable**, which stays the same object when it gets a new value. For example,
 * `tf.variable(tf.scalar(2))` makes one.
 *
 * An **optimizer** changes the variables. `tf.train.sgd(learningRate)` takes the same steps as your code in the last
 * two lessons. SGD stands for *stochastic* gradient descent: in later lessons, the loss is computed from a few random
 * examples. One call
 *
 * > **optimizer.minimize(() => f(x).asScalar(), true, [x])!**
 *
 * computes the loss and its gradient with respect to each variable in the list, takes the step, and frees what it made
 * on the way. With `true` it returns the loss, a tensor that you have to free. The rest is for TypeScript: `asScalar()`
 * says that f(x) is a single number, and `!` that the result is not `null`, as it would be without `true`.
 *
 * **You write**
 *
 * - {@linkcode minimize}: call the optimizer once in each step, note the losses that it returns, and free everything
 *   except the caller's variable. The optimizer also has a `dispose()`.
 * - {@linkcode answers}: does `optimizer.minimize` return the loss from before its step, or from after it? Try it.
 *
 * **You should see** the curve of lessons 04 and 05 once more, this time from fewer lines of code.
 *
 * **A question to think about**: for a function of one number, random search (lesson 02) worked quite well. Does it
 * still work well for a function of five numbers?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurve, show, todo } from "downhill";

/** The options of the walk. */
export interface MinimizeOptions {
  /** How many steps to take. */
  steps?: number;
  /** The factor that multiplies the gradient in each step. */
  learningRate?: number;
}

/**
 * Minimizes `f(x)` by changing `x` and no other variable.
 * Returns the losses that the optimizer returned, one for each step, as numbers.
 */
export async function minimize(
  f: (x: tf.Tensor) => tf.Tensor,
  x: tf.Variable,
  { steps = 1000, learningRate = 0.01 }: MinimizeOptions = {},
): Promise<number[]> {
  // #region solution: make an SGD optimizer; minimize f(x), change only x; note each loss, free what you made
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

/** Whether the optimizer returns the loss from before its step or from after it. */
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
