import { assert, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { startDevice } from "../../device/start.ts";

/** TF.js's own loop and steps, saved before we replace them. */
const { fitLoop, makeTrainFunction } = tf.LayersModel.prototype as unknown as Record<string, unknown>;

await startDevice("wasm");

/** The effects of a training run that a program can see. */
interface Seen {
  error?: string;
  history?: unknown;
  epochs?: unknown;
  weights: number[][];
  iterations: number;
  events: unknown[];
  tensorsLeft: number;
  /** How many arrays of numbers are left on the devices, including those without a tensor. */
  numbersLeft: number;
  tensorsMade: number;
}

/** A training run. Each is done twice, with our steps and with TF.js's own. `see` records an event. */
interface Training {
  model?: () => tf.LayersModel;
  optimizer?: () => tf.Optimizer;
  loss?: tf.ModelCompileArgs["loss"];
  compile?: Partial<tf.ModelCompileArgs>;
  data?: () => [tf.Tensor, tf.Tensor];
  /** Options of `fit`. */
  options?: (model: tf.LayersModel, see: (...event: unknown[]) => void) => Partial<tf.ModelFitArgs>;
}

function dense({ units = 5, activation = "relu", outputs = 2, last = "linear", inputs = 3 } = {}): tf.LayersModel {
  const layer = (seed: number) => ({ kernelInitializer: tf.initializers.glorotUniform({ seed }) });
  return tf.sequential({
    layers: [
      tf.layers.dense({ ...layer(1), units, activation: activation as "relu", inputShape: [inputs] }),
      tf.layers.dense({ ...layer(2), units: outputs, activation: last as "linear" }),
    ],
  });
}

const column = (count: number, width: number, from = 1) =>
  tf.tensor2d(Array.from({ length: count * width }, (_, i) => Math.sin(from + i)), [count, width]);

/** Class 0 or 1 for each of `count` samples, as a row with a single 1. */
const classes = (count: number) => tf.tidy(() => tf.oneHot(tf.range(0, count).mod(2).toInt(), 2).toFloat());

/** The model that is trained: tf.sequential makes it from the layers. */
const innerOf = (model: tf.LayersModel) => (model as unknown as { model?: tf.LayersModel }).model ?? model;

/** Trains, with TF.js's own loop and steps if `isOriginal`, and always with the same random numbers. */
async function train(training: Training, isOriginal: boolean): Promise<Seen> {
  const { random } = Math;
  let state = 42;
  Math.random = () => (state = state * 48271 % 2147483647) / 2147483647;
  const before = tf.memory().numTensors;
  const numbersBefore = numbersOnDevices();
  const model = (training.model ?? dense)();
  const optimizer = (training.optimizer ?? (() => tf.train.adam(0.01)))();
  model.compile({ optimizer, loss: training.loss ?? "meanSquaredError", ...training.compile });
  if (isOriginal) Object.assign(innerOf(model), { fitLoop, makeTrainFunction });
  const [x, y] = (training.data ?? (() => [column(20, 3), column(20, 2)]))();
  const events: unknown[] = [];
  const see = (...event: unknown[]) =>
    events.push([...event.map(visible), tf.memory().numTensors - before, optimizer.iterations]);
  const seen: Partial<Seen> = {};
  const first = nextId();
  try {
    const { history, epoch } = await model.fit(x, y, {
      epochs: 4,
      batchSize: 8,
      verbose: 0,
      ...training.options?.(model, see),
    });
    Object.assign(seen, { history, epochs: epoch });
  } catch (error) {
    seen.error = String(error);
  } finally {
    Math.random = random;
  }
  const tensorsMade = nextId() - first;
  const weights = model.getWeights().map((weight) => Array.from(weight.dataSync()));
  const { iterations } = optimizer;
  tf.dispose([x, y]);
  model.dispose();
  optimizer.dispose();
  const tensorsLeft = tf.memory().numTensors - before;
  const numbersLeft = numbersOnDevices() - numbersBefore;
  return { ...seen, weights, iterations, events, tensorsLeft, numbersLeft, tensorsMade };
}

/** The part of an argument that can be compared. A tensor becomes an object with its numbers. */
function visible(value: unknown): unknown {
  if (value instanceof tf.Tensor) return { tensor: value.isDisposed ? "disposed" : Array.from(value.dataSync()) };
  if (Array.isArray(value)) return value.map(visible);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, visible(each)]));
}

/** How many arrays of numbers both devices contain. */
function numbersOnDevices(): number {
  return ["wasm", "cpu"].reduce((sum, name) => sum + (tf.engine().findBackend(name)?.numDataIds() ?? 0), 0);
}

