/**
 * # 03 · Exhaustive search
 *
 * Random search wastes every sample that leads uphill. So leave nothing to chance: in each step look at **both**
 * neighbours, x − step and x + step, and move to the best of the three points. That may be x itself.
 *
 * Now no step is wasted on the way down, and the same start always leads to the same end. But there is a price: the
 * search can only reach the points start, start ± step, start ± 2 · step, …, which form a **grid**. It never looks
 * between them.
 *
 * **You write**
 *
 * - {@linkcode exhaustiveSearch}: in each step try both neighbours, keep the best of the three points, and note the
 *   value of f there.
 * - {@linkcode answers}: after some steps, the loss no longer falls. Why? Try other values of `step`, and functions
 *   with other minima: write `if (import.meta.main) console.log(…);` at the end of this file, and run
 *   `deno run -P lessons/03_exhaustive_search.ts`. How far from the minimum of a parabola can the search stop: 2 steps
 *   away, 1 step, or a tenth of a step? And with which `step` does the loss of f(x) = (x − 1/3)² fall below 10⁻⁶ within
 *   1,000 steps, if x starts at 2?
 *
 * **You should see** two curves on a logarithmic axis. At first, exhaustive search is faster, because every step has
 * the full length. Then its loss stays the same. Random search is slower, but ends with a lower loss.
 *
 * **A question to think about**: far from the minimum, a large step is good; near it, a small one. Is there something
 * about f that shows how far to go, and in which direction, before you try any point?
 *
 * @module
 */
import { lossCurves, normal, type Objective, show, todo, type Trace } from "downhill";

/** The options of the search. */
export interface ExhaustiveSearchOptions {
  /** How many steps to take. */
  steps?: number;
  /** The distance from x to its two neighbours. */
  step?: number;
}

/**
 * In each step, compares x with its neighbours at the distance `step`, and moves to the point where `f` is smallest.
 * Returns `{ x, losses }`: the last x, and the loss f(x) after each of the `steps`.
 */
export function exhaustiveSearch(
  f: Objective,
  start: number,
  { steps = 1000, step = 0.01 }: ExhaustiveSearchOptions = {},
): Trace {
  // #region solution: in each step, try both neighbours, move to the best of the three points, and note f(x)
  let x = start;
  const losses: number[] = [];
  while (losses.length < steps) {
    for (const neighbour of [x - step, x + step]) {
      if (f(neighbour) < f(x)) x = neighbour;
    }
    losses.push(f(x));
  }
  return { x, losses };
  // #endregion
}

/**
 * The greatest distance from a parabola's minimum at which the search can stop, measured in steps; and a `step` that
 * gets the loss below 10⁻⁶.
 */
export function answers(): { farthestInSteps: number; stepForMillionth: number } {
  // #region solution: how far from the minimum the search can stop, in steps; and a step that gets the loss below 10⁻⁶
  return { farthestInSteps: 0.5, stepForMillionth: 0.002 };
  // #endregion
}

/** What this lesson looks like when it works: its loss, and the loss of the random search of lesson 02. */
export function picture({ step }: { step?: number } = {}) {
  const f = (x: number) => (x - 1 / 3) ** 2;
  const exhaustive = exhaustiveSearch(f, 2, { step }).losses;
  const random = randomLosses(f, 2);
  const lowest = exhaustive[exhaustive.length - 1];
  return lossCurves({ "exhaustive search": exhaustive, "random search": random }, {
    logY: true,
    title: "Two searches for the minimum of (x − 1/3)² from 2",
    yTitle: "loss f(x)",
    description:
      `Exhaustive search with a step of ${step ?? 0.01} reaches its lowest loss, ${lowest.toExponential(1)}, after ` +
      `${exhaustive.indexOf(lowest) + 1} steps and stays there. Random search gets that low after ` +
      `${random.findIndex((loss) => loss <= lowest) + 1} steps, and to ${random[random.length - 1].toExponential(1)} ` +
      `after ${random.length}.`,
  });
}

/** The losses of a random search with a standard deviation of 0.01, for comparison. */
function randomLosses(f: Objective, x: number, random = normal(42)) {
  return Array.from({ length: 1000 }, () => {
    const sample = x + 0.01 * random();
    x = f(sample) < f(x) ? sample : x;
    return f(x);
  });
}

if (import.meta.main) await show(picture());
