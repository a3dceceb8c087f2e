/**
 * # 15 · A data set, batch by batch
 *
 * So far, each step has used all 80 points. With a million pictures this is impossible: they do not fit into memory,
 * and one step would take minutes. It is not necessary either. Ten points, drawn at random, roughly show which way is
 * downhill, and the next step uses ten others. Each step uses one **batch**; when all points have been used once, an
 * **epoch** is over.
 *
 * Two things are easily confused. A **data set** contains the examples: it has a length, and returns the example at any
 * index, whether from a list, a file or a camera. A **loader** works with any data set: it chooses the order, gets one
 * item after another, and stacks each field of the items into one tensor. The loader comes ready-made:
 *
 * > `const loader = new DataLoader(dataset, { batchSize: 10, shuffle: true });`
 * >
 * > `for await (const batch of loader) { const [x, y] = batch; … }`
 *
 * Each such loop is one epoch. With `shuffle: true`, the loader draws a new order for each epoch, from its seed and the
 * number of epochs that it has started. If the batch size does not divide the number of points, the last batch is
 * smaller; `dropLast` skips this batch. The tensors of a batch are freed when the loop continues, so read their numbers
 * before that.
 *
 * **You write**
 *
 * - {@linkcode PointDataset}: a length, and items such as [[0.5], [8.4]]: a list for x and a list for y, so that ten
 *   items become two columns of shape [10, 1]. Beyond the end of a list, JavaScript returns `undefined` and throws no
 *   error; a data set should throw one.
 * - {@linkcode epochs}: goes through the points with a loader, and keeps the points of each batch.
 * - {@linkcode answers}: an experiment. Which points does `dropLast` skip, and does shuffling help?
 *
 * **You should see** the batches of an epoch, one below the other; each dot shows the x of a point. On the left, the
 * points are sorted: every batch shows only one part of the curve, and the next batch undoes what a model learns from
 * it. On the right, the points are shuffled, and each batch resembles the whole data set.
 *
 * **A question to think about**: the 10 points of a batch are processed at once. Which device does this, and would a
 * different one be faster?
 *
 * @module
 */
import { batchRows, DataLoader, type Dataset, noisyCubic, type Points, show, sideBySide, todo } from "downhill";

/** The points as examples, each as [[x], [y]]. */
export class PointDataset implements Dataset<[x: number[], y: number[]]> {
  /** The points that the examples are made from. */
  readonly points: Points;

  /** @param points Points with as many xs as ys. */
  constructor(points: Points) {
    this.points = points;
  }

  /** How many examples there are. */
  get length(): number {
    // #region solution: the number of points
    return this.points.xs.length;
    // #endregion
  }

  /**
   * The point at `index`, as [[x], [y]].
   * @throws {RangeError} If `index` is not a whole number from 0 to `length` − 1.
   */
  item(index: number): [x: number[], y: number[]] {
    // #region solution: a RangeError if no point has this index; otherwise its x and its y, each in its own list
    if (!Number.isInteger(index) || index < 0 || index >= this.length) {
      throw new RangeError(`There is no point ${index}: they go from 0 to ${this.length - 1}.`);
    }
    return [[this.points.xs[index]], [this.points.ys[index]]];
    // #endregion
  }
}

/** How to go through the points. */
export interface EpochsOptions {
  /** The number of epochs. */
  count?: number;
  /** How many points are in a batch. */
  batchSize?: number;
  /** Whether to draw a new order for each epoch. */
  shuffle?: boolean;
  /** Whether to skip the last batch if it is not full. */
  dropLast?: boolean;
  /** Determines the order if `shuffle` is true. */
  seed?: number;
}

/** Goes through the points `count` times. Returns a list for each epoch, which contains the points of each batch. */
export async function epochs(
  points: Points,
  { count = 1, batchSize = 10, shuffle = false, dropLast = false, seed = 42 }: EpochsOptions = {},
): Promise<Points[][]> {
  // #region solution: make one loader for all epochs; read the numbers of x and y in each batch, and keep them
  const loader = new DataLoader(new PointDataset(points), { batchSize, shuffle, dropLast, seed });
  const epochs: Points[][] = [];
  for (let epoch = 0; epoch < count; epoch++) {
    const batches: Points[] = [];
    for await (const [x, y] of loader) {
      batches.push({ xs: Array.from(await x.data()), ys: Array.from(await y.data()) });
    }
    epochs.push(batches);
  }
  return epochs;
  // #endregion
}

/**
 * With 80 points, batches of 12 and `dropLast`: how many points have never been in a batch after 10 epochs, first in
 * the order of the data set, then shuffled?
 */
export function answers(): { neverSeenInOrder: number; neverSeenShuffled: number } {
  // #region solution: let epochs() go through 80 points, and count those that are not in any batch
  return { neverSeenInOrder: 8, neverSeenShuffled: 0 };
  // #endregion
}

/** What this lesson looks like when it works: the batches of an epoch, with sorted and with shuffled points. */
export async function picture() {
  const { xs, ys } = noisyCubic();
  const order = [...xs.keys()].sort((i, j) => xs[i] - xs[j]);
  const sorted = { xs: order.map((i) => xs[i]), ys: order.map((i) => ys[i]) };
  const [inOrder] = await epochs(sorted);
  const [shuffled] = await epochs(sorted, { shuffle: true });
  const means = (batches: Points[]) => batches.map(({ xs }) => xs.reduce((sum, x) => sum + x, 0) / xs.length);
  const range = (values: number[]) => `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
  const rows = (batches: Points[], title: string) => batchRows(batches.map(({ xs }) => xs), { title });
  return sideBySide(
    `An epoch: ${xs.length} points in ${inOrder.length} batches`,
    `Each row is a batch, each dot a point at its x; a line connects the mean x of the batches. Left, the points are ` +
      `sorted: the rows look like a staircase, and their means go from ${range(means(inOrder))}. Right, they are ` +
      `shuffled: the rows cover most of the width, and their means go from ${range(means(shuffled))}.`,
    rows(inOrder, "Sorted: each sees a corner"),
    rows(shuffled, "Shuffled: each sees the whole"),
  );
}

if (import.meta.main) await show(await picture());
