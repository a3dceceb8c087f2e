/**
 * Lesson 20 solved with TF.js's own Adam, its fused operation for product, bias and relu, and a matrix product that
 * counts confusions. The experiment also tests the untrained network, and the trained one on the training images.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { DataLoader, type Dataset, FashionMNIST, Module, Parameter, RandomState, showProgress } from "downhill";
import {
  Clothes,
  type Experiment,
  type LabelledImage,
  type TrainOptions,
} from "../../../solutions/20_fashion_mnist.ts";

export class MLP extends Module {
  w1!: Parameter;
  b1!: Parameter;
  w2!: Parameter;
  b2!: Parameter;

  constructor(seed = 1) {
    super();
    const random = new RandomState(seed);
    const draw = (inputs: number, outputs: number) => {
      const most = Math.sqrt(6 / (inputs + outputs));
      const values = Float32Array.from({ length: inputs * outputs }, () => random.uniform(-most, most));
      return tf.tensor2d(values, [inputs, outputs]);
    };
    [this.w1, this.w2] = [draw(784, 128), draw(128, 10)].map((weights) => new Parameter(weights));
    this.b1 = new Parameter(Array.from({ length: 128 }, () => 0));
    this.b2 = new Parameter(tf.zeros([10]));
  }

  override forward(x: tf.Tensor): tf.Tensor {
    const hidden = tf.fused.matMul({
      a: x as tf.Tensor2D,
      b: this.w1 as unknown as tf.Tensor2D,
      bias: this.b1,
      activation: "relu",
    });
    return tf.fused.matMul({ a: hidden, b: this.w2 as unknown as tf.Tensor2D, bias: this.b2 });
  }
}

export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  const right = tf.oneHot(labels.toInt(), 10).mul(logits).sum(1);
  return tf.logSumExp(logits, 1).sub(right).mean().asScalar();
}

export async function train(model: Module, data: Dataset<LabelledImage>, options: TrainOptions = {}): Promise<void> {
  const { epochs = 5, batchSize = 128, learningRate = 0.004, seed = 1, onProgress = showProgress } = options;
  const optimizer = tf.train.adam(learningRate);
  const variables = model.parameters() as unknown as tf.Variable[];
  const loader = new DataLoader(data, { batchSize, shuffle: true, seed });
  const steps = epochs * loader.length;
  for (let step = 0; step < steps;) {
    for await (const [x, labels] of loader) {
      Object.assign(optimizer, { learningRate: learningRate - learningRate * step / steps });
      const loss = optimizer.minimize(() => crossEntropy(model.forward(x), labels), true, variables)!;
      await onProgress({ step: step++, steps, loss, model });
      loss.dispose();
    }
  }
  optimizer.dispose();
}

export async function confusions(model: Module, data: Dataset<LabelledImage>): Promise<number[][]> {
  const total = tf.tidy(() => tf.variable(tf.zeros([10, 10]), false));
  for await (const [x, labels] of new DataLoader(data, { batchSize: 250 })) {
    tf.tidy(() => {
      const truth = tf.oneHot(labels.toInt(), 10).toFloat(); // [n, 10]
      const said = tf.oneHot(model.forward(x).argMax(1).toInt(), 10).toFloat();
      // tf.math.confusionMatrix does the same with whole numbers, which wasm cannot multiply
      total.assign(total.add(truth.transpose().matMul(said)));
    });
  }
  const matrix = await total.array() as number[][];
  total.dispose();
  return matrix;
}

export function accuracy(matrix: number[][]): number {
  const all = matrix.flat();
  const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
  return sum(all.filter((_, i) => i % 11 === 0)) / sum(all); // cell [i, i] is number 11i
}

/** An experiment with more results than required. */
interface Report extends Experiment {
  accuracyBefore: number;
  trainingAccuracy: number;
}

export async function experiment(seed = 1): Promise<Report> {
  const [seen, unseen] = [true, false].map((train) => new Clothes(new FashionMNIST({ train })));
  const model = new MLP(seed + 100);
  const accuracyBefore = accuracy(await confusions(model, unseen));
  await train(model, seen, { seed: seed + 100 });
  const trainingAccuracy = accuracy(await confusions(model, seen));
  const matrix = await confusions(model, unseen);
  return { model, matrix, accuracy: accuracy(matrix), accuracyBefore, trainingAccuracy };
}

export function answers(): { mostConfused: [string, string] } {
  return { mostConfused: ["Coat", "Pullover"] };
}
