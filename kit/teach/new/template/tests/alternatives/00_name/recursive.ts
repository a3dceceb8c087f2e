/**
 * Lesson 00 solved by a function that calls itself. TODO: solve your lesson in yet another style.
 * @module
 */
import "../../../solutions/00_name.ts";

/** As in the lesson. */
export function halvings(start: number, { steps = 10 }: { steps?: number } = {}): number[] {
  return steps === 0 ? [] : [start / 2, ...halvings(start / 2, { steps: steps - 1 })];
}

/** Measures the answer with its own function. */
export function answers(): { factorPerStep: number } {
  return { factorPerStep: halvings(1, { steps: 1 })[0] };
}
