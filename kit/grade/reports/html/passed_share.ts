/**
 * @module
 */
import { type Markup, markup } from "./markup.ts";

/** How many students passed a check: the percentage, a bar, and both numbers. */
export function passedShare({ passed, judged }: { passed: number; judged: number }): Markup {
  const percent = Math.floor(passed / judged * 100); // a check that somebody failed never has 100 %
  const bar = markup`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${
    [100, percent].map((width) => markup`<rect width="${width}" height="8"/>`)
  }</svg>`;
  return markup`<span class="share">${percent} %</span> ${bar} <span class="of">${passed} of ${judged}</span>`;
}
