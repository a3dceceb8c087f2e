/**
 * What is known of a training while it runs.
 * @module
 */
import { countText } from "../plot/parts/number_text.ts";

/** A look at a training. */
export interface TrainingStep {
  /** The step just done, counted from 0; at most `steps`, for some count from 1. */
  step: number;
  /** How many there will be: 1 or more. */
  steps: number;
  /** The loss after it; may be NaN or infinite. */
  loss: number;
}

/** A model in the middle of its training. */
export interface Checkpoint {
  /** The step after which it was so. */
  step: number;
  /** How many there will be. */
  steps: number;
  /** Its tensors as a `.safetensors` file, in base64. */
  tensors: string;
}

/** A look at a training, and when. */
export interface Moment extends TrainingStep {
  /** Since the first look at this training, in milliseconds. */
  elapsedMs: number;
}

type Count = Pick<TrainingStep, "step" | "steps">;

/** Whether `next` belongs to another training than `last`: steps that are counted anew, or another number of them. */
export function beginsAnew(last: Count | undefined, next: Count): boolean {
  return last === undefined || next.steps !== last.steps || next.step < last.step;
}

/** Whether more steps are to come after `last`. */
export function isUnderWay(last: Count | undefined): boolean {
  return last !== undefined && last.step < last.steps - 1;
}

/** `step 740 of 2,000`: counted from 1, as people do. */
export function stepText({ step, steps }: Count): string {
  return `step ${countText(Math.min(step + 1, steps))} of ${countText(steps)}`;
}

/** Says of each look that it is given when it was. */
export function timed(): (look: TrainingStep) => Moment {
  let last: TrainingStep | undefined;
  let begin = 0;
  return (look) => {
    const now = performance.now();
    if (beginsAnew(last, look)) begin = now;
    last = look;
    return { ...look, elapsedMs: Math.round(now - begin) };
  };
}

/** The looks at the training that `next` belongs to, with it. */
export function withLook<M extends Moment>(next: M, before: readonly M[]): M[] {
  return beginsAnew(before.at(-1), next) ? [next] : [...before, next];
}
