/**
 * What lesson 18 is compared with: a line that is trained in float64, correctly or with a mistake, the rules for when to
 * stop, and the results of sixteen networks. Probes call the lesson itself.
 * @module
 */
import {
  cubic,
  describe,
  fail,
  itemName,
  type Points,
  RandomState,
  requireList,
  requireNumbers,
  requireWithin,
} from "downhill/testing";
import { type Line, lineLoss, trainLine } from "./line.ts";
import { indexOfSmallest, mean } from "./lists.ts";
import { adam, type Optimizer, sgd } from "./optimizers.ts";

type Lesson = typeof import("../../solutions/18_overfitting.ts");

/** The points to learn from, and the points to judge with. */
export interface Parts {
  training: Points;
  validation: Points;
}

/** Where the straight line of the checks starts: its slope, and its height at 0. */
export const START: Line = [-1, 0.5];

/** How a line is trained in float64: correctly, or with a mistake. */
export interface Walk {
  steps: number;
  learningRate: number;
  weightDecay?: number;
  /** Adds the decay to the gradient, as Adam does. */
  decaysGradient?: boolean;
  /** Uses SGD, which has no averages. */
  isSgd?: boolean;
}

/** Slope and height before the first step, and after each step. */
export function walk(points: Points, options: Walk): Line[] {
  const { steps, learningRate, weightDecay = 0, decaysGradient = false, isSgd = false } = options;
  const optimizer = isSgd
    ? sgd({ learningRate })
    : decaysGradient
    ? withDecayedGradient(adam({ learningRate }), weightDecay)
    : adam({ learningRate, weightDecay });
  return trainLine(points, { start: START, steps, optimizer });
}

/** The weight decay of PyTorch's Adam and SGD: it is added to the gradient. */
function withDecayedGradient(optimizer: Optimizer, weightDecay: number): Optimizer {
  const decayed = (theta: Line, gradient: Line) => gradient.map((slope, k) => slope + weightDecay * theta[k]);
  return { ...optimizer, step: (theta, gradient) => optimizer.step(theta, decayed(theta, gradient)) };
}

/** The losses if each prediction is compared with every y: those for the mean y, plus the variance of y. */
function lossesOnPairs({ xs, ys }: Points, run: Walk): number[] {
  const points = { xs, ys: ys.map(() => mean(ys)) };
  const variance = mean(ys.map((y) => (y - mean(ys)) ** 2));
  return lossesOf(walk(points, run), points).map((loss) => loss + variance);
}

/** The losses of all `lines` except the last, from which no step was taken. */
export function lossesOf(lines: readonly Line[], points: Points): number[] {
  return lines.slice(0, -1).map((line) => lineLoss(line, points));
}

/** The training losses of an otherwise correct run with these mistakes, by the message about each. */
export function trainingMistakes({ training, validation }: Parts, run: Walk): Record<string, number[]> {
  const both = { xs: [...training.xs, ...validation.xs], ys: [...training.ys, ...validation.ys] };
  const right = walk(training, run);
  const changed = (change: Partial<Walk>) => lossesOf(walk(training, { ...run, ...change }), training);
  return {
    "the validation points are trained on, too, and that is a leak: step on the training set alone": lossesOf(
      walk(both, run),
      both,
    ),
    "the validation set is trained on, and that is a leak: it may only judge": lossesOf(
      walk(validation, run),
      validation,
    ),
    "those are the validation losses: are the lists swapped?": lossesOf(right, validation),
    "those are the losses after each step: keep what optimizer.step returns": lossesOf(
      [...right.slice(1), START],
      training,
    ),
    "that is a learning rate of 0.05: use that of the call": changed({ learningRate: 0.05 }),
    "that is Adam's own learning rate, 0.001: use that of the call": changed({ learningRate: 0.001 }),
    "that is a weight decay of 0.01, AdamW's own: use that of the call": changed({ weightDecay: 0.01 }),
    "that is SGD: use AdamW": changed({ isSgd: true }),
    "the parameters never change: does the optimizer have model.parameters()?": lossesOf(
      Array(run.steps + 1).fill(START),
      training,
    ),
    "y has the shape [5], the predictions [5, 1], and TF.js broadcasts to 5 × 5 differences: make y a column":
      lossesOnPairs(training, run),
  };
}

/** The same for a run with a weight decay of 1, if the decay is wrong. */
export function decayMistakes(points: Points, run: Walk): Record<string, number[]> {
  const changed = (change: Partial<Walk>) => lossesOf(walk(points, { ...run, ...change }), points);
  return {
    "that is without weight decay: pass it on to AdamW": changed({ weightDecay: 0 }),
    "that is a weight decay of 0.01, AdamW's own: pass on that of the call": changed({ weightDecay: 0.01 }),
    "that is Adam's own option, which adds the decay to the gradient, where the averages level it: use AdamW": changed({
      decaysGradient: true,
    }),
    "that decays without the learning rate: θ ← θ − learning rate · weight decay · θ": changed({ weightDecay: 5 }),
    "the decay drives θ away from 0: subtract it": changed({ weightDecay: -1 }),
    "it decays twice: AdamW does all of it": changed({ weightDecay: 2 }),
  };
}

