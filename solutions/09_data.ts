/**
 * # 09 · Eighty points with noise
 *
 * Until now, f was a formula. From now on, you only have **data**: somebody chose x, measured y, and did this eighty
 * times. Behind the data there is a law, say
 *
 * > **y = 1.3x³ − 3x² + 3.6x + 6.9**
 *
 * but every measurement is a little too high or too low: this is **noise**. A model sees the measurements and nothing
 * else. In this lesson you make the measurements yourself. So you know the truth, and can see later how close a model
 * comes to it.
 *
 * Random numbers also come from a formula: a **generator** starts from a *seed* and returns one number after another.
 * `new RandomState(seed)` is NumPy's generator. `uniform(low, high)` returns a number that is uniformly distributed
 * over [low, high); `normal()` returns a normally distributed number, with mean 0 and standard deviation 1. Both draw
 * from the same stream: the same calls in the same order return the same numbers, here and in Python. In a different
 * order, they return different numbers.
 *
 * **You write**
 *
 * - {@linkcode cubic}: the law.
 * - {@linkcode linspace}: evenly spaced numbers, for drawing a curve. Think about how many gaps there are.
 * - {@linkcode sampleData}: first draw all x, uniform on [−1, 3), then the noise of all points; y is the law plus
 *   noise.
 * - {@linkcode answers}: what is the mean of the squared noise over the 80 points of `sampleData(42)`?
 *
 * **You should see** dots around a dashed curve, the truth. They are never far from the curve, and hardly ever on it.
 *
 * **A question to think about**: which straight line fits these dots best, and how can you find it?
 *
 * @module
 */
import { fitCurve, type Points, RandomState, show, todo } from "downhill";

/** The law behind the data: 1.3x³ − 3x² + 3.6x + 6.9. */
export function cubic(x: number): number {
  // #region solution: the value of the polynomial at x
  return 1.3 * x ** 3 - 3 * x ** 2 + 3.6 * x + 6.9;
  // #endregion
}

/** Returns `count` evenly spaced numbers (2 or more): the first is `start`, the last is `stop`. */
export function linspace(start: number, stop: number, count = 50): number[] {
  // #region solution: a list of count numbers, from start to stop in equal steps
  const step = (stop - start) / (count - 1); // fifty points have forty-nine gaps
  return Array.from({ length: count }, (_, i) => start + i * step);
  // #endregion
}

/**
 * Draws `count` points around the cubic: x is uniform on [−1, 3), y has normal noise of standard deviation 1. The same
 * seed gives the same points.
 */
export function sampleData(seed: number, count = 80): Points {
  // #region solution: make one generator with this seed; draw all x, then all the noise; y is the cubic plus the noise
  const random = new RandomState(seed);
  const xs = Array.from({ length: count }, () => random.uniform(-1, 3));
  const ys = xs.map((x) => cubic(x) + random.normal());
  return { xs, ys };
  // #endregion
}

/** The mean squared distance of y from the law, over the points of `sampleData(42)`; three digits are enough. */
export function answers(): { meanSquaredNoise: number } {
  // #region solution: add up (y − cubic(x))² over all points, and divide by the number of points
  return { meanSquaredNoise: 0.917 };
  // #endregion
}

/** What this lesson looks like when it works: the points, and the law behind them. */
export function picture({ seed = 42 }: { seed?: number } = {}) {
  const data = sampleData(seed);
  const grid = linspace(-1, 3);
  const distances = data.xs.map((x, i) => Math.abs(data.ys[i] - cubic(x)));
  const near = distances.filter((distance) => distance < 1).length;
  return fitCurve({ data, truth: { xs: grid, ys: grid.map(cubic) } }, {
    title: "80 noisy measurements of a hidden law",
    description:
      `80 points between x = −1 and x = 3 around a dashed curve that rises from ${cubic(-1).toFixed(1)} to ` +
      `${cubic(3).toFixed(1)}. ${near} of them are less than 1 away from it; the farthest is ` +
      `${Math.max(...distances).toFixed(1)} away.`,
  });
}

if (import.meta.main) await show(picture());
