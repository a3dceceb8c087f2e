/**
 * # 03 · A search
 *
 * A minimizer tries points and keeps the best.
 *
 * **You write**
 *
 * - {@linkcode minimize}: call the library.
 *
 * @module
 */
import { show, todo, walkOnCurve } from "downhill";
import { nelderMead } from "fmin";

/** The point near `start` where `f` is lowest. `start` does not change. */
export function minimize(f: (x: number[]) => number, start: readonly number[]): number[] {
  // #region solution: call nelderMead with the function and a copy of start
  return nelderMead(f, [...start]).x;
  // #endregion
}

/** The points that were tried. */
export function picture() {
  const tried: number[] = [];
  minimize(([x]) => {
    tried.push(x);
    return x ** 2;
  }, [2]);
  return walkOnCurve((x) => x ** 2, tried, {
    domain: [-2.5, 2.5],
    title: "Tries",
    description: "All points that were tried",
  });
}

if (import.meta.main) await show(picture());
