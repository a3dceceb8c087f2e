/**
 * What the instructor's gate found.
 * @module
 */

/** One lesson's share of the report. */
export interface LessonReport {
  /** The lesson. */
  lesson: string;
  /** How many checks it has. */
  checks: number;
  /** How many wrong answers were tried. */
  mutants: number;
  /** How many other right answers were tried. */
  alternatives: number;
  /** The seconds that its runs took together. */
  seconds: number;
  /** What is wrong, a sentence each; empty if all is well. */
  problems: string[];
}

/** The whole report. */
export interface VerifyReport {
  /** In the order of the course. */
  lessons: LessonReport[];
  /** The lessons that were not verified, because nothing has changed since all was well with them. */
  remembered: string[];
  /** What is wrong and belongs to no lesson. */
  problems: string[];
}
