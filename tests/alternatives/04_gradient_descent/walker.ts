/**
 * Lesson 04 solved with an object that walks and is also the result. It has getters for x and losses, and extra fields.
 * @module
 */
import type { Objective, Trace } from "downhill";
import type { GradientDescentOptions } from "../../../solutions/04_gradient_descent.ts";

class Walker implements Trace {
  readonly path: number[];

  constructor(readonly f: Objective, readonly df: Objective, start: number) {
    this.path = [start];
  }

  get x() {
    return this.path[this.path.length - 1];
  }

  get losses() {
    return this.path.slice(1).map(this.f);
  }

  step(learningRate: number) {
    this.path.push(this.x - this.df(this.x) / (1 / learningRate));
  }
}

export function gradientDescent(f: Objective, df: Objective, start: number, options: GradientDescentOptions = {}) {
  const walker = new Walker(f, df, start);
  for (let i = 0; i < (options.steps ?? 1000); i++) walker.step(options.learningRate ?? 0.01);
  return walker;
}
