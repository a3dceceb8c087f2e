/**
 * # 17 · The whole pipeline
 *
 * Model, data set, loader, optimizer, device: you have met each of them alone. Here they meet, and what comes out is the
 * program with which every network is trained, be it one of 301 parameters or one of a billion. Only the parts differ.
 *
 * > for each **epoch**: for each **batch**: one step of the optimizer; then see how good the model is on all points
 *
 * Eighty points in batches of 10 are 8 steps an epoch, each after a look at an eighth of the data. The gradient of 10
 * points is not quite that of all 80, so the way down is not smooth: the loss of a batch tells little, and what you
 * follow from epoch to epoch is the loss of all points.
 *
 * Long trainings get interrupted. A **checkpoint** is what has to be kept so that one can go on as if nothing had
 * happened: bytes that could stand in a file, not tensors, for those go with the process. The weights alone will not do.
 * What else changes during a training, and would be lost?
 *
 * **You write**
 *
 * - {@linkcode evaluate}: the mean squared error over all points, as a number.
 * - {@linkcode save} and {@linkcode restore}: `encodeTensors` makes bytes of a `stateDict()`, `decodeTensors` makes new
 *   tensors of the bytes, and `loadStateDict` copies what they hold. The loader counts its epochs in `loader.epoch`.
 * - {@linkcode train}: move the model to the device, make optimizer and loader, restore the checkpoint if there is one,
 *   go through the epochs that are still to be done, save, and bring the model home to the cpu. The loader frees its
 *   batches, and `optimizer.step(() => loss)` takes a step, frees what it made, and returns the loss: that one is yours.
 *
 * **You should see** a loss that falls in 10 epochs to that of the best straight line, 4.32, not without a jump on the
 * way. Then it creeps on to 1.93, while the line gets a bend near x = 1.9. It takes about a second, and is not done yet.
 *
 * **A question to take along**: every number here is the loss of points that the model was trained on. How good is it on
 * points that it has never seen, and does that get better with every epoch, too?
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

/** The network of lesson 14: 100 hidden units, its weights drawn from 0.1 · N(0, 1), its biases 0. */
export class MyOwnMLP extends Module {
  /** What each hidden unit multiplies x by; shape [1, 100]. */
  w1: Parameter;
  /** What each hidden unit adds to that; shape [100]. */
  b1 = new Parameter(tf.zeros([100]));
  /** How often each hidden unit is added to the output; shape [100, 1]. */
  w2: Parameter;
  /** What is added to the output; shape [1]. */
  b2 = new Parameter(tf.zeros([1]));

  /** With the same `seed` the weights are the same. */
  constructor(seed = 7) {
    super();
    const random = new RandomState(seed);
    const draw = () => Array.from({ length: 100 }, () => random.normal(0, 0.1));
    this.w1 = new Parameter(tf.tensor2d(draw(), [1, 100]));
    this.w2 = new Parameter(tf.tensor2d(draw(), [100, 1]));
  }

  /** What the network says to each row of `x`: shape [n, 1] in, [n, 1] out. */
  forward(x: tf.Tensor): tf.Tensor {
    return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);
  }
}

/** The data set of lesson 15: points one by one, each as [[x], [y]], so that batches are columns. */
export class PointDataset implements Dataset<[x: number[], y: number[]]> {
  readonly length: number;

  constructor(readonly points: Points) {
    this.length = points.xs.length;
  }

  item(index: number): [x: number[], y: number[]] {
    return [[this.points.xs[index]], [this.points.ys[index]]];
  }
}

/** What changes during a training. */
export interface Pipeline {
  /** What is trained. */
  model: Module;
  /** What it is trained with. */
  optimizer: Optimizer;
  /** Where the batches come from; its `epoch` says how many epochs have been begun. */
  loader: { epoch: number };
}

/** All that is needed to go on with a training. */
export interface Checkpoint {
  /** The state of the model, as the bytes of a .safetensors file. */
  model: Uint8Array;
  /** That of the optimizer. */
  optimizer: Uint8Array;
  /** How many epochs are done. */
  epoch: number;
}

/** How to train. */
export interface TrainOptions {
  /** How many epochs there are to be in all, those before the checkpoint included. */
  epochs?: number;
  /** How many points make a batch. */
  batchSize?: number;
  /** How far a step of Adam goes. */
  learningRate?: number;
  /** Whether the points come in another order in each epoch. */
  shuffle?: boolean;
  /** Where to compute. */
  device?: DeviceName;
  /** Where to go on; by default, training begins with the weights that the model has. */
  checkpoint?: Checkpoint;
  /** Is told of each epoch, and awaited: its number from 0 (`step`), how many there are (`steps`) and its loss. */
  onProgress?: (progress: TrainingProgress) => void | Promise<void>;
}

/** What came of a training. */
export interface Training {
  /** The loss of all points after each epoch of this call. */
  losses: number[];
  /** With this, one can go on. */
  checkpoint: Checkpoint;
}

/** How far predictions are from what was to be predicted, squared and averaged: a scalar. */
export function meanSquaredError(predictions: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  return targets.sub(predictions).square().mean().asScalar();
}

/** The mean squared error of the model over all points. */
export async function evaluate(model: Module, { xs, ys }: Points): Promise<number> {
  return todo("all points as columns, the loss of what the model says to them, as a number; free what you made");
}

/** Puts all that a training needs to go on into bytes and a number. */
export async function save({ model, optimizer, loader }: Pipeline): Promise<Checkpoint> {
  return todo("the state of the model and that of the optimizer as bytes, and how many epochs are done");
}

/** Brings model, optimizer and loader to where they were when the checkpoint was saved. */
export function restore(checkpoint: Checkpoint, { model, optimizer, loader }: Pipeline): void {
  return todo("bytes to tensors, tensors into model and optimizer; the loader goes on counting; free the tensors");
}

/** Trains `model` on the points: on `device`, but at the end it is on the cpu. Frees every tensor that it makes. */
export async function train(model: Module, points: Points, options: TrainOptions = {}): Promise<Training> {
  const { epochs = 100, batchSize = 10, learningRate = 0.01, shuffle = false, device = "auto" } = options;
  const { checkpoint, onProgress = showProgress } = options;
  const losses: number[] = [];
  return todo("to the device; optimizer, loader, checkpoint; an optimizer step for each batch of each epoch; home");
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
      `${losses.length}. Right: amid the points, the model goes from y = ${left} at x = −1 to ${right} at x = 3, beside ` +
      "the dashed cubic.",
    lossCurve(losses, { title: "The loss after each epoch", xTitle: "epoch (count)", logY: true }),
    fitCurve({ data, truth: { xs: grid, ys: grid.map(cubic) }, model: { xs: grid, ys } }, {
      title: "Data, truth and model",
    }),
  );
}

if (import.meta.main) await show(await picture());
