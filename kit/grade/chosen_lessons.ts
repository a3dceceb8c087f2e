/**
 * @module
 */
import { digitsOf } from "../base/lesson_number.ts";
import type { LessonEntry } from "../base/syllabus.ts";
import { UsageError } from "../base/usage_error.ts";
import { findLesson } from "../judge/run/find_lesson.ts";

/** Finds a range of lessons, by their numbers. */
const RANGE = /^(\d+)-(\d+)$/;

/**
 * Finds the lessons that `text` names: numbers, names and ranges of numbers, separated by commas ("01-08,12").
 * @returns The lessons in the order of the course; all of them if `text` is missing.
 * @throws {UsageError} If a name fits no lesson, or a range is empty.
 */
export function chosenLessons(text: string | undefined, syllabus: readonly LessonEntry[]): LessonEntry[] {
  if (text === undefined) return [...syllabus];
  const chosen = new Set(text.split(",").map((part) => part.trim()).flatMap((part) => lessonsIn(part, syllabus)));
  return syllabus.filter((lesson) => chosen.has(lesson));
}

function lessonsIn(part: string, syllabus: readonly LessonEntry[]): LessonEntry[] {
  const [, first, last] = RANGE.exec(part) ?? [];
  if (first === undefined) return [findLesson(part, syllabus)];
  const found = syllabus.filter(({ id }) => {
    const number = Number(digitsOf(id));
    return number >= Number(first) && number <= Number(last);
  });
  if (found.length > 0) return found;
  throw new UsageError(`--lessons ${part} names no lesson: write the smaller number first, for example 01-08.`);
}
