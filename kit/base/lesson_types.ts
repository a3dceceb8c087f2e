/**
 * Types that the lessons of part I share.
 * @module
 */

/** A function to be minimized, or its derivative: one number in, one number out. */
export type Objective = (x: number) => number;

/** Where a minimizer ended, and the losses on the way. */
export interface Trace {
  /** The final position. */
  x: number;
  /** The loss after each step, in order: shape [steps]. */
  losses: number[];
}
