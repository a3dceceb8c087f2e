/**
 * # 00 · The title
 *
 * TODO: say in a few sentences why the idea matters, and show it in one line:
 *
 * > **x ← x / 2**
 *
 * **You write**
 *
 * - {@linkcode halvings}: halve x in every step. TODO: name your own function, and say what it does.
 * - {@linkcode answers}: by which number does every step multiply x? TODO: ask a question that the picture answers.
 *
 * **You should see** x fall along a straight line on a logarithmic axis. TODO: say what your picture shows.
 *
 * **A question to think about**: TODO: ask a question that the next lesson answers.
 *
 * @module
 */
import { lossCurve, show, todo } from "downhill";

/** How to halve. */
export interface HalvingOptions {
  /** How many steps to take. */
  steps?: number;
}

/** Halves `start` in every step. Returns x after each step. */
export function halvings(start: number, { steps = 10 }: HalvingOptions = {}): number[] {
  // #region solution: in every step, halve x and keep it
  let x = start;
  const values: number[] = [];
  for (let step = 0; step < steps; step++) {
    x /= 2;
    values.push(x);
  }
  return values;
  // #endregion
}

/** The number by which every step multiplies x. */
export function answers(): { factorPerStep: number } {
  // #region solution: the number by which every step multiplies x
  return { factorPerStep: 1 / 2 };
  // #endregion
}

/** What this lesson looks like when it works. TODO: draw what your lesson is about. */
export function picture() {
  const values = halvings(2);
  return lossCurve(values, {
    title: "x is halved in every step",
    description: `In ${values.length} steps, x falls from ${values[0]} to ${values.at(-1)}.`,
    yTitle: "x",
  });
}

if (import.meta.main) await show(picture());