function nextId(): number {
  const tensor = tf.scalar(0);
  tensor.dispose();
  return tensor.id;
}

/**
 * Trains with our steps and with TF.js's own, and checks that only the number of tensors made during training differs.
 */
async function assertSame(training: Training): Promise<{ ours: Seen; theirs: Seen }> {
  const theirs = await train(training, true);
  const ours = await train(training, false);
  const { tensorsMade: _, ...theirsSeen } = theirs;
  const { tensorsMade: __, ...oursSeen } = ours;
  assertEquals(oursSeen, theirsSeen);
  return { ours, theirs };
}

/** A repeated step makes at least this many fewer tensors than TF.js does. */
const SPARED = 40;

async function assertRepeated(training: Training): Promise<void> {
  const { ours, theirs } = await assertSame({
    ...training,
    options: (...all) => ({ epochs: 10, ...training.options?.(...all) }),
  });
  assertEquals(theirs.error, undefined);
  const spared = (theirs.tensorsMade - ours.tensorsMade) / (ours.iterations - 2); // two sizes of batches are recorded
  assert(spared >= SPARED, `only ${spared} tensors fewer in a step`);
}

const OPTIMIZERS: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  nesterov: () => tf.train.momentum(0.1, 0.9, true),
  adam: () => tf.train.adam(0.01),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9, 0.5, undefined, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.1),
  adamax: () => tf.train.adamax(0.01),
};

const LOSSES: Record<string, Training> = {
  meanSquaredError: {},
  meanAbsoluteError: {},
  meanAbsolutePercentageError: {},
  meanSquaredLogarithmicError: {},
  hinge: {},
  squaredHinge: {},
  logcosh: {},
  cosineProximity: {},
  binaryCrossentropy: { model: () => dense({ last: "sigmoid" }), data: () => [column(20, 3), classes(20)] },
  categoricalCrossentropy: { model: () => dense({ last: "softmax" }), data: () => [column(20, 3), classes(20)] },
  categoricalHinge: { data: () => [column(20, 3), classes(20)] },
  kullbackLeiblerDivergence: { model: () => dense({ last: "softmax" }), data: () => [column(20, 3), classes(20)] },
  poisson: { model: () => dense({ last: "softplus" }), data: () => [column(20, 3), classes(20)] },
  sparseCategoricalCrossentropy: {
    model: () => dense({ last: "softmax" }),
    data: () => [column(20, 3), tf.tidy(() => tf.range(0, 20).mod(2).expandDims(1))],
  },
};

for (const device of ["wasm", "cpu"] as const) {
  for (const [name, optimizer] of Object.entries(OPTIMIZERS)) {
    for (const batchSize of [8, 100]) {
      for (const shuffle of [true, false]) {
        const how = `batches of ${batchSize}, ${shuffle ? "" : "un"}shuffled`;
        Deno.test(`on ${device}, fit() gives TF.js's numbers and frees what TF.js frees: ${name}, ${how}`, async () => {
          await startDevice(device);
          await assertRepeated({
            optimizer,
            options: (_, see) => ({ batchSize, shuffle, callbacks: { onEpochEnd: (...all) => void see(...all) } }),
          });
        });
      }
    }
  }
  for (const [loss, training] of Object.entries(LOSSES)) {
    Deno.test(`on ${device}, fit() gives TF.js's numbers: ${loss}`, async () => {
      await startDevice(device);
      await assertRepeated({ ...training, loss });
    });
  }
}

/** Records everything that a learner can see of a training run, in every callback of TF.js. */
const watched = (see: (...event: unknown[]) => void): tf.CustomCallbackArgs => ({
  onTrainBegin: (...all) => void see("train begins", ...all),
  onTrainEnd: (...all) => void see("train ends", ...all),
  onEpochBegin: (...all) => void see("epoch begins", ...all),
  onEpochEnd: (...all) => void see("epoch ends", ...all),
});

const watchedInBatches = (see: (...event: unknown[]) => void): tf.CustomCallbackArgs => ({
  ...watched(see),
  onBatchBegin: (...all) => void see("batch begins", ...all),
  onBatchEnd: (...all) => void see("batch ends", ...all),
});

