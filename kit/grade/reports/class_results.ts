/**
 * The results of a class, from which every report is made. They are made from the lines of the journal.
 * @module
 */
import type { Status } from "../../judge/run/record.ts";
import type { Diagnosis } from "../../judge/diagnosis/symptoms.ts";
import type { Walls } from "../../judge/sandbox/walls/start_program.ts";
import type { GradedCheck, GradedLesson } from "../journal/entry.ts";

/** The results of a class. */
export interface ClassResults {
  /** The name of the course. */
  course: string;
  /** The seed that the checks gave to the lessons. */
  seed: number;
  /** The smallest number of walls that stood around any lesson; null if nothing has been judged. */
  walls: Walls | null;
  /** The lessons that are graded, in the order of the course. */
  lessons: (GradedLesson & { maxPoints: number })[];
  /** The students, in the order of their identifiers. */
  students: StudentResult[];
  /** How many files still have to be judged. The reports say so while this is not 0. */
  waiting: number;
}

/** The result of a student. */
export interface StudentResult {
  /** The student's identifier. */
  student: string;
  /** The student's name as people write it. */
  name: string;
  /** The student's email address, or null. */
  email: string | null;
  /** The points reached in all lessons together. */
  points: number;
  /** The points of all lessons together, also of those that were not handed in. */
  maxPoints: number;
  /** A result for each lesson of the class, in the same order. */
  lessons: LessonResult[];
  /** The paths of files that are not lessons. */
  ignored: string[];
  /** Files that are not graded although they look like lessons, with the reason in a sentence. */
  refused: { path: string; reason: string }[];
}

/**
 * The state of a lesson in a submission. "missing": it was not handed in; "waiting": it has not been judged yet; "not
 * graded": it could not be judged, and the student is not to blame. Otherwise, it is `pass` if every check passed, and
 * else the status of the check that a learner should look at first.
 */
export type LessonStatus = Status | "missing" | "waiting" | "not graded";

/** The result of a student in a lesson. */
export interface LessonResult {
  /** The lesson's id. */
  lesson: string;
  /** The state of the lesson. */
  status: LessonStatus;
  /** The points reached. */
  points: number;
  /** The points that can be reached. */
  maxPoints: number;
  /** When it was handed in, in ISO 8601, or null. */
  submittedAt: string | null;
  /** Whether the platform marks it as late, or null. */
  isLate: boolean | null;
  /** The path of the file in the submission, or null. */
  path: string | null;
  /** The SHA-256 of the file, or null. */
  sha256: string | null;
  /** The verdicts on the checks; empty if it was not judged. */
  checks: GradedCheck[];
  /** The known mistake with the same results in every check that failed, or null. */
  diagnosis: Diagnosis | null;
  /** Why it was not graded; empty otherwise. */
  message: string;
  /** The name of the picture in `grades/pictures/`, or null. */
  picture: string | null;
  /** The description of the picture in a line of text; empty if there is none. */
  pictureSummary: string;
  /** Where TF.js ran; null if it was not judged. */
  device: string | null;
  /** The number of walls around the lesson; null if it was not judged. */
  walls: Walls | null;
  /** How long judging took, in seconds; null if it was not judged. */
  seconds: number | null;
  /** When it was judged, in ISO 8601; null if it was not judged. */
  gradedAt: string | null;
}
