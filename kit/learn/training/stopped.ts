/**
 * The texts and the picture for a training run that was stopped.
 * @module
 */
import { lossCurve } from "../plot/builders/loss_curve.ts";
import { countText } from "../plot/parts/number_text.ts";
import type { Picture } from "../plot/parts/picture.ts";
import { type Moment, type StepCount, stepText } from "./training.ts";

/** The largest number of points in the curve. */
const MOST_POINTS = 10_000;

/** A line that says at which step training was stopped. */
export function stoppedLine(last: StepCount): string {
  return `Stopped at ${stepText(last)}; the loss so far:`;
}

/** A line that says where the model was saved. */
export function keptLine(last: StepCount, path: string): string {
  return `The model after ${stepText(last)}: ${path}`;
}

/** The metadata for the saved file; here `step` is counted from 0. */
export function stepMetadata({ step, steps }: StepCount): Record<string, string> {
  return { step: String(step), steps: String(steps) };
}

/** The loss so far, drawn as straight lines between the looks. */
export function stoppedPicture(training: readonly Moment[]): Picture {
  const last = training.at(-1)!;
  const stride = Math.ceil((last.step + 1) / MOST_POINTS);
  const losses: number[] = [];
  let next = 0;
  for (let step = 0; step <= last.step; step += stride) {
    while (training[next].step < step) next++;
    losses.push(lossAt(training[Math.max(0, next - 1)], training[next], step));
  }
  return lossCurve(losses, {
    title: `The loss of a training run that was stopped at ${stepText(last)}`,
    ...stride > 1 ? { xTitle: `step (in units of ${countText(stride)})` } : {},
  });
}

function lossAt(before: Moment, after: Moment, step: number): number {
  if (after.step === before.step) return after.loss;
  const part = (step - before.step) / (after.step - before.step);
  return part === 1 ? after.loss : before.loss + (after.loss - before.loss) * part;
}
