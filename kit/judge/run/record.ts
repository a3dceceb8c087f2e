/**
 * The records of a run: the one form in which a result exists. Every screen and every report is a view of them.
 * @module
 */
import type { DataSize } from "../../base/data_set.ts";
import type { Location } from "../sandbox/messages.ts";
import type { Device } from "../../base/devices.ts";
import type { Walls } from "../sandbox/walls/start_program.ts";
import type { Checkpoint, Moment } from "../../learn/training/training.ts";

/**
 * The verdict of one check. `todo`: the stub is untouched; `error`: the lesson's code threw; `load`: it does not
 * import; `crash`: its process ended; `skipped`: not asked, for the reason in the message.
 */
export type Status = "pass" | "fail" | "todo" | "error" | "timeout" | "memory" | "crash" | "load" | "skipped";

/** What a lesson was given to train and to test with. */
export interface DataGiven {
  /** The name of the data set: "FashionMNIST". */
  name: string;
  /** "subset": what comes with the course; "full": all there is. */
  size: DataSize;
  /** Where it was found: "the course", "the cache", or another place of the data set. */
  place: string;
}

/** The run begins. */
export interface StartRecord {
  /** Tells the records apart. */
  type: "start";
  /** The lesson's id: "04_gradient_descent". */
  lesson: string;
  /** The lesson's title. */
  title: string;
  /** What is run: "lessons", "solutions" or a path. */
  target: string;
  /** Where TF.js runs; a lesson without TF.js runs on "cpu". */
  device: Device;
  /** How many walls stood around it: 1 for Deno's permissions, 2 with bubblewrap. See docs/security.md. */
  walls: Walls;
  /** The data that it was given, or null if it is about none. */
  data: DataGiven | null;
  /** The seed that the checks give to the lesson. */
  seed: number;
}

/** A training of the lesson's has come so far; one comes about every 0.1 s, before the check or the picture is done. */
export interface ProgressRecord extends Moment {
  /** Tells the records apart. */
  type: "progress";
  /** The id of the check that is being judged, or null while the picture is drawn. */
  check: string | null;
}

/** A model in the middle of its training, which Ctrl-C should keep; one comes about every 3 s, if the lesson says so. */
export interface CheckpointRecord extends Checkpoint {
  /** Tells the records apart. */
  type: "checkpoint";
  /** The id of the check that is being judged, or null while the picture is drawn. */
  check: string | null;
}

/** One check has been judged. */
export interface CheckRecord {
  /** Tells the records apart. */
  type: "check";
  /** For example "04-minimum"; stays the same for ever. */
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
  /** The learner's line that took part in it, if one did. */
  location: Location | null;
  /** Whose mistake it was if it was not the learner's: "course" for a check that is broken; null otherwise. */
  fault: "course" | null;
  /** What the lesson printed while this check ran, cut at 2,000 characters for each of its questions. */
  printed: string;
  /** The hints for it: first a question, then the idea, at last the code. */
  hints: readonly string[];
  /** Wall time, in milliseconds. */
  durationMs: number;
}

/** The lesson's picture has been drawn, or could not be. */
export interface PictureRecord {
  /** Tells the records apart. */
  type: "picture";
  /** The SVG document, untrusted: an image, not a part of a page. Empty if it could not be drawn. */
  svg: string;
  /** The line that stands for it in a terminal. */
  summary: string;
  /** Why there is none; empty if there is one. */
  message: string;
}

/** All checks have been judged. */
export interface ScoreRecord {
  /** Tells the records apart. */
  type: "score";
  /** Points reached. */
  points: number;
  /** Points to be had by the checks that were asked. */
  maxPoints: number;
  /** How many checks were skipped: their points are neither reached nor missing. */
  skipped: number;
  /** Wall time from the start of the run to here, in seconds. */
  seconds: number;
}

/** One step of a run. */
export type RunRecord = StartRecord | ProgressRecord | CheckpointRecord | CheckRecord | ScoreRecord | PictureRecord;
