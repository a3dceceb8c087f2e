/**
 * # 05 · Gradients without a formula
 *
 * In lesson 04 somebody handed you the derivative. For ten lines of code, or for a network with a million weights,
 * nobody will. But every such function is made of small pieces, sums, products and powers, whose derivatives are known.
 * The **chain rule** puts them together, and a program can do that while it computes f: this is **automatic
 * differentiation**. It is no approximation with a small h, and no formula is ever written down.
 *
 * TensorFlow.js does it for functions of **tensors**, arrays of numbers that live where the computing is done. A single
 * number is a tensor without axes: `tf.scalar(2)`.
 *
 * - `tf.grad(f)` is the derivative of f: again a function from a tensor to a tensor.
 * - `x.sub(y)`, `x.mul(0.01)`, `x.square()` compute with tensors; each makes a new one.
 * - A tensor keeps its memory until it is told to go: `x.dispose()` frees one, `tf.tidy(() => …)` frees all that were
 *   made inside but the one that is returned.
 * - `(await loss.data())[0]` fetches the number. On a GPU that takes a moment, hence `await`.
 *
 * **You write**
 *
 * - {@linkcode gradientDescent}: the walk of lesson 04, with `tf.grad` where f′ was. Leave no tensor behind.
 * - {@linkcode answers}: do we get the same results as by hand? Measure it over 100 steps on x².
 *
 * **You should see** two curves that cannot be told apart, and the difference between them: tiny, but not always 0. A
 * tensor keeps 24 binary digits of a number (**float32**), and JavaScript 53.
 *
 * **A question to take along**: gradient, step, tidying up. You will write these lines for every model. Who else could?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { differenceCurve, lossCurves, show, stacked, todo, type Trace } from "downhill";

/** A function to be minimized: from a tensor without axes to a tensor without axes. */
export type TensorObjective = (x: tf.Tensor) => tf.Tensor;

/** How to walk. */
export interface GradientDescentOptions {
  /** How many steps to take. */
  steps?: number;
  /** How far to go for each unit of slope. */
  learningRate?: number;
}

/**
 * Walks downhill from `start` against the gradient of `f`, which nobody wrote down.
 * Returns the last `x`, and the loss f(x) after each of the steps, as numbers.
 */
export async function gradientDescent(
  f: TensorObjective,
  start: number,
  { steps = 1000, learningRate = 0.01 }: GradientDescentOptions = {},
): Promise<Trace> {
  // #region solution: the walk of lesson 04 with tensors: step against tf.grad(f), note the loss, free what you made
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

/** The losses of lesson 04 on f(x) = x² from 2: with the formula, in JavaScript's own numbers. */
export function lossesByHand(steps: number): number[] {
  let x = 2;
  return Array.from({ length: steps }, () => (x -= 0.01 * 2 * x) ** 2);
}

/** Do we get the same results? What you measured over the first 100 steps on f(x) = x² from 2. */
export async function answers(): Promise<{ largestDifference: number; same: "exactly" | "up to rounding" | "no" }> {
  // #region solution: the largest |loss by tensors − loss by hand| ÷ loss by hand of 100 steps, and what that means
  const byHand = lossesByHand(100);
  const { losses } = await gradientDescent((x) => x.square(), 2, { steps: 100 });
  const differences = losses.map((loss, i) => Math.abs(loss - byHand[i]) / byHand[i]);
  return { largestDifference: Math.max(...differences), same: "up to rounding" };
  // #endregion
}

/** What this lesson looks like when it works: both ways to walk, and how far they are apart. */
export async function picture() {
  const steps = 200;
  const byHand = lossesByHand(steps);
  const { losses } = await gradientDescent((x) => x.square(), 2, { steps });
  const difference = differenceCurve(losses, byHand, {
    title: "How far apart the losses are",
    yTitle: "difference (no unit)",
  });
  const fromTo = (losses: number[]) => [losses[0], losses[steps - 1]].map((loss) => loss.toPrecision(3)).join(" to ");
  return stacked(
    "By hand and by automatic differentiation",
    `Above: from x = 2 on x², the loss of tf.grad goes from ${fromTo(losses)} in ${steps} steps, that by hand from ` +
      `${fromTo(byHand)}. Below: ${difference.description}`,
    lossCurves({ "tf.grad": losses, "by hand": byHand }, { title: "The loss after each step" }),
    difference,
  );
}

if (import.meta.main) await show(await picture());
