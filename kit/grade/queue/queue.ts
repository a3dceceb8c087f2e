/**
 * The port between those who judge files and the place where the files wait: on this machine, or on many.
 * @module
 */
import type { NotGradedEntry, VerdictEntry } from "../journal/entry.ts";

/** A file that waits to be judged. */
export interface GradingJob {
  /** The lesson's id. */
  lesson: string;
  /** The SHA-256 of the file. */
  sha256: string;
  /** The path of the file on this machine. */
  path: string;
}

/** Where files wait to be judged. An adapter decides who gets which file, and stores the verdicts. */
export interface Queue<Job extends GradingJob = GradingJob> {
  /** Takes up to `count` files. No other worker gets them. Empty if no file will come any more. */
  claim(count: number): Promise<Job[]>;
  /** Says that the worker still judges these files. Without this, they are soon given to another worker. */
  beat(jobs: readonly Job[]): Promise<void>;
  /**
   * Stores a verdict. When the promise resolves, the verdict survives the end of this process and of the machine.
   * @returns Whether it was stored: not if the file has been given to another worker in the meantime.
   */
  settle(job: Job, verdict: VerdictEntry): Promise<boolean>;
  /**
   * Gives a file back that this machine could not judge, although the file is not to blame. Another attempt follows;
   * after the last one, it counts as not graded.
   * @param message The reason, in a sentence.
   * @returns What was stored after the last attempt; null if another attempt follows.
   */
  giveBack(job: Job, message: string): Promise<NotGradedEntry | null>;
}

/** A file of a class that other machines judge. */
export interface FileOfClass extends GradingJob {
  /** The identifier and the name of a student who handed it in. */
  student: string;
  name: string;
  /** The longest time that judging may take, in seconds. */
  seconds: number;
}

/** Receives what other machines do with the files of a class. */
export interface Following {
  /** Called when a machine has begun with a file. */
  onBegin(file: GradingJob): void;
  /** Stores a line so that it survives the end of this process. */
  store(entry: VerdictEntry | NotGradedEntry): Promise<void>;
  /** Called when the line of a file has been stored. */
  onDone(file: GradingJob, entry: VerdictEntry | NotGradedEntry): void;
  /** Called with what a person should know, in a sentence. */
  onNote(message: string): void;
}

/** Machines that judge the files of a class in place of this one. */
export interface Machines {
  /** Judges these files. Called again with files that are not done, for example after a stop, it goes on with them. */
  judge(files: readonly FileOfClass[], following: Following): Promise<void>;
}
