/**
 * # 15 · A data set, batch by batch
 *
 * So far each step looked at all 80 points. With a million pictures it could not: they do not fit into memory, and one
 * step would take minutes. Nor does it have to. Ten points, drawn from all over, say roughly where downhill is, and then
 * come the next ten: that is a **batch** for each step, and when all points have had their turn, an **epoch** is over.
 *
 * Two things are easily mixed up, so they are kept apart. A **data set** knows the examples: how many there are, and what
 * number 17 is, be it out of a list, a file or a camera. A **loader** knows nothing about them: it chooses the order,
 * asks for items one by one, and stacks each field of them into one tensor. The loader exists already:
 *
 * > `const loader = new DataLoader(dataset, { batchSize: 10, shuffle: true });`
 * >
 * > `for await (const batch of loader) { const [x, y] = batch; … }`
 *
 * Every such loop is one epoch. If it shuffles, the loader draws a new order for each, from its seed and the number of
 * epochs that it has begun. If the points are not a multiple of the batch size, the last batch is smaller; with
 * `dropLast` it is left out. The tensors of a batch are freed when the loop goes on: read them in their turn.
 *
 * **You write**
 *
 * - {@linkcode PointDataset}: a length, and items such as [[0.5], [8.4]]: a list for x and a list for y, so that ten of
 *   them become two columns of shape [10, 1]. JavaScript gives `undefined` where a list has ended, and no error; a data
 *   set should give one.
 * - {@linkcode epochs}: goes through the points with a loader, and notes which came in which batch.
 * - {@linkcode answers}: an experiment. Whom does `dropLast` leave out, and does shuffling help?
 *
 * **You should see** the batches of an epoch, one below the other, each dot a point at its x. On the left, the points are
 * sorted, and every batch sees one corner of the law: what it teaches, the next one undoes. On the right, shuffled, each
 * is a small picture of the whole.
 *
 * **A question to take along**: a batch of 10 is computed in one go. Where, in fact, and would it be quicker elsewhere?
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
    return todo("how many points there are");
  }

  /**
   * The point at `index`, as [[x], [y]].
   * @throws {RangeError} If `index` is not a whole number from 0 to `length` − 1.
   */
  item(index: number): [x: number[], y: number[]] {
    return todo("a RangeError for an index that no point has; else its x and its y, each in a list of its own");
  }
}

/** How to go through the points. */
export interface EpochsOptions {
  /** How many epochs. */
  count?: number;
  /** How many points make a batch. */
  batchSize?: number;
  /** Whether they come in another order in each epoch. */
  shuffle?: boolean;
  /** Whether a last batch that is not full is left out. */
  dropLast?: boolean;
  /** For the order, if it is shuffled. */
  seed?: number;
}

/** Goes through the points `count` times. Returns a list for each epoch, and in it the points of each of its batches. */
export async function epochs(
  points: Points,
  { count = 1, batchSize = 10, shuffle = false, dropLast = false, seed = 42 }: EpochsOptions = {},
): Promise<Points[][]> {
  return todo("one loader for all epochs; in each turn of its loop, read the numbers of x and of y, and note them");
}

/**
 * 80 points, batches of 12, with `dropLast`: after 10 epochs, how many points were in no batch at all? Once in the order
 * of the data set, and once shuffled.
 */
export function answers(): { neverSeenInOrder: number; neverSeenShuffled: number } {
  return todo("let epochs() go through 80 points, and count those that are in none of its batches");
}

/** What this lesson looks like when it works: the batches of an epoch, of sorted points and of shuffled ones. */
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
      `sorted: the rows are steps of a staircase, their means go from ${range(means(inOrder))}. Right, shuffled: the ` +
      `rows go over most of the width, and their means from ${range(means(shuffled))}.`,
    rows(inOrder, "Sorted: each sees a corner"),
    rows(shuffled, "Shuffled: each sees the whole"),
  );
}

if (import.meta.main) await show(await picture());
