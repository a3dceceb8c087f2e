import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import "../tfjs/quiet.ts";
import { DataLoader, type DataLoaderOptions } from "./data_loader.ts";
import type { Dataset, Field } from "./dataset.ts";
import { RandomState } from "./random_state.ts";

/** The numbers from 0 to `length` − 1, each with twice its value. */
const numbers = (length: number): Dataset<[number, number[]]> => ({ length, item: (i) => [i, [2 * i]] });

/** The first fields of the batches of one epoch. */
async function epoch(loader: DataLoader<[number, number[]]>): Promise<number[][]> {
  const batches: number[][] = [];
  for await (const [x] of loader) batches.push([...await x.data()]);
  return batches;
}

Deno.test("A loader returns the examples in order, and those left over in a smaller last batch", async () => {
  const loader = new DataLoader(numbers(5), { batchSize: 2 });
  assertEquals(await epoch(loader), [[0, 1], [2, 3], [4]]);
  assertEquals(loader.length, 3);
  assertEquals(await epoch(new DataLoader(numbers(2))), [[0], [1]]); // PyTorch's default: one at a time
});

Deno.test("dropLast skips a last batch that is not full, and keeps a full one", async () => {
  const loader = (length: number) => new DataLoader(numbers(length), { batchSize: 2, dropLast: true });
  assertEquals(await epoch(loader(5)), [[0, 1], [2, 3]]);
  assertEquals(loader(5).length, 2);
  assertEquals(await epoch(loader(4)), [[0, 1], [2, 3]]);
  assertEquals(await epoch(loader(1)), []);
});

Deno.test("A shuffled epoch has every example once, in NumPy's order for the seed; the next epoch has another order", async () => {
  const loader = new DataLoader(numbers(10), { batchSize: 10, shuffle: true, seed: 5 });
  assertEquals(await epoch(loader), [new RandomState(5).permutation(10)]);
  assertEquals(await epoch(loader), [new RandomState(6).permutation(10)]);
  assertEquals(loader.epoch, 2);
  loader.epoch = 0;
  assertEquals(await epoch(loader), [new RandomState(5).permutation(10)]);
  const highest = new DataLoader(numbers(3), { batchSize: 3, shuffle: true, seed: 2 ** 32 - 1 });
  assertEquals((await epoch(highest)).concat(await epoch(highest)).length, 2); // after the highest seed comes the lowest
});

