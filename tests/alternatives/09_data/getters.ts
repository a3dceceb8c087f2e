/**
 * Lesson 09 solved with a class that has getters and extra fields. linspace adds the step repeatedly, and sampleData
 * computes the law in a different order from cubic.
 * @module
 */
import "../../../solutions/09_data.ts";
import { type Points, RandomState } from "downhill";

/** The points, with the generator, the law and the noise from which they were made. */
class Sample implements Points {
  readonly #points: { x: number; noise: number }[];
  readonly law = (x: number) => 6.9 + x * (3.6 + x * (1.3 * x - 3));

  constructor(readonly random: RandomState, count: number) {
    const xs = Array.from({ length: count }, () => random.uniform() * 4 - 1);
    this.#points = xs.map((x) => ({ x, noise: random.normal(0, 1) }));
  }

  get xs(): number[] {
    return this.#points.map(({ x }) => x);
  }

  get ys(): number[] {
    return this.#points.map(({ x, noise }) => noise + this.law(x));
  }
}

/** As in the lesson. */
export function sampleData(seed: number, count = 80): Points {
  return new Sample(new RandomState(seed), count);
}

/** As in the lesson, but with each number made from the previous one. */
export function linspace(start: number, stop: number, count = 50): number[] {
  const numbers = [start];
  while (numbers.length < count - 1) numbers.push(numbers[numbers.length - 1] + (stop - start) / (count - 1));
  return [...numbers, stop];
}

/** As in the lesson, with extra fields. */
export function answers() {
  const { xs, ys, random } = new Sample(new RandomState(42), 80);
  const squares = ys.map((y, i) => (y - (1.3 * xs[i] ** 3 - 3 * xs[i] ** 2 + 3.6 * xs[i] + 6.9)) ** 2);
  return {
    meanSquaredNoise: squares.reduce((a, b) => a + b) / 80,
    next: () => random.normal(),
  };
}
