/**
 * Networks that classify images, in float64.
 * @module
 */
import { fashionMNISTSubset, type LabelledImages, readFashionMNIST } from "downhill/testing";
import { indexOfLargest, mean, sum } from "./lists.ts";

/** Images as bytes from 0 to 255, one after the other, and a label for each. */
export interface Images {
  images: Uint8Array;
  labels: ArrayLike<number>;
}

/** The numbers of `x`, with 0 in place of numbers below 0. */
export function reluOf(x: ArrayLike<number>): Float64Array {
  return float64(x).map((value) => Math.max(0, value));
}

/**
 * The output of a dense layer for one row of x: x · weights + bias.
 * @param weights Shape [inputs, outputs], row by row.
 */
export function denseLayer(x: ArrayLike<number>, weights: ArrayLike<number>, bias: ArrayLike<number>): Float64Array {
  const values = new Float64Array(bias);
  const units = values.length;
  const numbers = float64(weights);
  for (const [i, value] of float64(x).entries()) {
    if (value === 0) continue; // half of all pixels are black
    const from = i * units;
    for (let unit = 0; unit < units; unit++) values[unit] += value * numbers[from + unit];
  }
  return values;
}

/** V8 compiles the loop for one type of list: if both types occur, thousands of images take twice as long. */
function float64(values: ArrayLike<number>): Float64Array {
  return values instanceof Float64Array ? values : new Float64Array(values);
}

/** The logits of a network with one hidden layer: dense, relu, dense. */
export function mlpLogits(x: ArrayLike<number>, [w1, b1, w2, b2]: readonly ArrayLike<number>[]): number[] {
  return Array.from(denseLayer(reluOf(denseLayer(x, w1, b1)), w2, b2));
}

/** The natural logarithm of Σ exp(z), however large z is. */
export function logSumExp(logits: readonly number[]): number {
  const most = Math.max(...logits);
  return most + Math.log(sum(logits.map((logit) => Math.exp(logit - most))));
}

/** The probabilities that belong to logits. */
export function softmax(logits: readonly number[]): number[] {
  const total = logSumExp(logits);
  return logits.map((logit) => Math.exp(logit - total));
}

/** −log p of the right kind: how surprised the network is by an image. */
export function surprise(logits: readonly number[], label: number): number {
  return logSumExp(logits) - logits[label];
}

/** The mean surprise over all images, each with a row of logits and a label. */
export function crossEntropy(logits: readonly (readonly number[])[], labels: ArrayLike<number>): number {
  return mean(logits.map((row, i) => surprise(row, labels[i])));
}

/** The images for judging a lesson, read here from the files: a lesson might report other images. */
export function imagesOf(part: "train" | "test"): LabelledImages {
  return readFashionMNIST(fashionMNISTSubset(), part);
}

/** The bytes of an image, from 0 to 255. */
export function imageAt({ images, labels }: Images, index: number): Uint8Array {
  const pixels = images.length / labels.length;
  return images.subarray(index * pixels, (index + 1) * pixels);
}

/** The pixels of an image from 0 to 1, rounded to float32 as in a lesson. */
export function pixelsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes).map((byte) => byte / 255);
}

/**
 * The share of images that a network classifies correctly.
 * @param logitsOf The network's output for the bytes of an image.
 */
export function shareRight(data: Images, logitsOf: (bytes: Uint8Array) => readonly number[]): number {
  let right = 0;
  for (let i = 0; i < data.labels.length; i++) {
    if (indexOfLargest(logitsOf(imageAt(data, i))) === data.labels[i]) right++;
  }
  return right / data.labels.length;
}
