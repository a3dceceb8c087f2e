/**
 * # 03 · Exhaustive search
 *
 * Random search wastes every throw that leads uphill. So leave nothing to chance: in each step look at **both**
 * neighbours, x − step and x + step, and go to the best of the three points, where staying is allowed.
 *
 * Now no step is wasted on the way down, and the same start always leads to the same end. There is a price. All points
 * that can ever be reached are start, start ± step, start ± 2 · step, …: a **grid**. Between them the search is blind.
 *
 * **You write**
 *
 * - {@linkcode exhaustiveSearch}: in each step try both neighbours, keep the best, note f(x) for what you kept.
 * - {@linkcode answers}: after some steps, nothing improves any more. Why? Find out by running it with other steps and
 *   minima. How far from the minimum of a parabola can x be at most when it stops, counted in steps: 2 of them, 1, a
 *   tenth? And with which step does it get below a loss of 10⁻⁶ on f(x) = (x − 1/3)² from 2, in the 1,000 steps that
 *   it has?
 *
 * **You should see** two curves on a logarithmic axis. This one is down first, for it always goes as far as it may, and
 * then it is flat for ever. Random search is late, and ends lower.
 *
 * **A question to take along**: far away a large step is good, near the minimum a small one. Is there something about
 * f that tells how far to go, and to which side, without trying?
 *
 * @module
 */
import { lossCurves, normal, type Objective, show, todo, type Trace } from "downhill";

/** How to search. */
export interface ExhaustiveSearchOptions {
  /** How many times to look at both neighbours. */
  steps?: number;
  /** How far away they are. */
  step?: number;
}

/**
 * Looks a `step` to the left and to the right of x, and moves to where `f` is smallest, again and again.
 * Returns the last `x`, and the loss f(x) after each of the `steps`.
 */
export function exhaustiveSearch(
  f: Objective,
  start: number,
  { steps = 1000, step = 0.01 }: ExhaustiveSearchOptions = {},
): Trace {
  return todo("try both neighbours, move to the best of the three points, and note its f: once in each step");
}

/** What you found out about where it stops. */
export function answers(): { farthestInSteps: number; stepForMillionth: number } {
  return todo("how far from the minimum it stops at most, in steps, and a step that leads to a loss below 10⁻⁶");
}

/** What this lesson looks like when it works: its loss, beside that of the random search of lesson 02. */
export function picture() {
  const f = (x: number) => (x - 1 / 3) ** 2;
  const exhaustive = exhaustiveSearch(f, 2).losses;
  const random = randomLosses(f, 2);
  const lowest = exhaustive[exhaustive.length - 1];
  return lossCurves({ "exhaustive search": exhaustive, "random search": random }, {
    logY: true,
    title: "Two searches for the minimum of (x − 1/3)² from 2",
    yTitle: "loss f(x) (no unit)",
    description: `Exhaustive search with a step of 0.01 is at its lowest loss, ${lowest.toExponential(1)}, after ` +
      `${exhaustive.indexOf(lowest) + 1} steps and stays there. Random search is that low after ` +
      `${random.findIndex((loss) => loss <= lowest) + 1} steps, and at ${random[random.length - 1].toExponential(1)} ` +
      `after ${random.length}.`,
  });
}

/** The losses of a random search with a standard deviation of 0.01, to compare with. */
function randomLosses(f: Objective, x: number, random = normal(42)) {
  return Array.from({ length: 1000 }, () => {
    const sample = x + 0.01 * random();
    x = f(sample) < f(x) ? sample : x;
    return f(x);
  });
}

if (import.meta.main) await show(picture());
