/**
 * # 02 · Random search
 *
 * The simplest way to go downhill is to roll dice. From where you are, look at a random point nearby. If f is smaller
 * there, move there; if not, stay. Then roll again:
 *
 * > **sample = x + standard deviation · random number**
 *
 * The random number comes from the **normal distribution**: it is mostly between −1 and 1, rarely beyond ±3, and as
 * often below 0 as above. The **standard deviation** says how far away "nearby" is. Half of all samples lead uphill and
 * are wasted, but you keep only better points, so f(x) never rises. Evolution found eyes and wings in much the same
 * way. If you know nothing at all about a function, there is hardly a better method.
 *
 * **You write**
 *
 * - {@linkcode randomSearch}: in each step, draw one sample around the best x so far, keep the better of the two
 *   points, and note the value of f there: this is the **loss**. `random()` gives the next random number.
 *   `Math.random()` would give different numbers in every run, so nobody could check your results.
 *
 * **You should see** the loss fall from 4 to 0 along a curve with small stairs. Each flat piece is a wasted sample.
 *
 * **A question to think about**: half of the samples go the wrong way, and some of the others are tiny steps. Why not
 * try both sides in every step, always at the same distance, and leave nothing to chance?
 *
 * @module
 */
import { lossCurve, normal, type Objective, type RandomNumber, show, todo, type Trace } from "downhill";

/** The options of the search. */
export interface RandomSearchOptions {
  /** How many samples to draw. */
  steps?: number;
  /** The standard deviation of sample − x. */
  stdDev?: number;
  /** Returns a random number at each call, from the normal distribution with mean 0 and standard deviation 1. */
  random?: RandomNumber;
}

/**
 * In each step, tries a random point around the best one so far, and moves there if `f` is smaller there.
 * Returns `{ x, losses }`: the last x, and the loss f(x) after each step.
 */
export function randomSearch(
  f: Objective,
  start: number,
  { steps = 1000, stdDev = 0.01, random = normal(42) }: RandomSearchOptions = {},
): Trace {
  // #region solution: in each step, draw a sample around x, keep the better of the two, and note f(x)
  let x = start;
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const sample = x + stdDev * random();
    if (f(sample) < f(x)) x = sample;
    losses.push(f(x));
  }
  return { x, losses };
  // #endregion
}

/** What this lesson looks like when it works: the loss after each step. */
export function picture({ stdDev, seed = 42 }: { stdDev?: number; seed?: number } = {}) {
  const { x, losses } = randomSearch((x) => x ** 2, 2, { stdDev, random: normal(seed) });
  const same = losses.filter((loss, i) => loss === losses[i - 1]).length;
  return lossCurve(losses, {
    logY: false,
    title: "Random search on f(x) = x² from 2",
    yTitle: "loss f(x)",
    description: `The loss falls from 4 to ${losses[losses.length - 1].toExponential(1)} in ${losses.length} steps, ` +
      `at x = ${x.toExponential(1)}. In ${same} of them it stays the same: the sample was worse.`,
  });
}

if (import.meta.main) await show(picture());
