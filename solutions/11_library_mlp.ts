/**
 * # 11 · A network in a few lines
 *
 * The line of lesson 10 could not bend. A **neural network** can: it takes 100 lines, sets each to 0 where it is below
 * 0 (this is the **relu**, max(0, ·), which makes the line bend), multiplies each by a weight, and adds them up. Each
 * bent line is a *hidden unit*. In TF.js, the hidden units are one *dense layer*, and their weighted sum is another:
 *
 * > **x [n, 1] → dense, 100 units, relu → [n, 100] → dense, 1 unit → [n, 1]**
 *
 * The weights start as random numbers. `tf.initializers.glorotUniform({ seed })` draws them as scikit-learn does, and
 * the same seed always gives the same numbers. Give each layer its own seed; otherwise, both get the same numbers.
 *
 * You already know how training works: a loss, its gradient, a step. Here **Adam** takes the steps: it averages recent
 * gradients and adapts the step size to each parameter. It takes one step for each *batch* of points; one pass over all
 * points is an **epoch**. When should training stop? scikit-learn has a rule for this. An epoch is *idle* if its loss
 * is not at least 0.0001 below the lowest loss before it. **After ten idle epochs in a row, training stops.**
 *
 * **You write**
 *
 * - {@linkcode network}: a `tf.sequential` of two `tf.layers.dense`, each with a `kernelInitializer`. The first also
 *   needs an `inputShape`, which is [1].
 * - {@linkcode isStalled}: applies the rule to a list of losses. The first epoch is never idle, because there is no
 *   loss before it.
 * - {@linkcode fit}: call `model.compile` with a `tf.train.adam` and the loss "meanSquaredError", then `model.fit`.
 *   Pass it `shuffle: false` (otherwise, it shuffles without a seed) and
 *   `callbacks: { onEpochEnd: async (epoch, logs) => { … } }`. This callback runs after each epoch; it can read the
 *   loss from `logs!.loss`, and end the training with `model.stopTraining = true`. Training takes seconds, so also show
 *   its progress there: `await showProgress({ step: epoch, steps: maxEpochs, loss })`. At the end, free your columns
 *   and the optimizer; the model does not free it.
 * - {@linkcode predict}: pass a column to the model, `model.predict(column) as tf.Tensor`, and return a list of
 *   numbers; free both tensors. Make the column from `[...xs]`: TypeScript needs a copy, because `xs` is read-only.
 * - {@linkcode answers}: with a learning rate of 0.01, the same rule stops the training after about 40 epochs, with a
 *   loss above 7. Print the losses of `fit(network(), noisyCubic(), { learningRate: 0.01 })`: how do the last ten
 *   change?
 *
 * **You should see** a curve close to the truth, with a loss of about 0.87. The true curve has a loss of 0.917, so the
 * network has started to follow the noise. Beside the curve are the losses with both learning rates.
 *
 * **A question to think about**: training has adjusted 301 numbers. Where are they, and could you write the network
 * yourself?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  cubic,
  fitCurve,
  linspace,
  lossCurves,
  noisyCubic,
  type Points,
  show,
  showProgress,
  sideBySide,
  todo,
} from "downhill";

/** When to stop training. */
export interface StopOptions {
  /** How far a loss must be below the lowest loss before it; otherwise the epoch is idle. */
  tolerance?: number;
  /** Training stops after this many idle epochs in a row. */
  patience?: number;
}

/** How to train the network. */
export interface FitOptions {
  /** The learning rate of Adam. */
  learningRate?: number;
  /** How many points are in a batch; the last batch of an epoch may be smaller. */
  batchSize?: number;
  /** The maximum number of epochs. */
  maxEpochs?: number;
}

/** An untrained network with 100 hidden relu units: shape [n, 1] in, [n, 1] out. `seed` determines its weights. */
export function network(seed = 42): tf.LayersModel {
  // #region solution: two dense layers, 100 units with relu and 1 without, both with Glorot-uniform weights and a seed
  return tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [1],
        units: 100,
        activation: "relu",
        kernelInitializer: tf.initializers.glorotUniform({ seed }),
      }),
      tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }) }),
    ],
  });
  // #endregion
}

/**
 * Whether the last `patience` epochs were all idle: none of their losses was at least `tolerance` below the lowest loss
 * before it.
 */
