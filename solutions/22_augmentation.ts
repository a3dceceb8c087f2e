/**
 * # 22 · One photograph, many images
 *
 * A boot one pixel further to the right is still a boot, and so is its mirror image. You know that, but a network that
 * has seen each boot in only one place does not. **Augmentation** teaches the network this: instead of the same
 * photograph, it sees a new random variant each time, with the label of the photograph.
 *
 * There are three rules. All random numbers come from the generator that is passed in, so that training can be repeated
 * exactly. The original image does not change, because the next epoch makes another variant of it. And **what you test
 * with is never augmented**: a test shows what the network does with images as they are.
 *
 * Here, a network with 50,890 parameters has 500 images to learn from, so it can learn them by heart. The **gap**, the
 * accuracy on the training images minus the accuracy on the test images, shows how far it has done so. There is also a
 * second test, with the mirror images of the test images. In FashionMNIST, nearly every shoe points to the left; in
 * other photographs, shoes point either way.
 *
 * **You write**
 *
 * - {@linkcode wholeNumber}: a fair die for any range of whole numbers.
 * - {@linkcode mirror}, and then {@linkcode randomShift}, {@linkcode randomFlip} and {@linkcode randomCrop}, which take
 *   a batch of images and a generator. Use `redraw`: pass it two functions that return the old row for a new row, and
 *   the old column for a new column.
 * - {@linkcode Augmented}: a data set that contains another data set. Each time you get an image, it makes a new
 *   variant.
 * - {@linkcode experiment}: train with or without augmentation, then measure the accuracy on three sets of images, none
 *   of them augmented.
 * - {@linkcode answers}: do you see overfitting? Does augmentation help? Look at the picture or at the result of
 *   {@linkcode compare}, and average over both seeds.
 *
 * **You should see** a line for each trained network, with its accuracy on the training images, the test images and the
 * mirrored ones. How far does each line fall? This depends on whether the test images vary in the same ways as your
 * variants. If they do not, augmentation can make a small network worse: it has to learn more than the test needs.
 *
 * **You have reached the bottom.** The course began with f(x) = x² and a library that found its minimum. Now you can
 * write the parts of such a library yourself: gradients, optimizers, layers, data sets, and a training loop that can be
 * repeated, interrupted and moved to another device. You can also measure how much a network has learned, on data that
 * it has never seen and with several seeds.
 *
 * **A question to think about**: outside this course, nobody mirrors the test images for you. What will your next
 * network see that is in none of your images, and how will you notice?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  Adam,
  DataLoader,
  type Dataset,
  FashionMNIST,
  imageSheet,
  Module,
  Parameter,
  RandomState,
  show,
  showProgress,
  sideBySide,
  slopeChart,
  todo,
  type TrainingProgress,
} from "downhill";

/** The width and the height of an image, in pixels. */
const SIDE = 28;

/** An image (shape [784], row by row, with pixels from 0 to 1) and its label. */
export type LabelledImage = [image: Float32Array, label: number];

/**
 * Makes a variant of each image in a batch; every variant has the size of its original. All random numbers come from
 * `random`.
 */
export type Augmentation = (batch: readonly Float32Array[], random: RandomState) => Float32Array[];

/**
 * Makes a new image from the pixels of an old one: row r comes from the old row `rowOf(r)`, column c from the old
 * column `columnOf(c)`, both counted from 0 at the upper left. Pixels from outside the old image are 0, like the
 * background.
 */
function redraw(
  image: Float32Array,
  rowOf: (row: number) => number,
  columnOf: (column: number) => number,
): Float32Array {
  const isInside = (place: number) => {
    if (!Number.isInteger(place)) throw new RangeError(`There is no row or column ${place}: move by whole pixels.`);
    return place >= 0 && place < SIDE;
  };
  const columns = Array.from({ length: SIDE }, (_, column) => columnOf(column));
  const redrawn = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) {
    const from = rowOf(row);
    if (!isInside(from)) continue;
    columns.forEach((column, i) => {
      if (isInside(column)) redrawn[row * SIDE + i] = image[from * SIDE + column];
    });
  }
  return redrawn;
}

/** Draws a whole number from `low` to `high`, both included; all are equally likely. */
export function wholeNumber(random: RandomState, low: number, high: number): number {
  // #region solution: random.uniform(from, to) is always below `to`; round down so that all numbers are equally likely
  return Math.floor(random.uniform(low, high + 1));
  // #endregion
}

/** The mirror image: left and right are exchanged, and the top stays at the top. */
export function mirror(image: Float32Array): Float32Array {
  // #region solution: redraw the image: rows stay as they are, and column 0 comes from column 27
  return redraw(image, (row) => row, (column) => SIDE - 1 - column);
  // #endregion
}

/**
 * Moves each image down and to the right by random whole numbers of pixels, from −`pixels` to `pixels`, all equally
 * likely. Pixels that come from outside the image are 0.
 */
export function randomShift(batch: readonly Float32Array[], random: RandomState, pixels = 1): Float32Array[] {
  // #region solution: for each image, draw how far down and how far right (negative: up and left), and redraw it
  return batch.map((image) => {
    const down = wholeNumber(random, -pixels, pixels);
    const right = wholeNumber(random, -pixels, pixels);
    return redraw(image, (row) => row - down, (column) => column - right);
  });
  // #endregion
}

