/**
 * Lesson 20 solved with all pixels divided by 255 in advance, the cross-entropy and the test batches by hand, and
 * loops for the rest.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Adam, DataLoader, type Dataset, type Module, showProgress } from "downhill";
import type { LabelledImage, Look, RawImages, TrainOptions } from "../../../solutions/20_fashion_mnist.ts";

export class Clothes implements Dataset<LabelledImage> {
  readonly #pixels: Float32Array;

  constructor(readonly raw: RawImages) {
    this.#pixels = Float32Array.from(raw.images, (byte) => byte / 255);
  }

  get length(): number {
    return this.raw.labels.length;
  }

  item(index: number): LabelledImage {
    return [this.#pixels.slice(784 * index, 784 * (index + 1)), Number(this.raw.labels[index])];
  }
}

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

export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  const right = tf.oneHot(labels.toInt(), 10);
  return tf.logSoftmax(logits).mul(right).sum(1).mean().neg().asScalar();
}

export async function train(model: Module, data: Dataset<LabelledImage>, options: TrainOptions = {}): Promise<void> {
  const { epochs = 5, batchSize = 128, learningRate = 0.004, seed = 1, onProgress = showProgress } = options;
  const optimizer = new Adam(model.parameters(), { learningRate });
  const loader = new DataLoader(data, { batchSize, shuffle: true, seed });
  const steps = epochs * loader.length;
  while (loader.epoch < epochs) {
    for await (const [x, labels] of loader) {
      const step = optimizer.steps; // the optimizer already counts the steps
      optimizer.learningRate = learningRate * (steps - step) / steps;
      const tensor = optimizer.step(() => crossEntropy(model.forward(x), labels));
      const [loss] = await tensor.data();
      tensor.dispose();
      await onProgress({ step, steps, loss, model });
    }
  }
  optimizer.dispose();
}

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

export function answers(): { mostConfused: [string, string] } {
  return { mostConfused: ["Shirt", "Pullover"] };
}
