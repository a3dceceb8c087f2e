/**
 * Makes batches of examples.
 * @module
 */
import { checkOptions } from "../../base/check_options.ts";
import type { Tensor } from "../tensor_types.ts";
import { tf } from "../tensorflow.ts";
import { kindOf, valueText } from "../../base/kind_of.ts";
import type { Dataset, Field, NumberList } from "./dataset.ts";
import { checkCount } from "./check_count.ts";
import { RandomState } from "./random_state.ts";

/** Options of a {@linkcode DataLoader}. */
export interface DataLoaderOptions {
  /** The number of examples in a batch: a whole number ≥ 1. Defaults to 1. */
  batchSize?: number;
  /** Whether each epoch has a new random order. Defaults to false: the examples come in the order of the data set. */
  shuffle?: boolean;
  /** Whether to skip the last batch if it is not full. Defaults to false. */
  dropLast?: boolean;
  /** The seed of the random order: a whole number from 0 to 2³² − 1. Defaults to 42. */
  seed?: number;
}

/** A batch of examples: one tensor for each field of an item. The first axis of each tensor counts the examples. */
export type Batch<Item extends readonly Field[]> = { -readonly [Index in keyof Item]: Tensor };

/**
 * Goes through a {@linkcode Dataset} batch by batch; every loop over the loader is one epoch. Like
 * `torch.utils.data.DataLoader`, with the same defaults.
 *
 * The tensors of a batch belong to the loader. They exist for one turn of the loop: when the loop continues, ends or
 * throws, the loader disposes of them. If you need a tensor longer, clone it.
 *
 * Numbers and lists become float32; `Int32Array` and `Uint8Array` become int32. Tensors are stacked, and tensors that
 * `item` makes are freed. The order of epoch e is the permutation that NumPy draws with the seed `seed` + e. So an
 * interrupted training run continues in the right order if you set `epoch`; PyTorch's `DistributedSampler` does the
 * same.
 * @example
 * ```ts
 * import { DataLoader } from "downhill";
 * import { assertEquals } from "@std/assert";
 *
 * const squares = { length: 5, item: (i: number) => [[i], [i ** 2]] };
 * const shapes: number[][] = [];
 * for await (const [x, y] of new DataLoader(squares, { batchSize: 2 })) shapes.push([...x.shape, ...y.shape]);
 * assertEquals(shapes, [[2, 1, 2, 1], [2, 1, 2, 1], [1, 1, 1, 1]]);
 * ```
 */
export class DataLoader<Item extends readonly Field[]> implements AsyncIterable<Batch<Item>> {
  /**
   * The number of epochs that have begun. To continue an interrupted training run, set it to the number of finished
   * epochs.
   */
  epoch = 0;
  readonly #dataset: Dataset<Item>;
  readonly #options: Required<DataLoaderOptions>;

  /**
   * Checks the length of the data set and the options, but not the examples, which each epoch checks.
   * @param dataset Where the examples come from.
   * @throws {TypeError} If the data set has no length or no `item`, or an option is unknown; later, in an epoch, if
   * `item` does not return a list of fields.
   * @throws {RangeError} If `batchSize` or `seed` is not a whole number in its range; later, in an epoch, if the fields
   * of two items differ in shape, or a number is not finite.
   */
  constructor(dataset: Dataset<Item>, options: DataLoaderOptions = {}) {
    checkOptions(options, ["batchSize", "shuffle", "dropLast", "seed"]);
    const { batchSize = 1, shuffle = false, dropLast = false, seed = 42 } = options;
    if (typeof dataset?.item !== "function") {
      throw new TypeError("The data set has no item(index): pass an object with that method and a length.");
    }
    if (!Number.isInteger(batchSize) || batchSize < 1) {
      throw new RangeError(
        `batchSize is ${valueText(batchSize)}: pass a whole number, 1 or more.`,
      );
    }
    lengthOf(dataset);
    new RandomState(seed); // throws for a wrong seed now, instead of in the first epoch
    this.#dataset = dataset;
    this.#options = { batchSize, shuffle, dropLast, seed };
  }

