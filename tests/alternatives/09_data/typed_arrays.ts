/**
 * Lesson 09 solved with typed arrays, the given linspace, and all noise drawn before any y is computed.
 * @module
 */
import { fitCurve, linspace, RandomState } from "downhill";

export { linspace };

/** As in the lesson. */
export function cubic(x: number) {
  return 6.9 + 3.6 * x - 3 * x * x + 1.3 * x * x * x;
}

/** As in the lesson, but the lists are Float64Arrays. */
export function sampleData(seed: number, count = 80) {
  const random = new RandomState(seed);
  const xs = new Float64Array(count).map(() => random.uniform(-1, 3));
  const noise = new Float64Array(count).map(() => random.normal());
  return { xs, ys: noise.map((each, i) => each + cubic(xs[i])) };
}

/** As in the lesson. */
export const answers = () => ({ meanSquaredNoise: 0.92 });

/** As in the lesson. */
export function picture() {
  const xs = linspace(-1, 3);
  return fitCurve({ data: sampleData(42), truth: { xs, ys: xs.map(cubic) } });
}
