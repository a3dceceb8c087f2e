/**
 * Lesson 04 solved with a function that calls itself for the rest of the walk.
 * @module
 */
import { lossCurve, type Objective, type Trace } from "downhill";

/** As in the lesson. */
export function gradientDescent(
  f: Objective,
  df: Objective,
  start: number,
  { steps = 1000, learningRate = 0.01 }: { steps?: number; learningRate?: number } = {},
): Trace {
  if (steps === 0) return { x: start, losses: [] };
  const next = start - df(start) * learningRate;
  const rest = gradientDescent(f, df, next, { steps: steps - 1, learningRate });
  return { x: rest.x, losses: [f(next), ...rest.losses] };
}

/** As in the lesson. */
export const answers = () => ({ factorPerStep: 0.98, divergesAbove: 1.0 });

/** As in the lesson. */
export const picture = () => lossCurve(gradientDescent((x) => x ** 2, (x) => 2 * x, 2).losses);
