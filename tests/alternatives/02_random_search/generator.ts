/**
 * A generator function that yields the best points one by one, without end.
 * @module
 */
import { lossCurve, normal, type Objective, type Picture } from "downhill";

function* bestPoints(f: Objective, start: number, stdDev: number, random: () => number) {
  for (let x = start;; yield x) {
    x = [x, x + stdDev * random()].reduce((a, b) => Math.min(f(a), f(b)) === f(a) ? a : b);
  }
}

export const randomSearch = (
  f: Objective,
  start: number,
  { steps = 1000, stdDev = 0.01, random = normal(42) } = {},
) => {
  const points = bestPoints(f, start, stdDev, random).take(steps).toArray();
  return { x: points.at(-1) ?? start, losses: points.map(f) };
};

export function picture(): Picture {
  return lossCurve(randomSearch((x) => x ** 2, 2).losses);
}
