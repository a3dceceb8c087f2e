/**
 * The lines of a class's journal, `grades/journal.jsonl`. Every report is made from these lines, and from nothing else.
 * @module
 */
import type { Device } from "../../base/devices.ts";
import type { CheckRecord } from "../../judge/run/record.ts";
import type { GradingRules } from "../../base/grading_rules.ts";
import type { Written } from "../../judge/diagnosis/store.ts";
import type { Diagnosis } from "../../judge/diagnosis/symptoms.ts";
import type { Walls } from "../../judge/sandbox/walls/start_program.ts";

/** Any line of the journal. */
export type Entry =
  | ClassEntry
  | RulesEntry
  | StudentEntry
  | GoneEntry
  | VerdictEntry
  | NotGradedEntry
  | PictureEntry;

/**
 * How a class is graded. It is the first line; another follows when lessons are added, and with `--again`. The last one
 * counts.
 */
export interface ClassEntry {
  /** Distinguishes the kinds of lines. */
  type: "class";
  /** The version of the journal's format. */
  version: 1;
  /** The name of the course. */
  course: string;
  /** Whether everything is judged anew: no verdict or picture before this line counts. */
  isAnew: boolean;
  /** The seed that the checks give to the lessons. */
  seed: number;
  /** The device that was requested: "auto" for the course's own. */
  device: string;
  /** The lessons that are graded, in the order of the course. */
  lessons: GradedLesson[];
}

/** A lesson that is graded, and the checks that everybody is judged by. */
export interface GradedLesson {
  /** The lesson's id: "04_gradient_descent". */
  id: string;
  /** The lesson's title. */
  title: string;
  /** A text that changes with everything that can change a verdict on this lesson. */
  fingerprint: string;
  /** Its checks, in the order of the test file, without those that need the whole data set. */
  checks: { id: string; name: string; points: number; hidden?: true }[];
}

/** How the points count. The last line counts; without one, points count as the checks give them. */
export interface RulesEntry {
  /** Distinguishes the kinds of lines. */
  type: "rules";
  /** The rules of the course, checked; null for none. */
  rules: GradingRules | null;
}

/** A student, and what was handed in. The last line about a student counts. */
export interface StudentEntry {
  /** Distinguishes the kinds of lines. */
  type: "student";
  /** The student's identifier. */
  student: string;
  /** The student's name as people write it. */
  name: string;
  /** The student's email address, or null. */
  email: string | null;
  /** The files that are graded, in the order of their lessons. */
  files: StudentFile[];
  /** Earlier files for the same lessons, which count only if the best submission counts. Missing if there are none. */
  earlier?: StudentFile[];
  /** The paths of files that are not lessons. */
  ignored: string[];
  /** Files that are not graded although they look like lessons, with the reason in a sentence. */
  refused: { path: string; reason: string }[];
}

/** A file of a student. Its bytes are in `grades/submitted/SHA256/LESSON.ts`. */
export interface StudentFile {
  /** The lesson's id. */
  lesson: string;
  /** The SHA-256 of the file, in hexadecimal. Files with the same bytes are judged once. */
  sha256: string;
  /** The path of the file in the submission. */
  path: string;
  /** When it was handed in, in ISO 8601, or null. */
  submittedAt: string | null;
  /** Whether the platform marks it as late, or null. */
  isLate: boolean | null;
}

/** A student whose submission is no longer there. */
export interface GoneEntry {
  /** Distinguishes the kinds of lines. */
  type: "gone";
  /** The student's identifier. */
  student: string;
}

/** A verdict on a check, as it is stored: the hints are in the course. */
export type GradedCheck = Omit<CheckRecord, "type" | "hints">;

/** The verdict on a file. */
export interface VerdictEntry {
  /** Distinguishes the kinds of lines. */
  type: "verdict";
  /** The lesson's id. */
  lesson: string;
  /** The SHA-256 of the file. */
  sha256: string;
  /** Where TF.js ran. */
  device: Device;
  /** The number of walls around the lesson. */
  walls: Walls;
  /** The verdicts on the checks, in the order of the test file. */
  checks: GradedCheck[];
  /** The points reached. */
  points: number;
  /** The points of all checks that ran. */
  maxPoints: number;
  /** The known mistake with the same results in every check that failed; null if there is none. */
  diagnosis: Diagnosis | null;
  /**
   * The shortened answers in the checks with the status `fail`, by the ids of the checks; absent if a known mistake has
   * the same results in all checks that failed. Equal wrong answers are found by them.
   */
  evidence?: Record<string, Written>;
  /** How long judging took, in seconds of wall time. */
  seconds: number;
  /** When it was judged, in ISO 8601. */
  gradedAt: string;
}

/** A file that could not be judged, although neither the student nor the file is to blame. */
export interface NotGradedEntry {
  /** Distinguishes the kinds of lines. */
  type: "not graded";
  /** The lesson's id. */
  lesson: string;
  /** The SHA-256 of the file. */
  sha256: string;
  /** The reason, in a sentence. */
  message: string;
  /** When this was noted, in ISO 8601. */
  gradedAt: string;
}

/** The picture that a file draws. */
export interface PictureEntry {
  /** Distinguishes the kinds of lines. */
  type: "picture";
  /** The lesson's id. */
  lesson: string;
  /** The SHA-256 of the file. */
  sha256: string;
  /** The name of the file in `grades/pictures/`; null if nothing was drawn. */
  file: string | null;
  /** The description of the picture in a line of text; empty if nothing was drawn. */
  summary: string;
  /** Why there is no picture; empty if there is one. */
  message: string;
}
