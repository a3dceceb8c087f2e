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
  const { steps = 300, learningRate = 0.05, weightDecay = 0, patience = Infinity, onProgress = showProgress } = options;
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
 * After 300 steps without patience, on the average of some seeds: is the validation loss more than twice the training loss
 * with 10 training points? With 80? And does the training loss give the overfit away, does it rise from the best step on?
 */
export function answers(): { overfitsWith10: boolean; overfitsWith80: boolean; trainingLossRises: boolean } {
  return { overfitsWith10: true, overfitsWith80: false, trainingLossRises: false };
}

/** What this lesson looks like when it works: where the curves part, and what three networks have learned. */
export async function picture() {
  const seed = 3;
  const grid = linspace(-1, 3, 161);
  const learned = async (parts: Split) => {
    const model = new MyOwnMLP(seed);
    const curves = await train(model, parts);
    const output = tf.tidy(() => model.forward(tf.tensor2d(grid, [grid.length, 1])));
    const ys = Array.from(await output.data());
    output.dispose();
    model.dispose();
    return { ...curves, curve: { xs: grid, ys } };
  };
  const fits = [];
  const all = [];
  for (const count of [10, 30, 80]) {
    const parts = split(measure(count + 40, seed), { seed });
    const best = await learned(parts);
    const last = await learned({ ...parts, validation: parts.training }); // judged by what it has seen: the last is best
    all.push(best);
    fits.push(
      fitCurve(
        { data: parts.training, truth: { xs: grid, ys: grid.map(cubic) }, model: best.curve, rival: last.curve },
        {
          title: `${count} training points`,
          names: { model: `step ${best.bestStep}`, rival: `step ${last.bestStep}` },
        },
      ),
    );
  }
  const [{ trainingLosses, validationLosses, bestStep }] = all;
  const fixed = (value: number | undefined) => value?.toFixed(1);
  const factors = all.map((each) => fixed(each.validationLosses.at(-1)! / each.trainingLosses.at(-1)!));
  return sideBySide(
    "Ten points are learned by heart",
    `Upper left: with 10 training points, the training loss falls from ${fixed(trainingLosses[0])} to ${
      fixed(trainingLosses.at(-1))
    }; the validation loss turns after ${bestStep} steps at ${fixed(validationLosses[bestStep])} and ends at ${
      fixed(validationLosses.at(-1))
    }. The others: networks trained on 10, 30 and 80 points, at their best step and at the last, beside the dashed ` +
      `cubic. At the last, the validation loss is ${factors.join(", ")} times the training loss.`,
    lossCurves({ training: trainingLosses, validation: validationLosses }, {
      title: "10 training points: the loss before each step",
      logY: true,
      marks: { validation: { step: bestStep + 1, text: `best after ${bestStep}` } },
    }),
    ...fits,
  );
}

if (import.meta.main) await show(await picture());