  /** The number of batches in an epoch. */
  get length(): number {
    const batches = lengthOf(this.#dataset) / this.#options.batchSize;
    return this.#options.dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  /** Begins an epoch. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Batch<Item>, void, undefined> {
    const { batchSize } = this.#options;
    const order = this.#order(this.epoch++);
    const { length } = this;
    for (let i = 0; i < length; i++) {
      const batch = this.#batch(order.slice(i * batchSize, (i + 1) * batchSize));
      try {
        yield batch;
      } finally {
        tf.dispose(batch as Tensor[]);
      }
    }
  }

  #order(epoch: number): number[] {
    const { shuffle, seed } = this.#options;
    const length = lengthOf(this.#dataset);
    if (!shuffle) return Array.from({ length }, (_, i) => i);
    return new RandomState((seed + epoch) % 2 ** 32).permutation(length);
  }

  /** Calls `item` in a tidy, which frees the tensors that `item` makes, but not the tensors of the data set. */
  #batch(indices: readonly number[]): Batch<Item> {
    return tf.tidy(() => {
      const items = indices.map((index) => checkItem(this.#dataset.item(index), index));
      const count = items[0].length;
      const odd = items.findIndex((item) => item.length !== count);
      if (odd >= 0) {
        throw new RangeError(
          `Item ${indices[odd]} has ${items[odd].length} fields, ` +
            `but item ${indices[0]} has ${count}: give all items the same number.`,
        );
      }
      return items[0].map((_, field) => stackField(items.map((item) => item[field]), indices, field));
    }) as Batch<Item>;
  }
}

function lengthOf({ length }: { length: unknown }): number {
  checkCount(length, "data set's length");
  return length as number;
}

function checkItem(item: unknown, index: number): readonly Field[] {
  if (Array.isArray(item) && item.length > 0) return item;
  const what = item instanceof Promise ? "a promise" : Array.isArray(item) ? "an empty list" : kindOf(item);
  const hint = item === undefined ? 'is a "return" missing?' : "for example [x, y].";
  throw new TypeError(`item(${index}) is ${what}, expected the list of its fields: ${hint}`);
}

/** Puts one field of all items of a batch into one tensor. */
function stackField(values: readonly unknown[], indices: readonly number[], field: number): Tensor {
  const name = (i: number) => `Field ${field} of item ${indices[i]}`;
  const shapes = values.map((value, i) => shapeOf(value, name(i)));
  const odd = shapes.findIndex((shape) => shape.join() !== shapes[0].join());
  if (odd >= 0) {
    throw new RangeError(
      `${name(odd)} has shape [${shapes[odd].join(", ")}], ` +
        `but in item ${indices[0]} it is [${shapes[0].join(", ")}]: give all items the same shape.`,
    );
  }
  const kinds = new Set(values.map(dtypeOf));
  if (kinds.size > 1) {
    throw new TypeError(`Field ${field} is ${[...kinds].join(" in one item and ")} in another: use one type for all.`);
  }
  if (values[0] instanceof tf.Tensor) return tf.stack(values as Tensor[]);
  const size = shapes[0].reduce((product, length) => product * length, 1);
  const numbers = dtypeOf(values[0]) === "int32"
    ? new Int32Array(values.length * size)
    : new Float32Array(values.length * size);
  values.forEach((value, i) => fill(numbers, i * size, value as Field, name(i)));
  return tf.tensor(numbers, [values.length, ...shapes[0]]);
}

function dtypeOf(value: unknown): string {
  if (value instanceof tf.Tensor) return `a tensor of ${value.dtype}`;
  return value instanceof Int32Array || value instanceof Uint8Array ? "int32" : "float32";
}

/** The shape of a field. Nested lists must have equal lengths. */
function shapeOf(value: unknown, name: string): readonly number[] {
  if (typeof value === "number") return [];
  if (value instanceof tf.Tensor) {
    if (value.isDisposed) {
      throw new TypeError(`${name} is a tensor that has been disposed of: keep it alive as long as the data set.`);
    }
    return value.shape;
  }
  if (value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array) {
    return [value.length];
  }
  if (!Array.isArray(value)) throw new TypeError(`${name} is ${kindOf(value)}, expected a number, a list or a tensor.`);
  if (value.some((part) => part instanceof tf.Tensor)) {
    throw new TypeError(`${name} is a list with a tensor in it: make it one tensor, or lists of numbers.`);
  }
  const shapes = value.map((part) => shapeOf(part, name));
  if (shapes.some((shape) => shape.join() !== shapes[0].join())) {
    throw new RangeError(`${name} contains lists of different lengths: a tensor needs lists of equal length.`);
  }
  return [value.length, ...shapes[0] ?? []];
}

/** Writes the numbers of `value` into `numbers`, beginning at `start`. Returns the index after the last one. */
function fill(numbers: Float32Array | Int32Array, start: number, value: Field | NumberList, name: string): number {
  if (typeof value === "number") {
    if (!Number.isFinite(Math.fround(value))) {
      throw new RangeError(`${name} contains ${value}, from which nothing can be learned: clean the data.`);
    }
    numbers[start] = value;
    return start + 1;
  }
  if (Array.isArray(value)) {
    for (const part of value) start = fill(numbers, start, part, name);
    return start;
  }
  const typed = value as Float32Array;
  if (!areFinite(typed)) fill(numbers, start, [...typed], name); // its error names the number that is not finite
  numbers.set(typed, start);
  return start + typed.length;
}

/**
 * Whether all numbers are finite. Adds up zero times each number, because zero times NaN or infinity is NaN, and so is
 * every sum that contains NaN. Four such sums are much faster than Number.isFinite, which matters for 64 images of 784
 * numbers each.
 */
function areFinite(numbers: Float32Array): boolean {
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 4 <= numbers.length; i += 4) {
    a += numbers[i] * 0;
    b += numbers[i + 1] * 0;
    c += numbers[i + 2] * 0;
    d += numbers[i + 3] * 0;
  }
  for (; i < numbers.length; i++) a += numbers[i] * 0;
  return a + b + c + d === 0;
}
