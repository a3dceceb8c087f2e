/**
 * What a probe measures with, and a lesson cannot change: `import("downhill/instruments")`, which is refused to lessons.
 * Numbers of tensors, devices, and where a tensor lies are asked of TF.js itself, which cannot lie about them (see
 * ../device/lock_engine.ts).
 * @module
 */
export { isDisposed, numbersOf } from "../device/tensors_told.ts";
export { watchTidy } from "../device/tidies.ts";

const { now } = performance;
let standIn: (() => number) | null = null;

/** Exchanges the clock of all lessons for one that can be turned; to be called before anything is locked. */
export function prepareClock(): void {
  Object.defineProperty(Performance.prototype, "now", {
    value: { now: () => standIn ? standIn() : now.call(performance) }.now,
  });
}

/**
 * From now on `performance.now()` is `clock`, for everybody, until the function is called that this returns.
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
