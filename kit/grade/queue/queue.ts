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
export interface Queue {
  /** Takes up to `count` files. No other worker gets them. Empty if no file is waiting. */
  claim(count: number): Promise<GradingJob[]>;
  /** Says that the worker still judges these files. Without this, they are soon given to another worker. */
  beat(jobs: readonly GradingJob[]): Promise<void>;
  /** Stores a verdict. When the promise resolves, the verdict survives the end of this process and of the machine. */
  settle(job: GradingJob, verdict: VerdictEntry): Promise<void>;
  /**
   * Gives a file back that this machine could not judge, although the file is not to blame. Another attempt follows;
   * after the last one, it counts as not graded.
   * @param message The reason, in a sentence.
   * @returns What was stored after the last attempt; null if another attempt follows.
   */
  giveBack(job: GradingJob, message: string): Promise<NotGradedEntry | null>;
}
