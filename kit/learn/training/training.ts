/**
 * Facts about a training run in progress.
 * @module
 */
import { countText } from "../plot/parts/number_text.ts";
import type { Tensor } from "../tensor_types.ts";

/** The progress of a training run. */
export interface StepCount {
  /** The step that was just taken, counted from 0; at most `steps`, because some loops count from 1. */
  step: number;
  /** The number of steps: 1 or more. */
  steps: number;
}

/** Something whose tensors can be saved, such as a `Module` or an optimizer. */
export interface Stateful {
  /** The tensors by their names; the caller does not dispose of them. */
  stateDict(): Readonly<Record<string, Tensor>>;
}

/** A report from the training loop. */
export interface TrainingProgress extends StepCount {
  /** The loss after the step; a tensor has shape []. */
  loss: number | Tensor;
  /** The model, so that Ctrl-C saves it: a `Module`, or anything else with a `stateDict()`. */
  model?: Stateful;
}

/** A look at a training run. */
export interface TrainingStep extends StepCount {
  /** The loss after the step; may be NaN or infinite. */
  loss: number;
}

/** A model during training, as it was after the step. */
export interface Checkpoint extends StepCount {
  /** Its tensors as a `.safetensors` file, in base64. */
  tensors: string;
}

/** A look at a training run, with the time at which it was taken. */
export interface Moment extends TrainingStep {
  /** The time since the first look at this training run, in milliseconds. */
  elapsedMs: number;
}

/**
 * Whether `next` belongs to a new training run: its step is smaller than that of `last`, or its number of steps is
 * different.
 */
export function beginsAnew(last: StepCount | undefined, next: StepCount): boolean {
  return last === undefined || next.steps !== last.steps || next.step < last.step;
}

/** Whether more steps will come after `last`. */
export function isUnderWay(last: StepCount | undefined): boolean {
  return last !== undefined && last.step < last.steps - 1;
}

/** Writes a step, counted from 1: `step 740 of 2,000`. */
export function stepText({ step, steps }: StepCount): string {
  return `step ${countText(Math.min(step + 1, steps))} of ${countText(steps)}`;
}

/** Returns a function that adds the time to each look. */
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

/** Returns the looks at the training run of `next`, including `next`. */
export function withLook<M extends Moment>(next: M, before: readonly M[]): M[] {
  return beginsAnew(before.at(-1), next) ? [next] : [...before, next];
}
