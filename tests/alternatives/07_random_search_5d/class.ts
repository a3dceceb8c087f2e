/**
 * A class that keeps the best point, with a method that takes one step. The result has getters and methods.
 * @module
 */
import { lossCurve, normal, type Picture } from "downhill";

type Point = readonly number[];

export function squaredSum(x: Point) {
  let sum = 0;
  for (const value of x) sum += value;
  return sum * sum;
}

class Searcher {
  losses: number[] = [];

  constructor(readonly f: (x: Point) => number, public best: Point) {}

  get x() {
    return [...this.best];
  }

  step(jump: Point): number {
    const sample = this.best.map((value, i) => value + jump[i]);
    this.best = [this.best, sample].toSorted((a, b) => this.f(a) - this.f(b))[0];
    return this.f(this.best);
  }
}

export function randomSearch(
  f: (x: Point) => number,
  start: Point,
  { steps = 1000, stdDev = 0.01, random = normal(42) } = {},
) {
  const searcher = new Searcher(f, start);
  searcher.losses = Array.from({ length: steps }, () => searcher.step(start.map(() => stdDev * random())));
  return searcher;
}

export function picture(): Picture {
  return lossCurve(randomSearch(squaredSum, [1, 2, 3, 4, 5]).losses);
}
