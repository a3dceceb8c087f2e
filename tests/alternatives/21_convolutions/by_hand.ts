/**
 * Lesson 21 solved with plain loops over an image with a border, named values between layers, and lists of shapes.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Module, Parameter, RandomState } from "downhill";
import {
  type Comparison,
  type ConvolutionOptions,
  type Grid,
  type Layer,
  MLP,
  PLANS,
  type Train,
  trainAndTest,
  type Trained,
  type Widths,
} from "../../../solutions/21_convolutions.ts";

/** The function of the lesson, which does not export it. */
function newLayer<Weights extends tf.Tensor>(random: RandomState, shape: number[], scale = 1): Layer<Weights> {
  const [outputs, size] = [shape.at(-1)!, shape.reduce((product, length) => product * length, 1)];
  const most = scale / Math.sqrt(size / outputs);
  const values = Float32Array.from({ length: size }, () => random.uniform(-most, most));
  const weights = new Parameter(tf.tensor(values, shape)) as tf.Tensor;
  return { weights: weights as Weights, bias: new Parameter(tf.zeros([outputs])) };
}

export function convolve(image: Grid, filter: Grid, { stride = 1, padding = 0 }: ConvolutionOptions = {}): number[][] {
  const places = (length: number, filterLength: number) =>
    Math.floor((length + 2 * padding - filterLength) / stride) + 1;
  const [rows, columns] = [places(image.length, filter.length), places(image[0].length, filter[0].length)];
  const border = (length: number) => Array.from({ length }, () => 0);
  const width = image[0].length + 2 * padding;
  const padded = [
    ...Array.from({ length: padding }, () => border(width)),
    ...image.map((row) => [...border(padding), ...row, ...border(padding)]),
    ...Array.from({ length: padding }, () => border(width)),
  ];
  const result: number[][] = [];
  for (let i = 0; i < rows; i++) {
    result.push([]);
    for (let j = 0; j < columns; j++) {
      result[i][j] = 0;
      for (let a = 0; a < filter.length; a++) {
        for (let b = 0; b < filter[0].length; b++) {
          result[i][j] += padded[i * stride + a][j * stride + b] * filter[a][b];
        }
      }
    }
  }
  return result;
}

export class CNN extends Module {
  convolutions: Layer<tf.Tensor4D>[];
  dense: Layer[];

  constructor(seed: number, { channels: [first, second] = [8, 16], units = 0 }: Widths = {}) {
    super();
    const random = new RandomState(seed);
    this.convolutions = [newLayer(random, [3, 3, 1, first]), newLayer(random, [3, 3, first, second])];
    const pixels = 5 * 5 * second;
    this.dense = units > 0
      ? [newLayer(random, [pixels, units]), newLayer(random, [units, 10], 0.1)]
      : [newLayer(random, [pixels, 10], 0.1)];
  }

  override forward(x: tf.Tensor): tf.Tensor {
    const [one, two] = this.convolutions;
    const images = tf.reshape<tf.Rank.R4>(x, [x.size / 784, 28, 28, 1]);
    const pooled = tf.relu(tf.add<tf.Tensor4D>(tf.maxPool(tf.conv2d(images, one.weights, 1, 0), 2, 2, 0), one.bias));
    const found = tf.add<tf.Tensor4D>(tf.conv2d(pooled, two.weights, [1, 1], "valid"), two.bias);
    const flat = tf.maxPool(tf.relu(found), [2, 2], [2, 2], "valid").reshape([x.size / 784, -1]);
    const [first, second] = this.dense;
    const out = flat.matMul(first.weights).add(first.bias);
    return second ? out.relu().matMul(second.weights).add(second.bias) : out;
  }
}

export function countParameters({ channels: [first, second] = [8, 16], units = 0 }: Widths = {}): number {
  const shapes = [[3, 3, 1, first], [3, 3, first, second]];
  if (units > 0) shapes.push([25 * second, units], [units, 10]);
  else shapes.push([25 * second, 10]);
  let count = 0;
  for (const shape of shapes) count += shape.reduce((a, b) => a * b) + shape[shape.length - 1];
  return count;
}

export async function compare(seeds: readonly number[], train: Train = trainAndTest): Promise<Comparison> {
  const trained: Comparison = { cnn: [], smallMLP: [], largeMLP: [] };
  const makers = {
    cnn: (seed: number) => new CNN(seed),
    smallMLP: (seed: number) => new MLP(seed, 6),
    largeMLP: (seed: number) => new MLP(seed, 128),
  };
  for (const kind of ["cnn", "smallMLP", "largeMLP"] as const) {
    for (const seed of seeds) {
      trained[kind].push(await train(makers[kind](seed), { seed, ...PLANS[kind] }));
    }
  }
  return trained;
}

export async function compareOnAll(train: Train = trainAndTest): Promise<{ cnn: Trained; mlp: Trained }> {
  const mlp = await train(new MLP(5, 128), { epochs: 10, learningRate: 0.003, seed: 5 });
  const cnn = new CNN(5, { channels: [8, 16], units: 100 }); // 42,358 parameters
  return { mlp, cnn: await train(cnn, { epochs: 12, learningRate: 0.002, seed: 5 }) };
}
