/**
 * # 05 · Gradients without a formula
 *
 * In lesson 04 you were given the derivative. For ten lines of code, or for a network with a million weights, nobody
 * will give it to you. But every such function is made of small pieces whose derivatives are known: sums, products and
 * powers. The **chain rule** combines these derivatives, and a program can do that while it computes f: this is
 * **automatic differentiation**. It is not an approximation with a small h, and no formula is ever written down.
 *
 * TensorFlow.js does this for functions of **tensors**: arrays of numbers, stored on the device that computes with
 * them. A single number is a tensor without axes: `let x: tf.Tensor = tf.scalar(2)`. Also write the type, or TypeScript
 * will not let you assign the next tensor to x.
 *
 * - `tf.grad(f)` is the derivative of f. Like f, it is a function that takes a tensor and returns a tensor.
 * - `x.sub(y)`, `x.mul(0.01)`, `x.square()` compute with tensors; each returns a new tensor.
 * - A tensor keeps its memory until you free it: `x.dispose()` frees one tensor, `tf.tidy(() => …)` frees all tensors
 *   that were made in it, except the one that it returns.
 * - `(await loss.data())[0]` reads the number in the tensor `loss`. On a GPU this takes a moment, so you have to
 *   `await` it.
 *
 * **You write**
 *
 * - {@linkcode gradientDescent}: the walk of lesson 04, with `tf.grad` in place of f′. Leave no tensor behind.
 * - {@linkcode answers}: are the losses the same as those computed by hand? Take 100 steps on x² from 2, and measure
 *   the largest difference between the two losses of a step, relative to the one computed by hand.
 *
 * **You should see** two curves that look like one, and the difference between them: tiny, but not 0. A tensor keeps 24
 * binary digits of a number (**float32**); JavaScript keeps 53.
 *
 * **A question to think about**: every model needs the same lines for the gradient, the step and the memory. Could
 * somebody else write them for you?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { differenceCurve, lossCurves, show, stacked, todo, type Trace } from "downhill";

/** A function to minimize: it takes a tensor without axes, and returns one. */
export type TensorObjective = (x: tf.Tensor) => tf.Tensor;

/** The options of the walk. */
export interface GradientDescentOptions {
  /** How many steps to take. */
  steps?: number;
  /** The factor that multiplies the gradient in each step. */
  learningRate?: number;
}

/**
 * Walks downhill from `start`, against the gradient of `f`, without a formula for this gradient.
 * Returns `{ x, losses }`: the last x, and the loss f(x) after each step, as numbers.
 */
export async function gradientDescent(
  f: TensorObjective,
  start: number,
  { steps = 1000, learningRate = 0.01 }: GradientDescentOptions = {},
): Promise<Trace> {
  // #region solution: as in lesson 04, but with tensors: step against tf.grad(f), note each loss, free what you made
  const gradient = tf.grad(f);
  let x: tf.Tensor = tf.scalar(start);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const before = x;
    x = tf.tidy(() => before.sub(gradient(before).mul(learningRate)));
    const loss = tf.tidy(() => f(x));
    losses.push((await loss.data())[0]);
    tf.dispose([before, loss]);
  }
  const [end] = await x.data();
  tf.dispose(x);
  return { x: end, losses };
  // #endregion
}

/** The losses of lesson 04 on f(x) = x² from 2, computed with the formula and with JavaScript's own numbers. */
export function lossesByHand(steps: number): number[] {
  let x = 2;
  return Array.from({ length: steps }, () => (x -= 0.01 * 2 * x) ** 2);
}

/**
 * Returns the largest |tensor loss − loss by hand| ÷ loss by hand in 100 steps on f(x) = x² from 2, and whether the
 * losses are the same.
 */
export async function answers(): Promise<{ largestDifference: number; same: "exactly" | "up to rounding" | "no" }> {
  // #region solution: the largest |tensor loss − loss by hand| ÷ loss by hand in 100 steps; are the results the same?
  const byHand = lossesByHand(100);
  const { losses } = await gradientDescent((x) => x.square(), 2, { steps: 100 });
  const differences = losses.map((loss, i) => Math.abs(loss - byHand[i]) / byHand[i]);
  return { largestDifference: Math.max(...differences), same: "up to rounding" };
  // #endregion
}

/** What this lesson looks like when it works: the losses with tensors and by hand, and the difference between them. */
export async function picture() {
  const steps = 200;
  const byHand = lossesByHand(steps);
  const { losses } = await gradientDescent((x) => x.square(), 2, { steps });
  const difference = differenceCurve(losses, byHand, {
    title: "How far apart the losses are",
    yTitle: "difference",
  });
  const fromTo = (losses: number[]) => [losses[0], losses[steps - 1]].map((loss) => loss.toPrecision(3)).join(" to ");
  return stacked(
    "By hand and by automatic differentiation",
    `Above: from x = 2 on x², the loss with tf.grad falls from ${fromTo(losses)} in ${steps} steps, by hand from ` +
      `${fromTo(byHand)}. Below: ${difference.description}`,
    lossCurves({ "tf.grad": losses, "by hand": byHand }, { title: "The loss after each step" }),
    difference,
  );
}

if (import.meta.main) await show(await picture());
