/**
 * Finds the best of the three points with reduce, and answers with a different step size that is also right.
 * @module
 */
import { lossCurve, type Objective, type Picture } from "downhill";

export const exhaustiveSearch = (f: Objective, start: number, { steps = 1000, step = 0.01 } = {}) => {
  const losses = new Float64Array(steps);
  const x = losses.reduce((x, _, i) => {
    const best = [x + step, x, x - step].reduce((a, b) => f(b) <= f(a) ? b : a);
    losses[i] = f(best);
    return best;
  }, start);
  return { x, losses };
};

export const answers = () => ({ farthestInSteps: 1 / 2, stepForMillionth: (2 - 1 / 3) / 900 });

export function picture(): Picture {
  return lossCurve(exhaustiveSearch((x) => x ** 2, 2).losses);
}
