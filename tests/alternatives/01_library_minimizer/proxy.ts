/**
 * Counts with a Proxy around f, in a class.
 * @module
 */
import { type Picture, walkOnCurve } from "downhill";
import { nelderMead } from "fmin";

type Loss = (x: number[]) => number;

class Counter {
  calls = 0;
  apply(f: Loss, _self: unknown, [x]: [number[]]) {
    this.calls += 1;
    return f(x);
  }
}

export const minimize = (f: Loss, start: readonly number[]) => {
  const counter = new Counter();
  const found = nelderMead(new Proxy(f, counter), Array.from(start));
  return Object.assign(found, { evaluations: counter.calls });
};

export function picture(): Picture {
  return walkOnCurve((x) => x ** 2, [2, minimize(([x]) => x ** 2, [2]).x[0]]);
}
