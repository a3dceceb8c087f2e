/**
 * @module
 */
import type { NotGradedEntry, VerdictEntry } from "./journal/entry.ts";
import type { GradingJob, Queue } from "./queue/queue.ts";

/** The time between two messages to the queue that the files are still being judged, in milliseconds. */
const BEAT_MS = 3000;

/** How to judge the files of a queue. */
export interface WorkOptions<Job extends GradingJob = GradingJob> {
  /** How many files are judged at a time. */
  slots: number;
  /** Judges a file. If it throws, the machine is to blame, and the file goes back to the queue. */
  judge: (job: Job) => Promise<VerdictEntry>;
  /** Called when a file is taken. */
  onBegin?: (job: Job) => void;
  /**
   * Called when a file is done: its verdict, or what was stored after the last attempt, is safe. The slot takes its next
   * file when the promise resolves, if there is one.
   */
  onDone?: (job: Job, entry: VerdictEntry | NotGradedEntry) => unknown;
  /** Called when a file is given back, to be tried again. The slot waits as after `onDone`. */
  onAgain?: (job: Job, message: string) => unknown;
  /** Called when a verdict came too late, because another worker has been given the file. */
  onRefused?: (job: Job) => void;
}

/**
 * Judges the files of `queue` until none is left.
 * @throws {Error} If the queue cannot store a verdict.
 */
export async function workOff<Job extends GradingJob>(queue: Queue<Job>, options: WorkOptions<Job>): Promise<void> {
  const { slots, judge, onBegin, onDone, onAgain, onRefused } = options;
  const running = new Set<Job>();
  const beating = setInterval(() => void queue.beat([...running]).catch(() => {}), BEAT_MS);
  const slot = async () => {
    for (let [job] = await queue.claim(1); job; [job] = await queue.claim(1)) {
      running.add(job);
      onBegin?.(job);
      const verdict = await judge(job).catch((error: Error) => error);
      running.delete(job);
      if (verdict instanceof Error) {
        const last = await queue.giveBack(job, verdict.message);
        if (last) await onDone?.(job, last);
        else await onAgain?.(job, verdict.message);
      } else {
        if (await queue.settle(job, verdict)) await onDone?.(job, verdict);
        else onRefused?.(job);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: slots }, slot));
  } finally {
    clearInterval(beating);
  }
}
