/**
 * Lesson 20 with the cross-entropy by hand, batches to test with that are put together by hand, and loops for the rest.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  Adam,
  confusionMatrix,
  DataLoader,
  type Dataset,
  FASHION_MNIST_CLASSES,
  FashionMNIST,
  imageSheet,
  Module,
  Parameter,
  RandomState,
  show,
  showProgress,
  sideBySide,
  spread,
  type TrainingProgress,
} from "downhill";

/** What a data set of images has for each: its pixels from 0 to 1, shape [784], and its label. */
export type LabelledImage = [image: Float32Array, label: number];

/** Images as they come from the files, one after the other. */
export interface RawImages {
  /** Shape [n, 28, 28], row by row, from 0 to 255. */
  images: Uint8Array;
  /** Shape [n], from 0 to 9. */
  labels: Uint8Array;
}

/** The images as a data set, normalised. */
export class Clothes implements Dataset<LabelledImage> {
  readonly length: number;

  /** @param raw For example `new FashionMNIST()`. */
  constructor(readonly raw: RawImages) {
    this.length = raw.labels.length;
  }

  /** The image at `index`: its 784 numbers divided by 255, and its label. */
  item(index: number): LabelledImage {
    const image = new Float32Array(784);
    for (let i = 0; i < 784; i++) image[i] = this.raw.images[784 * index + i] / 255;
    return [image, this.raw.labels[index]];
  }
}

/** What a look at a data set shows. */
export interface Look {
  /** How many images have the label 0, 1, …, 9: shape [10]. */
  counts: number[];
  /** The lowest of all numbers in all images. */
  lowest: number;
  /** The highest. */
  highest: number;
}

/** Goes through all images of a data set. */
export function look(data: Dataset<LabelledImage>): Look {
  const counts = Array.from({ length: 10 }, () => 0);
  let [lowest, highest] = [Infinity, -Infinity];
  for (let i = 0; i < data.length; i++) {
    const [image, label] = data.item(i);
    counts[label] += 1;
    lowest = image.reduce((a, b) => a < b ? a : b, lowest);
    highest = image.reduce((a, b) => a > b ? a : b, highest);
  }
  return { counts, lowest, highest };
}

/** A network with one hidden layer: 784 pixels in, 128 hidden units, 10 logits out. */
export class MLP extends Module {
  /** Shape [784, 128]. */
  w1!: Parameter;
  /** Shape [128]. */
  b1!: Parameter;
  /** Shape [128, 10]. */
  w2!: Parameter;
  /** Shape [10]. */
  b2!: Parameter;

  /** Weights are drawn by `draw`, as Glorot would have them; biases are 0. */
  constructor(seed = 1) {
    super();
    const random = new RandomState(seed);
    const draw = (inputs: number, outputs: number) => {
      const most = Math.sqrt(6 / (inputs + outputs));
      const values = Float32Array.from({ length: inputs * outputs }, () => random.uniform(-most, most));
      return tf.tensor2d(values, [inputs, outputs]);
    };
    this.w1 = new Parameter(draw(784, 128));
    this.b1 = new Parameter(tf.zeros([128]));
    this.w2 = new Parameter(draw(128, 10));
    this.b2 = new Parameter(tf.zeros([10]));
  }

  /** The logits for each row of `x`: shape [n, 784] in, [n, 10] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    return tf.add(tf.matMul(tf.relu(tf.add(tf.matMul(x, this.w1), this.b1)), this.w2), this.b2);
  }
}

/** The mean of −log p of the right kind; `logits` has shape [n, 10], `labels` shape [n], float32 as loaders make it. */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  const right = tf.oneHot(labels.toInt(), 10);
  return tf.logSoftmax(logits).mul(right).sum(1).mean().neg().asScalar();
}

/** How to train. */
export interface TrainOptions {
  /** How often to go through all images. */
  epochs?: number;
  /** How many images to look at for a step. */
  batchSize?: number;
  /** Adam's, at the first of all steps; it falls in a straight line and would be 0 at the step after the last. */
  learningRate?: number;
  /** For the order of the images, which is another one in each epoch. */
  seed?: number;
  /** Is told of each step, and awaited: its number from 0 (`step`), how many there are (`steps`), the batch's loss. */
  onProgress?: (progress: TrainingProgress) => void | Promise<void>;
}

