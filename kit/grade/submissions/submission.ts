/**
 * What a student handed in, in the same form whatever platform it comes from.
 * @module
 */

/** One student's submission. */
export interface Submission {
  /**
   * The student's identifier, the same in every export of this class: a login, a number or a name. No two students of a
   * class have the same one, not even in upper and lower case. It is printable, in a line of at most 210 characters.
   */
  student: string;
  /** The student's name as people write it, printable. If the platform exports none, it equals `student`. */
  name: string;
  /** The student's email address, or null if the platform does not export it. */
  email: string | null;
  /** The lessons, in the order of their ids; at most one file for each. */
  lessons: SubmittedLesson[];
  /** Earlier files for lessons, the oldest first; at most 10 for each lesson. */
  earlier: SubmittedLesson[];
  /**
   * The paths of files that are not lessons, which are never read, or that are there more often than they count; a
   * folder that is not searched ends in "/". At most 100 are listed.
   */
  ignored: string[];
  /** Files that are not graded, although they look like lessons, archives or links to them. At most 100 are listed. */
  refused: Refusal[];
}

/** A lesson's file in a submission. */
export interface SubmittedLesson {
  /** The lesson's id: "04_gradient_descent". */
  lesson: string;
  /** The path of the file from the folder or archive that was given, printable. Nothing may be opened by it. */
  path: string;
  /** The bytes of the file. */
  bytes: Uint8Array<ArrayBuffer>;
  /** When it was handed in, in ISO 8601; null if the export does not say. A time without a zone has no "Z". */
  submittedAt: string | null;
  /** Whether the platform marks it as late; null if the platform has no such mark. */
  isLate: boolean | null;
}

/** Why a file is not graded. */
export interface Refusal {
  /** The path of the file, as in {@linkcode SubmittedLesson}. */
  path: string;
  /** The reason and what to do, in a sentence for the student and the instructor. */
  reason: string;
}

/** The submissions of a class. */
export interface Submissions {
  /** The name of the layout that was recognized or asked for: "moodle". */
  layout: string;
  /** One sentence for people that says what was recognized: "Moodle's export: 31 students in 04.zip." */
  summary: string;
  /** Problems that belong to no student, a sentence each: "notes.txt is not a submission." */
  problems: string[];
  /** The identifiers of the students, in order. */
  students: string[];
  /** The submissions, in the order of `student`, one after the other, so that a large class need not be in memory. */
  all(): AsyncIterable<Submission>;
  /** Removes the temporary files. */
  [Symbol.asyncDispose](): Promise<void>;
}
