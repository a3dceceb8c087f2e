/**
 * # 20 · Clothes, ten kinds
 *
 * Eighty points were only practice. **FashionMNIST** is a benchmark that researchers have really used: photographs of
 * clothes from a shop. Each has 28 × 28 pixels and a **label** from 0 to 9 that says what it shows. The course comes
 * with 4,000 of them to learn from and 1,000 to test with; the whole data set has 60,000 and 10,000.
 *
 * When data is new to you, look at it first. Does each kind have the same number of images? What is the range of the
 * pixel values? Here it is 0 to 255. A network learns best from numbers that are not much larger than 1, so the pixels
 * are **normalised**: divided by 255.
 *
 * The network takes 784 pixels and returns 10 numbers, the **logits**, one for each kind. The kind with the largest
 * logit is the network's answer. For the loss, **softmax** turns the logits into probabilities, pₖ = exp(zₖ) / Σⱼ
 * exp(zⱼ), and **cross-entropy** is
 *
 * > **−log p** of the right kind, averaged over a batch: 0 if the network is sure and right, log 10 = 2.3 if it guesses
 *
 * With a constant learning rate, training never settles: each batch pulls in a different direction, and where you stop
 * is a matter of chance. So let the learning rate fall linearly, step by step, down to 0. With forty seeds, the
 * accuracy is then between 0.817 and 0.839.
 *
 * **You write**
 *
 * - {@linkcode Clothes}: the data set. {@linkcode look} examines any data set of labelled images.
 * - {@linkcode MLP}: takes 784 numbers, has 128 hidden units with relu, and returns 10 numbers.
 * - {@linkcode crossEntropy}: `tf.oneHot` needs whole numbers, so pass `labels.toInt()`; `tf.losses` has a function for
 *   the rest.
 * - {@linkcode train}: the pipeline of lesson 17, with 5 epochs of 32 steps. You can change `optimizer.learningRate` at
 *   any time.
 * - {@linkcode confusions}: a table with a row for each kind, and a column for each answer that the network can give.
 *   {@linkcode accuracy} uses this table.
 * - {@linkcode experiment}: train on the training images, but measure the accuracy on the test images, because right
 *   answers that were learned by heart prove nothing.
 * - {@linkcode answers}: which two kinds does your network confuse most? Look at the picture, and add up the counts for
 *   both directions.
 *
 * **You should see** four samples of each kind, and how often the network gave each answer for it. Would you do better?
 *
 * **A question to think about**: if you shuffle the 784 pixels, in the same way in all images, you can no longer see
 * clothes. But this network learns as well as before. What do you know about images that the network does not?
 *
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
  spread,
  stacked,
  todo,
  type TrainingProgress,
} from "downhill";

/** An image (shape [784], with pixels from 0 to 1) and its label. */
export type LabelledImage = [image: Float32Array, label: number];

/** The images as they are in the files, one after another. */
export interface RawImages {
  /** The pixels, row by row, from 0 to 255: shape [n, 28, 28]. */
  images: Uint8Array;
  /** The labels, from 0 to 9: shape [n]. */
  labels: Uint8Array;
}

/** The images as a data set, normalised. */
export class Clothes implements Dataset<LabelledImage> {
  readonly length: number;

  /** @param raw The images, for example `new FashionMNIST()`. */
  constructor(readonly raw: RawImages) {
    this.length = raw.labels.length;
  }

  /** The image at `index`: its 784 numbers divided by 255, and its label. */
  item(index: number): LabelledImage {
    // #region solution: take the 784 bytes of this image, divide each by 255, and return them with the label
    const bytes = this.raw.images.subarray(index * 784, (index + 1) * 784);
    return [new Float32Array(bytes).map((byte) => byte / 255), this.raw.labels[index]];
    // #endregion
  }
}

/** What {@linkcode look} finds in a data set. */
export interface Look {
  /** How many images have the label 0, 1, …, 9: shape [10]. */
  counts: number[];
  /** The lowest pixel value in all images. */
  lowest: number;
  /** The highest pixel value in all images. */
  highest: number;
}

/** Goes through all images of a data set, and returns what it finds. */
export function look(data: Dataset<LabelledImage>): Look {
  const counts = Array.from({ length: 10 }, () => 0);
  let [lowest, highest] = [Infinity, -Infinity];
  // #region solution: for each item, count its label, and find the lowest and the highest pixel
  for (let i = 0; i < data.length; i++) {
    const [image, label] = data.item(i);
    counts[label]++;
    for (const pixel of image) {
      lowest = Math.min(lowest, pixel);
      highest = Math.max(highest, pixel);
    }
  }
  return { counts, lowest, highest };
  // #endregion
}

/** A network with one hidden layer: 784 pixels in, 128 hidden units, 10 logits out. */
export class MLP extends Module {
  /** The weights of the hidden layer: shape [784, 128]. */
  w1!: Parameter;
  /** The biases of the hidden layer: shape [128]. */
  b1!: Parameter;
  /** The weights of the last layer: shape [128, 10]. */
  w2!: Parameter;
  /** The biases of the last layer: shape [10]. */
  b2!: Parameter;

  /** Draws the weights from Glorot's uniform distribution; the biases are 0. The same `seed` gives the same weights. */
  constructor(seed = 1) {
    super();
    const random = new RandomState(seed);
    const draw = (inputs: number, outputs: number) => {
      const most = Math.sqrt(6 / (inputs + outputs));
      const values = Float32Array.from({ length: inputs * outputs }, () => random.uniform(-most, most));
      return tf.tensor2d(values, [inputs, outputs]);
    };
    // #region solution: a Parameter in each of the four fields: w1 and w2 drawn, b1 and b2 zeros
    this.w1 = new Parameter(draw(784, 128));
    this.b1 = new Parameter(tf.zeros([128]));
    this.w2 = new Parameter(draw(128, 10));
    this.b2 = new Parameter(tf.zeros([10]));
    // #endregion
  }