/** Where the best loss is, and how many losses there are, if training stops `patience` steps after the best. */
export function stopped(losses: readonly number[], patience: number): { best: number; length: number } {
  let best = 0;
  for (let step = 0; step < losses.length; step++) {
    if (losses[step] < losses[best]) best = step;
    if (step - best >= patience) return { best, length: step + 1 };
  }
  return { best, length: losses.length };
}

/** How many losses there are if training stops after `patience` rises in a row. */
export function risesInARow(losses: readonly number[], patience: number): number {
  let rises = 0;
  const last = losses.findIndex((loss, step) => {
    rises = step > 0 && loss >= losses[step - 1] ? rises + 1 : 0;
    return rises >= patience;
  });
  return last < 0 ? losses.length : last + 1;
}

/** How many losses there are if training stops after `patience` losses that were no new best, in a row or not. */
export function risesInAll(losses: readonly number[], patience: number): number {
  let waits = 0;
  const last = losses.findIndex((loss, step) => {
    if (step > 0 && loss >= Math.min(...losses.slice(0, step))) waits++;
    return waits >= patience;
  });
  return last < 0 ? losses.length : last + 1;
}

/** How the lesson trains a new line. */
export interface Run {
  steps: number;
  learningRate: number;
  weightDecay?: number;
  patience?: number;
}

/** Probe: trains a line for each of the runs. */
export const trainLines = async ({ train }: Lesson, parts: Parts, runs: Run[], [slope, height]: Line) => {
  const tf = await import("@tensorflow/tfjs");
  const { Module, Parameter } = await import("downhill");
  const { isDisposed, numbersOf } = await import("downhill/instruments");
  class Line extends Module {
    slope = new Parameter([[slope]]);
    height = new Parameter([height]);
    forward(x: import("@tensorflow/tfjs").Tensor) {
      return x.matMul(this.slope).add(this.height);
    }
  }
  const results = [];
  for (const run of runs) {
    const model = new Line();
    for (const parameter of [model.slope, model.height]) {
      const assign = parameter.assign.bind(parameter);
      // TF.js breaks a variable that is assigned to itself, which happens to a lesson that keeps no copies
      const value: typeof assign = (value) => value === parameter ? undefined : assign(value);
      Object.defineProperty(parameter, "assign", { value }); // all variables inherit a read-only one
    }
    const told: number[][] = [];
    const counts: number[] = [];
    const before = tf.memory().numTensors;
    let busy = 0;
    let atOnce = 0;
    const curves = await train(model, parts, {
      ...run,
      onProgress: async ({ step, steps, loss }) => {
        atOnce = Math.max(atOnce, ++busy);
        told.push([step, steps, typeof loss === "number" ? loss : (await loss.data())[0]]);
        counts.push(tf.memory().numTensors);
        await Promise.resolve();
        busy--;
      },
    });
    const after = tf.memory().numTensors;
    const isGone = isDisposed(model.slope) || isDisposed(model.height);
    // both start at once, before anything that was not awaited can continue
    const theta = isGone ? [] : (await Promise.all([model.slope, model.height].map(numbersOf))).flat();
    model.dispose();
    results.push({ ...curves, theta, isDisposed: isGone, before, after, told, counts, atOnce });
  }
  return results;
};

/** Points around one line for training and around another for validation; with noise, so no point is on its line. */
export function otherLines(seed: number): Parts {
  const random = new RandomState(seed);
  const draw = (count: number, slope: number, height: number) => {
    const xs = Array.from({ length: count }, () => random.uniform(-2, 2));
    return { xs, ys: xs.map((x) => slope * x + height + random.normal()) };
  };
  return { training: draw(5, 2, 3), validation: draw(4, 1, 4) };
}

/** Points in no order, with another y for each x, so a y shows which x it belongs to. */
export function pointsToSplit(seed: number): Points {
  const xs = new RandomState(seed).permutation(50).map((i) => i / 10);
  return { xs, ys: xs.map((x) => 1000 + 7 * x) };
}

/** On the way to the training points' line Adam swings: in 30 steps of 1, the validation loss has four valleys. */
export const VALLEYS: Parts = {
  training: { xs: [-1, 0, 1, 2], ys: [-1, 1.5, 3, 5] },
  validation: { xs: [-1, 0.5, 2], ys: [-0.3, 1.2, 4] },
};

/** The networks that are measured: these seeds determine both their points and their first parameters. */
export const SEEDS = Array.from({ length: 16 }, (_, i) => i + 1);

/** How many steps each network takes. */
const STEPS = 200;

/** The steps after which each network's losses are measured: more of them take longer, and the turn stays the same. */
export const MEASURED = [...Array.from({ length: 20 }, (_, i) => 10 * i), STEPS - 1];

/** The points of one network: the first 40 for validation, and `count` of the rest for training. */
function partsOf(seed: number, count: number): Parts {
  const random = new RandomState(seed);
  const xs = Array.from({ length: 120 }, () => random.uniform(-1, 3));
  const ys = xs.map((x) => cubic(x) + random.normal(0, 5));
  const part = (start: number, end: number) => ({ xs: xs.slice(start, end), ys: ys.slice(start, end) });
  return { validation: part(0, 40), training: part(40, 40 + count) };
}

