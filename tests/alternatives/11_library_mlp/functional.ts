/**
 * Lesson 11 solved with a model of symbolic tensors, a callback object that contains the rule, and the history that fit
 * returns.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { fitCurve, noisyCubic, type Points, showProgress } from "downhill";

/** As in the lesson. */
export function network(seed = 42): tf.LayersModel {
  const input = tf.input({ shape: [1] });
  const hidden = tf.layers.dense({
    units: 100,
    activation: "relu",
    kernelInitializer: tf.initializers.randomUniform({
      minval: -Math.sqrt(6 / 101),
      maxval: Math.sqrt(6 / 101),
      seed,
    }),
  });
  const output = tf.layers.dense({
    units: 1,
    activation: "linear",
    kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1000 }),
  });
  return tf.model({ inputs: input, outputs: output.apply(hidden.apply(input)) as tf.SymbolicTensor });
}

/** As in the lesson: finds the lowest loss before each epoch, then the index of the last improvement. */
export function isStalled(losses: readonly number[], { tolerance = 1e-4, patience = 10 } = {}): boolean {
  const lows = losses.map((_, i) => losses.slice(0, i).reduce((low, loss) => Math.min(low, loss), Infinity));
  const last = losses.findLastIndex((loss, i) => loss <= lows[i] - tolerance);
  return last >= 0 && losses.length - 1 - last >= patience;
}

/** A callback that applies the rule, one loss at a time. */
function stopWhenStalled(model: tf.LayersModel, steps: number) {
  let lowest = Infinity;
  let idle = 0;
  return new tf.CustomCallback({
    async onEpochEnd(step, logs) {
      const loss = logs!.loss;
      idle = loss > lowest - 1e-4 ? idle + 1 : 0;
      lowest = Math.min(lowest, loss);
      if (idle === 10) model.stopTraining = true;
      await showProgress({ step, steps, loss });
    },
  });
}

/** As in the lesson. */
export async function fit(
  model: tf.LayersModel,
  { xs, ys }: Points,
  { learningRate = 0.001, batchSize = 200, maxEpochs = 5000 } = {},
) {
  const [x, y] = [xs, ys].map((values) => tf.tidy(() => tf.tensor1d(values).expandDims(1)));
  const optimizer = tf.train.adam(learningRate);
  model.compile({ optimizer, loss: "meanSquaredError" });
  const callbacks = stopWhenStalled(model, maxEpochs);
  const { history } = await model.fit(x, y, { epochs: maxEpochs, batchSize, shuffle: false, callbacks });
  tf.dispose([x, y]);
  optimizer.dispose();
  return history.loss as number[];
}

/** As in the lesson. */
export async function predict(model: tf.LayersModel, xs: readonly number[]) {
  const column = tf.tensor2d([...xs], [xs.length, 1]);
  const prediction = model.predictOnBatch(column) as tf.Tensor;
  const rows = await prediction.array() as number[][];
  tf.dispose([column, prediction]);
  return rows.map(([y]) => y);
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
