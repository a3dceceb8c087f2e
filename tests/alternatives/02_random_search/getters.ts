/**
 * Returns the search itself: an instance of a class, with getters and with more fields than necessary.
 * @module
 */
import { normal, type Objective, type Trace } from "downhill";
import type { RandomSearchOptions } from "../../../solutions/02_random_search.ts";

class Search implements Trace {
  readonly history: { x: number; loss: number }[];

  constructor(readonly f: Objective, x: number) {
    this.history = [{ x, loss: f(x) }];
  }

  get x() {
    return this.history[this.history.length - 1].x;
  }

  get losses() {
    return this.history.slice(1).map(({ loss }) => loss);
  }

  step(jump: number) {
    const best = this.history[this.history.length - 1];
    const sample = { x: best.x + jump, loss: this.f(best.x + jump) };
    this.history.push(sample.loss < best.loss ? sample : best);
  }
}

export function randomSearch(f: Objective, start: number, options: RandomSearchOptions = {}) {
  const { steps = 1000, stdDev = 0.01, random = normal(42) } = options;
  const search = new Search(f, start);
  for (let i = 0; i < steps; i++) search.step(stdDev * random());
  return search;
}
