/**
 * # 22 · One photograph, many images
 *
 * A boot one pixel further to the right is still a boot, and in a mirror, too. You know that; a network that has seen
 * each boot in one place only does not. **Augmentation** tells it: whenever a photograph's turn comes, the network is
 * shown another variant of it, drawn at random, and every variant keeps the photograph's label.
 *
 * Three rules. What is random comes from the generator that is passed in, so that a training can be repeated. The
 * original stays what it is, for the next epoch makes another variant of it. And **what you test with is never
 * augmented**: a test asks what the network does with the world as it is.
 *
 * There are 500 images here, and a network with 50,890 parameters: it can learn them by heart. How far it has done so
 * says the **gap**: the accuracy on the training images minus that on the test images. And there is a second test: the
 * same test images in a mirror. The shop lays nearly every shoe with its toe to the left; somebody else may not.
 *
 * **You write**
 *
 * - {@linkcode wholeNumber}: an honest die.
 * - {@linkcode mirror}, and then {@linkcode randomShift}, {@linkcode randomFlip} and {@linkcode randomCrop}, which take a
 *   batch of images and a generator. `redraw` is there for that: you say from where each row and each column comes.
 * - {@linkcode Augmented}: a data set around another one. Whenever it is asked for an image, it makes a new variant.
 * - {@linkcode experiment}: train with or without augmentation, then measure on three sets of images as they are.
 * - {@linkcode answers}: do you see an overfit? Does augmentation help? Decide by {@linkcode compare}, over both seeds.
 *
 * **You should see** a line for each training, from the images it learned from to those it was tested with. How far does
 * each fall? What decides is whether the world does to images what you did to them. Where it does not, a small network
 * pays for knowing more than it is asked.
 *
 * **You are down.** It began with f(x) = x² and a library that found its minimum. Now you can write what such a library
 * does: gradients, optimizers, layers, data sets, a training that can be repeated, interrupted and moved to another
 * device. And you can tell whether it learned something: on what it has never seen, with several seeds, and with a
 * number that says by how much.
 *
 * **A question to take along**: outside, nobody mirrors the test for you. What will your next network meet that is in none
 * of your images, and how will you notice?
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

/** How many pixels an image is wide, and high. */
const SIDE = 28;

/** An image, its pixels from 0 to 1 and row by row: shape [784]; and its label. */
export type LabelledImage = [image: Float32Array, label: number];

/** Makes a variant of each image of a batch: as many, and as large. What is random about it is drawn from `random`. */
export type Augmentation = (batch: readonly Float32Array[], random: RandomState) => Float32Array[];

/**
 * A new image of the pixels of an old one: its row r comes from the old row `rowOf(r)`, its column c from the old column
 * `columnOf(c)`, each counted from 0 at the upper left. What would come from beyond the edge is 0: background.
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

/** A whole number from `low` to `high`, both included, each as likely as another. */
export function wholeNumber(random: RandomState, low: number, high: number): number {
  // #region solution: random.uniform(from, to) is below `to`; round down, and both ends have to come as often as the rest
  return Math.floor(random.uniform(low, high + 1));
  // #endregion
}

/** The image in a mirror: left is right, and up stays up. */
export function mirror(image: Float32Array): Float32Array {
  // #region solution: redraw it: rows stay, and column 0 comes from column 27
  return redraw(image, (row) => row, (column) => SIDE - 1 - column);
  // #endregion
}

