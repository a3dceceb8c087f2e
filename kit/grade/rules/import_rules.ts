/**
 * Imports the file of a course's rules, in a thread of its own: it is a program, which may have an endless loop.
 * @module
 */

/** How long the file may take, in milliseconds: any file of rules needs much less. */
const LONGEST_MS = 10_000;

/**
 * What the module at `url` exports as `grading`.
 * @throws {Error} If it cannot be imported, or not in time.
 */
export async function importRules(url: string, longestMs: number = LONGEST_MS): Promise<unknown> {
  const worker = new Worker(new URL("rules_worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const limit = `it took more than ${longestMs / 1000} seconds: does it have an endless loop?`;
  const timer = setTimeout(() => reject(new Error(limit)), longestMs);
  worker.onmessage = ({ data }) => "problem" in data ? reject(new Error(data.problem)) : resolve(data.grading);
  worker.onerror = (event) => {
    event.preventDefault(); // otherwise, the error would end the program
    reject(new Error(event.message));
  };
  worker.postMessage(url);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
