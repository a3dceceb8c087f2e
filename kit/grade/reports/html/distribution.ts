/**
 * How the points of a class are distributed: a histogram, and the same numbers as a table.
 * @module
 */
import { counted } from "../../../learn/plot/parts/number_text.ts";
import { type Markup, markup } from "./markup.ts";

/** How many points a bar may stand for. All of these make ranges that are easy to read. */
const WIDTHS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];

/** The largest number of bars: more would leave no room for the ranges below them. */
const MOST_BARS = 12;

/** The drawing, in units of its own: the page scales it. `top` is the room for a number, `bottom` that for a range. */
const SIZE = { width: 640, height: 240, top: 28, bottom: 34 };

/** A range of points, and how many students reached it. */
export interface Bar {
  /** The fewest points. */
  from: number;
  /** The most points. */
  to: number;
  /** The number of students. */
  count: number;
}

/** The bars of the histogram. All have the same width, except that the last one ends with the last point. */
export function barsOf(points: readonly number[], maxPoints: number): Bar[] {
  const width = WIDTHS.find((width) => Math.floor(maxPoints / width) < MOST_BARS) ?? maxPoints + 1;
  return Array.from({ length: Math.floor(maxPoints / width) + 1 }, (_, i) => ({
    from: i * width,
    to: Math.min(maxPoints, (i + 1) * width - 1),
    count: points.filter((each) => Math.floor(each / width) === i).length,
  }));
}

/** The histogram, and its table. */
export function distribution(points: readonly number[], maxPoints: number): Markup {
  const bars = barsOf(points, maxPoints);
  const rows = bars.map((bar) => markup`<tr><th scope="row">${rangeOf(bar)}</th><td>${bar.count}</td></tr>`);
  return markup`<figure class="distribution">
${drawing(bars, maxPoints)}
<figcaption>Students by points, out of ${maxPoints}</figcaption>
</figure>
<details>
<summary>The same numbers as a table</summary>
<table>
<caption class="unseen">Students by points</caption>
<thead><tr><th scope="col">Points</th><th scope="col">Students</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</details>`;
}

function drawing(bars: readonly Bar[], maxPoints: number): Markup {
  const { width, height, top, bottom } = SIZE;
  const highest = Math.max(1, ...bars.map(({ count }) => count));
  const [step, floor] = [width / bars.length, height - bottom];
  const marks = bars.map((bar, i) => {
    const size = bar.count / highest * (floor - top);
    const [left, middle, y] = [i * step + step * 0.08, (i + 0.5) * step, floor - size].map(coordinate);
    const [w, h] = [step * 0.84, size].map(coordinate);
    // on a narrow screen, the style sheet leaves out every second range
    const range = markup`<text class="${i % 2 ? "odd range" : "range"}" x="${middle}" y="${floor + 22}">${
      rangeOf(bar)
    }</text>`;
    if (bar.count === 0) return range;
    return markup`<rect x="${left}" y="${y}" width="${w}" height="${h}"/>
<text x="${middle}" y="${y - 7}">${bar.count}</text>
${range}`;
  });
  const words = bars.filter(({ count }) => count > 0)
    .map((bar) => `${counted(bar.count, "student")} with ${rangeOf(bar)}`).join(", ");
  return markup`<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="distribution-title distribution-words">
<title id="distribution-title">Histogram of the points, from 0 to ${maxPoints}</title>
<desc id="distribution-words">${words || "no students"}</desc>
${marks}
<line x1="0" y1="${floor}" x2="${width}" y2="${floor}"/>
</svg>`;
}

/** "5–9", or "40" if the range has only one number. */
function rangeOf({ from, to }: Bar): string {
  return from === to ? String(from) : `${from}–${to}`;
}

/** A coordinate with one decimal. */
function coordinate(value: number): number {
  return Math.round(value * 10) / 10;
}
