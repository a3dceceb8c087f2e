/**
 * Measures how close a value came to its threshold, so that authors can see whether the threshold is well chosen.
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";

/** A comparison with a threshold, and how close the value came to it. */
export interface Margin {
  /** The name of the value that was compared: "x after 1,000 steps". */
  name: string;
  /**
   * The difference as a share of the allowed difference, or the value as a share of its bound. If this is at most 1,
   * the value passes.
   */
  share: number;
  /** Whether the threshold is a bound, which a right answer may come close to. */
  isBound: boolean;
}

const listeners = new AsyncLocalStorage<(margin: Margin) => void>();

/** Runs `work`, and reports every comparison with a threshold in its assertions to `onMargin`. */
export function withMargins<T>(onMargin: (margin: Margin) => void, work: () => T): T {
  return listeners.run(onMargin, work);
}

/** Reports differences and their allowed sizes, if there is a listener. Comparisons without a tolerance are ignored. */
export function noteMargin(
  name: string,
  pairs: () => readonly (readonly [difference: number, allowed: number])[],
  isBound = false,
): void {
  const onMargin = listeners.getStore();
  if (!onMargin) return;
  const shares = pairs().filter(([, allowed]) => allowed > 0).map(([difference, allowed]) => difference / allowed);
  if (shares.length > 0) onMargin({ name, share: shares.reduce((worst, each) => Math.max(worst, each)), isBound });
}
