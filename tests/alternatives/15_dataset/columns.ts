/**
 * Lesson 15 solved with typed arrays as fields and a loop that counts batches; both columns are read as one tensor.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { batchRows, DataLoader, type DataLoaderOptions, type Dataset, noisyCubic, type Points, show } from "downhill";

/** As in the lesson. */
export class PointDataset implements Dataset<[Float32Array, Float32Array]> {
  #xs: Float32Array;
  #ys: Float32Array;

  constructor(points: Points) {
    this.#xs = Float32Array.from(points.xs);
    this.#ys = Float32Array.from(points.ys);
  }

  get length() {
    return this.#xs.length;
  }

  item(index: number): [Float32Array, Float32Array] {
    const isThere = index >= 0 && index < this.length && index % 1 === 0;
    if (!isThere) throw new RangeError(`${index} is no index of ${this.length} points.`);
    return [this.#xs.slice(index, index + 1), this.#ys.slice(index, index + 1)];
  }
}

/** As in the lesson. */
export async function epochs(
  points: Points,
  { count = 1, batchSize = 10, shuffle, dropLast, seed }: DataLoaderOptions & { count?: number } = {},
): Promise<Points[][]> {
  const loader = new DataLoader(new PointDataset(points), { batchSize, shuffle, dropLast, seed });
  const result: Points[][] = Array.from({ length: count }, () => []);
  while (loader.epoch < count) {
    const batches = result[loader.epoch];
    for await (const columns of loader) {
      const both = tf.concat(columns, 1); // [batch, 2]
      const rows = await both.array() as number[][];
      both.dispose();
      batches.push({ xs: rows.map(([x]) => x), ys: rows.map(([, y]) => y) });
    }
  }
  return result;
}

/** As in the lesson. */
export function answers() {
  return { neverSeenShuffled: 0, neverSeenInOrder: 8 };
}

/** The batches of one epoch. */
export const picture = async () => batchRows((await epochs(noisyCubic()))[0].map(({ xs }) => xs));

if (import.meta.main) await show(await picture());
