/**
 * Lesson 00 solved with powers of two. TODO: solve your lesson in another style.
 * @module
 */
import "../../../solutions/00_name.ts";

/** As in the lesson. */
export function halvings(start: number, { steps = 10 }: { steps?: number } = {}): number[] {
  return Array.from({ length: steps }, (_, step) => start / 2 ** (step + 1));
}
