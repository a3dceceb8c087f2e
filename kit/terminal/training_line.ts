/**
 * A training as a line of text, while it runs.
 * @module
 */
import { spansDecades } from "../plot/loss_curves.ts";
import { countText, numberText, withMinus } from "../plot/number_text.ts";
import { sparkline } from "../plot/sparkline.ts";
import { type Moment, stepText } from "../training/training.ts";
import { clip } from "./clip.ts";
import { COLUMNS } from "./wrap.ts";

/** Of the curve, in columns. */
const WIDTH = 12;

/** Where the training is: `  … step 740 of 2,000 · loss █▅▂▁ 133 → 1.87 · 2 s left`, in fewer than eighty columns. */
export function trainingLine(training: readonly Moment[]): string {
  const [first, last] = [training[0], training.at(-1)!];
  const losses = training.map(({ loss }) => loss);
  const parts = [
    `  … ${stepText(last)}`,
    `loss ${sparkline(losses, WIDTH, { isLog: spansDecades(losses) })} ${
      withMinus(`${numberText(first.loss)} → ${numberText(last.loss)}`)
    }`,
    ...timeLeft(first, last),
  ];
  return clip(parts.join(" · "), COLUMNS - 1);
}

/** What the steps that are left will take, if they take as long as those before; nothing if there is no telling yet. */
function timeLeft(first: Moment, last: Moment): string[] {
  const stepsLeft = last.steps - last.step - 1;
  if (last.step === first.step || stepsLeft < 1) return [];
  const seconds = last.elapsedMs / 1000 / (last.step - first.step) * stepsLeft;
  if (seconds < 59.5) return [`${Math.ceil(seconds)} s left`];
  if (seconds < 3570) return [`${Math.round(seconds / 60)} min left`];
  return [`${countText(seconds / 3600)} h left`];
}
