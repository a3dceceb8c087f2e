/**
 * How close a value came to its threshold, for authors who want to know whether the threshold is well chosen.
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";

/** A threshold, and how much of it a value used. */
export interface Margin {
  /** What was compared: "x after 1,000 steps". */
  name: string;
  /**
   * The difference as a share of what is allowed, or the value as a share of its bound: it passes if this is at most 1.
   */
  share: number;
  /** Whether it is a bound, which a right answer may come close to. */
  isBound: boolean;
}

const listeners = new AsyncLocalStorage<(margin: Margin) => void>();

/** Does `work`, and reports to `onMargin` every threshold that an assertion in it compares with. */
export function withMargins<T>(onMargin: (margin: Margin) => void, work: () => T): T {
  return listeners.run(onMargin, work);
}

/** Reports a threshold, if there is a listener: the difference, and what is allowed. An exact value has no margin. */
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
