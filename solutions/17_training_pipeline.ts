/**
 * # 17 · The whole pipeline
 *
 * Model, data set, loader, optimizer, device: you have met each of these on its own. Here they come together in one
 * program. Every network is trained this way, whether it has 301 parameters or a billion; only the parts differ.
 *
 * > In each **epoch**, take one optimizer step for each **batch**, then measure how good the model is on all points
 *
 * Eighty points in batches of 10 make 8 steps per epoch, and each step uses an eighth of the data. The gradient on 10
 * points differs a little from the gradient on all 80, so the loss does not fall smoothly. The loss on one batch says
 * little. Instead, you follow the loss on all points from epoch to epoch.
 *
 * A long training run may be interrupted. A **checkpoint** contains everything that you need to continue as if nothing
 * had happened. It consists of bytes, which you could write to a file, because tensors are lost when the program ends.
 * The weights alone are not enough. What else changes during training, and would be lost?
 *
 * **You write**
 *
 * - {@linkcode evaluate}: the mean squared error over all points, as a number.
 * - {@linkcode save} and {@linkcode restore}: `encodeTensors` turns a `stateDict()` into bytes, `decodeTensors` makes
 *   new tensors from the bytes, and `loadStateDict` copies their values. The loader counts its epochs in
 *   `loader.epoch`.
 * - {@linkcode train}: move the model to the device, make the optimizer and the loader, restore the checkpoint if there
 *   is one, run the epochs that are left, save, and move the model back to the CPU. The loader frees its batches.
 *   `optimizer.step(() => loss)` takes a step, frees what it made, and returns the loss, which you have to free.
 *
 * **You should see** the loss fall, with jumps on the way, to 4.32 in 10 epochs: this is the loss of the best straight
 * line. Then it falls slowly to 1.93, while the model's curve bends near x = 1.9. The training takes about a second,
 * and with more epochs, the loss would fall further.
 *
 * **A question to think about**: every loss here was measured on points that the model was trained on. How good is the
 * model on points that it has never seen, and does every epoch make it better on them?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  Adam,
  cubic,
  DataLoader,
  type Dataset,
  decodeTensors,
  type DeviceName,
  encodeTensors,
  fitCurve,
  linspace,
  lossCurve,
  Module,
  noisyCubic,
  type Optimizer,
  Parameter,
  type Points,
  RandomState,
  show,
  showProgress,
  sideBySide,
  todo,
  type TrainingProgress,
} from "downhill";

/** The network of lesson 14: it has 100 hidden units, weights from 0.1 · N(0, 1), and biases of 0. */
export class MyOwnMLP extends Module {
  /** The slope of each hidden unit's line; shape [1, 100]. */
  w1: Parameter;
  /** The height of each hidden unit's line at x = 0; shape [100]. */
  b1 = new Parameter(tf.zeros([100]));
  /** The weight of each hidden unit in the output; shape [100, 1]. */
  w2: Parameter;
  /** The number that is added to the output; shape [1]. */
  b2 = new Parameter(tf.zeros([1]));

  /** The same `seed` gives the same weights. */
  constructor(seed = 7) {
    super();
    const random = new RandomState(seed);
    const draw = () => Array.from({ length: 100 }, () => random.normal(0, 0.1));
    this.w1 = new Parameter(tf.tensor2d(draw(), [1, 100]));
    this.w2 = new Parameter(tf.tensor2d(draw(), [100, 1]));
  }

  /** The network's output for each row of `x`: shape [n, 1] in, [n, 1] out. */
  forward(x: tf.Tensor): tf.Tensor {
    return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);
  }
}

/** The data set of lesson 15: one item for each point, [[x], [y]], so that a batch consists of two columns. */
export class PointDataset implements Dataset<[x: number[], y: number[]]> {
  readonly length: number;

  constructor(readonly points: Points) {
    this.length = points.xs.length;
  }

  item(index: number): [x: number[], y: number[]] {
    return [[this.points.xs[index]], [this.points.ys[index]]];
  }
}

/** Everything that changes during training. */
export interface Pipeline {
  /** The model that is trained. */
  model: Module;
  /** The optimizer that trains it. */
  optimizer: Optimizer;
  /** The loader of the batches; after an epoch, `loader.epoch` is the number of completed epochs. */
  loader: { epoch: number };
}

/** Everything that is needed to continue a training run. */
export interface Checkpoint {
  /** The state of the model, as the bytes of a .safetensors file. */
  model: Uint8Array;
  /** The state of the optimizer, in the same format. */
  optimizer: Uint8Array;
  /** The number of completed epochs. */
  epoch: number;
}

