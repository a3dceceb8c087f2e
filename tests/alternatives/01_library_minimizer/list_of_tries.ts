/**
 * Counts by keeping every point that was tried, and asks for a finer search.
 * @module
 */
import { type Picture, walkOnCurve } from "downhill";
import { nelderMead } from "fmin";

export function minimize(f: (x: number[]) => number, start: readonly number[]) {
  const tried: number[][] = [];
  const { x, fx } = nelderMead((point) => f(tried[tried.push([...point]) - 1]), start.slice(), { minErrorDelta: 1e-9 });
  return { x: [...x], fx, evaluations: tried.length };
}

export function picture(): Picture {
  const { x } = minimize(([x]) => x ** 2, [2]);
  return walkOnCurve((x) => x ** 2, [2, ...x]);
}
