/**
 * # 11 · A network in a few lines
 *
 * The line of lesson 10 could not bend. A **neural network** can: it puts 100 lines beside each other, cuts off what is
 * below 0 of each (that is the **relu**, max(0, ·), and there it bends), and adds them up, each times a weight. Such a
 * bending line is a *hidden unit*. In the library, each of the two steps is a *dense layer*:
 *
 * > **x [n, 1] → dense, 100 units, relu → [n, 100] → dense, 1 unit → [n, 1]**
 *
 * The first numbers in it are drawn at random. `tf.initializers.glorotUniform({ seed })` draws them as scikit-learn does,
 * and from the same seed always the same. Give each layer another seed, or both get the same numbers.
 *
 * Training is what you know: a loss, its gradient, a step. The steps are those of **Adam**, which keeps a momentum and
 * sizes the step of each parameter by itself. The points may be handed over in *batches*, a step for each; one pass over
 * all of them is an **epoch**. And when is it enough? scikit-learn has a rule. An epoch is *idle* if its loss is not at
 * least 0.0001 below the lowest loss before it; **ten idle epochs in a row, and training stops**.
 *
 * **You write**
 *
 * - {@linkcode network}: a `tf.sequential` of two `tf.layers.dense`. The first must be told its `inputShape`, which is [1].
 * - {@linkcode isStalled}: the rule, for a list of losses. The first epoch has none before it, so it is not idle.
 * - {@linkcode fit}: `model.compile` with Adam and "meanSquaredError", then `model.fit`. Among its options are
 *   `callbacks`: give it a function `onEpochEnd(epoch, logs)`, and it will be called with `logs.loss`. Training ends early
 *   once `model.stopTraining` is true. And `shuffle`: the points are shuffled, with dice that have no seed, unless it is false.
 *   It takes seconds, so let `onEpochEnd` tell how it goes: `await showProgress({ step: epoch, steps: maxEpochs, loss })`.
 * - {@linkcode predict}: a column in, `model.predict`, a list of numbers out.
 * - {@linkcode answers}: with a learning rate of 0.01 the same rule stops after some 40 epochs, at a loss near 7. Print
 *   the losses: what did the last ten do?
 *
 * **You should see** a curve close to the truth, at a loss of about 0.87: less than the 0.917 of the truth itself, so it
 * has begun to follow the noise. And beside it how the two learning rates came to their ends.
 *
 * **A question to take along**: 301 numbers were adjusted. Where are they, and could you write the network yourself?
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

/** When to stop. */
export interface StopOptions {
  /** By how much a loss must be below the lowest before it. */
  tolerance?: number;
  /** So many epochs in a row that were not are enough. */
  patience?: number;
}

/** How to train. */
export interface FitOptions {
  /** Of Adam. */
  learningRate?: number;
  /** The most points to take one step for; the last batch of an epoch has what is left. */
  batchSize?: number;
  /** The most passes over the points. */
  maxEpochs?: number;
}

/** An untrained network, [n, 1] → [n, 1], with 100 hidden relu units; `seed` decides where its 301 numbers begin. */
export function network(seed = 42): tf.LayersModel {
  // #region solution: two dense layers, 100 units with relu and 1 without, each with Glorot-uniform weights and a seed
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

/** Whether the last `patience` epochs were all idle: none brought the loss `tolerance` below the lowest before it. */
export function isStalled(losses: readonly number[], { tolerance = 1e-4, patience = 10 }: StopOptions = {}): boolean {
  // #region solution: remember the lowest loss so far, and count the idle epochs since the last that was not
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
 * Trains `model` on the points, batch by batch in their order, until its loss {@linkcode isStalled}. Returns the loss of
 * each epoch as `model.fit` reports it: the mean over the points, each from before the step of its batch.
 */
export async function fit(
  model: tf.LayersModel,
  { xs, ys }: Points,
  { learningRate = 0.001, batchSize = 200, maxEpochs = 5000 }: FitOptions = {},
): Promise<number[]> {
  // #region solution: compile with Adam and the mean squared error, fit unshuffled, note and show each loss, stop if it is stalled
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
  optimizer.dispose(); // the model does not know that it may
  return losses;
  // #endregion
}

/** What the model says to each of `xs`: as many numbers. */
export async function predict(model: tf.LayersModel, xs: readonly number[]): Promise<number[]> {
  // #region solution: xs as a column, through the model, and back to a list; free both tensors
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
  // #region solution: compare the last ten losses with the lowest before them, and that with what 0.001 reaches
  return { stopsBecause: "the loss rises for a while" };
  // #endregion
}

let fitting: Promise<{ model: tf.LayersModel; losses: number[] }> | undefined;

/** A network fitted to the 80 points. That takes seconds, so checks and picture look at the same one. */
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
    `Left: the network's curve, close to the dashed truth amid the 80 points. Right: with a learning rate of 0.001 the ` +
      `loss comes down to ${end} in ${losses.length.toLocaleString("en")} epochs; with 0.01 it falls to ` +
      `${Math.min(...hastyLosses).toFixed(2)}, rises again, and training stops at ${hastyEnd} after ` +
      `${hastyLosses.length} epochs.`,
    fitCurve({ data, truth: { xs: grid, ys: grid.map(cubic) }, model: curve }, { title: "Data, truth and network" }),
    lossCurves({ "0.001": losses, "0.01": hastyLosses }, {
      title: "The loss with two learning rates",
      xTitle: "epoch (count)",
      logX: true,
    }),
  );
}

if (import.meta.main) await show(await picture());
