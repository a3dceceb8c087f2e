/**
 * Lesson 15 solved with its own error class, batches that are objects with getters, and a new loader for each epoch,
 * which starts with the right epoch number.
 * @module
 */
import type { EpochsOptions } from "../../../solutions/15_dataset.ts";
import { DataLoader, type Dataset, type Points } from "downhill";

/** An error that names the wrong index. */
class NoSuchPoint extends RangeError {
  constructor(readonly index: number) {
    super(`No point has the index ${index}.`);
  }
}

/** As in the lesson: each item is read from the points. */
export class PointDataset implements Dataset<[x: number[], y: number[]]> {
  constructor(readonly points: Points) {}

  get length(): number {
    return Math.min(this.points.xs.length, this.points.ys.length);
  }

  item(index: number): [x: number[], y: number[]] {
    const columns = [this.points.xs, this.points.ys];
    if (!Object.hasOwn(columns[0], index)) throw new NoSuchPoint(index);
    const [x, y] = columns.map((column) => column.slice(index, index + 1));
    return [x, y];
  }
}

/** The points of a batch. */
class SeenBatch implements Points {
  constructor(readonly columns: number[][][]) {}

  get xs(): number[] {
    return this.columns[0].map(([x]) => x);
  }

  get ys(): number[] {
    return this.columns[1].map(([y]) => y);
  }
}

/** As in the lesson. */
export async function epochs(
  points: Points,
  { count = 1, batchSize = 10, ...rest }: EpochsOptions = {},
): Promise<Points[][]> {
  const seen: Points[][] = [];
  for (let epoch = 0; epoch < count; epoch++) {
    const loader = new DataLoader(new PointDataset(points), { batchSize, ...rest });
    loader.epoch = epoch;
    const batches: Points[] = [];
    for await (const columns of loader) {
      batches.push(new SeenBatch(await Promise.all(columns.map((column) => column.array() as Promise<number[][]>))));
    }
    seen.push(batches);
  }
  return seen;
}

/** As in the lesson, with more fields than required. */
export const answers = () => ({ neverSeenInOrder: 8, neverSeenShuffled: 0, why: () => 80 % 12 });
