/**
 * The results of typical mistakes in classifying images, in float64; each key is the message about the mistake.
 * @module
 */
import { withMinus } from "downhill/testing";
import { batchesOf } from "./batches.ts";
import { crossEntropy, denseLayer, mlpLogits, reluOf, softmax } from "./classifier.ts";
import { list, mean, sum } from "./lists.ts";
import { adam } from "./optimizers.ts";

const PIXELS = 784;
const SIDE = 28;
const KINDS = 10;

type Results = Record<string, number | number[]>;

/** How many images have each label. */
export function countsOf({ labels }: { labels: ArrayLike<number> }): number[] {
  const counts = list(KINDS, () => 0);
  for (let i = 0; i < labels.length; i++) counts[labels[i]]++;
  return counts;
}

/** The image that starts at byte `start`, with pixels from 0 to 1. */
export function imageFrom(images: Uint8Array, start: number): number[] {
  return Array.from(images.subarray(start, start + PIXELS), (byte) => byte / 255);
}

/** Wrong items for one of three images. */
export function itemMistakes(images: Uint8Array, index: number): Record<string, number[]> {
  const bytes = Array.from(images.subarray(index * PIXELS, (index + 1) * PIXELS));
  const pixels = bytes.map((byte) => byte / 255);
  const [least, most] = [Math.min(...bytes), Math.max(...bytes)];
  return {
    "those are the bytes themselves: divide by 255": bytes,
    "that is divided by 256, so white is not 1": bytes.map((byte) => byte / 256),
    "those are whole numbers: map() of a list of bytes returns bytes, so make a Float32Array first": bytes.map((
      byte,
    ) => Math.floor(byte / 255)),
    "that is divided by the largest byte of this image: divide all images by 255": bytes.map((byte) => byte / most),
    "that is scaled from the lowest to the highest byte of this image: divide by 255": bytes.map((byte) =>
      (byte - least) / (most - least)
    ),
    "the numbers go from −1 to 1: the brief asks for 0 to 1": pixels.map((pixel) => 2 * pixel - 1),
    "black and white are swapped": pixels.map((pixel) => 1 - pixel),
    "that is divided by 255 twice": pixels.map((pixel) => pixel / 255),
    "rows and columns are swapped": pixels.map((_, i) => pixels[i % SIDE * SIDE + Math.floor(i / SIDE)]),
    "those pixels begin at the wrong byte: image i begins at i · 784": imageFrom(images, index),
    "that is image 0": imageFrom(images, 0),
    "that is the image of a later call: do all items share one list?": imageFrom(images, 2 * PIXELS),
  };
}

/** Wrong counts of labels. */
export function countMistakes(labels: readonly number[]): Record<string, number[]> {
  return {
    "the last image is missing": countsOf({ labels: labels.slice(0, -1) }),
    "the first image is missing": countsOf({ labels: labels.slice(1) }),
    "those are shares: count the images": countsOf({ labels }).map((count) => count / labels.length),
  };
}

/** Wrong lowest and highest numbers of some images. */
export function rangeMistakes(images: readonly number[][]): Record<string, number[]> {
  const pixels = images.flat();
  const rangeOf = (values: number[]) => [Math.min(...values), Math.max(...values)];
  const [lowest, highest] = rangeOf(pixels);
  // if the first pixel becomes the lowest number, `else` keeps it from becoming the highest, and vice versa
  const rest = rangeOf(pixels.filter((pixel) => pixel > lowest && pixel < highest));
  const late = pixels[0] === lowest ? [rest[0], highest] : [lowest, rest[1]];
  return {
    "lowest and highest are swapped": [highest, lowest],
    "only the first pixel of each image is used": rangeOf(images.map(([first]) => first)),
    "those are means of images: compare each pixel": rangeOf(images.map(mean)),
    "the first pixel is both the lowest and the highest so far: compare each pixel with both, without else": late,
  };
}

