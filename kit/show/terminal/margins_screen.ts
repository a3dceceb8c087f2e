/**
 * Shows the thresholds of checks, one in each line.
 * @module
 */
import { counted } from "../../learn/plot/parts/number_text.ts";
import { printable } from "../../base/printable.ts";
import { isNarrow, type Threshold } from "../../teach/verify/margins.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/**
 * One line for each threshold of a lesson: how close right answers come to it, and how far off the nearest mutant is.
 */
export function marginLines(lesson: string, thresholds: readonly Threshold[], style: Style): string[] {
  const lines = thresholds.map((threshold) => {
    const { check, name, isBound, right, rightName, wrong, wrongName } = threshold;
    const used = `right answers ${isBound ? "reach" : "use"} ${shareText(right)} of what is allowed (${rightName})`;
    const refused = wrong === null
      ? "this threshold refuses no mutant"
      : `the nearest mutant needs ${shareText(wrong)} (${wrongName})`;
    const mark = isNarrow(threshold) ? style.red("✗") : style.green("✓");
    return `  ${mark} ${wrap(printable(`${check}, ${name}: ${used}; ${refused}.`), 4, style.width).trimStart()}`;
  });
  if (thresholds.length === 0) return [`  ${style.bold(lesson)}: no check has a tolerance or a bound`];
  const narrow = thresholds.filter(isNarrow).length;
  const sum = narrow === 0 ? "" : `; ${narrow} ${narrow === 1 ? "is" : "are"} too close to a mutant`;
  return [`  ${style.bold(lesson)}: ${counted(thresholds.length, "threshold")}${sum}`, ...lines];
}

/** A share of the allowed difference in words: "2 %", "30 times as much". */
function shareText(share: number): string {
  if (share === Infinity) return "infinitely many times as much";
  if (share >= 2) return `${Number(share.toPrecision(2)).toLocaleString("en")} times as much`;
  return `${Number((100 * share).toPrecision(2))} %`;
}
