/**
 * The queue of a class that is graded on this machine.
 * @module
 */
import type { NotGradedEntry, VerdictEntry } from "../journal/entry.ts";
import type { GradingJob, Queue } from "./queue.ts";

/** How often a file is tried. If the machine is to blame, another attempt often helps; a third seldom does. */
const MOST_ATTEMPTS = 3;

/** Files in memory, of which the first is taken first. */
export class LocalQueue implements Queue {
  readonly #waiting: GradingJob[];
  readonly #store: (entry: VerdictEntry | NotGradedEntry) => Promise<void>;
  readonly #attempts = new Map<GradingJob, number>();

  /**
   * @param jobs The files, in the order in which they are taken.
   * @param store Stores a line so that it survives the end of this process.
   */
  constructor(jobs: readonly GradingJob[], store: (entry: VerdictEntry | NotGradedEntry) => Promise<void>) {
    this.#waiting = [...jobs];
    this.#store = store;
  }

  claim(count: number): Promise<GradingJob[]> {
    return Promise.resolve(this.#waiting.splice(0, count));
  }

  /** Does nothing: if this process ends, its workers end, too. */
  beat(): Promise<void> {
    return Promise.resolve();
  }

  async settle(_job: GradingJob, verdict: VerdictEntry): Promise<boolean> {
    await this.#store(verdict);
    return true;
  }

  async giveBack(job: GradingJob, message: string): Promise<NotGradedEntry | null> {
    const attempts = (this.#attempts.get(job) ?? 0) + 1;
    this.#attempts.set(job, attempts);
    if (attempts < MOST_ATTEMPTS) {
      this.#waiting.push(job);
      return null;
    }
    const { lesson, sha256 } = job;
    const entry: NotGradedEntry = { type: "not graded", lesson, sha256, message, gradedAt: new Date().toISOString() };
    await this.#store(entry);
    return entry;
  }
}
