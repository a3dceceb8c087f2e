/**
 * Uses the other minimizer of fmin. Measures the slopes from differences of f, and counts these evaluations.
 * @module
 */
import { type Picture, walkOnCurve } from "downhill";
import { conjugateGradient } from "fmin";

/**
 * A longer distance would make the slope inaccurate because f is curved; a shorter one would magnify rounding errors.
 */
const STEP = 1e-5;

export function minimize(f: (x: number[]) => number, start: readonly number[]) {
  let evaluations = 0;
  const ask = (x: number[]) => {
    evaluations += 1;
    return f(x);
  };
  const withGradient = (x: number[], gradient: number[]) => {
    const value = ask(x);
    for (let i = 0; i < x.length; i++) {
      const [right, left] = [STEP, -STEP].map((step) => ask(x.with(i, x[i] + step)));
      gradient[i] = (right - left) / (2 * STEP);
    }
    return value;
  };
  const { x, fx } = conjugateGradient(withGradient, [...start]);
  return { x, fx, evaluations };
}

export function picture(): Picture {
  return walkOnCurve((x) => x ** 2, [2, minimize(([x]) => x ** 2, [2]).x[0]]);
}
