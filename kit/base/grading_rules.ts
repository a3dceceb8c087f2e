/**
 * The types of `grading.ts`, the file in which a course says how points count.
 * @module
 */

/**
 * How the points of a course count. Everything may be left out: then each lesson is worth the points of its checks,
 * nothing is ever late, and the last submission counts.
 * @example
 * ```ts
 * import type { GradingRules } from "downhill/course";
 *
 * export const grading: GradingRules = {
 *   timeZone: "Europe/Berlin",
 *   lessons: {
 *     3: { due: "2026-10-12T23:59", worth: 10 },
 *     4: { due: "2026-10-19T23:59", worth: 20 },
 *   },
 *   late: { perDay: 0.1, most: 0.5 },
 *   students: { "1234005": { extraDays: 7 } },
 * };
 * ```
 */
export interface GradingRules {
  /** The time zone of times that name none, as in "Europe/Berlin"; "UTC" by default. */
  timeZone?: string;
  /** What applies to a lesson, by its number or its name. */
  lessons?: Readonly<Record<string, LessonRules>>;
  /** What late submissions lose; nothing by default. */
  late?: LateRules;
  /**
   * Which submission counts if a student hands in a lesson several times: the last one (the default), or the one that
   * gives the most points after a late penalty.
   */
  counts?: "last" | "best";
  /** How many lessons of each student do not count: those with the smallest share of their points. 0 by default. */
  dropLowest?: number;
  /** Exceptions for students, by their identifiers as in the column `student` of `grades.csv`. */
  students?: Readonly<Record<string, StudentRules>>;
}

/** What applies to a lesson. */
export interface LessonRules {
  /** When it must be handed in: "2026-10-12T23:59", or with an offset, "2026-10-12T23:59+02:00". Never by default. */
  due?: string;
  /** How many points it is worth, from 0.01 to 10,000. By default, as many as its checks. */
  worth?: number;
  /** Whether it does not count for anybody. It is judged nevertheless. False by default. */
  dropped?: boolean;
}

/** What late submissions lose. */
export interface LateRules {
  /** The share of the reached points that each begun day costs: 0.1 for 10 %. */
  perDay: number;
  /** The largest share that is lost; 1 by default. */
  most?: number;
  /** How many minutes late is still on time; 0 by default. */
  graceMinutes?: number;
  /** After how many days a submission gets no points; never by default. */
  closedAfterDays?: number;
}

/** Exceptions for a student. */
export interface StudentRules {
  /** How many days later everything is due; 0 by default. */
  extraDays?: number;
  /** Exceptions for a lesson, by its number or its name. */
  lessons?: Readonly<Record<string, StudentLessonRules>>;
}

/** Exceptions for a student in a lesson. */
export interface StudentLessonRules {
  /** When it must be handed in; by default, when everybody must, and `extraDays` later. */
  due?: string;
  /** Whether it does not count for the student. False by default. */
  dropped?: boolean;
}
