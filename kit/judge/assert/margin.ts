/**
 * How near a value was to its threshold, for authors who want to know whether a threshold is well chosen.
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";

/** A threshold, and what a value used of it. */
export interface Margin {
  /** What was compared: "x after 1,000 steps". */
  name: string;
  /** The difference as a share of what is allowed, or the value as a share of its bound: up to 1 it passes. */
  share: number;
  /** Whether it is a bound, to which a right answer may come near. */
  isBound: boolean;
}

const listeners = new AsyncLocalStorage<(margin: Margin) => void>();

/** Does `work`, and tells `onMargin` of every threshold that an assertion in it compares with. */
export function withMargins<T>(onMargin: (margin: Margin) => void, work: () => T): T {
  return listeners.run(onMargin, work);
}

/** Tells of a threshold, if anybody wants to know: the difference, and what is allowed. What must be exact has no margin. */
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
