/**
 * Counts the steps from the start to x, remembers f at each point, and returns an object with getters.
 * @module
 */
import type { Objective, Trace } from "downhill";
import type { ExhaustiveSearchOptions } from "../../../solutions/03_exhaustive_search.ts";

class Grid implements Trace {
  readonly losses: number[] = [];
  readonly known = new Map<number, number>();
  place = 0;

  constructor(readonly f: Objective, readonly start: number, readonly step: number) {}

  get x() {
    return this.start + this.place * this.step;
  }

  lossAt(place: number) {
    const loss = this.known.get(place) ?? this.f(this.start + place * this.step);
    this.known.set(place, loss);
    return loss;
  }

  move() {
    const places = [this.place, this.place + 1, this.place - 1];
    this.place = places.toSorted((a, b) => this.lossAt(a) - this.lossAt(b))[0];
    this.losses.push(this.lossAt(this.place));
  }
}

export function exhaustiveSearch(f: Objective, start: number, options: ExhaustiveSearchOptions = {}) {
  const { steps = 1000, step = 0.01 } = options;
  const grid = new Grid(f, start, step);
  for (let i = 0; i < steps; i++) grid.move();
  return grid;
}
