import { assert, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import "../tfjs/quiet.ts";
import { DataLoader } from "./data_loader.ts";
import { FashionMNIST } from "./fashion_mnist.ts";
import { giveData } from "./given_data.ts";
import { FASHION_MNIST_CLASSES, FASHION_MNIST_FILES, type FileKey, shapeOfFile } from "./fashion_mnist_files.ts";
import type { DataSource } from "../../base/data_set.ts";
import { fashionMNISTSubset } from "./find_fashion_mnist.ts";
import { encodeIdx } from "./idx.ts";

await tf.setBackend("cpu");
const subset = fashionMNISTSubset();
giveData(subset); // even if this machine has all images

/** Runs a test on the subset with one file replaced. */
async function withFile(
  key: FileKey,
  content: Uint8Array<ArrayBuffer>,
  body: (source: DataSource, path: string) => void,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, `${FASHION_MNIST_FILES[key].name}.gz`);
  try {
    await Deno.writeFile(path, content);
    body({ ...subset, files: { ...subset.files, [key]: path } }, path);
  } finally {
    giveData(subset);
    await Deno.remove(folder, { recursive: true });
  }
}

const original = (key: FileKey) => Deno.readFileSync(subset.files[key]);

Deno.test("FashionMNIST has 4,000 training images and 1,000 test images in the subset", () => {
  const parts = [new FashionMNIST(), new FashionMNIST({ train: true }), new FashionMNIST({ train: false })];
  assertEquals(parts.map(({ length }) => length), [4000, 4000, 1000]);
  for (const { images, labels, length, size, source } of parts) {
    assertEquals([images.length, labels.length], [length * 28 * 28, length]);
    assertEquals([size, source], ["subset", subset.folder]);
  }
});

Deno.test("FashionMNIST's classes have the names and the order that its authors gave them", () => {
  const names = "T-shirt/top, Trouser, Pullover, Dress, Coat, Sandal, Shirt, Sneaker, Bag, Ankle boot";
  assertEquals(FASHION_MNIST_CLASSES.join(", "), names);
  const { labels, classes } = new FashionMNIST();
  // the first five of the training set, as every published list shows them
  const first = ["Ankle boot", "T-shirt/top", "T-shirt/top", "Dress", "T-shirt/top"];
  assertEquals([...labels.slice(0, 5)].map((label) => classes[label]), first);
});

Deno.test("The images match their names: trousers are tall, sneakers are low", () => {
  const { images, labels, classes } = new FashionMNIST();
  /** The share of rows that are not empty, averaged over a class. */
  const height = (name: string) => {
    const shares = [...labels.keys()].filter((i) => classes[labels[i]] === name).map((i) => {
      const rows = Array.from({ length: 28 }, (_, y) => images.subarray(784 * i + 28 * y, 784 * i + 28 * y + 28));
      return rows.filter((row) => row.some((pixel) => pixel > 0)).length / 28;
    });
    return shares.reduce((sum, share) => sum + share) / shares.length;
  };
  assert(height("Trouser") > 0.95 && height("Sneaker") < 0.55, `${height("Trouser")}, ${height("Sneaker")}`);
});

Deno.test("FashionMNIST has about the same number of images of each class", () => {
  const counts = new Array(10).fill(0);
  for (const label of new FashionMNIST().labels) counts[label]++;
  assertEquals(counts.every((count) => count > 350 && count < 450), true, counts.join());
});

Deno.test("item() returns an image, row by row, with values from 0 to 1, and its label", () => {
  const train = new FashionMNIST();
  const [image, label] = train.item(3999);
  assertEquals([image.length, label], [784, train.labels[3999]]);
  image.forEach((value, i) => assertEquals(value, Math.fround(train.images[3999 * 784 + i] / 255)));
  assertThrows(() => train.item(4000), RangeError, "There is no image 4000: they are numbered from 0 to 3999.");
});

