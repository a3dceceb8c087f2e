/**
 * The batches of an epoch, as the course's `DataLoader` makes them.
 * @module
 */
import { type Points, RandomState } from "downhill/testing";

/** The options of the loader that decide which items are in each batch. */
export interface BatchOptions {
  batchSize: number;
  /** Whether to shuffle the items in each epoch. */
  shuffle?: boolean;
  /** Whether to leave out a last batch that is not full. */
  dropLast?: boolean;
  /** The seed of the shuffling: 42 by default, as in the loader. */
  seed?: number;
  /** The number of the epoch, counted from 0. */
  epoch?: number;
}

/** The indices of the items in each batch of an epoch, for a data set of `count` items. */
export function batchesOf(
  count: number,
  { batchSize, shuffle = false, dropLast = false, seed = 42, epoch = 0 }: BatchOptions,
): number[][] {
  const order = shuffle ? new RandomState(seed + epoch).permutation(count) : Array.from({ length: count }, (_, i) => i);
  const batches: number[][] = [];
  for (let start = 0; start < count; start += batchSize) batches.push(order.slice(start, start + batchSize));
  return batches.filter(({ length }) => length === batchSize || !dropLast);
}

/** The points with these indices. */
export function pointsAt({ xs, ys }: Points, places: readonly number[]): Points {
  return { xs: places.map((place) => xs[place]), ys: places.map((place) => ys[place]) };
}
