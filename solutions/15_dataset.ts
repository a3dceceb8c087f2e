/**
 * # 15 · A data set, batch by batch
 *
 * So far each step used all 80 points. With a million pictures this is impossible: they do not fit into memory, and one
 * step would take minutes. It is not necessary, either. Ten points, drawn at random, show roughly where downhill is,
 * and the next step uses ten others. Each step uses one **batch**; when all points have been used once, an **epoch** is
 * over.
 *
 * Two things are easily confused, so keep them apart. A **data set** has the examples: it says how many there are, and
 * returns example number 17, whether from a list, a file or a camera. A **loader** works with any data set: it chooses
 * the order, asks for items one by one, and stacks each field of them into one tensor. You get the loader ready-made:
 *
 * > `const loader = new DataLoader(dataset, { batchSize: 10, shuffle: true });`
 * >
 * > `for await (const batch of loader) { const [x, y] = batch; … }`
 *
 * Each such loop is one epoch. If it shuffles, the loader draws a new order for each epoch, from its seed and the
 * number of epochs that it has started. If the batch size does not divide the number of points, the last batch is
 * smaller; `dropLast` leaves it out. The tensors of a batch are freed when the loop continues: read them before that.
 *
 * **You write**
 *
 * - {@linkcode PointDataset}: a length, and items such as [[0.5], [8.4]]: a list for x and a list for y, so that ten of
 *   them become two columns of shape [10, 1]. After the end of a list, JavaScript returns `undefined` and throws no
 *   error; a data set should throw one.
 * - {@linkcode epochs}: goes through the points with a loader, and keeps the points of each batch.
 * - {@linkcode answers}: an experiment. Which points does `dropLast` leave out, and does shuffling help?
 *
 * **You should see** the batches of an epoch, one below the other; each dot is a point at its x. On the left, the
 * points are sorted: every batch comes from one corner of the law, and the next batch undoes what it taught. On the
 * right, they are shuffled, and each batch is a small picture of the whole.
 *
 * **A question to think about**: a batch of 10 is computed at once. Where is that done, and would it be faster somewhere
 * else?
 *
 * @module
 */
import { batchRows, DataLoader, type Dataset, noisyCubic, type Points, show, sideBySide, todo } from "downhill";

/** Points as examples: one after the other, each as [[x], [y]]. */
export class PointDataset implements Dataset<[x: number[], y: number[]]> {
  /** Where the examples come from. */
  readonly points: Points;

  /** @param points As many xs as ys. */
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
    // #region solution: a RangeError if no point has this index; else its x and its y, each in a list of its own
    if (!Number.isInteger(index) || index < 0 || index >= this.length) {
      throw new RangeError(`There is no point ${index}: they go from 0 to ${this.length - 1}.`);
    }
    return [[this.points.xs[index]], [this.points.ys[index]]];
    // #endregion
  }
}

/** How to go through the points. */
export interface EpochsOptions {
  /** How many epochs. */
  count?: number;
  /** How many points are in a batch. */
  batchSize?: number;
  /** Whether each epoch has a new order. */
  shuffle?: boolean;
  /** Whether to leave out a last batch that is not full. */
  dropLast?: boolean;
  /** Determines the order if it is shuffled. */
  seed?: number;
}

/** Goes through the points `count` times. Returns a list for each epoch, with the points of each of its batches. */
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
 * 80 points, batches of 12, with `dropLast`: after 10 epochs, how many points have never been in a batch? Once in the
 * order of the data set, and once shuffled.
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
