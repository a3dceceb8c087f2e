/**
 * The data of parts II and III: points around a hidden cubic.
 * @module
 */
import { checkCount } from "./check_count.ts";
import { checkOptions } from "../../base/check_options.ts";
import { checkFinite } from "./check_finite.ts";
import { RandomState } from "./random_state.ts";

/** Points in the plane: the i-th is at (`xs[i]`, `ys[i]`). */
export interface Points {
  /** Shape [n]. */
  xs: number[];
  /** Shape [n]. */
  ys: number[];
}

/**
 * The function behind the data: 1.3x³ − 3x² + 3.6x + 6.9.
 * @example
 * ```ts
 * import { cubic } from "downhill";
 * import { assertEquals } from "@std/assert";
 * assertEquals(cubic(0), 6.9);
 * ```
 * @throws {RangeError} If `x` is not a finite number.
 */
export function cubic(x: number): number {
  checkFinite("x", x);
  return 1.3 * x ** 3 - 3 * x ** 2 + 3.6 * x + 6.9; // x * x * x would round differently from NumPy's x ** 3
}

/**
 * Draws points of the {@linkcode cubic} with noise: x is uniform on [−1, 3), and y has normal noise of standard
 * deviation 1. With the same seed, NumPy draws the same points if it draws all x first and then all noise; see
 * {@linkcode RandomState} for how exactly they agree.
 * @example The points of lessons 09 to 17
 * ```ts
 * import { noisyCubic } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const { xs, ys } = noisyCubic();
 * assertEquals([xs.length, xs[0], ys[0]], [80, 0.49816047538944996, 8.440862619006536]);
 * ```
 * @param options `seed`: a whole number from 0 to 2³² − 1, default 42. `count`: how many points, default 80.
 * @throws {TypeError} If an option is unknown.
 * @throws {RangeError} If `seed` is not a whole number in this range, or `count` is not one from 0 to 10,000,000.
 */
export function noisyCubic(options: { seed?: number; count?: number } = {}): Points {
  checkOptions(options, ["seed", "count"]);
  const { seed = 42, count = 80 } = options;
  checkCount(count);
  const random = new RandomState(seed);
  const xs = Array.from({ length: count }, () => random.uniform(-1, 3));
  return { xs, ys: xs.map((x) => cubic(x) + random.normal()) };
}
