/**
 * Finds the lesson that somebody named on the command line.
 * @module
 */
import { digitsOf, nameOf } from "../../base/lesson_number.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { syllabus } from "../../../syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";

/**
 * The length of the longest name that a lesson may have. Messages show at most this many characters of the typed text.
 */
const LONGEST = 40;

/**
 * Finds a lesson by its number ("4", "04"), its name ("04_gradient_descent", "gradient_descent") or a part of the name
 * that fits no other lesson ("autod").
 * @param lessons The lessons to search; by default all lessons of this course.
 * @throws {UsageError} If no lesson fits, or if several fit: the message contains the nearest names. The same error is
 *   thrown if `lessons` is empty.
 */
export function findLesson(typed: string, lessons: readonly LessonEntry[] = syllabus): LessonEntry {
  if (lessons.length === 0) throw new UsageError("syllabus.ts lists no lesson: add one.");
  const shown = JSON.stringify(typed.length > LONGEST ? `${typed.slice(0, LONGEST)}…` : typed);
  const text = nameIn(typed);
  const isNumber = /^\d+$/.test(text);
  if (isNumber) {
    const byNumber = lessons.find(({ id }) => Number(digitsOf(id)) === Number(text));
    if (byNumber) return byNumber;
  }
  const exact = lessons.find(({ id }) => id === text || nameOf(id) === text);
  if (exact) return exact;
  const matches = text === "" || isNumber ? [] : lessons.filter(({ id }) => id.includes(text));
  if (matches.length === 1) return matches[0];
  if (matches.length > 1) {
    throw new UsageError(`${shown} fits ${matches.map(({ id }) => id).join(", ")}: type more of the name.`);
  }
  const nearest = nearestTo(text.slice(0, LONGEST), lessons);
  // if more than a third of its letters are wrong, the text is another word ("watch"); a number is never corrected
  const isNear = text.length <= LONGEST && nearest.distance <= text.length / 3 && text !== "" && !isNumber;
  const suggestion = isNear ? `, did you mean ${nearest.id}?` : ".";
  throw new UsageError(`There is no lesson ${shown}${suggestion} deno task lesson --list shows them all.`);
}

/** Turns `typed` into a name: no folders or endings, lower case, with one _ between words and none at the end. */
function nameIn(typed: string): string {
  const file = typed.trim().toLowerCase().replace(/^.*[\\/]/, "");
  return file.replace(/(_test)?\.[a-z]+$/, "").replace(/[\s_-]+/g, "_").replace(/_$/, "");
}

function nearestTo(text: string, lessons: readonly LessonEntry[]): { id: string; distance: number } {
  return lessons.map(({ id }) => ({ id, distance: distanceToPart(text, id) }))
    .reduce((a, b) => b.distance < a.distance ? b : a);
}

/** How many letters must be inserted, deleted or replaced to find `text` somewhere in `name`. Source: Sellers 1980. */
function distanceToPart(text: string, name: string): number {
  let row = Array.from({ length: name.length + 1 }, () => 0);
  for (let i = 0; i < text.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < name.length; j++) {
      const replaced = row[j] + (text[i] === name[j] ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1] + 1, next[j] + 1));
    }
    row = next;
  }
  return Math.min(...row);
}
