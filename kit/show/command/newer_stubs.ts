/**
 * @module
 */
import { digitsOf } from "../../base/lesson_number.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";

/**
 * Prints which of the learner's lessons have changed in the course since they were written; nothing if `ids` is empty.
 */
export function sayNewerStubs(ids: readonly string[], { width }: Style): void {
  if (ids.length === 0) return;
  const numbers = ids.map(digitsOf);
  const lessons = numbers.length === 1
    ? `Lesson ${numbers[0]} has`
    : `Lessons ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)} have`;
  console.log(wrap(`${lessons} changed in the course. To update yours:\ndeno task update`, 2, width));
}
