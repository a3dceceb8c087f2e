/**
 * @module
 */
import { digitsOf } from "./lesson_number.ts";

/** From how many numbers in a row on, only the first and the last are written. */
const RANGE = 3;

/**
 * The numbers of lessons as people write them: "01-03, 12".
 * @param lessons The ids of lessons, in the order of the course.
 * @param separator What is between two numbers or ranges.
 */
export function numbersOf(lessons: readonly string[], separator: string): string {
  const rows: string[][] = [];
  for (const number of lessons.map(digitsOf)) {
    const row = rows.at(-1);
    if (row && Number(row.at(-1)) + 1 === Number(number)) row.push(number);
    else rows.push([number]);
  }
  return rows.flatMap((row) => row.length < RANGE ? row : `${row[0]}-${row.at(-1)}`).join(separator);
}
