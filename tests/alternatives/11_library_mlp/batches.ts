/**
 * Lesson 11 solved with its own loop that calls trainOnBatch, and a model to which the layers are added one by one.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { fitCurve, noisyCubic, type Points, showProgress } from "downhill";

/** As in the lesson. */
export function network(seed = 42): tf.LayersModel {
  const model = tf.sequential();
  const initializer = (layer: number) => tf.initializers.glorotUniform({ seed: 2 * seed + layer });
  model.add(tf.layers.dense({ units: 100, inputDim: 1, kernelInitializer: initializer(0) }));
  model.add(tf.layers.reLU());
  model.add(tf.layers.dense({ units: 1, kernelInitializer: initializer(1) }));
  return model;
}

/** As in the lesson: the search for the last improvement starts at the end. */
export function isStalled(losses: readonly number[], { tolerance = 1e-4, patience = 10 } = {}): boolean {
  const isIdle = (loss: number, i: number) => i > 0 && loss > Math.min(...losses.slice(0, i)) - tolerance;
  const recent = losses.slice(-patience);
  const offset = losses.length - recent.length;
  return recent.length === patience && recent.every((loss, i) => isIdle(loss, offset + i));
}

/** As in the lesson. */
export async function fit(
  model: tf.LayersModel,
  { xs, ys }: Points,
  { learningRate = 0.001, batchSize = 200, maxEpochs = 5000 } = {},
) {
  const optimizer = tf.train.adam(learningRate);
  model.compile({ optimizer, loss: tf.losses.meanSquaredError });
  const batches = [];
  for (let start = 0; start < xs.length; start += batchSize) {
    const column = (values: number[]) => {
      const part = values.slice(start, start + batchSize);
      return tf.tensor2d(part, [part.length, 1]);
    };
    batches.push([column(xs), column(ys)]);
  }
  const losses: number[] = [];
  let lowest = Infinity;
  let idle = 0;
  while (losses.length < maxEpochs && idle < 10) {
    let sum = 0;
    for (const [x, y] of batches) sum += await model.trainOnBatch(x, y) as number * x.shape[0];
    const loss = sum / xs.length;
    idle = loss > lowest - 1e-4 ? idle + 1 : 0;
    lowest = Math.min(lowest, loss);
    losses.push(loss);
    await showProgress({ step: losses.length - 1, steps: maxEpochs, loss });
  }
  tf.dispose(batches);
  optimizer.dispose();
  return losses;
}

/** As in the lesson. */
export async function predict(model: tf.LayersModel, xs: readonly number[]) {
  const prediction = tf.tidy(() => model.predict(tf.tensor2d(xs.map((x) => [x]))) as tf.Tensor);
  const ys = await prediction.data();
  prediction.dispose();
  return ys;
}

/** As in the lesson. */
export const answers = () => ({ stopsBecause: "the loss rises for a while" });

/** As in the lesson, but trains a new network in every call. */
export async function fitted() {
  const model = network();
  return { model, losses: await fit(model, noisyCubic()) };
}

/** As in the lesson. */
export const picture = () => fitCurve({ data: noisyCubic() });
