/**
 * # 21 · Convolutions
 *
 * A network of dense layers does not know that two pixels are neighbours. You do: whether a sleeve is to be seen is decided
 * by a few pixels beside each other, wherever in the image they are. So look at the image through a small window of
 * weights, the **filter**, and push it along:
 *
 * > **out[i, j] = Σ image[i·stride + a − padding, j·stride + b − padding] · filter[a, b]**
 *
 * over all places a, b of the filter; beyond its edge the image is 0. That is a **convolution**. The same nine weights see
 * every part of the image. With filters of −1, 0 and 1 it finds edges; which filters are good, training finds out.
 *
 * A convolutional layer has a filter for each pair of an input and an output *channel*, and a bias for each output channel.
 * TF.js keeps images as [n, height, width, channels] and filters as [height, width, in, out]. Between two such layers,
 * **pooling** keeps the largest of each 2 × 2 pixels: a quarter of the numbers, and what was found is still there.
 *
 * > 28 × 28 × 1 → 26 × 26 × 8 → 13 × 13 × 8 → 11 × 11 × 16 → 5 × 5 × 16 = 400 → 10
 *
 * **You write**
 *
 * - {@linkcode convolve}: a convolution on one channel, by hand, with lists of numbers.
 * - {@linkcode CNN}: the network in the line above, with `tf.conv2d` and `tf.maxPool`. Reshape the rows of 784 first.
 * - {@linkcode compare}: is a CNN better than an MLP? Train three networks, several times, for the answer depends on luck,
 *   too: the CNN, an MLP with hardly fewer parameters, and one with twenty times as many that gets as much *time*.
 * - {@linkcode answers}: how many numbers can be learned in the second convolution, and in the last layer? And who wins?
 *
 * **You should see** on the left what three filters make of a boot and a shirt; on the right that the answer depends on the
 * question. At equal size the CNN wins by far. At equal time, with so few images, a large MLP is ahead of it.
 *
 * **A question to take along**: 4,000 images are few, and a shirt that is moved by one pixel is still a shirt. Can you make
 * more images of those that you have?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  Adam,
  DataLoader,
  FashionMNIST,
  imageSheet,
  Module,
  namedDots,
  Parameter,
  RandomState,
  show,
  showProgress,
  sideBySide,
  todo,
} from "downhill";

/** One channel of an image, or a filter: a list of rows. */
export type Grid = readonly (readonly number[])[];

/** How a filter goes over an image. */
export interface ConvolutionOptions {
  /** How far it goes from place to place. */
  stride?: number;
  /** How many rows and columns of 0 there are around the image. */
  padding?: number;
}

/** The convolution of one channel with one filter: as many rows and columns as there are places for the whole filter. */
export function convolve(image: Grid, filter: Grid, { stride = 1, padding = 0 }: ConvolutionOptions = {}): number[][] {
  const places = (length: number, filterLength: number) =>
    Math.floor((length + 2 * padding - filterLength) / stride) + 1;
  const [rows, columns] = [places(image.length, filter.length), places(image[0].length, filter[0].length)];
  // #region solution: for each place, the sum of pixel times weight over the filter; a pixel beyond the edge is 0
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      let sum = 0;
      filter.forEach((weights, a) =>
        weights.forEach((weight, b) => {
          const pixel = image[i * stride + a - padding]?.[j * stride + b - padding] ?? 0;
          sum += pixel * weight;
        })
      );
      return sum;
    }));
  // #endregion
}

/** Draws weights as Glorot would have them, for a layer in which each output depends on `inputs` numbers. */
function drawn(random: RandomState, shape: number[], inputs: number, outputs: number): Parameter {
  const most = Math.sqrt(6 / (inputs + outputs));
  const size = shape.reduce((product, length) => product * length, 1);
  return new Parameter(tf.tensor(Float32Array.from({ length: size }, () => random.uniform(-most, most)), shape));
}

/** The network of lesson 20, with `units` hidden units. */
export class MLP extends Module {
  w1: Parameter;
  b1: Parameter;
  w2: Parameter;
  b2 = new Parameter(tf.zeros([10]));

  /** From the same seed come the same weights. */
  constructor(units: number, seed: number) {
    super();
    const random = new RandomState(seed);
    this.w1 = drawn(random, [784, units], 784, units);
    this.b1 = new Parameter(tf.zeros([units]));
    this.w2 = drawn(random, [units, 10], units, 10);
  }

  /** Shape [n, 784] in, [n, 10] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);
  }
}

/** Two convolutions with relu and pooling, and a dense layer: 5,258 numbers. */
export class CNN extends Module {
  /** The filters of the first convolution; shape [3, 3, 1, 8]. */
  w1: Parameter;
  /** Shape [8]. */
  b1 = new Parameter(tf.zeros([8]));
  /** The filters of the second; shape [3, 3, 8, 16]. */
  w2: Parameter;
  /** Shape [16]. */
  b2 = new Parameter(tf.zeros([16]));
  /** The dense layer; shape [400, 10]. */
  w3: Parameter;
  /** Shape [10]. */
  b3 = new Parameter(tf.zeros([10]));

  /** From the same seed come the same weights. */
  constructor(seed: number) {
    super();
    const random = new RandomState(seed);
    this.w1 = drawn(random, [3, 3, 1, 8], 9, 72);
    this.w2 = drawn(random, [3, 3, 8, 16], 72, 144);
    this.w3 = drawn(random, [400, 10], 400, 10);
  }

