/**
 * @module
 */
import type { VerdictEntry } from "./journal/entry.ts";

/**
 * Judges as `judge` does, but gives no verdict on a lesson that may have been ended together with its worker: when the
 * system stops a worker, it may also end the lessons' processes, which looks like a crash. So from then on, no crash
 * counts: another worker judges the file again.
 */
export function withoutVictims<Job>(
  judge: (job: Job) => Promise<VerdictEntry>,
  isStopping: () => boolean,
): (job: Job) => Promise<VerdictEntry> {
  return async (job) => {
    const verdict = await judge(job);
    if (isStopping() && verdict.checks.some(({ status }) => status === "crash")) {
      throw new Error("The machine was being stopped.");
    }
    return verdict;
  };
}
