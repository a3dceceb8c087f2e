/**
 * A recursive search: takes one step, then calls itself from the new x.
 * @module
 */
import { lossCurve, normal, type Objective, type Picture, type Trace } from "downhill";

export function randomSearch(
  f: Objective,
  start: number,
  { steps = 1000, stdDev = 0.01, random = normal(42) } = {},
  losses: number[] = [],
): Trace {
  if (losses.length >= steps) return { x: start, losses };
  const sample = stdDev * random() + start;
  const best = f(start) > f(sample) ? sample : start;
  return randomSearch(f, best, { steps, stdDev, random }, [...losses, f(best)]);
}

export function picture(): Picture {
  return lossCurve(randomSearch((x) => x ** 2, 2).losses);
}
