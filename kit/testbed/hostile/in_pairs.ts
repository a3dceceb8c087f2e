/**
 * @module
 */

/** Runs `jobs` in their order, two at a time. The promises are in the order of the jobs, and need not be awaited. */
export function inPairs<T>(jobs: (() => Promise<T>)[]): Promise<T>[] {
  const results: Promise<T>[] = [];
  for (const job of jobs) {
    const last = results.at(-2);
    results.push(last ? last.then(job, job) : job());
  }
  for (const result of results) result.catch(() => {}); // the code that awaits it reports the error
  return results;
}
