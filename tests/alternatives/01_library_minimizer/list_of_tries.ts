/**
 * Keeps a list of all points that were tried, to count them; requests a finer search; returns an instance of a class
 * with getters.
 * @module
 */
import { nelderMead } from "fmin";
import type { Minimum } from "../../../solutions/01_library_minimizer.ts";

class Search implements Minimum {
  readonly tried: number[][] = [];
  readonly #found: { x: number[]; fx: number };

  constructor(f: (x: number[]) => number, start: readonly number[]) {
    const keep = (point: number[]) => this.tried[this.tried.push([...point]) - 1];
    this.#found = nelderMead((point) => f(keep(point)), start.slice(), { minErrorDelta: 1e-9 });
  }

  get x() {
    return [...this.#found.x];
  }

  get fx() {
    return this.#found.fx;
  }

  get evaluations() {
    return this.tried.length;
  }
}

export const minimize = (f: (x: number[]) => number, start: readonly number[]) => new Search(f, start);