/** Records everything as TF.js passes it on: losses are tensors. */
class Watcher extends tf.Callback {
  constructor(private see: (...event: unknown[]) => void) {
    super();
  }
  override onTrainBegin = (...all: unknown[]) => Promise.resolve(this.see("train begins", ...all));
  override onEpochBegin = (...all: unknown[]) => Promise.resolve(this.see("epoch begins", ...all));
  override onBatchEnd = (...all: unknown[]) => Promise.resolve(this.see("batch ends", ...all));
  override onEpochEnd = (...all: unknown[]) => Promise.resolve(this.see("epoch ends", ...all));
}

const initial = (seed: number) => ({ kernelInitializer: tf.initializers.glorotUniform({ seed }) });

/** Training runs whose steps are repeated. */
const PLAIN: Record<string, Training> = {
  "callbacks before and after": { options: (_, see) => ({ callbacks: watched(see) }) },
  "callbacks around batches": { options: (_, see) => ({ callbacks: watchedInBatches(see) }) },
  "options that are null, as if they were left out": {
    options: (_, see) => ({ shuffle: null, initialEpoch: null, callbacks: watched(see) }) as unknown as tf.ModelFitArgs,
  },
  "several callbacks": { options: (_, see) => ({ callbacks: [watched(see), watchedInBatches(see)] }) },
  "callbacks that add to the logs": {
    options: () => ({ callbacks: { onEpochEnd: (epoch, logs) => void (logs!.twice = 2 * epoch) } }),
  },
  "a callback that gets no losses": {
    options: (_, see) => ({ callbacks: { onEpochBegin: (e) => void see(e) } }),
  },
  "a callback that is an object of a class": { options: (_, see) => ({ callbacks: new Watcher(see) }) },
  "early stopping": {
    options: () => ({ epochs: 30, callbacks: tf.callbacks.earlyStopping({ monitor: "loss", minDelta: 0.02 }) }),
  },
  "a model that is told to stop": {
    options: (model, see) => ({
      callbacks: {
        onEpochEnd: (epoch, logs) => {
          see(epoch, logs);
          model.stopTraining = epoch === 5;
        },
      },
    }),
  },
  "a model that is told to stop within an epoch": {
    options: (model, see) => ({
      callbacks: {
        onBatchEnd: (batch) => void (batch === 1 && (model.stopTraining = true)),
        onEpochEnd: (...all) => void see(...all),
      },
    }),
  },
  "epochs that are counted from 3": {
    options: (_, see) => ({ initialEpoch: 3, epochs: 12, callbacks: watched(see) }),
  },
  "a turn of the event loop after each batch": {
    options: (_, see) => ({ yieldEvery: "batch", callbacks: watched(see) }),
  },
  "a turn of the event loop after each epoch": {
    options: (_, see) => ({ yieldEvery: "epoch", callbacks: watched(see) }),
  },
  "no turn of the event loop": { options: (_, see) => ({ yieldEvery: "never", callbacks: watched(see) }) },
  "a turn of the event loop when the clock is read": {
    options: (_, see) => {
      let now = 0;
      const nowFunc = () => now += 100;
      const nextFrameFunc = () => Promise.resolve(see("a frame"));
      return { yieldEvery: 250, callbacks: { ...watched(see), nowFunc, nextFrameFunc } as tf.CustomCallbackArgs };
    },
  },
  "a list of numbers for each sample": {
    model: () => dense({ inputs: 1, outputs: 1 }),
    data: () => [tf.linspace(0, 1, 20), tf.linspace(1, 3, 20)],
  },
  "the same tensor as input and target": {
    model: () => dense({ outputs: 3 }),
    data: () => {
      const x = column(20, 3);
      return [x, x];
    },
  },
  "whole numbers": { data: () => [column(20, 3).mul(5).toInt(), column(20, 2).mul(5).toInt()] },
  "a loss from tf.losses": { loss: tf.losses.absoluteDifference },
  "parameters that share their numbers": {
    model: () => {
      const model = dense({ inputs: 2, outputs: 2, units: 2 });
      for (const layer of model.layers) layer.setWeights([tf.ones([2, 2]), tf.zeros([2])]);
      return model;
    },
    data: () => [column(20, 2), column(20, 2)],
  },
  "a layer that is not trained": {
    model: () => {
      const model = dense();
      model.layers[0].trainable = false;
      return model;
    },
    options: (model, see) => ({
      callbacks: {
        onEpochEnd: (epoch, logs) => {
          see(epoch, logs);
          if (epoch === 4) tf.tidy(() => model.layers[0].setWeights([tf.ones([3, 5]), tf.ones([5])]));
        },
      },
    }),
  },
  "weights that are set between epochs": {
    options: (model, see) => ({
      callbacks: {
        onEpochEnd: (epoch, logs) => {
          see(epoch, logs);
          if (epoch === 4) tf.tidy(() => model.layers[0].setWeights([tf.ones([3, 5]), tf.ones([5])]));
        },
      },
    }),
  },
  "a learning rate that changes between epochs": {
    options: (model, see) => ({
      callbacks: {
        onEpochEnd: (epoch, logs) => {
          see(epoch, logs);
          Object.assign(model.optimizer, { learningRate: 0.1 / (epoch + 1) });
        },
      },
    }),
  },
  "images": {
    model: () =>
      tf.sequential({
        layers: [
          tf.layers.conv2d({ ...initial(1), inputShape: [6, 6, 1], filters: 2, kernelSize: 3, activation: "relu" }),
          tf.layers.maxPooling2d({ poolSize: 2 }),
          tf.layers.flatten(),
          tf.layers.dense({ ...initial(2), units: 4, activation: "tanh" }),
          tf.layers.reshape({ targetShape: [2, 2] }),
          tf.layers.globalAveragePooling1d(),
          tf.layers.activation({ activation: "softmax" }),
        ],
      }),
    loss: "categoricalCrossentropy",
    data: () => [tf.tidy(() => column(20, 36).reshape([20, 6, 6, 1])), classes(20)],
  },
  "a model made with tf.model": {
    model: () => {
      const input = tf.input({ shape: [3] });
      const hidden = tf.layers.dense({ ...initial(1), units: 4, activation: "sigmoid" }).apply(input);
      const outputs = tf.layers.dense({ ...initial(2), units: 2 }).apply(hidden) as tf.SymbolicTensor;
      return tf.model({ inputs: input, outputs });
    },
  },
};

