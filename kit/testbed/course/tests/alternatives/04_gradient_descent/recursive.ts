/**
 * Lesson 04 solved with a function that calls itself for the rest of the walk.
 * @module
 */
import type { Objective, Trace } from "downhill";
import type { GradientDescentOptions } from "../../../solutions/04_gradient_descent.ts";

/** As in the lesson. */
export function gradientDescent(
  f: Objective,
  df: Objective,
  start: number,
  { steps = 1000, learningRate = 0.01 }: GradientDescentOptions = {},
): Trace {
  if (steps === 0) return { x: start, losses: [] };
  const next = start - df(start) * learningRate;
  const rest = gradientDescent(f, df, next, { steps: steps - 1, learningRate });
  return { x: rest.x, losses: [f(next), ...rest.losses] };
}
