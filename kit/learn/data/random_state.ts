/**
 * NumPy's legacy random numbers, so that results can be compared with NumPy's.
 * @module
 */
import { checkCount } from "./check_count.ts";
import { mersenne } from "pure-rand/generator/mersenne";
import { kindOf, valueText } from "../../base/kind_of.ts";
import { checkFinite } from "./check_finite.ts";

/**
 * The stream of `numpy.random.RandomState(seed)`. Uniform numbers and permutations are NumPy's to the last bit. So are
 * nearly all normals: about one in 3,000 differs in its last bit, because V8 and C round logarithms differently. It is
 * the Mersenne Twister MT19937, with 53 random bits per number, Marsaglia's polar method for normals, and masked
 * rejection for permutations. Sources: Matsumoto & Nishimura 1998 (genrand_res53); Marsaglia & Bray 1964; NumPy's
 * legacy-distributions.c for the order of the two normals of a pair, and its distributions.c (random_interval) for how
 * an index is drawn.
 * @example The first numbers of seed 42
 * ```ts
 * import { RandomState } from "downhill";
 * import { assertEquals } from "@std/assert";
 * assertEquals(new RandomState(42).uniform(-1, 3), 0.49816047538944996);
 * assertEquals(new RandomState(42).normal(), 0.4967141530112327);
 * assertEquals(new RandomState(42).permutation(10), [8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
 * ```
 */
export class RandomState {
  readonly #generator;
  /** Normals come in pairs; the second is kept here for the next call. */
  #spare: number | null = null;

  /**
   * Starts the stream of `seed`.
   * @param seed A whole number from 0 to 2³² − 1.
   * @throws {RangeError} If `seed` is not a whole number in this range.
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
      throw new RangeError(`The seed ${valueText(seed)} is not a whole number from 0 to 4294967295.`);
    }
    this.#generator = mersenne(seed);
  }

  /**
   * A number drawn uniformly from [`low`, `high`), by default from [0, 1).
   * @throws {RangeError} If one of the ends is not a finite number.
   */
  uniform(low = 0, high = 1): number {
    checkFinite("low", low);
    checkFinite("high", high);
    const upper = this.#bits() >>> 5; // 27 bits
    const lower = this.#bits() >>> 6; // 26 bits
    return low + (high - low) * ((upper * 2 ** 26 + lower) / 2 ** 53);
  }

  /**
   * A number drawn from the normal distribution with this mean (default 0) and standard deviation (default 1).
   * @throws {RangeError} If the mean or the standard deviation is not a finite number.
   */
  normal(mean = 0, stdDev = 1): number {
    checkFinite("mean", mean);
    checkFinite("stdDev", stdDev);
    return mean + stdDev * this.#standardNormal();
  }

  /**
   * Puts the items of `list` in random order, in place; all n! orders are equally likely. The order is the same as that
   * of NumPy's `shuffle` for a list of this length. Source: the algorithm of Fisher & Yates, beginning at the end of
   * the list.
   * @param list The list to shuffle, which may be a typed array.
   * @throws {TypeError} If it is not a list.
   */
  shuffle(list: { readonly length: number; [index: number]: unknown }): void {
    if (!Array.isArray(list) && !ArrayBuffer.isView(list)) {
      throw new TypeError(`shuffle was given ${kindOf(list)}: pass a list, or a typed array.`);
    }
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.#wholeNumber(i);
      [list[i], list[j]] = [list[j], list[i]];
    }
  }

  /**
   * The whole numbers from 0 to `count` − 1 in random order, as NumPy's `permutation(count)` gives them.
   * @param count A whole number from 0 to 10,000,000.
   * @throws {RangeError} If `count` is not a whole number in this range.
   */
  permutation(count: number): number[] {
    checkCount(count);
    const list = Array.from({ length: count }, (_, i) => i);
    this.shuffle(list);
    return list;
  }

  /**
   * A whole number from 0 to `most`, both included: draws as many bits as `most` has until the number is small enough.
   */
  #wholeNumber(most: number): number {
    const mask = 2 ** (32 - Math.clz32(most)) - 1;
    while (true) {
      const drawn = (this.#bits() & mask) >>> 0; // & returns a signed number
      if (drawn <= most) return drawn;
    }
  }

  #standardNormal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    let x1, x2, radius;
    do {
      x1 = 2 * this.uniform() - 1;
      x2 = 2 * this.uniform() - 1;
      radius = x1 * x1 + x2 * x2;
    } while (radius >= 1 || radius === 0);
    const factor = Math.sqrt(-2 * Math.log(radius) / radius);
    this.#spare = factor * x1;
    return factor * x2;
  }

  #bits(): number {
    return this.#generator.next() >>> 0;
  }
}
