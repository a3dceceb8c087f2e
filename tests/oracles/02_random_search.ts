/**
 * What a random search does with given random numbers, for the checks of lesson 02.
 * @module
 */

/** A search on f that looks at a new point in each step, and goes there if it is better. */
interface Search {
  f: (x: number) => number;
  start: number;
  /** One random number for each step. */
  numbers: readonly number[];
  stdDev: number;
}

/** Where a right answer ends, and the loss after each step. */
export function randomSearch({ f, start, numbers, stdDev }: Search) {
  let x = start;
  const losses = numbers.map((number) => {
    const sample = x + stdDev * number;
    if (f(sample) < f(x)) x = sample;
    return f(x);
  });
  return { x, losses };
}

/** What each random number was multiplied by, if every sample was drawn around the best point so far. */
export function factors({ f, start, numbers }: Omit<Search, "stdDev">, samples: readonly number[]): number[] {
  let x = start;
  return samples.map((sample, i) => {
    const factor = (sample - x) / numbers[i];
    if (f(sample) < f(x)) x = sample;
    return factor;
  });
}
