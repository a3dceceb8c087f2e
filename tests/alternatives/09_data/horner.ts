/**
 * Lesson 09 solved with Horner's scheme, which rounds differently, and with plain loops.
 * @module
 */
import { fitCurve, RandomState } from "downhill";

/** As in the lesson. */
export const cubic = (x: number) => ((1.3 * x - 3) * x + 3.6) * x + 6.9;

/** As in the lesson. */
export function linspace(start: number, stop: number, count = 50) {
  const points: number[] = [];
  for (let i = 0; i < count; i++) points.push((start * (count - 1 - i) + stop * i) / (count - 1));
  return points;
}

/** As in the lesson. */
export function sampleData(seed: number, count = 80) {
  const random = new RandomState(seed);
  const [xs, ys]: number[][] = [[], []];
  while (xs.length < count) xs.push(4 * random.uniform() - 1); // multiplying by 4 is exact
  for (const x of xs) ys.push(random.normal(cubic(x), 1));
  return { xs, ys };
}

/** As in the lesson. */
export function answers() {
  const { xs, ys } = sampleData(42);
  return { meanSquaredNoise: xs.reduce((sum, x, i) => sum + (cubic(x) - ys[i]) ** 2, 0) / xs.length };
}

/** As in the lesson. */
export const picture = () => fitCurve({ data: sampleData(42) });
