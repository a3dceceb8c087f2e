/**
 * Changes one typed array in place, and undoes each step that increases the loss.
 * @module
 */
import { lossCurve, normal, type Picture } from "downhill";

type Loss = (x: readonly number[]) => number;

export const squaredSum: Loss = (x) => x.reduce((sum, value) => sum + value) ** 2;

export function randomSearch(
  f: Loss,
  start: readonly number[],
  { steps = 1000, stdDev = 0.01, random = normal(42) } = {},
) {
  const x = Float64Array.from(start);
  const losses = new Float64Array(steps);
  let loss = f([...x]);
  for (let step = 0; step < steps; step++) {
    const before = x.slice();
    for (let i = x.length - 1; i >= 0; i--) x[i] += random() * stdDev;
    const value = f([...x]);
    if (value > loss) x.set(before);
    else loss = value;
    losses[step] = loss;
  }
  return { x, losses };
}

export function picture(): Picture {
  return lossCurve(randomSearch(squaredSum, [1, 2, 3, 4, 5]).losses);
}
