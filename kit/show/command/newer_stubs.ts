/**
 * @module
 */
import { digitsOf } from "../../base/lesson_number.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";

/** Says which of the learner's lessons the course has changed since they were written; `ids` may be empty. */
export function sayNewerStubs(ids: readonly string[], { width }: Style): void {
  if (ids.length === 0) return;
  const numbers = ids.map(digitsOf);
  const lessons = numbers.length === 1
    ? `Lesson ${numbers[0]} has`
    : `Lessons ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)} have`;
  console.log(wrap(`${lessons} changed in the course. To update yours:\ndeno task update`, 2, width));
}
