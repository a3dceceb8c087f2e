/**
 * Lesson 17 solved with a class that holds the parts of the pipeline, a loss that is summed over the batches of a
 * second loader, and device changes by hand.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  Adam,
  DataLoader,
  type Dataset,
  decodeTensors,
  type DeviceName,
  encodeTensors,
  fitCurve,
  Module,
  noisyCubic,
  type Optimizer,
  Parameter,
  type Points,
  RandomState,
  showProgress,
  type TrainingProgress,
  useDevice,
} from "downhill";

type Pipeline = { model: Module; optimizer: Optimizer; loader: { epoch: number } };
type Checkpoint = { model: Uint8Array; optimizer: Uint8Array; epoch: number };
type Options = {
  epochs: number;
  batchSize: number;
  learningRate: number;
  shuffle: boolean;
  device: DeviceName;
  checkpoint?: Checkpoint;
  onProgress: (progress: TrainingProgress) => void | Promise<void>;
};

const DEFAULTS: Options = {
  epochs: 100,
  batchSize: 10,
  learningRate: 0.01,
  shuffle: false,
  device: "auto",
  onProgress: showProgress,
};

/** As in the lesson. */
export class MyOwnMLP extends Module {
  parts: Record<"w1" | "b1" | "w2" | "b2", Parameter>;
  constructor(seed = 7) {
    super();
    const random = new RandomState(seed);
    const draw = () => Array.from({ length: 100 }, () => random.normal(0, 0.1));
    this.parts = {
      w1: new Parameter([draw()]),
      b1: new Parameter(new Float32Array(100)),
      w2: new Parameter(draw().map((weight) => [weight])),
      b2: new Parameter([0]),
    };
  }
  forward(x: tf.Tensor): tf.Tensor {
    const { w1, b1, w2, b2 } = this.parts;
    return tf.add(tf.dot(tf.maximum(tf.add(tf.dot(x, w1), b1), 0), w2), b2);
  }
}

class PointDataset implements Dataset<[Float32Array, Float32Array]> {
  constructor(readonly points: Points) {}
  get length() {
    return this.points.xs.length;
  }
  item(i: number): [Float32Array, Float32Array] {
    return [Float32Array.of(this.points.xs[i]), Float32Array.of(this.points.ys[i])];
  }
}

/** As in the lesson. */
export async function evaluate(model: Module, points: Points): Promise<number> {
  let sum = 0;
  for await (const [x, y] of new DataLoader(new PointDataset(points), { batchSize: 32 })) {
    const part = tf.tidy(() => tf.squaredDifference(model.forward(x), y).sum());
    sum += (await part.data())[0];
    part.dispose();
  }
  return sum / points.xs.length;
}

/** A checkpoint with a getter for the model and an extra field, its size. */
class Saved {
  #model: Uint8Array;
  constructor(model: Uint8Array, readonly optimizer: Uint8Array, readonly epoch: number) {
    this.#model = model;
  }
  get model() {
    return this.#model;
  }
  get size() {
    return this.#model.length + this.optimizer.length;
  }
}

/** As in the lesson. */
export const save = async ({ model, optimizer, loader }: Pipeline): Promise<Checkpoint> => {
  const epoch = loader.epoch;
  const weights = await encodeTensors(model.stateDict());
  return new Saved(weights, await encodeTensors(optimizer.stateDict()), epoch);
};

/** As in the lesson. */
export const restore = (checkpoint: Checkpoint, { loader, ...parts }: Pipeline): void => {
  for (const name of ["model", "optimizer"] as const) {
    const state = decodeTensors(checkpoint[name]);
    parts[name].loadStateDict(state);
    Object.values(state).forEach((tensor) => tensor.dispose());
  }
  Object.assign(loader, { epoch: checkpoint.epoch });
};

class Trainer {
  readonly optimizer: Adam;
  readonly loader: DataLoader<[Float32Array, Float32Array]>;
  constructor(readonly model: Module, readonly points: Points, readonly options: Options) {
    const { learningRate, batchSize, shuffle, checkpoint } = options;
    this.optimizer = new Adam(model.parameters(), { learningRate });
    this.loader = new DataLoader(new PointDataset(points), { batchSize, shuffle });
    if (checkpoint) restore(checkpoint, this);
  }
  async *epochs() {
    const { model, points, optimizer, loader, options: { epochs, onProgress } } = this;
    while (loader.epoch < epochs) {
      for await (const [x, y] of loader) {
        const loss = optimizer.step(() => tf.mean(tf.squaredDifference(y, model.forward(x))));
        loss.dispose();
      }
      const loss = await evaluate(model, points);
      await onProgress({ step: loader.epoch - 1, steps: epochs, loss });
      yield loss;
    }
  }
}

/** As in the lesson. */
export async function train(model: Module, points: Points, options: Partial<Options> = {}) {
  const settings = { ...DEFAULTS, ...options };
  await useDevice(settings.device);
  const trainer = new Trainer(model, points, settings);
  const losses = await Array.fromAsync(trainer.epochs());
  await model.to("cpu");
  const checkpoint = await save(trainer);
  trainer.optimizer.dispose();
  return { losses, checkpoint };
}

/** As in the lesson. */
export const picture = () => fitCurve({ data: noisyCubic() });