/** The outputs of a network with these weights for all rows of `xs`, one row after the other. */
export function forward(xs: readonly number[][], weights: readonly number[][]): number[] {
  return xs.flatMap((x) => mlpLogits(x, weights));
}

/** The outputs of a network with a mistake; each key is the message about the mistake. */
export function forwardMistakes(xs: readonly number[][], [w1, b1, w2, b2]: readonly number[][]) {
  const logits = xs.map((x) => mlpLogits(x, [w1, b1, w2, b2]));
  const none = (bias: number[]) => bias.map(() => 0);
  const layers = (bend: (x: Float64Array) => ArrayLike<number>) =>
    xs.flatMap((x) => [...denseLayer(bend(denseLayer(x, w1, b1)), w2, b2)]);
  const columns = logits[0].map((_, k) => softmax(logits.map((row) => row[k])));
  return {
    "there is no relu between the layers": layers((x) => x),
    "there is a relu at the end: logits may be below 0": logits.flatMap((row) => [...reluOf(row)]),
    "those are probabilities: leave the softmax to the loss": logits.flatMap(softmax),
    "b1 is missing": forward(xs, [w1, none(b1), w2, b2]),
    "b2 is missing": forward(xs, [w1, b1, w2, none(b2)]),
    "that uses a sigmoid between the layers: use relu": layers((x) => x.map((z) => 1 / (1 + Math.exp(-z)))),
    "that uses tanh between the layers: use relu": layers((x) => x.map(Math.tanh)),
    "b1 is added after the relu: add the bias first": xs.flatMap((x) => [
      ...denseLayer(reluOf(denseLayer(x, w1, none(b1))).map((value, i) => value + b1[i]), w2, b2),
    ]),
    "the pixels are divided by 255 again: item has already done so": forward(xs.map((x) => x.map((p) => p / 255)), [
      ...[w1, b1, w2, b2],
    ]),
    "that is a softmax over the images of the batch: leave the softmax to the loss": logits.flatMap((row, i) =>
      row.map((_, k) => columns[k][i])
    ),
  };
}

/** Wrong losses of some rows of logits. */
export function lossMistakes(logits: readonly number[][], labels: readonly number[]): Record<string, number> {
  const right = crossEntropy(logits, labels);
  const probabilities = logits.map(softmax);
  const ofRight = probabilities.map((row, i) => row[labels[i]]);
  const oneHot = labels.map((label) => list(KINDS, (k) => Number(k === label)));
  const columns = list(KINDS, (k) => softmax(logits.map((row) => row[k])));
  const sigmoidLoss = mean(
    logits.flatMap((row, i) =>
      row.map((z, k) => Math.max(z, 0) - z * oneHot[i][k] + Math.log1p(Math.exp(-Math.abs(z))))
    ),
  );
  const mistakes: Record<string, number> = {
    "that is the sum: average over the batch": labels.length * right,
    [`that is the mean over ${10 * labels.length} numbers: average over ${labels.length} images`]: right / KINDS,
    "the minus sign is missing: −log p": -right,
    "softmax is applied twice: softmaxCrossEntropy takes logits": crossEntropy(probabilities, labels),
    "that is the squared error of the probabilities: take −log p of the right kind": mean(
      logits.flatMap((_, i) => probabilities[i].map((p, k) => (p - oneHot[i][k]) ** 2)),
    ),
    "that is log₂: take the natural logarithm": right / Math.LN2,
    "that is log₁₀: take the natural logarithm": right / Math.LN10,
    "that is the sum divided by 128: divide by the number of images": labels.length * right / 128,
    "labels and logits are swapped: softmaxCrossEntropy takes the labels first": mean(
      logits.map((row, i) => -sum(row.map((z, k) => z * Math.log(softmax(oneHot[i])[k])))),
    ),
    "that is a softmax over the batch: each image has its own probabilities": mean(
      labels.map((label, i) => -Math.log(columns[label][i])),
    ),
    "that is the mean of p, without the logarithm": mean(ofRight),
    "that is the mean of −p, without the logarithm": -mean(ofRight),
    "that is the mean of 1 − p, without the logarithm": 1 - mean(ofRight),
    "that is minus the logarithm of the mean p: average the logarithms": -Math.log(mean(ofRight)),
    "that is a sigmoid for each kind: softmax makes probabilities of all ten logits together": sigmoidLoss,
    "the logits themselves are averaged, without a softmax": -mean(logits.map((row, i) => row[labels[i]])),
  };
  for (const epsilon of [1e-7, 1e-8, 1e-9, 1e-10, 1e-12]) {
    const cause = `${
      withMinus(String(epsilon))
    } is added to p before the logarithm: compute the loss from the logits, which needs no such term`;
    mistakes[cause] = mean(ofRight.map((p) => -Math.log(p + epsilon)));
  }
  // a mistake that does not change these numbers is not the cause
  return Object.fromEntries(
    Object.entries(mistakes).filter(([, loss]) => Number.isFinite(loss) && Math.abs(loss - right) > 1e-3 * right),
  );
}

