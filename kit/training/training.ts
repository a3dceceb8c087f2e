/**
 * What is known of a training while it runs.
 * @module
 */

/** Where a training is. */
export interface Step {
  /** The step just done, counted from 0. */
  step: number;
  /** How many there will be. */
  steps: number;
}

/** One look at a training. */
export interface Moment extends Step {
  /** The loss after that step; may be NaN or infinite. */
  loss: number;
  /** How long after the first look, in milliseconds. */
  elapsedMs: number;
}

/** Whether `next` belongs to another training than `last`: steps that are counted anew, or another number of them. */
export function beginsAnew(last: Step | undefined, next: Step): boolean {
  return last === undefined || next.steps !== last.steps || next.step < last.step;
}

/** The looks at the training that `next` belongs to, with it. */
export function upTo<M extends Moment>(next: M, before: readonly M[]): M[] {
  return beginsAnew(before.at(-1), next) ? [next] : [...before, next];
}
