/**
 * The records of a run. A result exists only in this form; every screen and every report is made from it.
 * @module
 */
import type { DataSize } from "../../base/data_set.ts";
import type { Diagnosis } from "../diagnosis/symptoms.ts";
import type { Location } from "../sandbox/messages.ts";
import type { Device } from "../../base/devices.ts";
import type { Walls } from "../sandbox/walls/start_program.ts";
import type { Checkpoint, Moment } from "../../learn/training/training.ts";

/**
 * The verdict on one check. `todo`: the stub is untouched; `error`: the lesson's code threw; `load`: the lesson cannot
 * be imported; `crash`: its process ended; `skipped`: the check did not run, for the reason in the message.
 */
export type Status = "pass" | "fail" | "todo" | "error" | "timeout" | "memory" | "crash" | "load" | "skipped";

/** The data that a lesson received for training and testing. */
export interface DataGiven {
  /** The name of the data set: "FashionMNIST". */
  name: string;
  /** "subset": the part that comes with the course; "full": all examples. */
  size: DataSize;
  /** The place where the data was found: "the course", "the cache", or another place that the data set names. */
  place: string;
}

/** The record for the start of a run. */
export interface StartRecord {
  /** Distinguishes the kinds of records. */
  type: "start";
  /** The lesson's id: "04_gradient_descent". */
  lesson: string;
  /** The lesson's title. */
  title: string;
  /** The target that is judged: "lessons", "solutions" or a path. */
  target: string;
  /** Where TF.js runs; a lesson without TF.js runs on "cpu". */
  device: Device;
  /** The number of walls around the lesson: 1 for Deno's permissions, 2 with bubblewrap. See docs/security.md. */
  walls: Walls;
  /** The data that the lesson received, or null if it uses none. */
  data: DataGiven | null;
  /** The seed that the checks give to the lesson. */
  seed: number;
}

/**
 * The progress of one of the lesson's training runs: about one record every 0.1 s, before the record of its check or
 * picture.
 */
export interface ProgressRecord extends Moment {
  /** Distinguishes the kinds of records. */
  type: "progress";
  /** The id of the check that is being judged, or null while the picture is drawn. */
  check: string | null;
}

/**
 * A model during its training, which can be saved after Ctrl-C: about one record every 3 s, if the lesson passes its
 * model.
 */
export interface CheckpointRecord extends Checkpoint {
  /** Distinguishes the kinds of records. */
  type: "checkpoint";
  /** The id of the check that is being judged, or null while the picture is drawn. */
  check: string | null;
}

/** The record for a check that has been judged. */
export interface CheckRecord {
  /** Distinguishes the kinds of records. */
  type: "check";
  /** The id of the check: for example "04-minimum". It never changes. */
  id: string;
  /** What a right answer does. */
  name: string;
  /** The verdict on the check. */
  status: Status;
  /** `maxPoints` if the status is `pass`, otherwise 0. */
  points: number;
  /** The number of points that the check is worth. */
  maxPoints: number;
  /** Why the check did not pass; empty if it passed. */
  message: string;
  /** The learner's line in which the mistake appeared, or null. */
  location: Location | null;
  /** "course" if the check is broken and the mistake is not the learner's; null otherwise. */
  fault: "course" | null;
  /** Whether the message names the mistake, instead of only showing numbers. */
  hasCause: boolean;
  /** The known mistake with the same results in this check and all earlier checks; null if there is none. */
  diagnosis: Diagnosis | null;
  /** The output of the lesson during this check, at most 2,000 characters for each question. */
  printed: string;
  /** The hints for the check: first a question, then the idea, finally the code. */
  hints: readonly string[];
  /** How long the check took, in milliseconds of wall time. */
  durationMs: number;
  /** True if students may not see the check before the instructor shows it; otherwise missing. */
  hidden?: true;
}

/** The record for a picture that was drawn, or could not be drawn. */
export interface PictureRecord {
  /** Distinguishes the kinds of records. */
  type: "picture";
  /** The SVG document, untrusted: show it as an image, not as part of a page. Empty if it could not be drawn. */
  svg: string;
  /** The line that replaces the picture in a terminal. */
  summary: string;
  /** Why there is no picture; empty if there is one. */
  message: string;
  /** The specification as JSON, if it was asked for; untrusted. Empty if there is no picture, or if it is very long. */
  spec?: string;
}

/** The record for the score, after all checks have been judged. */
export interface ScoreRecord {
  /** Distinguishes the kinds of records. */
  type: "score";
  /** The points reached. */
  points: number;
  /** The points of all checks that ran. */
  maxPoints: number;
  /** The number of skipped checks, whose points count neither as reached nor as missing. */
  skipped: number;
  /** The known mistake with the same results in every check that failed; null if there is none. */
  diagnosis: Diagnosis | null;
  /** The wall time since the start of the run, in seconds. */
  seconds: number;
}

/** Any record of a run. */
export type RunRecord = StartRecord | ProgressRecord | CheckpointRecord | CheckRecord | ScoreRecord | PictureRecord;
