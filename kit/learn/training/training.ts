/**
 * What is known of a training while it runs.
 * @module
 */
import { countText } from "../plot/parts/number_text.ts";
import type { Tensor } from "../tensor_types.ts";

/** How far a training is. */
export interface StepCount {
  /** The step just done, counted from 0; at most `steps`, for some count from 1. */
  step: number;
  /** How many there will be: 1 or more. */
  steps: number;
}

/** Something with tensors that can be kept: a `Module`, an optimizer. */
export interface Stateful {
  /** The tensors by their names; the caller does not dispose of them. */
  stateDict(): Readonly<Record<string, Tensor>>;
}

/** What the loop says of a training. */
export interface TrainingProgress extends StepCount {
  /** The loss after the step; a tensor has shape []. */
  loss: number | Tensor;
  /** What is trained, so that Ctrl-C keeps it: a `Module`, or whatever else has a `stateDict()`. */
  model?: Stateful;
}

/** A look at a training. */
export interface TrainingStep extends StepCount {
  /** The loss after the step; may be NaN or infinite. */
  loss: number;
}

/** A model in the middle of its training, as it was after the step. */
export interface Checkpoint extends StepCount {
  /** Its tensors as a `.safetensors` file, in base64. */
  tensors: string;
}

/** A look at a training, and when. */
export interface Moment extends TrainingStep {
  /** Since the first look at this training, in milliseconds. */
  elapsedMs: number;
}

/** Whether `next` belongs to another training than `last`: steps that are counted anew, or another number of them. */
export function beginsAnew(last: StepCount | undefined, next: StepCount): boolean {
  return last === undefined || next.steps !== last.steps || next.step < last.step;
}

/** Whether more steps are to come after `last`. */
export function isUnderWay(last: StepCount | undefined): boolean {
  return last !== undefined && last.step < last.steps - 1;
}

/** `step 740 of 2,000`: counted from 1, as people do. */
export function stepText({ step, steps }: StepCount): string {
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
