/**
 * Lesson 21 solved with TF.js's convolution that includes bias and relu, and with each sum of products in one line.
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
  const at = (row: number, column: number) => row in image && column in image[row] ? image[row][column] : 0;
  return [...Array(rows).keys()].map((i) =>
    [...Array(columns).keys()].map((j) =>
      filter.flatMap((weights, a) =>
        weights.map((weight, b) => weight * at(i * stride + a - padding, j * stride + b - padding))
      )
        .reduce((sum, product) => sum + product)
    )
  );
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
    const found = this.convolutions.reduce((images, { weights: filter, bias }) => {
      const convolved = tf.fused.conv2d({ x: images, filter, strides: 1, pad: "valid", bias, activation: "relu" });
      return tf.pool(convolved, 2, "max", "valid", 1, 2) as tf.Tensor4D;
    }, x.reshape([-1, 28, 28, 1]) as tf.Tensor4D);
    const { weights, bias } = this.dense.at(-1)!;
    let rows: tf.Tensor = tf.layers.flatten().apply(found) as tf.Tensor;
    if (this.dense.length > 1) rows = tf.relu(rows.matMul(this.dense[0].weights).add(this.dense[0].bias));
    return rows.matMul(weights).add(bias);
  }
}

export function countParameters({ channels: [first, second] = [8, 16], units = 0 }: Widths = {}): number {
  const layer = (inputs: number, outputs: number) => (inputs + 1) * outputs; // 1 for the bias
  const widths = [25 * second, ...units > 0 ? [units] : [], 10];
  return widths.slice(1).reduce(
    (sum, width, i) => sum + layer(widths[i], width),
    layer(9, first) + layer(9 * first, second),
  );
}

export async function compare(seeds: readonly number[], train: Train = trainAndTest): Promise<Comparison> {
  const trained: Comparison = { cnn: [], smallMLP: [], largeMLP: [] };
  for (const seed of seeds) {
    trained.largeMLP.push(await train(new MLP(seed, 128), Object.assign({ seed }, PLANS.largeMLP)));
    trained.cnn.push(await train(new CNN(seed, {}), Object.assign({ seed }, PLANS.cnn)));
    trained.smallMLP.push(await train(new MLP(seed, 6), Object.assign({ seed }, PLANS.smallMLP)));
  }
  return { ...trained };
}

export async function compareOnAll(train: Train = trainAndTest): Promise<{ cnn: Trained; mlp: Trained }> {
  const cnn = new CNN(3, { channels: [20, 40], units: 48 }); // 55,978 parameters
  return {
    cnn: await train(cnn, { epochs: 12, learningRate: 0.003, seed: 3 }),
    mlp: await train(new MLP(3, 128), { epochs: 10, learningRate: 0.003, seed: 3 }),
  };
}
