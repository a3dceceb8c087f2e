/**
 * A training run while it runs: its loss against the step, on a logarithmic axis if the loss spans decades.
 * @module
 */
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";
import { numberText } from "../../../learn/plot/parts/number_text.ts";
import { spansDecades } from "../../../learn/plot/builders/loss_curves.ts";
import { trainingLine } from "../../../learn/training/training_line.ts";
import type { Moment } from "../../../learn/training/training.ts";

/** The drawing, in units of its own: the page scales it. */
const SIZE = { width: 640, height: 220, left: 64, right: 12, top: 12, bottom: 28 };

/** The most points of the curve: more cannot be told apart. */
const MOST_POINTS = 300;

/** The section; empty if nothing is trained. */
export function trainingSection(training: readonly Moment[]): string {
  const last = training.at(-1);
  if (!last) return "";
  return markup`<figure class="training">
${curve(training)}
<figcaption>${trainingLine(training, 100).trim()}</figcaption>
</figure>
<button type="button" data-do="stop" id="stop">Stop the training <kbd>s</kbd></button>`.text;
}

function curve(training: readonly Moment[]): Markup {
  const { width, height, left, right, top, bottom } = SIZE;
  const moments = thinned(training.filter(({ loss }) => Number.isFinite(loss)));
  const losses = moments.map(({ loss }) => loss);
  const isLog = spansDecades(losses) && losses.every((loss) => loss > 0);
  const scale = (loss: number) => isLog ? Math.log(loss) : loss;
  const [least, most] = [Math.min(...losses.map(scale)), Math.max(...losses.map(scale))];
  const steps = training.at(-1)!.steps;
  const x = (step: number) => left + step / Math.max(1, steps - 1) * (width - left - right);
  const y = (loss: number) =>
    top + (most === least ? 0.5 : (most - scale(loss)) / (most - least)) * (height - top - bottom);
  const points = moments.map(({ step, loss }) => `${x(Math.min(step, steps - 1)).toFixed(1)},${y(loss).toFixed(1)}`);
  const ends = [...new Set([Math.max(...losses), Math.min(...losses)])].filter(Number.isFinite);
  const labels = ends.map((loss) =>
    markup`<text x="${left - 8}" y="${(y(loss) + 4).toFixed(1)}">${numberText(loss)}</text>`
  );
  return markup`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="The loss in each step so far${
    isLog ? ", on a logarithmic axis" : ""
  }">
<line x1="${left}" y1="${height - bottom}" x2="${width - right}" y2="${height - bottom}"/>
<line x1="${left}" y1="${top}" x2="${left}" y2="${height - bottom}"/>
${labels}
<text class="end" x="${width - right}" y="${height - 8}">${steps} steps</text>
<polyline points="${points.join(" ")}"/>
</svg>`;
}

/** Some of the moments, evenly spread, with the last one. */
function thinned(moments: readonly Moment[]): readonly Moment[] {
  const every = Math.ceil(moments.length / MOST_POINTS);
  return moments.filter((_, i) => i % every === 0 || i === moments.length - 1);
}
