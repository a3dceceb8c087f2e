/**
 * # 01 · A minimum in one line
 *
 * To **minimize** a function f is to look for the x at which f(x) is smallest. Every machine that learns does just
 * this: its x is all that can be adjusted in it, its f(x) says how wrong it still is, and learning is going downhill.
 *
 * Others went there before, so one line is enough. `nelderMead(f, start)` from the package `fmin` tries points around
 * `start`, moves to where f is smaller, and returns `{ x, fx }`: the best point and the value there. It does not look
 * inside f. All it can do is ask "how much is f here?", and each such question is an **evaluation**. They are the
 * price: if f means to train a network, one takes an hour. So let us count them.
 *
 * **You write**
 *
 * - {@linkcode minimize}: hand `nelderMead` a function of your own, which counts how often it is called and answers
 *   with f.
 *
 * A point is a list of numbers, even if there is only one: `([x]) => x ** 2` takes such a list apart. And mind that
 * `nelderMead` works inside the list that you hand over: give it a copy of `start`, or the caller's list changes too.
 *
 * **You should see** the points that were tried: from 2 down the parabola, in strides that get longer while all goes
 * well and shorter around the minimum at 0.
 *
 * **A question to take along**: it found the minimum and knew nothing of f. What is the simplest way to do that
 * yourself? Would it be enough to throw dice?
 *
 * @module
 */
import { show, todo, walkOnCurve } from "downhill";
import { nelderMead } from "fmin";

/** What a minimizer found, and what it cost. */
export interface Minimum {
  /** The best point, as a list with as many numbers as the start. */
  x: number[];
  /** The value of f there. */
  fx: number;
  /** How often f was called to find it. */
  evaluations: number;
}

/** Finds a minimum of `f` near `start`, and counts how often `f` is called. Leaves `start` as it is. */
export function minimize(f: (x: number[]) => number, start: readonly number[]): Minimum {
  // #region solution: hand nelderMead a function that counts its calls and answers with f, and a copy of start
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
    title: `The ${evaluations} points that Nelder and Mead tried on f(x) = x²`,
    description: `From x = 2, ${evaluations} evaluations of f lead to x = ${x[0].toPrecision(2)}. ` +
      `The tenth point that was tried is ${tried[9].toFixed(2)}, the twentieth ${tried[19].toFixed(2)}, the last ${
        tried[tried.length - 1].toExponential(1)
      }.`,
  });
}

if (import.meta.main) await show(picture());