/** The share of the counts on the diagonal, which counts the right answers. */
export function rightShare(matrix: readonly number[][]): number {
  return sum(matrix.map((row, i) => row[i])) / sum(matrix.flat());
}

/** The matrix with rows and columns swapped. */
export function transposed(matrix: readonly number[][]): number[][] {
  return matrix.map((_, i) => matrix.map((row) => row[i]));
}

/** Wrong accuracies; each key is the message about the mistake. */
export function accuracyMistakes(matrix: readonly number[][]): Record<string, number> {
  const right = sum(matrix.map((row, i) => row[i]));
  const share = rightShare(matrix);
  const meanOfShares = (rows: readonly number[][]) => mean(rows.map((row, i) => row[i] / sum(row)));
  return {
    "that is a percentage: return a share, from 0 to 1": 100 * share,
    "that is the share of mistakes": 1 - share,
    "that is the number of right answers: divide by the number of images": right,
    "that is the mean of the kinds' accuracies, but kinds differ in size: divide the right answers by the number of images": //
      meanOfShares(matrix),
    "that is the mean of the columns' accuracies: divide the right answers by the number of images": meanOfShares(
      transposed(matrix),
    ),
    "that divides by 1,000, but the number of images is the sum of all counts": right / 1000,
    "that divides right answers by wrong answers: divide by the number of images": right / (sum(matrix.flat()) - right),
    "that is the mean of the diagonal: divide its sum by all counts": right / KINDS,
    "that is rounded: return the share itself": Math.round(1000 * share) / 1000,
    "that is rounded to whole percents: return the share itself": Math.round(100 * share) / 100,
  };
}

/** How the learning rate changes, correctly or with a mistake. */
export type Schedule = (step: number, steps: number, epoch: number, epochs: number) => number;

const FALLING: Schedule = (step, steps) => 1 - step / steps;

/** A training run with a mistake. */
interface Change {
  schedule?: Schedule;
  /** Whether the images come in a new order. */
  shuffle?: boolean;
  /** Whether all epochs have the order of the first epoch. */
  isRepeated?: boolean;
  /** Whether each step or each epoch starts with a new optimizer, without averages. */
  forgets?: "step" | "epoch";
  /** How many of the weights are trained; the bias comes last. */
  trained?: number;
  /** What Adam adds to the root of the mean square: 1e-8 in PyTorch, 1e-7 in TF.js. */
  epsilon?: number;
}

/** A few images of two pixels, for a model with 2 × 10 weights, and the options of its training. */
export interface LittleTraining {
  images: number[][];
  labels: number[];
  epochs: number;
  batchSize: number;
  learningRate: number;
  seed: number;
}

