/**
 * Lesson 15 solved with items that are made once, in a list of pairs, and a loader that is read with `next()`.
 * @module
 */
import { DataLoader, type Dataset, fitCurve, noisyCubic, type Points, show } from "downhill";

type Pair = [x: number[], y: number[]];
type Options = { count?: number; batchSize?: number; shuffle?: boolean; dropLast?: boolean; seed?: number };

/** As in the lesson. */
export class PointDataset implements Dataset<Pair> {
  readonly length: number;
  readonly #pairs: readonly Pair[];

  constructor({ xs, ys }: Points) {
    this.#pairs = xs.map((x, i) => [[x], [ys[i]]]);
    this.length = this.#pairs.length;
  }

  item(index: number): Pair {
    const pair = this.#pairs[index]; // undefined for a key that is not an index
    if (pair === undefined) throw new RangeError(`Point ${index} does not exist: there are ${this.length}.`);
    return pair;
  }
}

/** As in the lesson. */
export async function epochs(points: Points, { count = 1, ...options }: Options = {}): Promise<Points[][]> {
  const loader = new DataLoader(new PointDataset(points), { batchSize: 10, ...options });
  const seen: Points[][] = [];
  while (seen.length < count) seen.push(await epochOf(loader));
  return seen;
}

async function epochOf(loader: DataLoader<Pair>): Promise<Points[]> {
  const epoch = loader[Symbol.asyncIterator]();
  const batches: Points[] = [];
  for (let turn = await epoch.next(); !turn.done; turn = await epoch.next()) {
    const [xs, ys] = await Promise.all(turn.value.map((column) => column.data()));
    batches.push({ xs: [...xs], ys: [...ys] });
  }
  return batches;
}

/** Batches of 12 leave out 8 of 80 points: in order, the same 8 in each epoch; shuffled, different points each time. */
export const answers = () => ({ neverSeenInOrder: 80 % 12, neverSeenShuffled: 0 });

/** The points of the first batch, drawn among all points. */
export async function picture() {
  const data = noisyCubic();
  const [[first]] = await epochs(data, { shuffle: true });
  return fitCurve({ data, model: first }, { title: "The first batch" });
}

if (import.meta.main) await show(await picture());
