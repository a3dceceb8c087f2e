/**
 * Early stopping is a class of its own, which keeps the state of the model and counts how long it has waited.
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
  type TrainingProgress,
} from "downhill";

/** How many hidden units there are. */
const UNITS = 100;

/** The network of lessons 12 to 17, with bends at x = −b1 / w1 that are spread over all data. */
export class MyOwnMLP extends Module {
  /** What each hidden unit multiplies x by; shape [1, 100]. */
  w1: Parameter;
  /** What each hidden unit adds to that; shape [100]. */
  b1: Parameter;
  /** How often each hidden unit is added to the output; shape [100, 1]. */
  w2: Parameter;
  /** What is added to the output; shape [1]. */
  b2 = new Parameter([0]);

  /** With the same `seed` the parameters are the same. */
  constructor(seed: number) {
    super();
    const random = new RandomState(seed);
    const draw = (drawn: () => number) => Array.from({ length: UNITS }, drawn);
    const slopes = draw(() => random.normal());
    this.w1 = new Parameter([slopes]);
    this.b1 = new Parameter(slopes.map((slope) => -slope * random.uniform(-1, 3)));
    this.w2 = new Parameter(draw(() => random.normal(0, 0.1)).map((weight) => [weight]));
  }

  /** What the network says to each row of `x`: shape [n, 1] in, [n, 1] out. */
  forward(x: tf.Tensor): tf.Tensor {
    return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);
  }
}

/** Points in two parts, with none in both. */
export interface Split {
  /** What a network learns from. */
  training: Points;
  /** What it is judged by. */
  validation: Points;
}

/** How to train. */
export interface TrainOptions {
  /** How many steps to take at most. */
  steps?: number;
  /** How far a step of Adam goes. */
  learningRate?: number;
  /** How strongly every parameter is pulled towards 0. */
  weightDecay?: number;
  /** How many steps after the best to wait for a better one. */
  patience?: number;
  /** Is told of each step, and awaited: its number from 0, how many there are at most, and the validation loss. */
  onProgress?: (progress: TrainingProgress) => void | Promise<void>;
}

/** How a training went. At index i of both lists: the loss of the parameters after i steps, so before step i + 1. */
export interface Curves {
  /** The mean squared error over the training set. */
  trainingLosses: number[];
  /** That over the validation set. */
  validationLosses: number[];
  /** The index of the smallest validation loss: how many steps led to the best parameters. */
  bestStep: number;
}

/** Measures the cubic as in lesson 09, but with a noise of 5. */
export function measure(count: number, seed: number): Points {
  const random = new RandomState(seed);
  const xs = Array.from({ length: count }, () => random.uniform(-1, 3));
  return { xs, ys: xs.map((x) => cubic(x) + random.normal(0, 5)) };
}

/** Points as two columns, x and y: shapes [n, 1] and [n, 1]. */
export function columns({ xs, ys }: Points): [x: tf.Tensor2D, y: tf.Tensor2D] {
  return [tf.tensor2d(xs, [xs.length, 1]), tf.tensor2d(ys, [ys.length, 1])];
}

/** How far the model is from the points, squared and averaged: a scalar. */
export function meanSquaredError(model: Module, [x, y]: readonly [x: tf.Tensor, y: tf.Tensor]): tf.Scalar {
  return tf.tidy(() => model.forward(x).sub(y).square().mean());
}

/** Draws `validationCount` of the points for validation; all others are for training. Same seed, same parts. */
export function split(
  { xs, ys }: Points,
  { validationCount = 40, seed = 42 }: { validationCount?: number; seed?: number } = {},
): Split {
  const random = new RandomState(seed);
  const chosen = new Set<number>();
  while (chosen.size < validationCount) chosen.add(Math.floor(random.uniform(0, xs.length)));
  const where = (isChosen: boolean) => ({
    xs: xs.filter((_, i) => chosen.has(i) === isChosen),
    ys: ys.filter((_, i) => chosen.has(i) === isChosen),
  });
  return { training: where(false), validation: where(true) };
}

/** Remembers the best state of a model. */
class Stopper {
  bestStep = 0;
  #smallest = Infinity;
  #waited = 0;
  #state: Record<string, tf.Tensor> = {};