Deno.test("tensors() returns all images in the given shape, and labels for oneHot", async () => {
  const test = new FashionMNIST({ train: false });
  for (const [asked, shape] of [[undefined, [1000, 784]], [[28, 28, 1], [1000, 28, 28, 1]]] as const) {
    const [images, labels] = test.tensors(asked);
    assertEquals([images.shape, images.dtype, labels.shape, labels.dtype], [[...shape], "float32", [1000], "int32"]);
    const values = await images.data();
    assertEquals([Math.min(...values.subarray(0, 7840)), Math.max(...values.subarray(0, 7840))], [0, 1]);
    assertEquals(Uint8Array.from(await labels.data()), test.labels);
    tf.dispose([images, labels]);
  }
  assertThrows(() => test.tensors([28, 27]), RangeError, "[28, 27], expected 784 numbers");
});

Deno.test("A DataLoader makes batches that agree with tensors(), and leaves no tensor behind", async () => {
  const test = new FashionMNIST({ train: false });
  const before = tf.memory().numTensors;
  const [all, allLabels] = test.tensors();
  let count = 0;
  for await (const [images, labels] of new DataLoader(test, { batchSize: 64 })) {
    assertEquals([images.shape[1], images.dtype, labels.shape], [784, "float32", [images.shape[0]]]);
    const [expected, expectedLabels] = [
      all.slice([count, 0], images.shape as [number, number]),
      allLabels.slice(count, labels.size),
    ];
    assertEquals(await images.data(), await expected.data());
    const whole = labels.toInt();
    assertEquals(await whole.data(), await expectedLabels.data());
    tf.dispose([expected, expectedLabels, whole]);
    count += images.shape[0];
    if (count > 200) break;
  }
  tf.dispose([all, allLabels]);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("A file that is broken, swapped or from another data set is never used, and the error names it", async () => {
  const zeros = (key: FileKey) =>
    encodeIdx(new Uint8Array(product(shapeOfFile(key, "subset"))), shapeOfFile(key, "subset"));
  const labels = original("trainLabels");
  const wrong: [key: FileKey, content: Uint8Array, reason: RegExp][] = [
    ["trainImages", original("trainImages").subarray(0, 900_000), /is truncated: the compressed data end too early/],
    ["trainImages", original("testImages"), /holds 1000 images, expected 4000, as if .* train and test were swapped/],
    ["trainImages", labels, /holds labels, expected images, as if two files were swapped/],
    ["trainLabels", original("testLabels"), /holds 1000 labels, expected 4000/],
    ["testImages", new Uint8Array(0), /is truncated: it has 0 bytes/],
    ["testLabels", changedLabel(10), /is corrupt: label 17 \(the first is 0\) is 10, expected 0 to 9/],
    ["testLabels", changedLabel(9), /is not FashionMNIST's: it has the right form for 1000 of its labels, but SHA-256/],
    ["testImages", zeros("testImages"), /is not FashionMNIST's: .* so it was changed, or is from another data set/],
  ];
  for (const [key, content, reason] of wrong) {
    await withFile(key, new Uint8Array(gzipped(content)), (source, path) => {
      giveData(source);
      const { message } = assertThrows(() => new FashionMNIST({ train: key.startsWith("train") }), SyntaxError);
      assert(message.startsWith(`${path} `) && reason.test(message), message);
      assert(message.endsWith("; put the original file in its place."), message);
      new FashionMNIST({ train: !key.startsWith("train") }); // the other part still works
    });
  }
});

Deno.test("An error names a file that has disappeared since it was found", () => {
  const source = { ...subset, files: { ...subset.files, testLabels: "/nowhere/t10k-labels-idx1-ubyte" } };
  giveData(source);
  assertThrows(() => new FashionMNIST({ train: false }), SyntaxError, "/nowhere/t10k-labels-idx1-ubyte is not there");
  giveData(subset);
});

/** The test labels, compressed, with label 17 replaced by `label`. */
function changedLabel(label: number): Uint8Array {
  const labels = new FashionMNIST({ train: false }).labels.slice();
  assert(labels[17] !== label);
  labels[17] = label;
  return encodeIdx(labels, [1000]);
}

/** The content, compressed unless it is compressed already. */
function gzipped(content: Uint8Array): Uint8Array {
  return content[0] === 0x1f || content.length === 0 ? content : new Uint8Array(gzipSync(content));
}

function product(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
