/**
 * Real data: photographs of clothes, small enough for every machine.
 * @module
 */
import type { Tensor } from "../tensor_types.ts";
import { tf } from "../tensorflow.ts";
import { checkOptions } from "../../base/check_options.ts";
import { valueText } from "../../base/kind_of.ts";
import type { Dataset } from "./dataset.ts";
import { FASHION_MNIST_CLASSES, type FashionMNISTSize, SIDE } from "./fashion_mnist_files.ts";
import { findFashionMNIST } from "./find_fashion_mnist.ts";
import { givenData } from "./given_data.ts";
import { readFashionMNIST } from "./read_fashion_mnist.ts";

/** The number of pixels of an image. */
const PIXELS = SIDE * SIDE;

/**
 * FashionMNIST: photographs of clothes from a shop, 28 × 28 pixels, each with one of ten labels. Like
 * `torchvision.datasets.FashionMNIST`. It is a {@linkcode Dataset}, so a `DataLoader` makes batches of it.
 *
 * Nothing is downloaded. All 60,000 + 10,000 images are used if they are on this machine: in the folder that the
 * variable `FASHION_MNIST_DIR` names, from Debian's package `dataset-fashion-mnist`, or after `deno task data
 * --download`. Otherwise, or if the program may not read those folders, it uses the first 4,000 + 1,000 images, which
 * come with the course. The checks of a lesson use only these, except with `--full`. `size` and `source` say which
 * images were used.
 *
 * If a file is truncated, swapped or changed by even one byte, you get an error that names it.
 * @example
 * ```ts
 * import { FashionMNIST } from "downhill";
 * import { assertEquals } from "@std/assert";
 *
 * const train = new FashionMNIST();
 * const test = new FashionMNIST({ train: false });
 * const [image, label] = train.item(0);
 * assertEquals([image.length, label, train.classes[label]], [784, 9, "Ankle boot"]);
 * console.log(`${train.length} + ${test.length} images, from ${train.source}`);
 * ```
 */
export class FashionMNIST implements Dataset<[image: Float32Array, label: number]> {
  /** Shape [n, 28, 28], row by row, from 0 (background) to 255, as in the file. */
  readonly images: Uint8Array;
  /** Shape [n], from 0 to 9: the index of the name in `classes`. */
  readonly labels: Uint8Array;
  /** The ten names, in the order of the labels. */
  readonly classes: readonly string[] = FASHION_MNIST_CLASSES;
  /** "full" for all images, "subset" for the first 4,000 for training and the first 1,000 for testing. */
  readonly size: FashionMNISTSize;
  /** The folder from which the images were read. */
  readonly source: string;

  /**
   * Reads one part of the data. This takes a few hundredths of a second, or half a second for all 60,000 images.
   * @param options `train`: true for the training images, the default, or false for the test images.
   * @throws {TypeError} If an option is unknown, or `train` is not a boolean.
   * @throws {SyntaxError} If a file is wrong; the message names it.
   * @throws {UsageError} If `FASHION_MNIST_DIR` names a folder without the files.
   */
  constructor(options: { train?: boolean } = {}) {
    checkOptions(options, ["train"]);
    const { train = true } = options;
    if (typeof train !== "boolean") throw new TypeError(`train is ${valueText(train)}: pass true or false.`);
    const given = givenData();
    const source = given === undefined ? findFashionMNIST() : given;
    if (!source) {
      throw new TypeError(
        'This lesson is given no images: does its entry in syllabus.ts say data: "fashion_mnist"?',
      );
    }
    const { images, labels } = readFashionMNIST(source, train ? "train" : "test");
    this.images = images;
    this.labels = labels;
    this.size = source.size;
    this.source = source.folder;
  }

  /** The number of images. */
  get length(): number {
    return this.labels.length;
  }

  /**
   * One image and its label. In the batches of a `DataLoader` they are float32, [batch, 784] and [batch]; for functions
   * that need whole numbers, such as `tf.oneHot`, use `labels.toInt()`.
   * @returns `image`: shape [784], from 0 to 1: the numbers in the file, divided by 255. `label`: 0 to 9.
   * @throws {RangeError} If there is no image `index`.
   */
  item(index: number): [image: Float32Array, label: number] {
    if (!Number.isInteger(index) || index < 0 || index >= this.length) {
      throw new RangeError(`There is no image ${valueText(index)}: they are numbered from 0 to ${this.length - 1}.`);
    }
    return [scaled(this.images.subarray(index * PIXELS, (index + 1) * PIXELS)), this.labels[index]];
  }

  /**
   * All images and labels at once, for example for testing. They need 3 KB of memory per image.
   * @example
   * ```ts
   * import { FashionMNIST } from "downhill";
   * import { assertEquals } from "@std/assert";
   * const [images, labels] = new FashionMNIST({ train: false }).tensors([28, 28, 1]);
   * assertEquals([images.shape.slice(1), labels.dtype], [[28, 28, 1], "int32"]);
   * ```
   * @param imageShape The shape of one image: [784] by default; convolutions need [28, 28, 1].
   * @returns `images`: float32, shape [n, ...imageShape], from 0 to 1. `labels`: int32, shape [n]. Dispose of both.
   * @throws {RangeError} If an image of this shape does not have 784 numbers.
   */
  tensors(imageShape: readonly number[] = [784]): [images: Tensor, labels: Tensor] {
    const isShape = Array.isArray(imageShape) && imageShape.every((length) => Number.isInteger(length) && length > 0);
    if (!isShape || imageShape.reduce((product, length) => product * length, 1) !== PIXELS) {
      const text = isShape ? `[${imageShape.join(", ")}]` : valueText(imageShape);
      throw new RangeError(`The shape of an image is ${text}, expected 784 numbers: pass [784] or [28, 28, 1].`);
    }
    return [
      tf.tensor(scaled(this.images), [this.length, ...imageShape]),
      tf.tensor(Int32Array.from(this.labels), [this.length], "int32"),
    ];
  }
}

/** The numbers 0 to 255, divided by 255: looking up a quotient takes a third of the time of a division. */
const SCALED = Float32Array.from({ length: 256 }, (_, value) => value / 255);

function scaled(pixels: Uint8Array): Float32Array {
  const numbers = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) numbers[i] = SCALED[pixels[i]];
  return numbers;
}