/** Trains `model` on the images of `data`; frees every tensor that it makes. */
export async function train(model: Module, data: Dataset<LabelledImage>, options: TrainOptions = {}): Promise<void> {
  const { epochs = 5, batchSize = 128, learningRate = 0.004, seed = 1, onProgress = showProgress } = options;
  const optimizer = new Adam(model.parameters(), { learningRate });
  const loader = new DataLoader(data, { batchSize, shuffle: true, seed });
  const steps = epochs * loader.length;
  while (loader.epoch < epochs) {
    for await (const [x, labels] of loader) {
      const step = optimizer.steps; // it counts them already
      optimizer.learningRate = learningRate * (steps - step) / steps;
      const tensor = optimizer.step(() => crossEntropy(model.forward(x), labels));
      const [loss] = await tensor.data();
      tensor.dispose();
      await onProgress({ step, steps, loss });
    }
  }
  optimizer.dispose();
}

/** Row i, column j: how many images of kind i the model takes for kind j. Shape [10, 10]. */
export async function confusions(model: Module, data: Dataset<LabelledImage>): Promise<number[][]> {
  const matrix = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 0));
  for (let start = 0; start < data.length; start += 100) {
    const items = Array.from({ length: Math.min(100, data.length - start) }, (_, i) => data.item(start + i));
    const logits = tf.tidy(() => model.forward(tf.stack(items.map(([image]) => tf.tensor1d(image)))));
    const rows = await logits.array() as number[][];
    logits.dispose();
    items.forEach(([, label], i) => matrix[label][rows[i].indexOf(Math.max(...rows[i]))]++);
  }
  return matrix;
}

/** The share of all images that the model takes for what they are: from 0 to 1. */
export function accuracy(matrix: number[][]): number {
  let [right, all] = [0, 0];
  for (let i = 0; i < 10; i++) {
    for (let j = 0; j < 10; j++) {
      all += matrix[i][j];
      if (i === j) right += matrix[i][j];
    }
  }
  return right / all;
}

/** A trained network, and how good it is. */
export interface Experiment {
  /** The network. */
  model: MLP;
  /** What it takes for what, on images that it was not trained with. */
  matrix: number[][];
  /** The share that it is right about. */
  accuracy: number;
}

/** Trains a new network, and tests it. */
export async function experiment(seed = 1): Promise<Experiment> {
  const model = new MLP(seed);
  await train(model, new Clothes(new FashionMNIST()), { seed });
  const matrix = await confusions(model, new Clothes(new FashionMNIST({ train: false })));
  return { model, matrix, accuracy: accuracy(matrix) };
}

let running: Promise<Experiment> | undefined;

/** The experiment, once: checks and picture look at the same one. */
export function trained(): Promise<Experiment> {
  return running ??= experiment();
}

/** The two kinds that your network confuses most, by their names in FASHION_MNIST_CLASSES. */
export function answers(): { mostConfused: [string, string] } {
  return { mostConfused: ["Shirt", "Pullover"] };
}

/** The test accuracies of forty seeds, in thousandths. */
const FORTY_SEEDS = [
  [831, 832, 827, 823, 824, 827, 829, 836, 829, 823, 839, 824, 834, 830, 829, 831, 819, 831, 830, 822],
  [828, 828, 824, 833, 831, 834, 830, 824, 835, 825, 828, 818, 832, 826, 834, 818, 827, 830, 839, 817],
].flat();

/** What this lesson looks like when it works: samples of the ten kinds, what is taken for what, and what is chance. */
export async function picture() {
  const { matrix, accuracy } = await trained();
  const test = new Clothes(new FashionMNIST({ train: false }));
  const samples: Record<string, Float32Array[]> = Object.fromEntries(FASHION_MNIST_CLASSES.map((name) => [name, []]));
  for (let i = 0; i < 100; i++) {
    const [image, label] = test.item(i);
    const row = samples[FASHION_MNIST_CLASSES[label]];
    if (row.length < 4) row.push(image);
  }
  const sheet = imageSheet(samples, { title: "Samples" });
  const chart = confusionMatrix(matrix, FASHION_MNIST_CLASSES, { title: `Test accuracy ${accuracy.toFixed(3)}` });
  const seeds = spread(FORTY_SEEDS.map((thousandths) => thousandths / 1000), accuracy, {
    title: "Forty seeds",
    yTitle: "test accuracy (share of images)",
  });
  return sideBySide(
    "Clothes, ten kinds",
    `Left: four test images of each kind, of 28 × 28 pixels. Middle: what the network takes them for. ` +
      `${chart.description} Right: the test accuracies of networks with other seeds. ${seeds.description}`,
    sheet,
    chart,
    seeds,
  );
}

if (import.meta.main) await show(await picture());
