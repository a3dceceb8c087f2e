/**
 * Finds the lesson that somebody named on the command line.
 * @module
 */
import { digitsOf, nameOf } from "../../base/lesson_number.ts";
import { nearestName } from "../../base/nearest_name.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { syllabus } from "../../../syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";

/** Messages show at most this many characters of the typed text: no lesson has a longer name. */
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
  const nearest = isNumber ? undefined : nearestName(text, lessons.map(({ id }) => id)); // a number is never corrected
  const suggestion = nearest ? `, did you mean ${nearest}?` : ".";
  throw new UsageError(`There is no lesson ${shown}${suggestion} deno task lesson --list shows them all.`);
}

/** Turns `typed` into a name: no folders or endings, lower case, with one _ between words and none at the end. */
function nameIn(typed: string): string {
  const file = typed.trim().toLowerCase().replace(/^.*[\\/]/, "");
  return file.replace(/(_test)?\.[a-z]+$/, "").replace(/[\s_-]+/g, "_").replace(/_$/, "");
}