Deno.test("A batch exists for one turn of the loop, and is freed however the turn ends", async () => {
  const before = tf.memory().numTensors;
  const loader = new DataLoader(numbers(6), { batchSize: 2 });
  const seen: tf.Tensor[] = [];
  for await (const [x, y] of loader) {
    assertEquals(tf.memory().numTensors, before + 2);
    seen.push(x, y);
  }
  assert(seen.every((tensor) => tensor.isDisposed));
  for await (const _ of loader) break;
  await assertRejects(
    async () => {
      for await (const _ of loader) throw new Error("mine");
    },
    Error,
    "mine",
  );
  for await (const [x] of loader) x.dispose(); // a lesson may also dispose of it
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("A loader uses no more memory after 1,000 epochs than before", async () => {
  const loader = new DataLoader(numbers(4), { batchSize: 2, shuffle: true });
  const before = tf.memory();
  for (let i = 0; i < 1000; i++) {
    for await (const [x, y] of loader) tf.dispose([x, y]);
  }
  assertEquals(tf.memory().numTensors, before.numTensors);
  assertEquals(tf.memory().numBytes, before.numBytes);
});

Deno.test("Two loops at the same time do not disturb each other", async () => {
  const [one, two] = [new DataLoader(numbers(3)), new DataLoader(numbers(3))];
  assertEquals(await Promise.all([epoch(one), epoch(two)]), [[[0], [1], [2]], [[0], [1], [2]]]);
});

Deno.test("Each field becomes a tensor of a matching type", async () => {
  const kept = tf.tensor([1, 2]);
  const item = (i: number): Field[] => [
    i,
    [[i, 1], [2, 3]],
    Float32Array.of(i, 0.5),
    Uint8Array.of(255, i),
    kept,
    tf.scalar(i, "int32"),
  ];
  const before = tf.memory().numTensors;
  for await (const batch of new DataLoader({ length: 2, item }, { batchSize: 2 })) {
    assertEquals(batch.map(({ shape }) => shape), [[2], [2, 2, 2], [2, 2], [2, 2], [2, 2], [2]]);
    assertEquals(batch.map(({ dtype }) => dtype), ["float32", "float32", "float32", "int32", "float32", "int32"]);
    assertEquals([...await batch[1].data()], [0, 1, 2, 3, 1, 1, 2, 3]);
    assertEquals([...await batch[3].data()], [255, 0, 255, 1]);
  }
  // tensors made by item() are freed, and tensors kept by the data set are not
  assertEquals(tf.memory().numTensors, before);
  assert(!kept.isDisposed);
});

Deno.test("A loader says what is wrong with its data set", async () => {
  const first = async (item: (i: number) => unknown) => {
    const loader = new DataLoader({ length: 3, item } as Dataset<[number]>, { batchSize: 3 });
    for await (const _ of loader) break;
  };
  const refused = (item: (i: number) => unknown, kind: ErrorConstructor, message: string) =>
    assertRejects(() => first(item), kind, message);
  await refused(() => {}, TypeError, 'item(0) is undefined, expected the list of its fields: is a "return" missing?');
  await refused((i) => i, TypeError, "item(0) is a number, expected the list of its fields: for example [x, y].");
  await refused(() => [], TypeError, "item(0) is an empty list");
  await refused((i) => Promise.resolve([i]), TypeError, "item(0) is a promise");
  await refused(
    (i) => i < 2 ? [i] : [i, i],
    RangeError,
    "Item 2 has 2 fields, but item 0 has 1: give all items the same number.",
  );
  await refused(
    (i) => [[i, ...i < 2 ? [] : [1]]],
    RangeError,
    "Field 0 of item 2 has shape [2], but in item 0 it is [1]",
  );
  await refused((i) => [[[1], [i, 2]]], RangeError, "Field 0 of item 0 contains lists of different lengths");
  await refused((i) => [1, i < 1 ? 2 : "3"], TypeError, "Field 1 of item 1 is a string, expected a number, a list or");
  await refused(
    (i) => [i < 1 ? [1] : Int32Array.of(1)],
    TypeError,
    "Field 0 is float32 in one item and int32 in another",
  );
  await refused(
    (i) => [i === 1 ? NaN : 1],
    RangeError,
    "Field 0 of item 1 contains NaN, from which nothing can be learned",
  );
  await refused(() => [Float32Array.of(1, Infinity)], RangeError, "Field 0 of item 0 contains Infinity");
  const gone = tf.scalar(1);
  gone.dispose();
  await refused(() => [gone], TypeError, "Field 0 of item 0 is a tensor that has been disposed of");
});

Deno.test("A loader says what is wrong with its options", () => {
  const make = (options: unknown, dataset: unknown = numbers(3)) => () =>
    new DataLoader(dataset as Dataset<[number]>, options as DataLoaderOptions);
  assertThrows(make({ batchSize: 0 }), RangeError, "batchSize is 0: pass a whole number, 1 or more.");
  assertThrows(make({ batchSize: "10" }), RangeError, 'batchSize is "10": pass a whole number, 1 or more.');
  assertThrows(make({ seed: -1 }), RangeError, "The seed −1 is not a whole number");
  assertThrows(make({}, null), TypeError, "The data set has no item(index)");
  assertThrows(make({}, { item() {} }), RangeError, "The data set's length undefined is not a whole number");
  assertThrows(make({}, { item() {}, length: 2.5 }), RangeError, "The data set's length 2.5 is not");
});
