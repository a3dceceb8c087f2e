/**
 * # 21 · Convolutions
 *
 * A network of dense layers cannot tell which pixels are neighbours. But neighbours matter: a few neighbouring pixels
 * show whether there is a sleeve, wherever in the image they are. So use a small window of weights, the **filter**, and
 * move it over the image:
 *
 * > **out[i, j] = Σ image[i·stride + a − padding, j·stride + b − padding] · filter[a, b]**
 *
 * The sum is over all places a, b of the filter; outside the image, pixels are 0. This is a **convolution**: the same
 * weights, nine for a 3 × 3 filter, are used in every part of the image. Filters of −1, 0 and 1 can find edges;
 * training finds out which filters are useful.
 *
 * A convolutional layer has a filter for each pair of an input and an output *channel*, and a bias for each output
 * channel. TF.js stores images as [n, height, width, channels] and filters as [height, width, in, out]. After such a
 * layer, **pooling** keeps the largest of every 2 × 2 pixels: only a quarter of the numbers are left, but they still
 * show what the filters found. In this lesson's convolutional neural network (**CNN**), an image takes these shapes:
 *
 * > 28 × 28 × 1 → 26 × 26 × 8 → 13 × 13 × 8 → 11 × 11 × 16 → 5 × 5 × 16 = 400 → 10
 *
 * **You write**
 *
 * - {@linkcode convolve}: a convolution on one channel, by hand, with lists of numbers.
 * - {@linkcode CNN}: the network shown above, with `tf.conv2d` and `tf.maxPool`, and with layers of any width.
 * - {@linkcode countParameters}: how many parameters such a network has. Work it out with pencil and paper.
 * - {@linkcode compare}: is a CNN better than an MLP? Compare it with two MLPs, with several seeds, because luck plays
 *   a role. One MLP is about as large as the CNN and sees the images equally often; the other is twenty times as large
 *   and trains for the same *time*.
 * - {@linkcode answers}: which network wins? Look at the picture. The comparison is fair to the MLPs: they use the best
 *   of several learning rates.
 * - {@linkcode compareOnAll}: a similar comparison with all 60,000 images. `deno task lesson 21 --full` trains on them;
 *   this takes a while.
 *
 * **You should see**, at the top, four images before and after each of three filters; below, the accuracies. At equal
 * size, the CNN wins, with 0.77 against 0.67 on average. (With 3 epochs instead of 1, the accuracies would be 0.83 and
 * 0.77.) In the same time, with so few images, the larger MLP wins, with 0.82.
 *
 * **A question to think about**: 4,000 images are not many, and a shirt that is moved by one pixel is still a shirt.
 * Can you make more images from the ones that you have?
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
  stacked,
  todo,
} from "downhill";

/** One channel of an image, or a filter: a list of rows. */
export type Grid = readonly (readonly number[])[];

/** How a filter moves over an image. */
export interface ConvolutionOptions {
  /** How far the filter moves from one place to the next. */
  stride?: number;
  /** How many rows and columns of 0 are added on each side of the image. */
  padding?: number;
}

/**
 * The convolution of one channel with one filter: one number for each place where the filter fits into the padded
 * image.
 */