  /** Shape [n, 784] in, [n, 10] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    // #region solution: as images; twice a convolution without padding, bias, relu and pooling by 2; flat; the dense layer
    const images = x.reshape([-1, 28, 28, 1]) as tf.Tensor4D;
    const first = tf.conv2d(images, this.w1 as unknown as tf.Tensor4D, 1, "valid").add(this.b1).relu() as tf.Tensor4D;
    const pooled = tf.maxPool(first, 2, 2, "valid"); // [n, 13, 13, 8]
    const second = tf.conv2d(pooled, this.w2 as unknown as tf.Tensor4D, 1, "valid").add(this.b2).relu() as tf.Tensor4D;
    return tf.maxPool(second, 2, 2, "valid").reshape([-1, 400]).matMul(this.w3).add(this.b3);
    // #endregion
  }
}

/** The mean cross-entropy of logits [n, 10] and labels [n], as in lesson 20. */
function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  return tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits).asScalar();
}

/** Trains `model` as in lesson 20 on the training images, and returns its accuracy on the test images. */
export async function trainAndTest(
  model: Module,
  { epochs, seed, lr = 0.01 }: { epochs: number; seed: number; lr?: number },
): Promise<number> {
  const optimizer = new Adam(model.parameters());
  const loader = new DataLoader(new FashionMNIST(), { batchSize: 64, shuffle: true, seed });
  const steps = epochs * loader.length;
  for (let step = 0; step < steps;) {
    for await (const [x, labels] of loader) {
      optimizer.learningRate = lr * (1 - step / steps);
      const loss = optimizer.step(() => crossEntropy(model.forward(x), labels));
      await showProgress({ step: step++, steps, loss });
      loss.dispose();
    }
  }
  optimizer.dispose();
  const [images, labels] = new FashionMNIST({ train: false }).tensors();
  const share = tf.tidy(() => model.forward(images).argMax(1).equal(labels).mean());
  const [accuracy] = await share.data();
  tf.dispose([images, labels, share]);
  return accuracy;
}

/** How many epochs of the large MLP take no longer than one of the CNN: four times as long as that took a step of it. */
const EPOCHS_AT_EQUAL_TIME = 3;

/** Test accuracies, one for each seed. */
export interface Comparison {
  /** Of the CNN, which has 5,258 parameters. */
  cnn: number[];
  /** Of an MLP with 6 hidden units, 4,780 parameters, after as many epochs. */
  smallMLP: number[];
  /** Of an MLP with 128 hidden units, 101,770 parameters, after as much time. */
  largeMLP: number[];
}

/** Trains three networks for each of the seeds; the CNN for `epochs` epochs. Frees all of them. */
export async function compare(seeds: readonly number[], epochs = 2): Promise<Comparison> {
  const accuracies: Comparison = { cnn: [], smallMLP: [], largeMLP: [] };
  // #region solution: for each seed, train and test the three, the large one for as many times the epochs as it has time
  for (const seed of seeds) {
    const models = { cnn: new CNN(seed), smallMLP: new MLP(6, seed), largeMLP: new MLP(128, seed) };
    accuracies.cnn.push(await trainAndTest(models.cnn, { epochs, seed }));
    accuracies.smallMLP.push(await trainAndTest(models.smallMLP, { epochs, seed }));
    accuracies.largeMLP.push(await trainAndTest(models.largeMLP, { epochs: epochs * EPOCHS_AT_EQUAL_TIME, seed }));
    Object.values(models).forEach((model) => model.dispose());
  }
  return accuracies;
  // #endregion
}

let comparing: Promise<Comparison> | undefined;

/** The comparison with three seeds, once: checks and picture look at the same one. */
export function compared(): Promise<Comparison> {
  return comparing ??= compare([1, 2, 3]);
}

/** How many numbers can be learned in two of the CNN's layers, biases included; and which network has the better accuracy. */
export function answers(): {
  secondConvolution: number;
  lastLayer: number;
  atEqualParameters: "CNN" | "MLP";
  atEqualTime: "CNN" | "MLP";
} {
  // #region solution: multiply the lengths of each shape and add up; and look at the accuracies of your comparison
  return { secondConvolution: 1168, lastLayer: 4010, atEqualParameters: "CNN", atEqualTime: "MLP" };
  // #endregion
}

/** What this lesson looks like when it works: images through three filters, and the comparison. */
export async function picture() {
  const data = new FashionMNIST({ train: false });
  const filters: Record<string, Grid> = {
    "left edges": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "upper edges": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    blurred: [[1, 1, 1], [1, 1, 1], [1, 1, 1]].map((row) => row.map((weight) => weight / 9)),
  };
  const images = [0, 1, 7, 10].map((i) => Array.from(data.item(i)[0]));
  const rows = images.map((image) => Array.from({ length: 28 }, (_, y) => image.slice(28 * y, 28 * y + 28)));
  const sheet = imageSheet({
    image: images,
    ...Object.fromEntries(
      Object.entries(filters).map(([name, filter]) => [
        name,
        rows.map((image) => convolve(image, filter, { padding: 1 }).flat().map((value) => Math.max(0, value))),
      ]),
    ),
  }, { title: "What filters see" });
  const { cnn, smallMLP, largeMLP } = await compared();
  const at = (parameters: number, ys: number[]) => ({ xs: ys.map(() => parameters), ys });
  const range = (values: number[]) => `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
  return sideBySide(
    "Convolutions",
    `Left: four test images, and what filters for left edges, for upper edges and for blur make of them. Right: test ` +
      `accuracies of three seeds: ${range(cnn)} for the CNN, ${range(smallMLP)} for an MLP of its size, and ` +
      `${range(largeMLP)} for an MLP with 101,770 parameters in the same time.`,
    sheet,
    namedDots({ CNN: at(5258, cnn), "small MLP": at(4780, smallMLP), "large MLP": at(101_770, largeMLP) }, {
      title: "Accuracy on test images",
      xTitle: "parameters (count, log scale)",
      yTitle: "accuracy (share)",
      logX: true,
    }),
  );
}

if (import.meta.main) await show(await picture());
