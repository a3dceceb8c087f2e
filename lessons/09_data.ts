/**
 * # 09 · Eighty points with noise
 *
 * So far f was a formula. From here on there is only **data**: somebody set a knob to x, read y off a dial, and did that
 * eighty times. There is a law behind it, say
 *
 * > **y = 1.3x³ − 3x² + 3.6x + 6.9**
 *
 * but every reading is off by a little, now up, now down: that is **noise**. A model gets to see the readings and nothing
 * else. Today you make them yourself, so that you know the truth, and can tell later how near a model came.
 *
 * Chance, too, comes from a formula: a **generator** starts from a *seed* and hands out one number after the other.
 * `new RandomState(seed)` makes the one of NumPy. Its `uniform(low, high)` takes a number from the stream, evenly spread
 * over [low, high); its `normal()` takes one from the same stream, with mean 0 and standard deviation 1. The same
 * questions in the same order get the same answers, here and in Python. In another order they get others.
 *
 * **You write**
 *
 * - {@linkcode cubic}: the law.
 * - {@linkcode linspace}: numbers at equal distances, to draw a curve through. Mind how many gaps there are.
 * - {@linkcode sampleData}: first all x, uniform on [−1, 3), then the noise of all points; y is the law plus noise.
 * - {@linkcode answers}: how large is the noise of `sampleData(42)`, squared and averaged over the 80 points?
 *
 * **You should see** dots around a dashed line, the truth, never far from it and hardly ever on it.
 *
 * **A question to take along**: which straight line fits these dots best, and how does one look for it?
 *
 * @module
 */
import { fitCurve, type Points, RandomState, show, todo } from "downhill";

/** The law behind the data: 1.3x³ − 3x² + 3.6x + 6.9. */
export function cubic(x: number): number {
  return todo("the value of the polynomial at x");
}

/** Returns `count` numbers (2 or more) at equal distances: the first is `start`, the last is `stop`. */
export function linspace(start: number, stop: number, count = 50): number[] {
  return todo("a list of count numbers that rises from start in equal steps, and ends at stop");
}

/**
 * Draws `count` points around the cubic: x uniform on [−1, 3), y with normal noise of standard deviation 1.
 * The same seed gives the same points.
 */
export function sampleData(seed: number, count = 80): Points {
  return todo("from one generator with this seed all x first, then the noise of each, added to the cubic");
}

/** The mean, over the points of `sampleData(42)`, of the squared distance of y from the law; three digits will do. */
export function answers(): { meanSquaredNoise: number } {
  return todo("add up (y − cubic(x))² over all points, and divide by how many there are");
}

/** What this lesson looks like when it works: the points, and the law behind them. */
export function picture() {
  const data = sampleData(42);
  const grid = linspace(-1, 3);
  const distances = data.xs.map((x, i) => Math.abs(data.ys[i] - cubic(x)));
  const near = distances.filter((distance) => distance < 1).length;
  return fitCurve({ data, truth: { xs: grid, ys: grid.map(cubic) } }, {
    title: "80 noisy readings of a hidden law",
    description:
      `80 points between x = −1 and x = 3 around a dashed curve that rises from ${cubic(-1).toFixed(1)} to ` +
      `${cubic(3).toFixed(1)}. ${near} of them are less than 1 away from it, the farthest ` +
      `${Math.max(...distances).toFixed(1)}.`,
  });
}

if (import.meta.main) await show(picture());
