/**
 * @module
 */

/** How often it checks whether the parent still runs. */
const CHECK_MS = 1000;

/**
 * Calls `onOrphaned` when the process that started this one has ended: then nobody reads the output any more.
 * @returns A function that stops this.
 */
export function watchParent(onOrphaned: () => void): () => void {
  const parent = Deno.ppid;
  const interval = setInterval(() => Deno.ppid !== parent && onOrphaned(), CHECK_MS);
  return () => clearInterval(interval);
}
