/**
 * # 18 · Learning by heart
 *
 * So far, every loss has been measured on points that the network was trained on. A network that has learned these
 * points *by heart*, noise included, has a tiny loss and is useless. So keep some points back as the **validation
 * set**: the network never learns from these points, but is judged on them. If the training loss keeps falling while
 * the validation loss turns and rises, the network **overfits**: from then on, it learns noise.
 *
 * The noise here is five times as large as in lesson 09. Even the cubic itself would have a loss of about 5² = 25 on
 * any points, so a network with a training loss far below that has learned noise. At the start, the bends of the hidden
 * units are spread over all x from −1 to 3, so that no unit dies as some did in lesson 13.
 *
 * There are two remedies if you cannot get more points:
 *
 * - **Early stopping**: copy the parameters whenever the validation loss is the smallest so far. Stop when the last
 *   `patience` steps have brought no smaller loss, and go back to the copy.
 * - **Weight decay**: in each step, pull every parameter a little towards 0, so that it stays large only if the data
 *   support this. The optimizer `AdamW` first computes **θ ← θ − learning rate · weight decay · θ**, and then takes
 *   Adam's step.
 *
 * **You write**
 *
 * - {@linkcode split}: draw `validationCount` points at random for validation; the others are for training. A point in
 *   both parts is a **leak**: the network is judged on a point that it has learned from.
 *   `new RandomState(seed).permutation(n)` returns the numbers from 0 to n − 1 in random order.
 * - {@linkcode train}: in each step, first compute the validation loss. If it is the smallest so far, copy each of
 *   `model.parameters()` with `clone()`. Then take a step of `AdamW` on the training set. The optimizer returns the
 *   training loss from before the step, so both losses belong to the same parameters. Call `onProgress`; if patience
 *   has run out, stop. At the end, put the best copies back with `assign()`, even if patience never ran out, and free
 *   what you made.
 * - {@linkcode answers}: does the network overfit with 10 points? With 80? Does the training loss show it? To measure
 *   this, add code after a second `if (import.meta.main)` at the end of the file, and run it with
 *   `deno run -P lessons/18_overfitting.ts`. Then write down what you found.
 *
 * **You should see**, with 10 points, a validation loss that turns while the training loss keeps falling. With one seed
 * it turns after 10 steps, with another after 100, so look at several seeds before you draw a conclusion. With 80
 * points, both curves stay close together.
 *
 * **A question to think about**: you have now used Adam and AdamW. What exactly do these optimizers do with a gradient?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  AdamW,
  cubic,
  fitCurve,
  linspace,
  lossCurves,
  Module,
  Parameter,
  type Points,
  RandomState,
  show,
  showProgress,
  sideBySide,
  todo,
  type TrainingProgress,
} from "downhill";

/** The number of hidden units. */
const UNITS = 100;

/** The network of lessons 12 to 17, but its bends, at x = −b1 / w1, are spread over the range of the data. */
export class MyOwnMLP extends Module {
  /** The slope of each hidden unit's line; shape [1, 100]. */
  w1: Parameter;
  /** The height of each hidden unit's line at x = 0; shape [100]. */
  b1: Parameter;
  /** The weight of each hidden unit in the output; shape [100, 1]. */
  w2: Parameter;
  /** The number that is added to the output; shape [1]. */
  b2 = new Parameter([0]);

  /** The same `seed` gives the same parameters. */
  constructor(seed: number) {
    super();
    const random = new RandomState(seed);
    const draw = (drawn: () => number) => Array.from({ length: UNITS }, drawn);
    const slopes = draw(() => random.normal());
    this.w1 = new Parameter([slopes]);
    this.b1 = new Parameter(slopes.map((slope) => -slope * random.uniform(-1, 3)));
    this.w2 = new Parameter(draw(() => random.normal(0, 0.1)).map((weight) => [weight]));
  }

  /** The network's output for each row of `x`: shape [n, 1] in, [n, 1] out. */
  forward(x: tf.Tensor): tf.Tensor {
    return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);
  }
}