/** The points of all seeds in one list, in the order of the seeds. */
export function allPartsOf(count: number): Parts {
  const parts = SEEDS.map((seed) => partsOf(seed, count));
  const all = (name: keyof Parts) => ({
    xs: parts.flatMap((each) => each[name].xs),
    ys: parts.flatMap((each) => each[name].ys),
  });
  return { validation: all("validation"), training: all("training") };
}

/**
 * Probe: trains a network for each of the seeds, all side by side in one model, as if each were alone: no two networks
 * share a row of x or a parameter, and Adam's steps do not get shorter when the loss is divided by 16.
 */
export const trainNetworks = async (
  { train, MyOwnMLP }: Lesson,
  seeds: readonly number[],
  parts: Parts,
  weightDecay: number,
  measured: readonly number[],
) => {
  const tf = await import("@tensorflow/tfjs");
  const { Module, Parameter, showProgress } = await import("downhill");
  type Tensor = import("@tensorflow/tfjs").Tensor;
  const networks = seeds.map((seed) => new MyOwnMLP(seed));
  const together = (ofEach: (network: typeof networks[number]) => Tensor) =>
    new Parameter(tf.tidy(() => tf.stack(networks.map(ofEach))));
  class Networks extends Module {
    first = together(({ w1, b1 }) => tf.concat([w1, b1.reshape([1, -1])])); // [seeds, 2, units]
    second = together(({ w2 }) => w2); // [seeds, units, 1]
    bias = together(({ b2 }) => b2.reshape([1, 1])); // [seeds, 1, 1]
    forward(x: Tensor) {
      const rows = x.reshape([seeds.length, -1, 1]).pad([[0, 0], [0, 0], [0, 1]], 1); // b1 is the weight of an input that is always 1
      return rows.matMul(this.first).relu().matMul(this.second).add(this.bias).reshape([-1, 1]);
    }
  }
  const model = new Networks();
  const { training, validation } = parts;
  const tensorsOf = ({ xs, ys }: Points) => [tf.tensor2d(xs, [xs.length, 1]), tf.tensor1d(ys)];
  const [learned, judged] = [training, validation].map(tensorsOf);
  const lossOfEach = ([x, y]: Tensor[]) =>
    model.forward(x).flatten().sub(y).square().reshape([seeds.length, -1]).mean(1);
  const losses: Tensor[] = [];
  const curves = await train(model, parts, {
    weightDecay,
    onProgress: async (progress) => {
      if (measured.includes(progress.step)) {
        losses.push(tf.tidy(() => tf.stack([lossOfEach(learned), lossOfEach(judged)])));
      }
      await showProgress(progress);
    },
  });
  const values = await Promise.all(losses.map((each) => each.data()));
  return { ...curves, ofEach: values.map((each) => [...each]) };
};

/** Checks the losses of every seed where they were measured, and returns them. */
export function curvesOf({ trainingLosses, validationLosses, ofEach }: Record<string, unknown>) {
  const list = requireList(ofEach, "the losses of all seeds");
  if (list.length !== MEASURED.length) fail(`onProgress was not called in each of ${STEPS} steps, counted from 0.`);
  const rows = list.map((row) => positive(row, "losses", 2 * SEEDS.length));
  const curves = SEEDS.map((_, i) => {
    const training = rows.map((row) => row[i]);
    const validation = rows.map((row) => row[SEEDS.length + i]);
    const best = indexOfSmallest(validation);
    return { training, validation, best, end: { training: training.at(-1)!, validation: validation.at(-1)! } };
  });
  for (const part of ["training", "validation"] as const) {
    const name = `${part}Losses`;
    const losses = positive(part === "training" ? trainingLosses : validationLosses, name, STEPS);
    const measured = MEASURED.map((_, k) => mean(curves.map((curve) => curve[part][k])));
    // a report before the step comes before the change; in float32, the sums are off by 1e-6
    const isThere = (later: number) =>
      MEASURED.slice(0, -1).every((step, k) => Math.abs(losses[step + later] / measured[k] - 1) < 1e-3);
    if (isThere(1) || isThere(0)) continue;
    fail(`${name} are not those of the ${part} set: keep the loss of each step.`);
  }
  return curves;
}

/** Validation loss divided by training loss at the end: the geometric mean over the seeds. */
export function gap(results: Record<string, unknown>): number {
  return geometricMean(curvesOf(results).map(({ end }) => end.validation / end.training));
}

/** The n-th root of the product of n numbers. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

/**
 * A list of `length` losses, neither 0 nor infinite, because others are divided by them. With these seeds, right ones
 * are 0.8 to 255.
 */
function positive(losses: unknown, name: string, length: number): readonly number[] {
  const values = requireWithin(requireNumbers(losses, name, length), 1e9, name);
  const wrong = values.findIndex((value) => value <= 1e-9);
  if (wrong < 0) return values;
  fail(`${itemName(name, wrong)} is ${describe(values[wrong])}: a mean of squares with noise in it is above 0.`);
}