/** Mirrors each image with a probability of 1/2. */
export function randomFlip(batch: readonly Float32Array[], random: RandomState): Float32Array[] {
  // #region solution: for each image, draw whether to mirror it
  return batch.map((image) => random.uniform() < 0.5 ? mirror(image) : image);
  // #endregion
}

/**
 * Cuts a square of `side` × `side` pixels out of each image, with all places equally likely, and enlarges it to 28 ×
 * 28. A new pixel has the value of the old pixel on which its upper left corner lies.
 */
export function randomCrop(batch: readonly Float32Array[], random: RandomState, side = 24): Float32Array[] {
  // #region solution: for each image, draw the place of the square; new row r is its row r · side / 28, rounded down
  return batch.map((image) => {
    const top = wholeNumber(random, 0, SIDE - side);
    const left = wholeNumber(random, 0, SIDE - side);
    const shrunk = (place: number) => Math.floor(place * side / SIDE);
    return redraw(image, (row) => top + shrunk(row), (column) => left + shrunk(column));
  });
  // #endregion
}

/** The augmentation of the experiment: a shift by up to one pixel, and the mirror image with a probability of 1/2. */
export const shiftAndFlip: Augmentation = (batch, random) => randomFlip(randomShift(batch, random), random);

/** A data set that returns variants of the images of another data set, a new variant each time. */
export class Augmented implements Dataset<LabelledImage> {
  readonly length: number;

  /**
   * @param data The data set with the originals.
   * @param augmentation Makes variants of a batch of images; the batch may contain only one image.
   * @param random The generator for all random numbers.
   */
  constructor(
    readonly data: Dataset<LabelledImage>,
    readonly augmentation: Augmentation,
    readonly random: RandomState,
  ) {
    this.length = data.length;
  }

  /** A variant of the image at `index`, and the label of the original. */
  item(index: number): LabelledImage {
    // #region solution: get the original from data; call augmentation with a batch of one image to make the variant
    const [image, label] = this.data.item(index);
    const [variant] = this.augmentation([image], this.random);
    return [variant, label];
    // #endregion
  }
}

/** The network of lesson 20 with half as many hidden units: 784 pixels in, 64 hidden units with relu, 10 logits out. */
export class MLP extends Module {
  /** The weights of the hidden layer: shape [784, 64]. */
  w1: Parameter;
  /** The biases of the hidden layer: shape [64]. */
  b1 = new Parameter(tf.zeros([64]));
  /** The weights of the last layer: shape [64, 10]. */
  w2: Parameter;
  /** The biases of the last layer: shape [10]. */
  b2 = new Parameter(tf.zeros([10]));

  /** The same `seed` gives the same parameters. */
  constructor(seed: number) {
    super();
    const random = new RandomState(seed);
    const draw = (inputs: number, outputs: number) => {
      const most = Math.sqrt(6 / (inputs + outputs));
      const values = Float32Array.from({ length: inputs * outputs }, () => random.uniform(-most, most));
      return new Parameter(tf.tensor2d(values, [inputs, outputs]));
    };
    this.w1 = draw(784, 64);
    this.w2 = draw(64, 10);
  }

  /** The logits for each row of `x`: shape [n, 784] in, [n, 10] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);
  }
}

/** How to train the network. */
export interface TrainOptions {
  /** How many times to go through all images; default 40. */
  epochs?: number;
  /** Determines the order of the images and everything else that is random; default 1. */
  seed?: number;
  /** Called and awaited after each step. */
  onProgress?: (progress: TrainingProgress) => void | Promise<void>;
}

/** Trains `model` as in lesson 20, with batches of 50: with Adam, and a learning rate that falls from 0.003 to 0. */
export async function train(model: Module, data: Dataset<LabelledImage>, options: TrainOptions = {}): Promise<void> {
  const { epochs = 40, seed = 1, onProgress = showProgress } = options;
  const learningRate = 0.003;
  const optimizer = new Adam(model.parameters(), { learningRate });
  const loader = new DataLoader(data, { batchSize: 50, shuffle: true, seed });
  const steps = epochs * loader.length;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for await (const [x, labels] of loader) {
      optimizer.learningRate = learningRate * (1 - step / steps);
      const loss = optimizer.step(() => {
        const truth = tf.oneHot(labels.toInt(), 10);
        return tf.losses.softmaxCrossEntropy(truth, model.forward(x)).asScalar();
      });
      await onProgress({ step, steps, loss, model });
      loss.dispose();
      step++;
    }
  }
  optimizer.dispose();
}

/** The share of the images of `data` that the model gets right: from 0 to 1. */
export async function accuracy(model: Module, data: Dataset<LabelledImage>): Promise<number> {
  let right = 0;
  for await (const [x, labels] of new DataLoader(data, { batchSize: 500 })) {
    const count = tf.tidy(() => model.forward(x).argMax(1).equal(labels.toInt()).sum());
    right += (await count.data())[0];
    count.dispose();
  }
  return right / data.length;
}

