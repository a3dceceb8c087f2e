/**
 * The result of the instructor's gate, `deno task verify`.
 * @module
 */

/** One lesson's part of the report. */
export interface LessonReport {
  /** The lesson's id. */
  lesson: string;
  /** The number of its checks. */
  checks: number;
  /** The number of mutants that were tried. */
  mutants: number;
  /** The number of alternatives that were tried. */
  alternatives: number;
  /** The total time of its runs, in seconds. */
  seconds: number;
  /** The places that its author has marked `TODO`, with file and line. */
  todos: string[];
  /** One sentence for each problem; empty if everything is right. */
  problems: string[];
}

/** The whole report. */
export interface VerifyReport {
  /** The lessons that were verified, in the order of the course. */
  lessons: LessonReport[];
  /** The lessons that were not verified, because nothing has changed since they last passed. */
  remembered: string[];
  /** One sentence for each problem outside the lessons. */
  problems: string[];
}