  /** The logits for each row of `x`: shape [n, 784] in, [n, 10] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    // #region solution: multiply by w1, add b1, apply relu; multiply by w2, add b2
    return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);
    // #endregion
  }
}

/**
 * The mean of −log p of the right kind; `logits` has shape [n, 10], `labels` shape [n], in float32, as a loader returns
 * them.
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  // #region solution: make the labels one-hot; return their mean cross-entropy with the softmax of the logits, a scalar
  return tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits).asScalar();
  // #endregion
}

/** How to train the network. */
export interface TrainOptions {
  /** How many times to go through all images. */
  epochs?: number;
  /** The number of images in a batch. */
  batchSize?: number;
  /** Adam's learning rate at the first step; it falls linearly, and would reach 0 one step after the last. */
  learningRate?: number;
  /** Determines the order of the images, which is new in each epoch. */
  seed?: number;
  /**
   * Called and awaited after each step, with the index of the step, counted from 0 (`step`), the total number of steps
   * (`steps`), the `loss` of the batch, and the `model`, which is saved if you press Ctrl-C.
   */
  onProgress?: (progress: TrainingProgress) => void | Promise<void>;
}

/** Trains `model` on the images of `data`; frees every tensor that it makes. */
export async function train(model: Module, data: Dataset<LabelledImage>, options: TrainOptions = {}): Promise<void> {
  const { epochs = 5, batchSize = 128, learningRate = 0.004, seed = 1, onProgress = showProgress } = options;
  const optimizer = new Adam(model.parameters(), { learningRate });
  const loader = new DataLoader(data, { batchSize, shuffle: true, seed });
  const steps = epochs * loader.length;
  // #region solution: for each batch of each epoch, set the learning rate, take a step, report it; free what you made
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for await (const [x, labels] of loader) {
      optimizer.learningRate = learningRate * (1 - step / steps);
      const loss = optimizer.step(() => crossEntropy(model.forward(x), labels));
      await onProgress({ step, steps, loss, model });
      loss.dispose();
      step++;
    }
  }
  optimizer.dispose();
  // #endregion
}

/** Row i, column j: how many images of kind i the model classifies as kind j. Shape [10, 10]. */
export async function confusions(model: Module, data: Dataset<LabelledImage>): Promise<number[][]> {
  const matrix = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 0));
  // #region solution: in batches of about 500, find the index of the largest logit; count the pairs of label and index
  for await (const [x, labels] of new DataLoader(data, { batchSize: 500 })) {
    const largest = tf.tidy(() => model.forward(x).argMax(1));
    const [said, truth] = [await largest.data(), await labels.data()];
    largest.dispose();
    for (let i = 0; i < truth.length; i++) matrix[truth[i]][said[i]]++;
  }
  return matrix;
  // #endregion
}

/** The share of all images that the model gets right: from 0 to 1. */
export function accuracy(matrix: number[][]): number {
  // #region solution: the sum of the counts on the diagonal, divided by the sum of all counts
  const right = matrix.reduce((sum, row, i) => sum + row[i], 0);
  return right / matrix.flat().reduce((sum, count) => sum + count, 0);
  // #endregion
}

/** A trained network, and how good it is. */
export interface Experiment {
  /** The network. */
  model: MLP;
  /** The network's confusions, counted on the test images. */
  matrix: number[][];
  /** The share of the test images that the network gets right. */
  accuracy: number;
}

/** Trains a new network, and tests it. */
export async function experiment(seed = 1): Promise<Experiment> {
  // #region solution: train on FashionMNIST; then compute confusions and accuracy on the images with train: false
  const model = new MLP(seed);
  await train(model, new Clothes(new FashionMNIST()), { seed });
  const matrix = await confusions(model, new Clothes(new FashionMNIST({ train: false })));
  return { model, matrix, accuracy: accuracy(matrix) };
  // #endregion
}

let running: Promise<Experiment> | undefined;

/** Runs the experiment only once, so that the checks and the picture use the same network. */
export function trained(): Promise<Experiment> {
  return running ??= experiment();
}

/** The two kinds that your network confuses most, with their names from FASHION_MNIST_CLASSES. */
export function answers(): { mostConfused: [string, string] } {
  // #region solution: read the matrix in the picture: for which two kinds is the sum of both cells the largest?
  return { mostConfused: ["Pullover", "Coat"] };
  // #endregion
}

/**
 * The test accuracies with forty seeds, in thousandths: measured once in PyTorch, with the same network and training.
 */
const FORTY_SEEDS = [
  [831, 832, 827, 823, 824, 827, 829, 836, 829, 823, 839, 824, 834, 830, 829, 831, 819, 831, 830, 822],
  [828, 828, 824, 833, 831, 834, 830, 824, 835, 825, 828, 818, 832, 826, 834, 818, 827, 830, 839, 817],
].flat();

/**
 * What this lesson looks like when it works: samples of the ten kinds, the confusions, and the accuracies with other
 * seeds.
 */
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
    xTitle: "test accuracy",
  });
  return stacked(
    "Clothes, ten kinds",
    "Upper left: four test images of each kind, of 28 × 28 pixels. Beside them: what the network takes test images for. " +
      `${chart.description} Below: the test accuracies of networks with other seeds, trained in PyTorch. ` +
      seeds.description,
    [sheet, chart],
    seeds,
  );
}

if (import.meta.main) await show(await picture());