/** Softmax regression with Adam, in float64: the losses of all steps, and the weights at the end. */
export function walk(training: LittleTraining, change: Change = {}): { losses: number[]; weights: number[] } {
  const { images, labels, epochs, batchSize, learningRate, seed } = training;
  const { schedule = FALLING, shuffle = true, isRepeated, forgets, trained = Infinity, epsilon } = change;
  let optimizer = adam({ learningRate, epsilon });
  let weights = list(3 * KINDS, () => 0); // two rows of weights, and the bias
  const losses: number[] = [];
  const steps = epochs * Math.ceil(labels.length / batchSize);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = { batchSize, shuffle, seed, epoch: isRepeated ? 0 : epoch };
    for (const [place, batch] of batchesOf(labels.length, order).entries()) {
      const inputs = batch.map((i) => [...images[i], 1]);
      const truth = batch.map((i) => labels[i]);
      const logits = inputs.map((x) => Array.from(denseLayer(x, weights, list(KINDS, () => 0))));
      const probabilities = logits.map(softmax);
      const gradient = weights.map((_, k) => {
        const [input, kind] = [Math.floor(k / KINDS), k % KINDS];
        if (k >= trained) return 0;
        return mean(inputs.map((x, i) => x[input] * (probabilities[i][kind] - Number(truth[i] === kind))));
      });
      if (forgets === "step" || forgets === "epoch" && place === 0) optimizer = adam({ learningRate, epsilon });
      optimizer.learningRate = learningRate * schedule(losses.length, steps, epoch, epochs);
      weights = optimizer.step(weights, gradient);
      losses.push(crossEntropy(logits, truth));
    }
  }
  return { losses, weights };
}

/** The losses that training with a mistake reports; each key is the message about the mistake. */
export function trainingMistakes(training: LittleTraining): Results {
  const right = walk(training).losses;
  const wrong = (change: Change) => walk(training, change).losses;
  const falling = (schedule: Schedule) => wrong({ schedule });
  let product = 1;
  return {
    "the learning rate does not fall: set optimizer.learningRate before each step": falling(() => 1),
    "the learning rate stays the same during an epoch: let it fall from step to step": falling((
      _,
      __,
      epoch,
      epochs,
    ) => 1 - epoch / epochs),
    "the learning rate is already 0 at the last step: divide by steps": falling((step, steps) =>
      1 - step / (steps - 1)
    ),
    "the learning rate falls too early: step 0 needs the initial rate": falling((step, steps) =>
      1 - (step + 1) / steps
    ),
    "the learning rate is set after the step: set it before": falling((step, steps) =>
      1 - Math.max(0, step - 1) / steps
    ),
    "the learning rate rises": falling((step, steps) => step / steps),
    "the learning rate falls to 0 in each epoch: let it fall only once, over all steps": falling((
      step,
      steps,
      _,
      epochs,
    ) => 1 - step % (steps / epochs) / (steps / epochs)),
    "the learning rate is multiplied again and again: compute each rate from the initial rate": falling((step, steps) =>
      product *= 1 - step / steps
    ),
    "the learning rate does not fall linearly": falling((step, steps) => (1 - step / steps) ** 2),
    "the images come in the order of the data set: shuffle them": wrong({ shuffle: false }),
    "the images come in the same order in each epoch: do you make a new loader each time?": wrong({ isRepeated: true }),
    "the optimizer starts again in each step, without its averages: make it once": wrong({ forgets: "step" }),
    "the optimizer starts again in each epoch, without its averages: make it once": wrong({ forgets: "epoch" }),
    "the last parameter does not move: give all parameters to the optimizer": wrong({ trained: 2 * KINDS }),
    "that is the loss of the step before": right.map((_, i) => right[Math.max(0, i - 1)]),
    "that is the mean of the losses so far: report the loss of this batch": right.map((_, i) =>
      mean(right.slice(0, i + 1))
    ),
    "nothing is learned: each loss is that of the initial weights": right.map(() => Math.log(KINDS)),
  };
}
