/**
 * @module
 */

/** How often it looks for the parent. */
const CHECK_MS = 1000;

/**
 * Calls `onOrphaned` when the process that started this one has ended: then nobody reads any more what is printed here.
 * @returns A function that ends the observation.
 */
export function watchParent(onOrphaned: () => void): () => void {
  const parent = Deno.ppid;
  const interval = setInterval(() => Deno.ppid !== parent && onOrphaned(), CHECK_MS);
  return () => clearInterval(interval);
}
