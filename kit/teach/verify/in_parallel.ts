/**
 * @module
 */

/** Works through `jobs`, as many at a time as there are cores; after each it tells `onDone` how many are done. */
export async function inParallel(
  jobs: readonly (() => Promise<void>)[],
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
