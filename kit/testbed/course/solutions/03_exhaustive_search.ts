/**
 * # 03 · A search
 *
 * A minimizer tries points and keeps the best.
 *
 * **You write**
 *
 * - {@linkcode minimize}: ask the library.
 *
 * @module
 */
import { show, todo, walkOnCurve } from "downhill";
import { nelderMead } from "fmin";

/** Where `f` is lowest, near `start`. */
export function minimize(f: (x: number) => number, start: number): number {
  // #region solution: hand nelderMead a function of a list of one number
  return nelderMead(([x]) => f(x), [start]).x[0];
  // #endregion
}

/** The points that it tried. */
export function picture() {
  const tried: number[] = [];
  minimize((x) => {
    tried.push(x);
    return x ** 2;
  }, 2);
  return walkOnCurve((x) => x ** 2, tried, { domain: [-2.5, 2.5], title: "Tries", description: "All of its tries" });
}

if (import.meta.main) await show(picture());
