/**
 * @module
 */
import type { LessonInsights } from "./insights.ts";

/** How many topics an hour has room for. */
const MOST_TOPICS = 6;

/** A mistake that several students made: a known one, or a wrong answer of the lesson. */
export interface Topic<Lesson extends LessonInsights> {
  /** The lesson. */
  lesson: Lesson;
  /** How many students made it. */
  count: number;
  /** What the code does, if the mistake is known. */
  mistake?: string;
  /** The position of the wrong answer in the list of the lesson, if the mistake is not known. */
  index?: number;
}

/** The mistakes that most students made, the most frequent first; equally frequent ones in the order of the course. */
export function topicsOf<Lesson extends LessonInsights>(lessons: readonly Lesson[]): Topic<Lesson>[] {
  const all = lessons.flatMap((lesson): Topic<Lesson>[] => [
    ...lesson.mistakes.map(({ name, count }) => ({ lesson, count, mistake: name })),
    ...lesson.wrong.map(({ by }, index) => ({ lesson, count: by.length, index })),
  ]);
  return all.filter(({ count }) => count > 1).sort((a, b) => b.count - a.count).slice(0, MOST_TOPICS);
}