/** A set of points, divided into two parts. */
export interface Split {
  /** The points that a network learns from. */
  training: Points;
  /** The points that the network is judged on. */
  validation: Points;
}

/** How to train the network. */
export interface TrainOptions {
  /** The maximum number of steps. */
  steps?: number;
  /** Adam's learning rate. */
  learningRate?: number;
  /** How strongly every parameter is pulled towards 0. */
  weightDecay?: number;
  /** How many steps to wait for a smaller validation loss; then training stops. */
  patience?: number;
  /**
   * Called and awaited in each step, with the index of the step, counted from 0 (`step`), the maximum number of steps
   * (`steps`) and the validation loss (`loss`).
   */
  onProgress?: (progress: TrainingProgress) => void | Promise<void>;
}

/**
 * The losses of a training run. At index i, both lists contain the loss after i steps, before the next step. If
 * patience ran out, the last index is bestStep + patience.
 */
export interface Curves {
  /** The mean squared error over the training set. */
  trainingLosses: number[];
  /** The mean squared error over the validation set. */
  validationLosses: number[];
  /** The index of the smallest validation loss, that is, the number of steps to the best parameters. */
  bestStep: number;
}

/** Measures the cubic as in lesson 09, but with noise of standard deviation 5. */
export function measure(count: number, seed: number): Points {
  const random = new RandomState(seed);
  const xs = Array.from({ length: count }, () => random.uniform(-1, 3));
  return { xs, ys: xs.map((x) => cubic(x) + random.normal(0, 5)) };
}

/** The points as two columns, x and y, both of shape [n, 1]. */
export function columns({ xs, ys }: Points): [x: tf.Tensor2D, y: tf.Tensor2D] {
  return [tf.tensor2d(xs, [xs.length, 1]), tf.tensor2d(ys, [ys.length, 1])];
}

/** The mean of the squared differences between the model's output and y: a scalar. */
export function meanSquaredError(model: Module, [x, y]: readonly [x: tf.Tensor, y: tf.Tensor]): tf.Scalar {
  return tf.tidy(() => model.forward(x).sub(y).square().mean());
}

/** Draws `validationCount` points for validation; the others are for training. The same seed gives the same parts. */
export function split(
  { xs, ys }: Points,
  { validationCount = 40, seed = 42 }: { validationCount?: number; seed?: number } = {},
): Split {
  // #region solution: put the indices in random order; the first ones are for validation, the others for training
  const order = new RandomState(seed).permutation(xs.length);
  const take = (indices: number[]) => ({ xs: indices.map((i) => xs[i]), ys: indices.map((i) => ys[i]) });
  return { validation: take(order.slice(0, validationCount)), training: take(order.slice(validationCount)) };
  // #endregion
}

/**
 * Trains the model on the training points, and judges it on the validation points. At the end, the model has the best
 * parameters.
 */
export async function train(model: Module, parts: Split, options: TrainOptions = {}): Promise<Curves> {
  const { steps = 200, learningRate = 0.05, weightDecay = 0, patience = Infinity, onProgress = showProgress } = options;
  const training = columns(parts.training);
  const validation = columns(parts.validation);
  const validationLosses: number[] = [];
  // #region solution: in each step get the validation loss, copy the best θ, learn; stop in time; restore the best θ
  const optimizer = new AdamW(model.parameters(), { learningRate, weightDecay });
  const copy = () => model.parameters().map((each) => each.clone());
  const scalars: tf.Scalar[] = [];
  let [bestStep, best] = [0, copy()];
  for (let step = 0; step < steps && step - bestStep <= patience; step++) {
    const judged = meanSquaredError(model, validation);
    const [loss] = await judged.data();
    validationLosses.push(loss);
    if (loss < validationLosses[bestStep]) {
      tf.dispose(best);
      [bestStep, best] = [step, copy()];
    }
    scalars.push(optimizer.step(() => meanSquaredError(model, training)));
    judged.dispose();
    await onProgress({ step, steps, loss });
  }
  model.parameters().forEach((each, i) => each.assign(best[i]));
  const trainingLosses = (await Promise.all(scalars.map((scalar) => scalar.data()))).map(([value]) => value);
  tf.dispose([training, validation, scalars, best]);
  optimizer.dispose();
  return { trainingLosses, validationLosses, bestStep };
  // #endregion
}

