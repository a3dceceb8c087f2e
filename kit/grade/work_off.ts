/**
 * @module
 */
import type { NotGradedEntry, VerdictEntry } from "./journal/entry.ts";
import type { GradingJob, Queue } from "./queue/queue.ts";

/** The time between two messages to the queue that the files are still being judged, in milliseconds. */
const BEAT_MS = 3000;

/** How to judge the files of a queue. */
export interface WorkOptions {
  /** How many files are judged at a time. */
  slots: number;
  /** Judges a file. If it throws, the machine is to blame, and the file goes back to the queue. */
  judge: (job: GradingJob) => Promise<VerdictEntry>;
  /** Called when a file is taken. */
  onBegin?: (job: GradingJob) => void;
  /** Called when a file is done: its verdict, or what was stored after the last attempt, is safe. */
  onDone?: (job: GradingJob, entry: VerdictEntry | NotGradedEntry) => void;
  /** Called when a file is given back, to be tried again. */
  onAgain?: (job: GradingJob, message: string) => void;
}

/**
 * Judges the files of `queue` until none is left.
 * @throws {Error} If the queue cannot store a verdict.
 */
export async function workOff(queue: Queue, options: WorkOptions): Promise<void> {
  const { slots, judge, onBegin, onDone, onAgain } = options;
  const running = new Set<GradingJob>();
  const beating = setInterval(() => void queue.beat([...running]).catch(() => {}), BEAT_MS);
  const slot = async () => {
    for (let [job] = await queue.claim(1); job; [job] = await queue.claim(1)) {
      running.add(job);
      onBegin?.(job);
      const verdict = await judge(job).catch((error: Error) => error);
      running.delete(job);
      if (verdict instanceof Error) {
        const last = await queue.giveBack(job, verdict.message);
        if (last) onDone?.(job, last);
        else onAgain?.(job, verdict.message);
      } else {
        await queue.settle(job, verdict);
        onDone?.(job, verdict);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: slots }, slot));
  } finally {
    clearInterval(beating);
  }
}
