/**
 * @module
 */
import { RandomState } from "../../../data/random_state.ts";
import { fnv1a } from "../../../../base/fnv1a.ts";

/** Draws shapes and settings at random. The same name always gives the same draws. */
export class Dice {
  readonly #random: RandomState;

  /** Starts the draws for `name`. */
  constructor(name: string) {
    this.#random = new RandomState(fnv1a(name));
  }

  /** A whole number from `least` to `most`. */
  integer(least: number, most: number): number {
    return Math.floor(this.#random.uniform(least, most + 1));
  }

  /** One of `list`. */
  one<Item>(list: readonly Item[]): Item {
    return list[this.integer(0, list.length - 1)];
  }

  /** Returns true with probability `part`. */
  is(part = 0.5): boolean {
    return this.#random.uniform() < part;
  }

  /** The results of `count` calls to `draw`. */
  many<Item>(count: number, draw: () => Item): Item[] {
    return Array.from({ length: count }, draw);
  }

  /** Lengths, most of them small; one in twenty is 0. */
  shape(leastRank: number, mostRank: number, longest = 7): number[] {
    const rank = this.integer(leastRank, mostRank);
    return this.many(rank, () => this.is(0.05) ? 0 : this.integer(1, rank > 4 ? Math.min(longest, 3) : longest));
  }
}
