/**
 * # 01 · A minimum in one line
 *
 * To **minimize** a function f means to find the x at which f(x) is smallest. Every machine that learns does this: x
 * stands for everything in it that can be adjusted, f(x) says how wrong the machine still is, and learning means going
 * downhill.
 *
 * Libraries for this already exist, so one line is enough. `nelderMead(f, start)` from the package `fmin` tries points
 * around `start`, moves to where f is smaller, and returns `{ x, fx }`: the best point and the value of f there. It
 * does not look inside f. It can only compute f at one point after another, and each such computation is an
 * **evaluation**. Evaluations are the cost of a search: if f trains a network, one evaluation may take an hour. So let
 * us count them.
 *
 * **You write**
 *
 * - {@linkcode minimize}: give `nelderMead` a function of your own that counts how often it is called and returns the
 *   value of f.
 *
 * A point is a list of numbers, even if there is only one: `([x]) => x ** 2` takes the number out of the list. In your
 * own function, write the type of the list: `(x: number[]) => …`. Note that `nelderMead` changes the list that you pass
 * as the start. So pass a copy of `start`; otherwise, the caller's list also changes.
 *
 * **You should see** the points that were tried, from 2 down the parabola. The steps first get longer; near the minimum
 * at 0 they get shorter again.
 *
 * **A question to think about**: `nelderMead` found the minimum without knowing anything about f. What is the simplest
 * way to write such a search yourself? Would it be enough to roll dice?
 *
 * @module
 */
import { show, todo, walkOnCurve } from "downhill";
import { nelderMead } from "fmin";

/** The minimum that a search found, and what the search cost. */
export interface Minimum {
  /** The best point, as a list with as many numbers as the start. */
  x: number[];
  /** The value of f at x. */
  fx: number;
  /** How many times f was called. */
  evaluations: number;
}

/** Finds a minimum of `f` near `start`, and counts how often `f` is called. Does not change `start`. */
export function minimize(f: (x: number[]) => number, start: readonly number[]): Minimum {
  // #region solution: give nelderMead a copy of start and a function that counts its calls and returns the value of f
  let evaluations = 0;
  const counted = (x: number[]) => {
    evaluations++;
    return f(x);
  };
  return { ...nelderMead(counted, [...start]), evaluations };
  // #endregion
}

/** What this lesson looks like when it works: the points that the minimizer tried on f(x) = x². */
export function picture() {
  const tried: number[] = [];
  const { x, evaluations } = minimize(([x]) => {
    tried.push(x);
    return x ** 2;
  }, [2]);
  return walkOnCurve((x) => x ** 2, tried, {
    domain: [-2.5, 2.5],
    title: `The ${evaluations} points that Nelder–Mead tried on f(x) = x²`,
    description: `From x = 2, ${evaluations} evaluations of f lead to x = ${x[0].toPrecision(2)}. ` +
      `The tenth point tried is ${tried[9].toFixed(2)}, the twentieth ${tried[19].toFixed(2)}, the last ${
        tried[tried.length - 1].toExponential(1)
      }.`,
  });
}

if (import.meta.main) await show(picture());
