/**
 * The records of a run: the only form of a result. Every screen and every report is a view of them.
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
 * be imported; `crash`: its process ended; `skipped`: the check was not asked, for the reason in the message.
 */
export type Status = "pass" | "fail" | "todo" | "error" | "timeout" | "memory" | "crash" | "load" | "skipped";

/** What a lesson was given for training and testing. */
export interface DataGiven {
  /** The name of the data set: "FashionMNIST". */
  name: string;
  /** "subset": the part that comes with the course; "full": all examples. */
  size: DataSize;
  /** Where it was found: "the course", "the cache", or another place of the data set. */
  place: string;
}

/** The run begins. */
export interface StartRecord {
  /** Distinguishes the kinds of records. */
  type: "start";
  /** The lesson's id: "04_gradient_descent". */
  lesson: string;
  /** The lesson's title. */
  title: string;
  /** What is judged: "lessons", "solutions" or a path. */
  target: string;
  /** Where TF.js runs; a lesson without TF.js runs on "cpu". */
  device: Device;
  /** How many walls surrounded it: 1 for Deno's permissions, 2 with bubblewrap. See docs/security.md. */
  walls: Walls;
  /** The data that it was given, or null if it uses none. */
  data: DataGiven | null;
  /** The seed that the checks give to the lesson. */
  seed: number;
}

/**
 * The progress of one of the lesson's trainings: about one record every 0.1 s, before the check or the picture is done.
 */
export interface ProgressRecord extends Moment {
  /** Distinguishes the kinds of records. */
  type: "progress";
  /** The id of the check that is being judged, or null while the picture is drawn. */
  check: string | null;
}

/** A model from the middle of its training, for Ctrl-C to save: about one record every 3 s, if the lesson offers it. */
export interface CheckpointRecord extends Checkpoint {
  /** Distinguishes the kinds of records. */
  type: "checkpoint";
  /** The id of the check that is being judged, or null while the picture is drawn. */
  check: string | null;
}

/** One check has been judged. */
export interface CheckRecord {
  /** Distinguishes the kinds of records. */
  type: "check";
  /** For example "04-minimum"; never changes. */
  id: string;
  /** What a right answer does. */
  name: string;
  /** The verdict. */
  status: Status;
  /** `maxPoints` if the status is `pass`, else 0. */
  points: number;
  /** What the check is worth. */
  maxPoints: number;
  /** Why it did not pass; empty if it did. */
  message: string;
  /** The learner's line where the mistake appeared, if there was one. */
  location: Location | null;
  /** Whose mistake it was, if not the learner's: "course" for a check that is broken; null otherwise. */
  fault: "course" | null;
  /** Whether the message names the mistake, and not only numbers that show it. */
  hasCause: boolean;
  /** The known mistake that had the same results in this check and in those before it; null if there is none. */
  diagnosis: Diagnosis | null;
  /** What the lesson printed during this check, cut at 2,000 characters for each question. */
  printed: string;
  /** The hints for it: first a question, then the idea, finally the code. */
  hints: readonly string[];
  /** Wall time, in milliseconds. */
  durationMs: number;
}

/** The lesson's picture was drawn, or could not be drawn. */
export interface PictureRecord {
  /** Distinguishes the kinds of records. */
  type: "picture";
  /** The SVG document, untrusted: show it as an image, not as part of a page. Empty if it could not be drawn. */
  svg: string;
  /** The line that replaces it in a terminal. */
  summary: string;
  /** Why there is no picture; empty if there is one. */
  message: string;
}

/** All checks have been judged. */
export interface ScoreRecord {
  /** Distinguishes the kinds of records. */
  type: "score";
  /** Points reached. */
  points: number;
  /** Points of all checks that were asked. */
  maxPoints: number;
  /** How many checks were skipped: their points count neither as reached nor as missing. */
  skipped: number;
  /** The known mistake that had the same results in every check that failed; null if there is none. */
  diagnosis: Diagnosis | null;
  /** Wall time from the start of the run to here, in seconds. */
  seconds: number;
}

/** One step of a run. */
export type RunRecord = StartRecord | ProgressRecord | CheckpointRecord | CheckRecord | ScoreRecord | PictureRecord;
