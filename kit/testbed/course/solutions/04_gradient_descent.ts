/**
 * # 04 · Gradient descent by hand
 *
 * Walk against the derivative.
 *
 * > **x ← x − learning rate · f′(x)**
 *
 * **You write**
 *
 * - {@linkcode gradientDescent}: repeat the line above.
 * - {@linkcode answers}: what happens on f(x) = x².
 *
 * @module
 */
import { lossCurve, type Objective, show, todo, type Trace } from "downhill";

/** How to walk. */
export interface GradientDescentOptions {
  /** How many steps to take. */
  steps?: number;
  /** How far to go for each unit of slope. */
  learningRate?: number;
}

/** Walks downhill from `start` against the derivative `df`. */
export function gradientDescent(
  f: Objective,
  df: Objective,
  start: number,
  { steps = 1000, learningRate = 0.01 }: GradientDescentOptions = {},
): Trace {
  // #region solution: repeat x ← x − learning rate · f′(x), and keep f(x) after each step
  let x = start;
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    x -= learningRate * df(x);
    losses.push(f(x));
  }
  return { x, losses };
  // #endregion
}

/** What you found out about the walk on f(x) = x². */
export function answers(): { factorPerStep: number; divergesAbove: number } {
  // #region solution: what a step with learning rate 0.01 multiplies x by, and the rate above which x runs away
  return { factorPerStep: 1 - 2 * 0.01, divergesAbove: 1 };
  // #endregion
}

/** The loss at every step. */
export function picture({ axis, ...options }: GradientDescentOptions & { axis?: string } = {}) {
  const { losses } = gradientDescent((x) => x ** 2, (x) => 2 * x, 2, options);
  return lossCurve(losses, { title: "Gradient descent on f(x) = x²", logY: axis !== "linear" });
}

if (import.meta.main) await show(picture());
