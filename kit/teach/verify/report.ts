/**
 * The result of the instructor's gate.
 * @module
 */

/** One lesson's part of the report. */
export interface LessonReport {
  /** The lesson. */
  lesson: string;
  /** How many checks it has. */
  checks: number;
  /** How many wrong answers were tried. */
  mutants: number;
  /** How many other right answers were tried. */
  alternatives: number;
  /** The total seconds of its runs. */
  seconds: number;
  /** Places that its author has marked `TODO`, with file and line. */
  todos: string[];
  /** What is wrong, one sentence each; empty if everything is right. */
  problems: string[];
}

/** The whole report. */
export interface VerifyReport {
  /** In the order of the course. */
  lessons: LessonReport[];
  /** The lessons that were not verified, because nothing has changed since they were found correct. */
  remembered: string[];
  /** What is wrong outside the lessons. */
  problems: string[];
}