/** How to train the model. */
export interface TrainOptions {
  /** The total number of epochs, including the epochs before the checkpoint. */
  epochs?: number;
  /** The number of points in a batch. */
  batchSize?: number;
  /** Adam's learning rate. */
  learningRate?: number;
  /** Whether the points come in a new order in each epoch. */
  shuffle?: boolean;
  /** The device to compute on. */
  device?: DeviceName;
  /** The checkpoint to continue from; without one, training starts from the model's own weights. */
  checkpoint?: Checkpoint;
  /**
   * Called and awaited after each epoch, with the index of the epoch, counted from 0 (`step`), the total number of
   * epochs (`steps`) and the loss.
   */
  onProgress?: (progress: TrainingProgress) => void | Promise<void>;
}

/** The result of a training run. */
export interface Training {
  /** The loss on all points after each epoch of this run. */
  losses: number[];
  /** Everything that is needed to continue the run. */
  checkpoint: Checkpoint;
}

/** The mean of the squared differences between predictions and targets: a scalar. */
export function meanSquaredError(predictions: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  return targets.sub(predictions).square().mean().asScalar();
}

/** The mean squared error of the model over all points. */
export async function evaluate(model: Module, { xs, ys }: Points): Promise<number> {
  // #region solution: make two columns of the points, compute the model's loss on them as a number, free what you made
  const loss = tf.tidy(() => {
    const [x, y] = [xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]));
    return meanSquaredError(model.forward(x), y);
  });
  const [value] = await loss.data();
  loss.dispose();
  return value;
  // #endregion
}

/** Saves everything that is needed to continue a training run, as bytes and a number. */
export async function save({ model, optimizer, loader }: Pipeline): Promise<Checkpoint> {
  // #region solution: the states of the model and of the optimizer as bytes, and the number of completed epochs
  return {
    model: await encodeTensors(model.stateDict()),
    optimizer: await encodeTensors(optimizer.stateDict()),
    epoch: loader.epoch,
  };
  // #endregion
}

/** Restores the state that the model, the optimizer and the loader had when the checkpoint was saved. */
export function restore(checkpoint: Checkpoint, { model, optimizer, loader }: Pipeline): void {
  // #region solution: make tensors from the bytes; load them into model and optimizer; free them; set loader.epoch
  const weights = decodeTensors(checkpoint.model);
  const memory = decodeTensors(checkpoint.optimizer);
  model.loadStateDict(weights);
  optimizer.loadStateDict(memory);
  loader.epoch = checkpoint.epoch;
  tf.dispose([weights, memory]);
  // #endregion
}

/** Trains `model` on `device` with the points, then moves it back to the CPU. Frees every tensor that it makes. */
export async function train(model: Module, points: Points, options: TrainOptions = {}): Promise<Training> {
  const { epochs = 100, batchSize = 10, learningRate = 0.01, shuffle = false, device = "auto" } = options;
  const { checkpoint, onProgress = showProgress } = options;
  const losses: number[] = [];
  // #region solution: move to the device; make optimizer and loader, restore; take a step per batch; save; move back
  await model.to(device);
  const optimizer = new Adam(model.parameters(), { learningRate });
  const loader = new DataLoader(new PointDataset(points), { batchSize, shuffle });
  if (checkpoint) restore(checkpoint, { model, optimizer, loader });
  while (loader.epoch < epochs) {
    for await (const [x, y] of loader) {
      optimizer.step(() => meanSquaredError(model.forward(x), y)).dispose();
    }
    const loss = await evaluate(model, points);
    losses.push(loss);
    await onProgress({ step: loader.epoch - 1, steps: epochs, loss });
  }
  const saved = await save({ model, optimizer, loader });
  optimizer.dispose();
  await model.to("cpu");
  return { losses, checkpoint: saved };
  // #endregion
}

/** What this lesson looks like when it works: the loss after each epoch, and the curve at the end. */
export async function picture() {
  const data = noisyCubic();
  const model = new MyOwnMLP();
  const { losses } = await train(model, data);
  const grid = linspace(-1, 3);
  const heights = tf.tidy(() => model.forward(tf.tensor2d(grid, [grid.length, 1])));
  const ys = Array.from(await heights.data());
  heights.dispose();
  model.dispose();
  const [first, tenth, last] = [losses[0], losses[9], losses[losses.length - 1]].map((loss) => loss.toFixed(2));
  const [left, right] = [ys[0], ys[ys.length - 1]].map((y) => y.toFixed(1));
  return sideBySide(
    "A network trained in batches of 10",
    `Left: the loss of all points falls from ${first} after the first epoch to ${tenth} after 10 and ${last} after ` +
      `${losses.length}. Right: the model runs through the points from y = ${left} at x = −1 to ${right} at x = 3, ` +
      "near the dashed cubic.",
    lossCurve(losses, { title: "The loss after each epoch", xTitle: "epoch", logY: true }),
    fitCurve({ data, truth: { xs: grid, ys: grid.map(cubic) }, model: { xs: grid, ys } }, {
      title: "Data, truth and model",
    }),
  );
}

if (import.meta.main) await show(await picture());