/**
 * After 200 steps, averaged over several seeds: is the validation loss more than twice the training loss with 10
 * training points? And with 80? Does the training loss show the overfitting: is it higher at the end than at the best
 * step? 40 points are for validation, so `measure(50, seed)` leaves 10 for training, and `measure(120, seed)` leaves
 * 80.
 */
export function answers(): { overfitsWith10: boolean; overfitsWith80: boolean; trainingLossRises: boolean } {
  // #region solution: train MyOwnMLP(seed) on split(measure(50, seed)), then with 120 instead of 50, for several seeds
  return { overfitsWith10: true, overfitsWith80: false, trainingLossRises: false };
  // #endregion
}

/**
 * What this lesson looks like when it works: where the training and validation losses separate, and the curves at the
 * best step and at the end.
 */
export async function picture() {
  const seed = 16;
  const grid = linspace(-1, 3, 161);
  const partsOf = (count: number, seed: number) => split(measure(count + 40, seed), { seed });
  const outputOf = async (model: MyOwnMLP) => {
    const output = tf.tidy(() => model.forward(tf.tensor2d(grid, [grid.length, 1])));
    const ys = Array.from(await output.data());
    output.dispose();
    return { xs: grid, ys };
  };
  const learn = async (parts: Split, seed: number) => {
    const model = new MyOwnMLP(seed);
    let last = { xs: grid, ys: grid };
    const curves = await train(model, parts, {
      onProgress: async (progress) => {
        await showProgress(progress);
        if (progress.step === progress.steps - 1) last = await outputOf(model);
      },
    });
    const best = await outputOf(model);
    model.dispose();
    return { ...curves, best, last };
  };
  const sizes = [];
  for (const count of [10, 30, 80]) {
    const parts = partsOf(count, seed);
    const run = await learn(parts, seed);
    const truth = { xs: grid, ys: grid.map(cubic) };
    const names = { model: `step ${run.bestStep}`, rival: `step ${run.trainingLosses.length}` };
    const options = { title: `${count} training points`, names };
    sizes.push({ ...run, fit: fitCurve({ data: parts.training, truth, model: run.best, rival: run.last }, options) });
  }
  const [ten] = sizes;
  const runs = { "seed 16": ten, "seed 3": await learn(partsOf(10, 3), 3), "seed 4": await learn(partsOf(10, 4), 4) };
  const ofEachRun = <T>(pick: (run: Curves) => T) =>
    Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, pick(run)]));
  const list = (runs: Curves[], pick: (run: Curves) => number) => runs.map((run) => pick(run).toFixed(0)).join(", ");
  const three = Object.values(runs);
  const best = (run: Curves) => run.bestStep;
  const lowest = (run: Curves) => run.validationLosses[run.bestStep];
  const last = (run: Curves) => run.validationLosses[run.validationLosses.length - 1];
  const learned = (run: Curves) => run.trainingLosses[run.trainingLosses.length - 1];
  return sideBySide(
    "Ten points, learned by heart",
    `Upper left: with 10 training points, the training loss falls to ${learned(ten).toFixed(1)}, but the validation ` +
      `losses of seeds 16, 3 and 4 turn after ${list(three, best)} steps at ${list(three, lowest)} and end at ` +
      `${list(three, last)}. The other three: networks trained on 10, 30 and 80 points, after the best step, ` +
      `${list(sizes, best)}, and after the last, 200, beside the dashed cubic. In the end, their training losses are ` +
      `${list(sizes, learned)}, their validation losses ${list(sizes, last)}.`,
    lossCurves({ training: ten.trainingLosses, ...ofEachRun((run) => run.validationLosses) }, {
      title: "10 points, validation with 3 seeds",
      logY: true,
      marks: ofEachRun(({ bestStep }) => ({ step: bestStep + 1, text: `best: ${bestStep}` })),
    }),
    ...sizes.map(({ fit }) => fit),
  );
}

if (import.meta.main) await show(await picture());
