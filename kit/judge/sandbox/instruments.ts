/**
 * Instruments for probes: `import("downhill/instruments")`. A lesson can neither change nor import them. TF.js itself
 * reports the number of tensors and the device: see ../../learn/device/lock_engine.ts.
 * @module
 */
export { backendOf, isDisposed, numbersOf } from "../../learn/device/tensors_told.ts";
export { watchTidy } from "../../learn/device/tidies.ts";
export { watchProgress } from "../../learn/training/show_progress.ts";

const { now } = performance;
let standIn: (() => number) | null = null;

/** Replaces the clock with one that can be set. Call this before anything is locked. */
export function prepareClock(): void {
  Object.defineProperty(Performance.prototype, "now", {
    value: { now: () => standIn ? standIn() : now.call(performance) }.now,
  });
}

/**
 * Sets the clock: from now on, `performance.now()` calls `clock`, wherever it is used.
 * @returns A function that resets the clock.
 * @example In a probe
 * ```ts ignore
 * const { turnClock } = await import("downhill/instruments");
 * const turnBack = turnClock(() => 4711);
 * ```
 */
export function turnClock(clock: () => number): () => void {
  standIn = clock;
  return () => standIn = null;
}
