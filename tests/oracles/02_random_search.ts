/**
 * A random search with given random numbers, for the checks of lesson 02.
 * @module
 */

/** A search on f that tries a new point in each step, and moves there if f is smaller. */
interface Search {
  f: (x: number) => number;
  start: number;
  /** One random number for each step. */
  numbers: readonly number[];
  stdDev: number;
}

/** The last x of a right answer, and its loss after each step. */
export function randomSearch({ f, start, numbers, stdDev }: Search) {
  let x = start;
  const losses = numbers.map((number) => {
    const sample = x + stdDev * number;
    if (f(sample) < f(x)) x = sample;
    return f(x);
  });
  return { x, losses };
}

/** The factor by which each random number was multiplied, if every sample was drawn around the best point so far. */
export function factors({ f, start, numbers }: Omit<Search, "stdDev">, samples: readonly number[]): number[] {
  let x = start;
  return samples.map((sample, i) => {
    const factor = (sample - x) / numbers[i];
    if (f(sample) < f(x)) x = sample;
    return factor;
  });
}
