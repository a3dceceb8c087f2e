/**
 * # 07 · Random search in five dimensions
 *
 * A network has millions of numbers to adjust, not one. Five numbers are enough to see what difference this makes. Take
 *
 * > **f(x₁, …, x₅) = (x₁ + x₂ + x₃ + x₄ + x₅)²** from (1, 2, 3, 4, 5)
 *
 * and the random search of lesson 02. Its idea works for any number of dimensions: to make a **sample**, you now add a
 * separate random number to each number in x. You keep the sample if f is smaller there.
 *
 * But in one dimension there were two directions, and one of them was right. Now there are infinitely many. Here f
 * depends only on the sum, so the best direction is known: reduce all five numbers by the same amount. A random step
 * seldom goes that way. It increases some numbers and decreases others, so most of the step goes sideways, which does
 * not help.
 *
 * **You write**
 *
 * - {@linkcode randomSearch}: as in lesson 02, but x is now a list of any length. `start` is the caller's list, so do
 *   not change it: `map` makes a new list from an old one.
 *
 * **You should see** two searches from the same point, with steps of about the same length. The first looks only along
 * the line on which all five numbers change by the same amount: this is a search in one dimension. The second is yours,
 * and looks in all directions. It needs about √5 = 2.2 times as many steps, because only the part of each step along
 * that line helps.
 *
 * **A question to think about**: in a million dimensions, your search would need √1,000,000 = 1,000 times as many steps
 * as in one. What could show you the right direction for all numbers at once?
 *
 * @module
 */
import { lossCurves, normal, type RandomNumber, show, todo } from "downhill";

/** The options of the search. */
export interface RandomSearchOptions {
  /** How many samples to draw. */
  steps?: number;
  /** The standard deviation of sample − x, in each coordinate. */
  stdDev?: number;
  /** Returns a random number at each call, from the normal distribution with mean 0 and standard deviation 1. */
  random?: RandomNumber;
}

/** The point where a search ended, and the losses on the way. */
export interface Search {
  /** The last point, which is also the best one: a list with as many numbers as the start. */
  x: readonly number[];
  /** The loss after each step, in order. */
  losses: number[];
}

/** The square of the sum of the coordinates. */
export function squaredSum(x: readonly number[]): number {
  return x.reduce((sum, value) => sum + value) ** 2;
}

/**
 * In each step, tries a random point around the best one so far, and moves there if `f` is smaller there. A point is a
 * list of one or more numbers; `start` is not changed.
 * Returns `{ x, losses }`: the last x, and the loss f(x) after each step.
 */
export function randomSearch(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  { steps = 1000, stdDev = 0.01, random = normal(42) }: RandomSearchOptions = {},
): Search {
  // #region solution: as in lesson 02, with a random number for each coordinate, and without changing start
  let x = start;
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const sample = x.map((value) => value + stdDev * random());
    if (f(sample) < f(x)) x = sample;
    losses.push(f(x));
  }
  return { x, losses };
  // #endregion
}

/** What this lesson looks like when it works: a search along the best line only, and one in all directions. */
export function picture({ stdDev, seed = 42 }: { stdDev?: number; seed?: number } = {}) {
  const [start, steps] = [[1, 2, 3, 4, 5], 2500];
  const alongLine = ([distance]: readonly number[]) =>
    squaredSum(start.map((value) => value + distance / Math.sqrt(5)));
  const one =
    randomSearch(alongLine, [0], { steps, stdDev: (stdDev ?? 0.01) * Math.sqrt(5), random: normal(seed) }).losses;
  const five = randomSearch(squaredSum, start, { steps, stdDev, random: normal(seed) }).losses;
  return lossCurves({ "5 dimensions": five, "1 dimension": one }, {
    title: "Random search along the best line and in all directions",
    threshold: 1e-3,
  });
}

if (import.meta.main) await show(picture());