/** Moves each image up or down, left or right, each by 0 to `pixels` pixels; what moves in from the edge is 0. */
export function randomShift(batch: readonly Float32Array[], random: RandomState, pixels = 1): Float32Array[] {
  // #region solution: for each image, draw how far down and how far to the right (below 0: up and left), and redraw it
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
 * Cuts a square of `side` × `side` pixels out of each image, somewhere, and enlarges it to 28 × 28: a new pixel takes the
 * value of the old one that it lies on.
 */
export function randomCrop(batch: readonly Float32Array[], random: RandomState, side = 24): Float32Array[] {
  // #region solution: for each image, draw where the square begins; new row r lies on its row r · side / 28, rounded down
  return batch.map((image) => {
    const top = wholeNumber(random, 0, SIDE - side);
    const left = wholeNumber(random, 0, SIDE - side);
    const shrunk = (place: number) => Math.floor(place * side / SIDE);
    return redraw(image, (row) => top + shrunk(row), (column) => left + shrunk(column));
  });
  // #endregion
}

/** What the experiment augments with: a shift by up to a pixel, and a mirror for every other image. */
export const shiftAndFlip: Augmentation = (batch, random) => randomFlip(randomShift(batch, random), random);

/** A data set that shows a variant of an image of another data set, a new one each time. */
export class Augmented implements Dataset<LabelledImage> {
  readonly length: number;

  /**
   * @param data The originals.
   * @param augmentation Makes variants of a batch of images; a batch may be of one.
   * @param random What it draws from.
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
    // #region solution: ask data for the original; augmentation makes the variant, from a batch of one image
    const [image, label] = this.data.item(index);
    const [variant] = this.augmentation([image], this.random);
    return [variant, label];
    // #endregion
  }
}

/** The network of lesson 20 with half its hidden units: 784 pixels in, 64 hidden units with relu, 10 logits out. */
export class MLP extends Module {
  /** Shape [784, 64]. */
  w1: Parameter;
  /** Shape [64]. */
  b1 = new Parameter(tf.zeros([64]));
  /** Shape [64, 10]. */
  w2: Parameter;
  /** Shape [10]. */
  b2 = new Parameter(tf.zeros([10]));

  /** With the same `seed` the parameters are the same. */
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

/** How to train. */
export interface TrainOptions {
  /** How often to go through all images; default 40. */
  epochs?: number;
  /** For the order of the images, and whatever else is random; default 1. */
  seed?: number;
  /** Is told of each step, and awaited. */
  onProgress?: (progress: TrainingProgress) => void | Promise<void>;
}

/** Lesson 20's training, with batches of 50: Adam, and a learning rate that falls from 0.003 to 0. */
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

/** The share of the images of `data` that the model takes for what they are: from 0 to 1. */
export async function accuracy(model: Module, data: Dataset<LabelledImage>): Promise<number> {
  let right = 0;
  for await (const [x, labels] of new DataLoader(data, { batchSize: 500 })) {
    const count = tf.tidy(() => model.forward(x).argMax(1).equal(labels.toInt()).sum());
    right += (await count.data())[0];
    count.dispose();
  }
  return right / data.length;
}

/** What there is to learn from and to be tested with. */
export interface ImageSets {
  /** What the network learns from, augmented or not. */
  training: Dataset<LabelledImage>;
  /** What it is tested with. */
  test: Dataset<LabelledImage>;
  /** The test images in a mirror. */
  mirrored: Dataset<LabelledImage>;
}

/** Of FashionMNIST, the first 500 images to train with and the first 1,000 to test with. */
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

/** A trained network, and the share of the images of each set that it takes for what they are. */
export interface Experiment {
  /** The network. */
  model: MLP;
  /** Of the training images, as they are: the originals, whether it learned from them or from variants. */
  training: number;
  /** Of the test images. */
  test: number;
  /** Of the mirrored test images. */
  mirrored: number;
}

/** Trains a new network, with `augmentation` if there is one, and measures it. */
export async function experiment(
  sets: ImageSets,
  options: TrainOptions & { augmentation?: Augmentation } = {},
): Promise<Experiment> {
  const { augmentation, ...trainOptions } = options;
  const { seed = 1 } = options;
  const model = new MLP(seed);
  // #region solution: train it with trainOptions, on Augmented images if there is an augmentation; then three accuracies
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

/** The same trainings without augmentation and with it, one for each seed. */
export interface Comparison {
  /** Without. */
  plain: Experiment[];
  /** With {@linkcode shiftAndFlip}. */
  augmented: Experiment[];
}

let running: Promise<Comparison> | undefined;

/** Trains with the seeds 1 and 2, both ways; once, so that checks and picture look at the same trainings. */
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

/** What your trainings say, on the average of both seeds. The gap is training accuracy − test accuracy. */
export interface Answers {
  /** Without augmentation: is the gap 0.1 or more? */
  overfits: boolean;
  /** Is the gap smaller with augmentation, by 0.05 or more? */
  narrowsGap: boolean;
  /** Does augmentation raise the accuracy on the test images, by 0.02 or more? */
  helpsOnTest: boolean;
  /** Does it raise the accuracy on the mirrored test images, by 0.02 or more? */
  helpsOnMirrored: boolean;
}

/** Do you see an overfit? Does augmentation help? */
export function answers(): Answers {
  // #region solution: read it from the picture, or from the numbers that compare() returns
  return { overfits: true, narrowsGap: true, helpsOnTest: false, helpsOnMirrored: true };
  // #endregion
}

/** What this lesson looks like when it works: variants of one photograph, and how far each training falls. */
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
  }, { title: "A line for each training", xTitle: "images (set)" });
  const gap = (runs: Experiment[]) =>
    (runs.reduce((sum, { training, test }) => sum + training - test, 0) / runs.length).toFixed(2);
  return sideBySide(
    "The gap, without augmentation and with it",
    `Left: an ankle boot, and variants of it. Right: accuracies. ${chart.description} The gap between training and test ` +
      `is ${gap(plain)} without augmentation, and ${gap(augmented)} with it.`,
    sheet,
    chart,
  );
}

if (import.meta.main) await show(await picture());
