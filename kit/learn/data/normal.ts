/**
 * @module
 */
import { RandomState } from "./random_state.ts";

/** Returns a new random number at each call. */
export type RandomNumber = () => number;

/**
 * A generator of standard normal numbers: mean 0, standard deviation 1. For another standard deviation, multiply.
 * @example The same seed gives the same numbers
 * ```ts
 * import { normal } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const [a, b] = [normal(1), normal(1)];
 * assertEquals([a(), a(), a()], [b(), b(), b()]);
 * ```
 * @param seed A whole number from 0 to 2³² − 1; the numbers are NumPy's for the same seed. Defaults to 42.
 * @throws {RangeError} If the seed is not a whole number in this range.
 */
export function normal(seed = 42): RandomNumber {
  const state = new RandomState(seed);
  return () => state.normal();
}
