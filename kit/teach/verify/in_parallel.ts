/**
 * Runs several jobs at a time.
 * @module
 */

/** A job to run. */
export type Step = () => Promise<void>;

/**
 * Runs `jobs`, as many at a time as there are cores. After each job, `onDone` receives the number of jobs that are
 * done.
 */
export async function inParallel(
  jobs: readonly Step[],
  onDone: (done: number) => void,
): Promise<void> {
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < jobs.length) {
      await jobs[next++]();
      onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, worker));
}

/** Wraps jobs so that the last one to end also calls `onEnd`. */
export function withLast(steps: readonly Step[], onEnd: () => Promise<unknown>): Step[] {
  let left = steps.length;
  return steps.map((step) => async () => {
    await step();
    if (--left === 0) await onEnd();
  });
}

/** Divides a list into one part for each core. */
export function inShares<T>(values: readonly T[]): T[][] {
  const size = Math.ceil(values.length / navigator.hardwareConcurrency);
  const shares: T[][] = [];
  for (let begin = 0; begin < values.length; begin += size) shares.push(values.slice(begin, begin + size));
  return shares;
}
