/**
 * A training run in progress, as a line of text.
 * @module
 */
import { spansDecades } from "../plot/builders/loss_curves.ts";
import { numberText } from "../plot/parts/number_text.ts";
import { sparkline } from "../plot/parts/sparkline.ts";
import { timeLeft } from "./time_left.ts";
import { type Moment, stepText } from "./training.ts";
import { clip } from "../../base/clip.ts";
import { columns } from "../../base/columns.ts";
import { COLUMNS } from "../../base/screen_width.ts";

/** The width of the curve, in columns. */
const WIDTH = 12;

/** The progress as text: ` … step 740 of 2,000 · loss █▅▂▁ 133 → 1.87 · 2 s left`, in fewer columns than `width`. */
export function trainingLine(training: readonly Moment[], width = COLUMNS): string {
  const [first, last] = [training[0], training.at(-1)!];
  const losses = training.map(({ loss }) => loss);
  const step = `  … ${stepText(last)}`;
  const curve = sparkline(losses, WIDTH, { isLog: spansDecades(losses) });
  const [from, to] = [first.loss, last.loss].map((loss) => numberText(loss));
  const time = timeLeftAfter(first, last);
  const ways = [
    [step, `loss ${curve} ${from} → ${to}`, ...time],
    [step, `loss ${from} → ${to}`, ...time],
    [step, `loss ${to}`],
  ].map((parts) => parts.join(" · "));
  return ways.find((way) => columns(way) < width) ?? clip(step, width - 1);
}

/** The time left if the remaining steps take as long as the steps before; empty if this is not known yet. */
function timeLeftAfter(first: Moment, last: Moment): string[] {
  const stepsLeft = last.steps - last.step - 1;
  if (last.step === first.step || stepsLeft < 1) return [];
  const seconds = last.elapsedMs / 1000 / (last.step - first.step) * stepsLeft;
  return [timeLeft(seconds)];
}