export function isStalled(losses: readonly number[], { tolerance = 1e-4, patience = 10 }: StopOptions = {}): boolean {
  // #region solution: keep the lowest loss so far, and count the idle epochs since the last epoch that was not idle
  let lowest = Infinity;
  let idle = 0;
  for (const loss of losses) {
    idle = loss <= lowest - tolerance ? 0 : idle + 1;
    lowest = Math.min(lowest, loss);
  }
  return idle >= patience;
  // #endregion
}

/**
 * Trains `model` on the points in their order, batch by batch, until {@linkcode isStalled} is true for its losses.
 * Frees every tensor that it makes. Returns the losses that `model.fit` reports. The loss of an epoch is the mean over
 * the points; the loss at a point is computed before the step on its batch.
 */
export async function fit(
  model: tf.LayersModel,
  { xs, ys }: Points,
  { learningRate = 0.001, batchSize = 200, maxEpochs = 5000 }: FitOptions = {},
): Promise<number[]> {
  // #region solution: compile; fit without shuffling; keep and show each loss; stop if stalled; free what you made
  const x = tf.tensor2d(xs, [xs.length, 1]);
  const y = tf.tensor2d(ys, [ys.length, 1]);
  const optimizer = tf.train.adam(learningRate);
  model.compile({ optimizer, loss: "meanSquaredError" });
  const losses: number[] = [];
  const onEpochEnd = async (epoch: number, logs?: tf.Logs) => {
    losses.push(logs!.loss);
    model.stopTraining = isStalled(losses);
    await showProgress({ step: epoch, steps: maxEpochs, loss: logs!.loss });
  };
  await model.fit(x, y, { epochs: maxEpochs, batchSize, shuffle: false, callbacks: { onEpochEnd } });
  tf.dispose([x, y]);
  optimizer.dispose(); // the model does not free an optimizer that was passed to it
  return losses;
  // #endregion
}

/** The model's prediction for each of `xs`; frees every tensor that it makes. */
export async function predict(model: tf.LayersModel, xs: readonly number[]): Promise<number[]> {
  // #region solution: make a column of xs, pass it through the model, read the numbers, and free both tensors
  const column = tf.tensor2d([...xs], [xs.length, 1]);
  const prediction = model.predict(column) as tf.Tensor;
  const ys = Array.from(await prediction.data());
  tf.dispose([column, prediction]);
  return ys;
  // #endregion
}

/** With a learning rate of 0.01 on the 80 points: why does training stop so early? */
export function answers(): {
  stopsBecause: "it is at the bottom" | "the loss rises for a while" | "the steps are tiny";
} {
  // #region solution: compare the last ten losses with the lowest before them; then look at both learning rates
  return { stopsBecause: "the loss rises for a while" };
  // #endregion
}

let fitting: Promise<{ model: tf.LayersModel; losses: number[] }> | undefined;

/**
 * A network that was fitted to the 80 points. Fitting takes seconds, so the checks and the picture share one network.
 */
export function fitted() {
  return fitting ??= (async () => {
    const model = network();
    return { model, losses: await fit(model, noisyCubic()) };
  })();
}

/** What this lesson looks like when it works: the fitted network, and the losses with two learning rates. */
export async function picture() {
  const data = noisyCubic();
  const { model, losses } = await fitted();
  const hasty = network();
  const hastyLosses = await fit(hasty, data, { learningRate: 0.01 });
  hasty.dispose();
  const grid = linspace(-1, 3, 200);
  const curve = { xs: grid, ys: await predict(model, grid) };
  const [end, hastyEnd] = [losses, hastyLosses].map((each) => each[each.length - 1].toFixed(2));
  return sideBySide(
    "A network in a few lines",
    `Left: the network's curve, close to the dashed truth among the 80 points. Right: with a learning rate of 0.001 the ` +
      `loss falls to ${end} in ${losses.length.toLocaleString("en")} epochs; with 0.01 it falls to ` +
      `${Math.min(...hastyLosses).toFixed(2)}, rises again, and training stops at ${hastyEnd} after ` +
      `${hastyLosses.length} epochs.`,
    fitCurve({ data, truth: { xs: grid, ys: grid.map(cubic) }, model: curve }, { title: "Data, truth and network" }),
    lossCurves({ "0.001": losses, "0.01": hastyLosses }, {
      title: "The loss with two learning rates",
      xTitle: "epoch",
      logX: true,
    }),
  );
}

if (import.meta.main) await show(await picture());
