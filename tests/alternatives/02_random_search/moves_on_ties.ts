/**
 * Also moves if the losses are equal, remembers the loss instead of calling f again, and draws all numbers in advance.
 * @module
 */
import { lossCurve, normal, type Objective, type Picture, type RandomNumber } from "downhill";

export function randomSearch(
  f: Objective,
  start: number,
  options: { steps?: number; stdDev?: number; random?: RandomNumber } = {},
) {
  const { steps = 1000, stdDev = 0.01, random = normal(42) } = options;
  const losses = new Float64Array(steps);
  const jumps = Array.from({ length: steps }, () => random() * stdDev);
  let [x, loss] = [start, f(start)];
  jumps.forEach((jump, step) => {
    const value = f(x + jump);
    if (value <= loss) [x, loss] = [x + jump, value];
    losses[step] = loss;
  });
  return { x, losses };
}

export function picture(): Picture {
  return lossCurve(randomSearch((x) => x ** 2, 2).losses);
}