export function convolve(image: Grid, filter: Grid, { stride = 1, padding = 0 }: ConvolutionOptions = {}): number[][] {
  const places = (length: number, filterLength: number) =>
    Math.floor((length + 2 * padding - filterLength) / stride) + 1;
  const [rows, columns] = [places(image.length, filter.length), places(image[0].length, filter[0].length)];
  // #region solution: for each place, add up weight times pixel over the whole filter; outside the image, pixels are 0
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

/** The parameters of a layer: its weights, and a bias for each of its outputs. */
export interface Layer<Weights extends tf.Tensor = tf.Tensor> {
  /** The filters of a convolution, of shape [height, width, in, out], or the matrix of a dense layer, [in, out]. */
  weights: Weights;
  /** The biases: shape [out]. */
  bias: tf.Tensor;
}

/**
 * A layer whose biases are 0. As in PyTorch, its weights are drawn between −1/√n and 1/√n, where n is the number of
 * inputs that each output depends on. But they are then multiplied by `scale`, which is small for a last layer, so that
 * no network prefers a label at the start.
 */
function newLayer<Weights extends tf.Tensor>(random: RandomState, shape: number[], scale = 1): Layer<Weights> {
  const [outputs, size] = [shape.at(-1)!, shape.reduce((product, length) => product * length, 1)];
  const most = scale / Math.sqrt(size / outputs);
  const values = Float32Array.from({ length: size }, () => random.uniform(-most, most));
  const weights = new Parameter(tf.tensor(values, shape)) as tf.Tensor;
  return { weights: weights as Weights, bias: new Parameter(tf.zeros([outputs])) };
}

/** The network of lesson 20, with `units` hidden units. */
export class MLP extends Module {
  /** The hidden layer: its weights have shape [784, units]. */
  hidden: Layer;
  /** The last layer: its weights have shape [units, 10]. */
  last: Layer;

  /** The same `seed` gives the same weights. */
  constructor(seed: number, units: number) {
    super();
    const random = new RandomState(seed);
    this.hidden = newLayer(random, [784, units]);
    this.last = newLayer(random, [units, 10], 0.1);
  }

  /** The logits for each row of `x`: shape [n, 784] in, [n, 10] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    const hidden = x.matMul(this.hidden.weights).add(this.hidden.bias).relu();
    return hidden.matMul(this.last.weights).add(this.last.bias);
  }
}

/** The widths of the layers of a CNN. */
export interface Widths {
  /** The number of output channels of each convolution. */
  channels?: readonly [number, number];
  /** The number of hidden units between the convolutions and the last layer; 0 for none. */
  units?: number;
}

/** Two convolutions with 3 × 3 filters, relu and pooling; then dense layers. */
export class CNN extends Module {
  /** The two convolutions: their weights have shapes [3, 3, 1, first] and [3, 3, first, second]. */
  convolutions: Layer<tf.Tensor4D>[];
  /**
   * Without hidden units, one dense layer with weights of shape [25 · second, 10]; otherwise two, with weights of
   * shapes [25 · second, units] and [units, 10], with a relu between them.
   */
  dense: Layer[];

  /** The same `seed` gives the same weights. */
  constructor(seed: number, { channels: [first, second] = [8, 16], units = 0 }: Widths = {}) {
    super();
    const random = new RandomState(seed);
    this.convolutions = [newLayer(random, [3, 3, 1, first]), newLayer(random, [3, 3, first, second])];
    const pixels = 5 * 5 * second;
    this.dense = units > 0
      ? [newLayer(random, [pixels, units]), newLayer(random, [units, 10], 0.1)]
      : [newLayer(random, [pixels, 10], 0.1)];
  }

  /** The logits for each row of `x`: shape [n, 784] in, [n, 10] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    // #region solution: reshape to images; apply conv2d, bias, relu and maxPool twice; flatten; apply the dense layers
    let images = x.reshape([-1, 28, 28, 1]) as tf.Tensor4D;
    for (const { weights, bias } of this.convolutions) {
      const found = tf.conv2d(images, weights, 1, "valid").add(bias).relu() as tf.Tensor4D;
      images = tf.maxPool(found, 2, 2, "valid");
    }
    let rows: tf.Tensor = images.reshape([x.shape[0], -1]);
    this.dense.forEach(({ weights, bias }, i) => {
      rows = (i === 0 ? rows : rows.relu()).matMul(weights).add(bias);
    });
    return rows;
    // #endregion
  }
}

/** The number of parameters of a CNN of these widths, computed without making the network. */
export function countParameters({ channels: [first, second] = [8, 16], units = 0 }: Widths = {}): number {
  // #region solution: for each layer, multiply the numbers in its weights' shape and add a bias for each output; add up
  const convolutions = 9 * first + first + 9 * first * second + second;
  const inputs = 25 * second;
  return convolutions + (units > 0 ? inputs * units + units + units * 10 + 10 : inputs * 10 + 10);
  // #endregion
}

/** The mean cross-entropy of logits [n, 10] and labels [n], as in lesson 20. */
function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  return tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits).asScalar();
}

/** Gives pixels from 0 to 1 a mean of 0 and a standard deviation of 1, because small networks then learn better. */
function centred(x: tf.Tensor): tf.Tensor {
  return x.sub(0.286).div(0.353);
}

/** How to train a network. */
export interface TrainOptions {
  /** How many times to go through all images. */
  epochs: number;
  /** Adam's learning rate at the first step; from there it falls to 0. */
  learningRate: number;
  /** Determines the order of the images. */
  seed: number;
}

/** A trained network, its accuracy and its training time. */
export interface Trained {
  /** The network. */
  model: Module;
  /** The share of the test images that the network gets right. */
  accuracy: number;
  /** The training time, in seconds. */
  seconds: number;
}

/** Trains and tests a network. */
export type Train = (model: Module, options: TrainOptions) => Promise<Trained>;

/** Trains `model` as in lesson 20 on the training images, and tests it with the test images. */
export async function trainAndTest(model: Module, options: TrainOptions): Promise<Trained> {
  const { epochs, learningRate, seed } = options;
  const optimizer = new Adam(model.parameters());
  const loader = new DataLoader(new FashionMNIST(), { batchSize: 64, shuffle: true, seed });
  const steps = epochs * loader.length;
  const start = performance.now();
  for (let step = 0; step < steps;) {
    for await (const [x, labels] of loader) {
      optimizer.learningRate = learningRate * (1 - step / steps);
      const loss = optimizer.step(() => crossEntropy(model.forward(centred(x)), labels));
      await showProgress({ step: step++, steps, loss, model });
      loss.dispose();
    }
  }
  const seconds = (performance.now() - start) / 1000;
  optimizer.dispose();
  const test = new FashionMNIST({ train: false });
  let right = 0;
  for await (const [x, labels] of new DataLoader(test, { batchSize: 500 })) {
    const count = tf.tidy(() => model.forward(centred(x)).argMax(1).equal(labels.toInt()).sum());
    right += (await count.data())[0];
    count.dispose();
  }
  return { model, accuracy: right / test.length, seconds };
}

/**
 * How each network is trained. The small MLP sees each image once, like the CNN. The large MLP sees each image twice,
 * because on WebAssembly its steps take less than half as long as the CNN's. The learning rates are the best of
 * several.
 */
export const PLANS = {
  cnn: { epochs: 1, learningRate: 0.02 },
  smallMLP: { epochs: 1, learningRate: 0.015 },
  largeMLP: { epochs: 2, learningRate: 0.005 },
};

/** The same three networks, trained once for each seed. */
export interface Comparison {
  /** CNNs with 5,258 parameters. */
  cnn: Trained[];
  /** MLPs with 6 hidden units, 4,780 parameters. */
  smallMLP: Trained[];
  /** MLPs with 128 hidden units, 101,770 parameters. */
  largeMLP: Trained[];
}

/** Trains a CNN, a small MLP and a large MLP for each of the `seeds`, as planned in `PLANS`, one after another. */
export async function compare(seeds: readonly number[], train: Train = trainAndTest): Promise<Comparison> {
  const trained: Comparison = { cnn: [], smallMLP: [], largeMLP: [] };
  // #region solution: for each seed, make the three networks, train each by its plan with the seed, keep the results
  for (const seed of seeds) {
    trained.cnn.push(await train(new CNN(seed), { ...PLANS.cnn, seed }));
    trained.smallMLP.push(await train(new MLP(seed, 6), { ...PLANS.smallMLP, seed }));
    trained.largeMLP.push(await train(new MLP(seed, 128), { ...PLANS.largeMLP, seed }));
  }
  return trained;
  // #endregion
}

let comparing: Promise<Comparison> | undefined;

/** Runs the comparison with three seeds, but only once, so that the checks and the picture use the same results. */
export function compared(): Promise<Comparison> {
  return comparing ??= compare([1, 2, 3]);
}

/** Which network has the better accuracy on the test images? */
export function answers(): { atEqualParameters: "CNN" | "MLP"; atEqualTime: "CNN" | "MLP" } {
  // #region solution: look at the accuracies of your comparison
  return { atEqualParameters: "CNN", atEqualTime: "MLP" };
  // #endregion
}

/**
 * Trains a CNN with hidden units and 30,000 to 60,000 parameters for 12 epochs, and an MLP with 128 hidden units for
 * 10. With all 60,000 images and learning rates of 0.002 and 0.003, they can reach accuracies of 0.90 and 0.87; any
 * learning rate from 0.001 to 0.01 is allowed.
 */
export async function compareOnAll(train: Train = trainAndTest): Promise<{ cnn: Trained; mlp: Trained }> {
  // #region solution: train a CNN of such a size and an MLP, each for as many epochs as the comment above says
  const seed = 1;
  const cnn = await train(new CNN(seed, { channels: [16, 32], units: 64 }), { epochs: 12, learningRate: 0.002, seed });
  const mlp = await train(new MLP(seed, 128), { epochs: 10, learningRate: 0.003, seed });
  return { cnn, mlp };
  // #endregion
}

/** What this lesson looks like when it works: images before and after three filters, and the comparison. */
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
  const seen = "four test images, and what filters for left edges, for upper edges and for blur make of them.";
  if (tf.getBackend() === "cpu") { // training would take minutes
    return stacked("Convolutions", `Shown are ${seen} The networks are compared on WebAssembly.`, sheet);
  }
  const { cnn, smallMLP, largeMLP } = await compared();
  const kinds = Object.entries({ CNN: cnn, "small MLP": smallMLP, "large MLP": largeMLP });
  const dots = (x: (trained: Trained) => number) =>
    Object.fromEntries(
      kinds.map(([name, all]) => [name, { xs: all.map(x), ys: all.map(({ accuracy }) => accuracy) }]),
    );
  const size = ({ model }: Trained) => model.parameters().reduce((sum, { size }) => sum + size, 0);
  const range = (values: number[], digits: number) =>
    `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
  const results = kinds.map(([name, all]) =>
    `${name}, ${size(all[0]).toLocaleString("en")} parameters: ${
      range(all.map(({ accuracy }) => accuracy), 3)
    } after ` +
    `${range(all.map(({ seconds }) => seconds), 1)} s.`
  );
  const yTitle = "test accuracy";
  const comparison = stacked(
    "Convolutions",
    `Above: ${seen} Below: the test accuracy with ${cnn.length} seeds. ${results.join(" ")}`,
    sheet,
    [
      namedDots(dots(size), { title: "By size", xTitle: "parameters (log scale)", yTitle, logX: true }),
      namedDots(dots(({ seconds }) => seconds), { title: "By training time", xTitle: "training time (s)", yTitle }),
    ],
  );
  return { ...comparison, usermeta: { ...comparison.usermeta, isMeasured: true } }; // the seconds differ from run to run
}

if (import.meta.main) await show(await picture());
