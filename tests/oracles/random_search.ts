/**
 * The random search of lessons 07 and 08, in float64.
 * @module
 */
import type { RandomNumber } from "downhill/testing";
import { sum } from "./lists.ts";

/** The options of the search. */
export interface SearchOptions {
  /** How many samples to draw. */
  steps: number;
  /** The standard deviation of sample − x, in each coordinate. */
  stdDev: number;
  /** Returns a random number at each call. */
  random: RandomNumber;
}

/**
 * The losses of a random search on the square of the sum of the coordinates, one for each step. Only
 * rounding depends on which coordinate takes which random number of a step.
 */
export function squaredSumLosses(start: readonly number[], { steps, stdDev, random }: SearchOptions): number[] {
  let x = start;
  return Array.from({ length: steps }, () => {
    const sample = x.map((value) => value + stdDev * random());
    if (sum(sample) ** 2 < sum(x) ** 2) x = sample;
    return sum(x) ** 2;
  });
}
