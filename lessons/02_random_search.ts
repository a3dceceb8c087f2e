/**
 * # 02 · Random search
 *
 * How little is enough to go downhill? Throw dice. From where you are, look at a random point nearby. If f is smaller
 * there, move to it; if not, stay. Then throw again:
 *
 * > **sample = x + standard deviation · random number**
 *
 * The random number comes from the **normal distribution**: mostly between −1 and 1, seldom beyond ±3, as often below
 * 0 as above. The **standard deviation** says how far "nearby" is. Half of all throws lead uphill and are wasted, but
 * since you keep only what is better, it can never get worse. Nature finds eyes and wings in much the same way, and for
 * a function of which you know nothing at all, there is little that is better.
 *
 * **You write**
 *
 * - {@linkcode randomSearch}: in each of the steps draw one sample around the best x so far, keep the better of the two,
 *   and note f(x) for the one that you kept. `random()` gives the next random number; a `Math.random()` would give other
 *   numbers in every run, and nobody could check them.
 *
 * **You should see** the loss go from 4 to 0 along a curve with small stairs: a flat piece for each throw that was
 * wasted.
 *
 * **A question to take along**: half of the throws go the wrong way, and the others are sometimes tiny. Why not try both
 * sides in every step, always as far, and leave nothing to chance?
 *
 * @module
 */
import { lossCurve, normal, type Objective, type RandomNumber, show, todo, type Trace } from "downhill";

/** How to search. */
export interface RandomSearchOptions {
  /** How many samples to draw. */
  steps?: number;
  /** How far from x the samples are, in the mean: the standard deviation of their distance. */
  stdDev?: number;
  /** Gives a random number at each call, from the normal distribution with mean 0 and standard deviation 1. */
  random?: RandomNumber;
}

/**
 * Tries a random point around the best one so far, again and again, and moves there if `f` is smaller.
 * Returns the last `x`, and the loss f(x) after each of the steps.
 */
export function randomSearch(
  f: Objective,
  start: number,
  { steps = 1000, stdDev = 0.01, random = normal(42) }: RandomSearchOptions = {},
): Trace {
  return todo("draw a sample around x, keep the better of the two, and note its f: once in each step");
}

/** What this lesson looks like when it works: the loss after each step. */
export function picture() {
  const { x, losses } = randomSearch((x) => x ** 2, 2);
  const same = losses.filter((loss, i) => loss === losses[i - 1]).length;
  return lossCurve(losses, {
    logY: false,
    title: "Random search on f(x) = x² from 2",
    yTitle: "loss f(x) (no unit)",
    description: `The loss falls from 4 to ${losses[losses.length - 1].toExponential(1)} in ${losses.length} steps, ` +
      `at x = ${x.toExponential(1)}. In ${same} of them it stays as it was: what they tried was worse.`,
  });
}

if (import.meta.main) await show(picture());
