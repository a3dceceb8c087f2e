/**
 * Types for the parts of fmin that the course uses: two minimizers.
 * @module
 */

/** When to stop. */
export interface NelderMeadOptions {
  /** The largest number of rounds, each with one or a few evaluations. Defaults to 200 for each dimension. */
  maxIterations?: number;
  /**
   * The search stops when the n + 1 current points, and the values of f there, are closer together than this. Defaults
   * to 1e-5 for the points and 1e-6 for the values.
   */
  minErrorDelta?: number;
}

/** The point at which the search stopped. */
export interface Solution {
  /** The best point that was tried: shape [n]. */
  x: number[];
  /** f(x) there. */
  fx: number;
}

/**
 * Looks for a minimum of `f` near `start` with the downhill simplex method. It needs no derivative: it keeps n + 1
 * points, and moves the worst of them past the others to where f is lower. Source: Nelder & Mead 1965, A simplex method
 * for function minimization.
 * @param f Takes a list of n numbers, even if n is 1, and returns a number.
 * @param start Shape [n], n ≥ 1. **It is overwritten**: pass a copy.
 */
export function nelderMead(f: (x: number[]) => number, start: number[], options?: NelderMeadOptions): Solution;

/** A point, with the value and the gradient of f, as `conjugateGradient` passes it from step to step. */
export interface PointWithGradient {
  /** The point: shape [n]. */
  x: number[];
  /** f(x) there. */
  fx: number;
  /** The gradient there: shape [n]. */
  fxprime: number[];
}

/**
 * Looks for a minimum of `f` near `start` along conjugate directions (Polak & Ribière 1969).
 * @param f Returns f(x) and writes the gradient of f at x into its second argument.
 * @param start Shape [n], n ≥ 1.
 */
export function conjugateGradient(
  f: (x: number[], gradient: number[]) => number,
  start: number[],
  options?: { maxIterations?: number },
): PointWithGradient;