/** The images to learn from and to test with. */
export interface ImageSets {
  /** The images that the network learns from, with or without augmentation. */
  training: Dataset<LabelledImage>;
  /** The images that the network is tested with. */
  test: Dataset<LabelledImage>;
  /** The mirror images of the test images. */
  mirrored: Dataset<LabelledImage>;
}

/** The first 500 training images and the first 1,000 test images of FashionMNIST. */
export function imageSets(): ImageSets {
  const firstOf = (data: FashionMNIST, count: number) => Array.from({ length: count }, (_, i) => data.item(i));
  const dataset = (items: LabelledImage[]) => ({ length: items.length, item: (i: number) => items[i] });
  const test = firstOf(new FashionMNIST({ train: false }), 1000);
  return {
    training: dataset(firstOf(new FashionMNIST(), 500)),
    test: dataset(test),
    mirrored: dataset(test.map(([image, label]) => [mirror(image), label])),
  };
}

/** A trained network, and its accuracy on each set: the share of the images that it gets right. */
export interface Experiment {
  /** The network. */
  model: MLP;
  /** The accuracy on the training images as they are, even if the network learned from variants of them. */
  training: number;
  /** The accuracy on the test images. */
  test: number;
  /** The accuracy on the mirrored test images. */
  mirrored: number;
}

/** Trains a new network, with `augmentation` if it is given, and measures its accuracies. */
export async function experiment(
  sets: ImageSets,
  options: TrainOptions & { augmentation?: Augmentation } = {},
): Promise<Experiment> {
  const { augmentation, ...trainOptions } = options;
  const { seed = 1 } = options;
  const model = new MLP(seed);
  // #region solution: train with trainOptions, on Augmented images if augmentation is given; measure on all three sets
  const seen = augmentation ? new Augmented(sets.training, augmentation, new RandomState(seed)) : sets.training;
  await train(model, seen, trainOptions);
  return {
    model,
    training: await accuracy(model, sets.training),
    test: await accuracy(model, sets.test),
    mirrored: await accuracy(model, sets.mirrored),
  };
  // #endregion
}

/** The same experiments without and with augmentation, one for each seed. */
export interface Comparison {
  /** Without augmentation. */
  plain: Experiment[];
  /** With {@linkcode shiftAndFlip}. */
  augmented: Experiment[];
}

let running: Promise<Comparison> | undefined;

/**
 * Runs the experiments with the seeds 1 and 2, but only once, so that the checks and the picture use the same results.
 */
export function compare(): Promise<Comparison> {
  return running ??= (async () => {
    const [sets, plain, augmented]: [ImageSets, Experiment[], Experiment[]] = [imageSets(), [], []];
    for (const seed of [1, 2]) {
      plain.push(await experiment(sets, { seed }));
      augmented.push(await experiment(sets, { seed, augmentation: shiftAndFlip }));
    }
    return { plain, augmented };
  })();
}

/** What your experiments show, averaged over both seeds. The gap is training accuracy − test accuracy. */
export interface Answers {
  /** Without augmentation: is the gap 0.1 or more? */
  overfits: boolean;
  /** Is the gap smaller with augmentation, by 0.05 or more? */
  narrowsGap: boolean;
  /** Does augmentation raise the accuracy on the test images, by 0.02 or more? */
  helpsOnTest: boolean;
  /** Does augmentation raise the accuracy on the mirrored test images, by 0.02 or more? */
  helpsOnMirrored: boolean;
}

/** Do you see overfitting? Does augmentation help? */
export function answers(): Answers {
  // #region solution: read the answers from the picture, or from the numbers that compare() returns
  return { overfits: true, narrowsGap: true, helpsOnTest: false, helpsOnMirrored: true };
  // #endregion
}

/** What this lesson looks like when it works: variants of one photograph, and a line for each trained network. */
export async function picture() {
  const { plain, augmented } = await compare();
  const random = new RandomState(3);
  const [boot] = new FashionMNIST().item(0);
  const five = Array.from({ length: 5 }, () => boot);
  const sheet = imageSheet({
    original: [boot],
    "shifted by ≤ 4": randomShift(five, random, 4),
    flipped: randomFlip(five, random),
    "cropped to 18": randomCrop(five, random, 18),
    "trained with": shiftAndFlip(five, random),
  }, { title: "One photograph" });
  const values = (runs: Experiment[]) => runs.map(({ training, test, mirrored }) => [training, test, mirrored]);
  const chart = slopeChart(["training", "test", "mirrored"], {
    augmented: values(augmented),
    plain: values(plain),
  }, { title: "A line for each training", xTitle: "images" });
  const gap = (runs: Experiment[]) =>
    (runs.reduce((sum, { training, test }) => sum + training - test, 0) / runs.length).toFixed(2);
  return sideBySide(
    "The gap, with and without augmentation",
    `Left: an ankle boot and variants of it. Right: accuracies. ${chart.description} The gap between training and test ` +
      `is ${gap(plain)} without augmentation and ${gap(augmented)} with it.`,
    sheet,
    chart,
  );
}

if (import.meta.main) await show(await picture());
