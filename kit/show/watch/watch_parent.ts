/**
 * @module
 */

/** The time between two checks of whether the parent process still runs, in milliseconds. */
const CHECK_MS = 1000;

/**
 * Calls `onOrphaned` when the process that started this one has ended, because then nobody reads the output any more.
 * @returns A function that stops the checking.
 */
export function watchParent(onOrphaned: () => void): () => void {
  const parent = Deno.ppid;
  const interval = setInterval(() => Deno.ppid !== parent && onOrphaned(), CHECK_MS);
  return () => clearInterval(interval);
}