for (const [name, training] of Object.entries(PLAIN)) {
  Deno.test(`fit() repeats its steps without a visible difference: ${name}`, async () => {
    await startDevice("wasm");
    await assertRepeated(training);
  });
}

/** Training runs in which TF.js takes at least some of the steps itself. */
const OTHERS: Record<string, Training> = {
  "metrics": { compile: { metrics: ["mse", "accuracy"] }, options: (_, see) => ({ callbacks: watched(see) }) },
  "a share for validation": {
    options: (_, see) => ({ validationSplit: 0.25, callbacks: watchedInBatches(see) }),
  },
  "data for validation": {
    options: (_, see) => ({ validationData: [column(5, 3, 7), column(5, 2, 7)], callbacks: watched(see) }),
  },
  "early stopping by a loss that does not exist": {
    options: () => ({ callbacks: tf.callbacks.earlyStopping({ monitor: "loss", mode: "min", patience: 2 }) }),
  },
  "class weights": {
    model: () => dense({ last: "softmax" }),
    loss: "categoricalCrossentropy",
    data: () => [column(20, 3), classes(20)],
    options: () => ({ classWeight: { 0: 1, 1: 3 } }),
  },
  "a loss that the learner wrote": { loss: (target, prediction) => target.sub(prediction).abs().mean() },
  "a loss that changes from step to step": {
    loss: (() => {
      let calls = 0;
      return (target: tf.Tensor, prediction: tf.Tensor) => target.sub(prediction).abs().mul(1 + calls++ % 12);
    })(),
  },
  "dropout": {
    model: () =>
      tf.sequential({
        layers: [
          tf.layers.dense({ ...initial(1), units: 5, inputShape: [3] }),
          tf.layers.dropout({ rate: 0.5, seed: 7 }),
          tf.layers.dense({ ...initial(2), units: 2 }),
        ],
      }),
  },
  "batch normalization": {
    model: () =>
      tf.sequential({
        layers: [
          tf.layers.dense({ ...initial(1), units: 5, inputShape: [3] }),
          tf.layers.batchNormalization(),
          tf.layers.dense({ ...initial(2), units: 2 }),
        ],
      }),
  },
  "a regularizer": {
    model: () =>
      tf.sequential({
        layers: [tf.layers.dense({
          ...initial(1),
          units: 2,
          inputShape: [3],
          kernelRegularizer: tf.regularizers.l2({ l2: 0.1 }),
        })],
      }),
  },
  "a model within a model": {
    model: () => tf.sequential({ layers: [dense(), tf.layers.dense({ ...initial(3), units: 2 })] }),
  },
  "a regularizer that changes from step to step": {
    model: () => {
      const regularizer = tf.regularizers.l2({ l2: 0.1 });
      const { apply } = regularizer;
      let calls = 0;
      regularizer.apply = (weight) => apply.call(regularizer, weight).mul(1 + calls++) as tf.Scalar;
      return tf.sequential({
        layers: [tf.layers.dense({ ...initial(1), units: 2, inputShape: [3], kernelRegularizer: regularizer })],
      });
    },
  },
  "a layer that is watched": {
    options: (model, see) => {
      model.layers[1].setCallHook((inputs) => void see("a call", inputs));
      return {};
    },
  },
  "an optimizer that the learner wrote": {
    optimizer: () => {
      const optimizer = tf.train.sgd(0.1);
      const { computeGradients } = optimizer;
      let calls = 0;
      optimizer.computeGradients = (f, list) =>
        computeGradients.call(optimizer, () => f().mul(1 + calls++) as tf.Scalar, list);
      return optimizer;
    },
  },
  "a loss that is replaced between epochs": {
    options: (model, see) => ({
      callbacks: {
        onEpochEnd: (epoch, logs) => {
          see(epoch, logs);
          if (epoch === 1) model.compile({ optimizer: model.optimizer, loss: "meanAbsoluteError" });
        },
      },
    }),
  },
  "an activation that is replaced between epochs": {
    options: (model, see) => ({
      callbacks: {
        onEpochEnd: (epoch, logs) => {
          see(epoch, logs);
          const [first, second] = model.layers as unknown as { activation: unknown }[];
          if (epoch === 1) first.activation = second.activation;
        },
      },
    }),
  },
  "a layer that is no longer trained after an epoch": {
    options: (model, see) => ({
      callbacks: {
        onEpochEnd: (epoch, logs) => {
          see(epoch, logs);
          if (epoch === 1) model.layers[0].trainable = false;
        },
      },
    }),
  },
  "a device that changes between epochs": {
    optimizer: () => tf.train.sgd(0.1),
    options: (_, see) => ({
      epochs: 5,
      callbacks: {
        onEpochEnd: async (epoch, logs) => {
          see(epoch, logs);
          await startDevice(epoch % 4 === 1 ? "cpu" : "wasm");
        },
      },
    }),
  },
  "a callback that throws": {
    options: (_, see) => ({
      callbacks: {
        onEpochEnd: (epoch, logs) => {
          see(epoch, logs);
          if (epoch === 1) throw new Error("Enough.");
        },
      },
    }),
  },
  "a second training run while the first is still running": {
    options: (model, see) => ({
      callbacks: {
        onEpochEnd: async () => {
          const x = column(20, 3);
          await model.fit(x, x).catch((error) => see(String(error)));
          x.dispose();
        },
      },
    }),
  },
  "no epochs": { options: (_, see) => ({ epochs: 0, callbacks: watched(see) }) },
  "shuffled batches, which do not exist": { options: () => ({ shuffle: "batch" as unknown as boolean }) },
  "no sample in a batch": { options: () => ({ batchSize: 0 }) },
  "half a sample in a batch": { options: () => ({ batchSize: 2.5 }) },
  "an input with the wrong width": { data: () => [column(20, 4), column(20, 2)] },
  "a target with the wrong width": { data: () => [column(20, 3), column(20, 1)] },
  "more inputs than targets": { data: () => [column(20, 3), column(19, 2)] },
  "a yield callback that never runs": { options: () => ({ yieldEvery: "never", callbacks: { onYield: () => {} } }) },
  "a learning rate that is far too large": { optimizer: () => tf.train.sgd(1e20), options: () => ({ epochs: 20 }) },
};

for (const [name, training] of Object.entries(OTHERS)) {
  Deno.test(`fit() does what TF.js does: ${name}`, async () => {
    await startDevice("wasm");
    await assertSame(training);
    await startDevice("wasm");
  });
}

Deno.test("fit() says that a model was not compiled", async () => {
  const model = dense();
  const x = column(20, 3);
  const { message } = await assertRejects(() => model.fit(x, x), Error);
  assertEquals(message, "The model needs to be compiled before being used.");
  x.dispose();
  model.dispose();
});

Deno.test("trainOnBatch() takes TF.js's steps", async () => {
  const losses = [];
  for (const isOriginal of [true, false]) {
    const model = dense();
    model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    if (isOriginal) Object.assign(innerOf(model), { makeTrainFunction });
    const [x, y] = [column(20, 3), column(20, 2)];
    losses.push([await model.trainOnBatch(x, y), await model.trainOnBatch(x, y), await model.trainOnBatch(x, y)]);
    tf.dispose([x, y]);
    model.dispose();
  }
  assertEquals(losses[1], losses[0]);
});