  constructor(readonly model: Module, readonly patience: number) {}

  /** Looks at the newest loss: has it been long enough since the smallest? */
  hasEnough(losses: readonly number[]): boolean {
    const loss = losses[losses.length - 1];
    this.#waited++;
    if (loss < this.#smallest) {
      tf.dispose(this.#state);
      this.#state = Object.fromEntries(
        Object.entries(this.model.stateDict()).map(([name, variable]) => [name, variable.clone()]),
      );
      this.#smallest = loss;
      this.#waited = 0;
      this.bestStep = losses.length - 1;
    }
    return this.#waited >= this.patience;
  }

  /** Gives the model its best state back. */
  goBack(): void {
    this.model.loadStateDict(this.#state);
    tf.dispose(this.#state);
  }
}

/** Trains the model on one part, judges it by the other, and leaves it with the parameters that were judged best. */
export async function train(model: Module, parts: Split, options: TrainOptions = {}): Promise<Curves> {
  const { steps = 200, learningRate = 0.05, weightDecay = 0, patience = Infinity, onProgress = showProgress } = options;
  const training = columns(parts.training);
  const validation = columns(parts.validation);
  const validationLosses: number[] = [];
  const stopper = new Stopper(model, patience);
  const optimizer = new AdamW(model.parameters(), { learningRate, weightDecay });
  const trainingLosses: number[] = [];
  let isTired = false;
  for (let step = 0; step < steps && !isTired; step++) {
    const judged = meanSquaredError(model, validation);
    validationLosses.push((await judged.data())[0]);
    isTired = stopper.hasEnough(validationLosses);
    const loss = optimizer.step(() => meanSquaredError(model, training));
    trainingLosses.push((await loss.data())[0]);
    await onProgress({ step, steps, loss: judged });
    tf.dispose([judged, loss]);
  }
  stopper.goBack();
  tf.dispose([training, validation]);
  optimizer.dispose();
  return { trainingLosses, validationLosses, bestStep: stopper.bestStep };
}

/**
 * After 200 steps, on the average of some seeds: is the validation loss more than twice the training loss with 10
 * training points? With 80? And does the training loss give the overfit away, does it rise from the best step on?
 */
export function answers(): { overfitsWith10: boolean; overfitsWith80: boolean; trainingLossRises: boolean } {
  return { overfitsWith10: true, overfitsWith80: false, trainingLossRises: false };
}

/** What this lesson looks like when it works: where the curves part, and what was learned until then and after. */
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
  const runs = { validation: ten, "seed 3": await learn(partsOf(10, 3), 3), "seed 4": await learn(partsOf(10, 4), 4) };
  const ofEachRun = <T>(pick: (run: Curves) => T) =>
    Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, pick(run)]));
  const list = (runs: Curves[], pick: (run: Curves) => number) => runs.map((run) => pick(run).toFixed(0)).join(", ");
  const three = Object.values(runs);
  const best = (run: Curves) => run.bestStep;
  const lowest = (run: Curves) => run.validationLosses[run.bestStep];
  const last = (run: Curves) => run.validationLosses[run.validationLosses.length - 1];
  const learned = (run: Curves) => run.trainingLosses[run.trainingLosses.length - 1];
  return sideBySide(
    "Ten points are learned by heart",
    `Upper left: with 10 training points, the training loss falls to ${learned(ten).toFixed(1)}, but the validation ` +
      `losses of three seeds turn after ${list(three, best)} steps at ${list(three, lowest)} and end at ` +
      `${list(three, last)}. The others: networks trained on 10, 30 and 80 points, at the best step and at the last, ` +
      `beside the dashed cubic. At the last, their training losses are ${
        list(sizes, learned)
      }, their validation losses ` +
      `${list(sizes, last)}.`,
    lossCurves({ training: ten.trainingLosses, ...ofEachRun((run) => run.validationLosses) }, {
      title: "10 training points, validation of 3 seeds",
      logY: true,
      marks: ofEachRun(({ bestStep }) => ({ step: bestStep + 1, text: `best: ${bestStep}` })),
    }),
    ...sizes.map(({ fit }) => fit),
  );
}

if (import.meta.main) await show(await picture());
