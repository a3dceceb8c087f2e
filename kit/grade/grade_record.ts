/**
 * The records of grading a class: the table in the terminal and the output of `--json` are made from them.
 * @module
 */
import type { Walls } from "../judge/sandbox/walls/start_program.ts";
import type { LessonStatus, StudentResult } from "./reports/class_results.ts";

/** Any record of grading a class. */
export type GradeRecord = BeginRecord | NoteRecord | StudentRecord | CountRecord | EndRecord;

/** The record for the begin, after the submissions have been read. */
export interface BeginRecord {
  /** Distinguishes the kinds of records. */
  type: "begin";
  /** One sentence that says which layout was recognized. */
  summary: string;
  /** The number of students. */
  students: number;
  /** The ids of the lessons that are graded. */
  lessons: string[];
  /** The number of different files that have already been judged. */
  judged: number;
  /** The number of different files that must still be judged. */
  waiting: number;
  /** The number of walls around each lesson. */
  walls: Walls;
}

/** The record for something that a person should know. */
export interface NoteRecord {
  /** Distinguishes the kinds of records. */
  type: "note";
  /** The sentence. */
  message: string;
}

/** The record for a student whose last file has been judged, or who handed in none. */
export interface StudentRecord extends Pick<StudentResult, "student" | "name" | "points" | "maxPoints"> {
  /** Distinguishes the kinds of records. */
  type: "student";
  /** The state of each lesson, by its id. */
  statuses: Record<string, LessonStatus>;
  /** How many files were refused: they look like lessons, but are not graded. */
  refused: number;
}

/** The record for the progress. */
export interface CountRecord {
  /** Distinguishes the kinds of records. */
  type: "count";
  /** What is counted: files that are judged, or pictures that are drawn. */
  what: "files" | "pictures";
  /** The number of students whose files have all been judged. */
  studentsDone: number;
  /** The number of students. */
  students: number;
  /** How many are done in this run. */
  done: number;
  /** How many are being judged or drawn. */
  running: number;
  /** How many are left, without those that are running. */
  left: number;
  /** The time that the rest will take, in seconds; null while it is unknown. */
  secondsLeft: number | null;
}

/** The record for the end. */
export interface EndRecord {
  /** Distinguishes the kinds of records. */
  type: "end";
  /** The paths of the reports for the whole class; those of students are in folders beside them. */
  reports: string[];
  /** The number of students. */
  students: number;
  /** The number of files that could not be judged, although the students are not to blame. */
  notGraded: number;
  /** The number of files that were refused: they look like lessons, but are not graded. */
  refused: number;
  /** The wall time, in seconds. */
  seconds: number;
}
