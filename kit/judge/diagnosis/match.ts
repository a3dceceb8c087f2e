/**
 * Decides whether two shortened answers come from the same mistake.
 * @module
 */
import type { Sketch } from "./sketch.ts";
import type { Entry, Evidence } from "./store.ts";

/**
 * Numbers smaller than this share of the largest number in their list are compared by their absolute difference. A
 * gradient of 1e-9 next to a gradient of 1 is only a rounding error of float32, which differs between devices.
 */
const SMALL = 1e-4;

/** Whole numbers up to this size are counts, classes or lengths, in which a difference of 1 is a real difference. */
const LARGEST_COUNT = 1e6;

/** The largest relative difference between two answers' numbers; Infinity if something other than numbers differs. */
export function differenceOf(a: readonly Sketch[], b: readonly Sketch[]): number {
  if (a.length !== b.length) return Infinity;
  return a.reduce((most, sketch, i) => Math.max(most, differenceOfAnswers(sketch, b[i])), 0);
}

/**
 * Returns the entries whose evidence is the same as the evidence of a run.
 * @param failed The evidence of the checks that failed.
 * @param asked The ids of all checks that have run; other checks are ignored.
 */
export function matching(entries: readonly Entry[], failed: Evidence, asked: ReadonlySet<string>): Entry[] {
  return entries.filter(({ evidence, tolerance }) =>
    failsTheSame([...evidence.keys()], failed, asked) &&
    [...failed].every(([id, sketches]) => differenceOf(sketches, evidence.get(id)!) <= tolerance)
  );
}

/**
 * Whether exactly the checks that a mistake with these `checks` should fail have failed. Checks that did not run are
 * ignored.
 */
export function failsTheSame(checks: readonly string[], failed: Evidence, asked: ReadonlySet<string>): boolean {
  const expected = checks.filter((id) => asked.has(id));
  return expected.length === failed.size && expected.every((id) => failed.has(id));
}

function differenceOfAnswers(a: Sketch, b: Sketch): number {
  if (a.shape !== b.shape || a.numbers.length !== b.numbers.length) return Infinity;
  return a.numbers.reduce((most, list, i) => Math.max(most, differenceOfLists(list, b.numbers[i])), 0);
}

function differenceOfLists(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  const scale = [...a, ...b].filter(Number.isFinite).reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return a.reduce((most, number, i) => Math.max(most, differenceOfNumbers(number, b[i], scale)), 0);
}

function differenceOfNumbers(a: number, b: number, scale: number): number {
  if (a === b || Number.isNaN(a) && Number.isNaN(b)) return 0;
  if (!Number.isFinite(a) || !Number.isFinite(b) || isCount(a) && isCount(b)) return Infinity;
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), SMALL * scale);
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= LARGEST_COUNT;
}
