/**
 * The reference for lesson 18: a line that is trained in float64, correctly or with a mistake, rules for stopping, and
 * the results of sixteen networks. Probes call the lesson itself.
 * @module
 */
import {
  assertClose,
  assertTrueAnswer,
  counted,
  cubic,
  describe,
  fail,
  itemName,
  type Points,
  RandomState,
  requireChoice,
  requireList,
  requireNumbers,
  requireRecord,
  requireWithin,
} from "downhill/testing";
import { type Line, lineLoss, trainLine } from "./line.ts";
import { indexOfSmallest, mean, sum } from "./lists.ts";
import { adam, type Optimizer, sgd } from "./optimizers.ts";

type Lesson = typeof import("../../solutions/18_overfitting.ts");

/** The points to learn from, and the points to judge with. */
export interface Parts {
  training: Points;
  validation: Points;
}

/** The initial straight line of the checks: its slope, and its height at 0. */
export const START: Line = [-1, 0.5];

/** The options for training a line in float64, correctly or with a mistake. */
export interface Walk {
  steps: number;
  learningRate: number;
  weightDecay?: number;
  /** Adds the decay to the gradient, as Adam does. */
  decaysGradient?: boolean;
  /** Shrinks slope and height after each step by these shares. */
  shrinksAfter?: Line;
  /** Shrinks slope and height before each step by these two shares instead of the same share. */
  shrinks?: Line;
  /** The parameter that the optimizer does not have: 0 is the slope, 1 the height. */
  missing?: 0 | 1;
  /** Makes a new optimizer for each step. */
  isNewInEachStep?: boolean;
  /** Uses SGD, which has no averages. */
  isSgd?: boolean;
}

/** Slope and height before the first step, and after each step. */
export function walk(points: Points, options: Walk): Line[] {
  const { steps, learningRate, weightDecay = 0, decaysGradient = false, isSgd = false, missing } = options;
  const { shrinks = [0, 0], shrinksAfter = [0, 0] } = options;
  const create = () =>
    isSgd
      ? sgd({ learningRate })
      : decaysGradient
      ? withDecayedGradient(adam({ learningRate }), weightDecay)
      : adam({ learningRate, weightDecay });
  const lasting = create();
  const shrunk = (theta: Line, shares: Line) => theta.map((value, k) => value * (1 - shares[k]));
  const optimizer: Optimizer = {
    learningRate,
    step(theta, gradient) {
      const next = (options.isNewInEachStep ? create() : lasting).step(shrunk(theta, shrinks), gradient);
      return shrunk(next, shrinksAfter).map((value, k) => k === missing ? theta[k] : value);
    },
  };
  return trainLine(points, { start: START, steps, optimizer });
}

/** The weight decay of PyTorch's Adam and SGD: it is added to the gradient. */
function withDecayedGradient(optimizer: Optimizer, weightDecay: number): Optimizer {
  const decayed = (theta: Line, gradient: Line) => gradient.map((slope, k) => slope + weightDecay * theta[k]);
  return { ...optimizer, step: (theta, gradient) => optimizer.step(theta, decayed(theta, gradient)) };
}

/** The losses if each prediction is compared with every y: the losses for the mean y, plus the variance of y. */
function lossesOnPairs({ xs, ys }: Points, run: Walk): number[] {
  const points = { xs, ys: ys.map(() => mean(ys)) };
  const variance = mean(ys.map((y) => (y - mean(ys)) ** 2));
  return lossesOf(walk(points, run), points).map((loss) => loss + variance);
}

/** The losses of all `lines` except the last, from which no step was taken. */
export function lossesOf(lines: readonly Line[], points: Points): number[] {
  return lines.slice(0, -1).map((line) => lineLoss(line, points));
}

/** The training losses of a run with one of these mistakes; each key is the message about the mistake. */
export function trainingMistakes({ training, validation }: Parts, run: Walk): Record<string, number[]> {
  const both = { xs: [...training.xs, ...validation.xs], ys: [...training.ys, ...validation.ys] };
  const right = walk(training, run);
  const changed = (change: Partial<Walk>) => lossesOf(walk(training, { ...run, ...change }), training);
  return {
    "the validation points are also trained on, and that is a leak: train only on the training set": lossesOf(
      walk(both, run),
      both,
    ),
    "the validation set is trained on, and that is a leak: use it only for the validation losses": lossesOf(
      walk(validation, run),
      validation,
    ),
    "those are the validation losses: are the lists swapped?": lossesOf(right, validation),
    "those are the losses after each step: keep what optimizer.step returns": lossesOf(
      [...right.slice(1), START],
      training,
    ),
    "that comes from a learning rate of 0.05: use the rate that is passed in": changed({ learningRate: 0.05 }),
    "that comes from Adam's default rate, 0.001: use the rate that is passed in": changed({ learningRate: 0.001 }),
    "that comes from a decay of 0.01, AdamW's default: use the value that is passed in": changed({ weightDecay: 0.01 }),
    "that is SGD: use AdamW": changed({ isSgd: true }),
    "AdamW begins again in each step: make one optimizer, before the loop": changed({ isNewInEachStep: true }),
    "only the height changes: does the optimizer have all of model.parameters()?": changed({ missing: 0 }),
    "only the slope changes: does the optimizer have all of model.parameters()?": changed({ missing: 1 }),
    "the parameters never change: does the optimizer have model.parameters()?": lossesOf(
      Array(run.steps + 1).fill(START),
      training,
    ),
    "y has the shape [5], the predictions [5, 1], and TF.js broadcasts to 5 × 5 differences: make y a column":
      lossesOnPairs(training, run),
  };
}

/** The training losses with a weight decay of 1 and a learning rate of 0.2 if the decay is wrong; keys are messages. */
export function decayMistakes(points: Points, run: Walk): Record<string, number[]> {
  const changed = (change: Partial<Walk>) => lossesOf(walk(points, { ...run, ...change }), points);
  const penalized = (factor: number) => {
    const lines = walk(points, { ...run, decaysGradient: true, weightDecay: 2 * factor });
    return lossesOf(lines, points).map((loss, i) => loss + factor * sum(lines[i].map((value) => value ** 2)));
  };
  const inTheLoss = "the decay is a penalty in the loss, which Adam's averages even out: use AdamW, without a penalty";
  return {
    "weight decay is missing: pass it on to AdamW": changed({ weightDecay: 0 }),
    "that comes from a decay of 0.01, AdamW's default: use the value that is passed in": changed({ weightDecay: 0.01 }),
    "the decay goes into the gradient, as with Adam's own option, and the averages even it out: use AdamW": changed({
      decaysGradient: true,
    }),
    [inTheLoss]: penalized(0.5),
    [inTheLoss.replace("a penalty", "a penalty of θ²")]: penalized(1),
    "the decay is not multiplied by the learning rate: θ ← θ − learning rate · weight decay · θ": changed({
      weightDecay: 5,
    }),
    "the decay drives θ away from 0: subtract it": changed({ weightDecay: -1 }),
    "θ decays twice: AdamW already does all of it": changed({ weightDecay: 2 }),
    "θ decays after Adam's step: shrink the parameters first": changed({ weightDecay: 0, shrinksAfter: [0.2, 0.2] }),
    "only the slope decays: shrink all parameters": changed({ weightDecay: 0, shrinks: [0.2, 0] }),
    "only the height decays: shrink all parameters": changed({ weightDecay: 0, shrinks: [0, 0.2] }),
  };
}

/** The index of the best loss, and the number of losses, if training stops `patience` steps after the best. */
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

/** How many losses there are if training stops after `patience` losses without a new best, in a row or not. */
export function risesInAll(losses: readonly number[], patience: number): number {
  let waits = 0;
  const last = losses.findIndex((loss, step) => {
    if (step > 0 && loss >= Math.min(...losses.slice(0, step))) waits++;
    return waits >= patience;
  });
  return last < 0 ? losses.length : last + 1;
}

/**
 * The best step, and the parameters at the end, of a run of 11 steps on {@linkcode HILL} with one of these mistakes;
 * each key is the message about the mistake. The validation losses are 16.9, 4.9, 0.38, 0.96, 2.7, 3.7, 3.6, 3.1, 2.95,
 * 3.4, 4.3: step 2 is the best, and step 8 is the last with a smaller loss than the step before it. The training loss
 * is smallest at step 9.
 */
export function bestMistakes(thetas: readonly Line[]) {
  const losses = lossesOf(thetas, HILL.validation);
  const best = indexOfSmallest(losses);
  const bestLearned = indexOfSmallest(lossesOf(thetas, HILL.training));
  return {
    step: {
      "that is larger by 1: bestStep is the index of the smallest validation loss": best + 1,
      "at that step, the training loss is smallest: look for the smallest validation loss": bestLearned,
      "at that step, the validation loss is smaller than the one before it, but not the smallest of all": losses
        .findLastIndex(
          (loss, i) => loss < losses[i - 1],
        ),
      "that is the last step: look for the smallest validation loss": 10,
      "that is the number of steps: look for the smallest validation loss": 11,
      "that is one step too early: the losses at index i are from before step i": best - 1,
    },
    theta: {
      "those are the last parameters: do you keep copies of the best, and put them back? Variables keep changing":
        thetas[11],
      "those are the last parameters that were judged: go back to the best": thetas[10],
      "those are from one step too late: copy the parameters when they are judged, before the step": thetas[best + 1],
      "those are the initial parameters: copy them again at every new smallest validation loss": START,
      "those are the parameters with the smallest training loss: judge by the validation set": thetas[bestLearned],
    },
  };
}

/** How many losses there are if training stops too early or too late; each key is the message about the mistake. */
export function patienceMistakes(losses: readonly number[], patience: number): Record<string, number> {
  const { length } = stopped(losses, patience);
  return {
    "it never stops: break when the best step was `patience` steps ago": losses.length,
    "that is one too many": length + 1,
    "that is one too few: a smaller loss at this step would still count": length - 1,
    "that is patience steps after the start: count from the best step": patience + 1,
    "do you count rises in a row? A loss below the one before is not always a new best": risesInARow(losses, patience),
    "do you count all rises? Start counting again at every new best": risesInAll(losses, patience),
  };
}

/**
 * Checks that there is one loss for each step, from the loss before the first step to the loss before the last, and
 * returns the losses.
 */
export function requireLosses(losses: unknown, name: string, steps: number): readonly number[] {
  const values = requireNumbers(losses, name);
  assertClose(values.length, steps, {
    name: `${name}.length`,
    mistakes: { "the loss after the last step is also in the list: keep only the loss before each step": steps + 1 },
  });
  return values;
}

/** The options of a run in which the lesson trains a new line. */
export interface Run {
  steps: number;
  learningRate?: number;
  weightDecay?: number;
  patience?: number;
  /** Passes no listener, so the progress is shown. */
  isShown?: boolean;
}

/** Probe: trains a line for each of the runs. */
export const trainLines = async ({ train }: Lesson, parts: Parts, runs: Run[], [slope, height]: Line) => {
  const tf = await import("@tensorflow/tfjs");
  const { Module, Parameter } = await import("downhill");
  const { isDisposed, numbersOf, watchProgress } = await import("downhill/instruments");
  class Line extends Module {
    slope = new Parameter([[slope]]);
    height = new Parameter([height]);
    forward(x: import("@tensorflow/tfjs").Tensor) {
      return x.matMul(this.slope).add(this.height);
    }
  }
  const results = [];
  for (const { isShown, ...run } of runs) {
    const model = new Line();
    const parameters = [model.slope, model.height];
    for (const parameter of parameters) {
      const assign = parameter.assign.bind(parameter);
      // TF.js breaks a variable that is assigned to itself, and lessons that keep no copies do this
      const value: typeof assign = (value) => value === parameter ? undefined : assign(value);
      Object.defineProperty(parameter, "assign", { value }); // assign is read-only, so redefine it
    }
    const given = structuredClone(parts);
    const told: number[][] = [];
    const counts: number[] = [];
    let [begun, isAwaited, unawaited, shown] = [0, true, 0, 0];
    class Watched extends Promise<void> {
      override then<A, B>(...all: Parameters<Promise<void>["then"]>) {
        isAwaited = true;
        return super.then(...all) as Promise<A | B>;
      }
    }
    const record = async ({ step, steps, loss }: import("downhill").TrainingProgress) => {
      told.push([step, steps, typeof loss === "number" ? loss : (await loss.data())[0]]);
      counts.push(tf.memory().numTensors);
    };
    const onProgress = (progress: import("downhill").TrainingProgress) => {
      begun++;
      if (!isAwaited) unawaited++;
      isAwaited = false;
      const recorded = record(progress);
      return new Watched((resolve, reject) => recorded.then(resolve, reject));
    };
    const before = tf.memory().numTensors;
    const stop = watchProgress(() => shown++);
    const curves = await train(model, given, isShown ? run : { ...run, onProgress });
    stop();
    const after = tf.memory().numTensors;
    const isGone = parameters.some(isDisposed);
    // the reads start at once, before code that was not awaited can continue
    const theta = isGone ? [] : Promise.all(parameters.map(numbersOf));
    const { trainingLosses, validationLosses, bestStep } = curves ?? {};
    const seen = {
      begun,
      unawaited: isAwaited ? unawaited : unawaited + 1,
      shown,
      told: [...told],
      counts: [...counts],
    };
    const result = { trainingLosses, validationLosses, bestStep, isGone, given, before, after, ...seen };
    results.push({ ...result, theta: (await theta).flat() });
    model.dispose();
  }
  return results;
};

/** Points near one line for training and near another for validation. Noise keeps every point off its line. */
export function otherLines(seed: number): Parts {
  const random = new RandomState(seed);
  const draw = (count: number, slope: number, height: number) => {
    const xs = Array.from({ length: count }, () => random.uniform(-2, 2));
    return { xs, ys: xs.map((x) => slope * x + height + random.normal()) };
  };
  return { training: draw(5, 2, 3), validation: draw(4, 1, 4) };
}

/** Checks that 50 points from {@linkcode pointsToSplit} are in two parts, `count` of them for validation. */
export function assertSplit(
  parts: Readonly<Record<string, unknown>>,
  points: Points,
  count: number,
  isDefault: boolean,
) {
  const [training, validation] = (["training", "validation"] as const).map((name) => requireRecord(parts[name], name));
  const judged = requireNumbers(validation.xs, "validation.xs");
  const learned = requireNumbers(training.xs, "training.xs");
  const largest = Math.max(judged.length, learned.length);
  if (largest > 50) fail(`There are ${counted(largest, "point")} in one part, but only 50 were measured.`);
  const both = judged.filter((x) => learned.includes(x));
  if (both.length > 0) {
    const are = both.length === 1 ? "is also a training point" : "are also training points";
    fail(
      `${both.length} of ${judged.length} validation points ${are}, for example x = ${describe(both[0])}: ` +
        "that split leaks, and favours networks that learn points by heart; no point may be in both parts.",
    );
  }
  for (const [name, part] of [["validation", judged], ["training", learned]] as const) {
    const twice = part.find((x, i) => part.indexOf(x) < i);
    if (twice === undefined) continue;
    fail(`The point at x = ${describe(twice)} is in ${name} twice: draw each point only once, as a permutation does.`);
  }
  const why = `validationCount is ${count}${isDefault ? " by default" : ""}`;
  assertClose(judged.length, count, {
    name: "the number of validation points",
    why,
    mistakes: { "that is the number of training points: the parts are swapped": 50 - count },
  });
  assertClose(learned.length, 50 - count, { name: "the number of training points", why: `50 points, ${why}` });
  const stranger = [...judged, ...learned].find((x) => !points.xs.includes(x));
  if (stranger !== undefined) {
    fail(`There is a point at x = ${describe(stranger)}, which was not measured: use only the given points.`);
  }
  for (const [name, { ys }, xs] of [["training", training, learned], ["validation", validation, judged]] as const) {
    const right = xs.map((x) => 1000 + 7 * x);
    const came = requireNumbers(ys, `${name}.ys`, right.length);
    const place = came.findIndex((y, i) => Math.abs(y - right[i]) > 1e-6);
    if (place < 0) continue;
    if (points.ys.some((y) => Math.abs(y - came[place]) < 1e-6)) {
      fail(`${name}.ys[${place}] belongs to a different x from ${name}.xs[${place}]: keep each x with its y.`);
    }
    assertClose(came, right, { name: `${name}.ys`, absolute: 1e-6, why: "each x keeps its y" });
  }
}

/** Points in random order, with a different y for each x: a y shows which x it belongs to. */
export function pointsToSplit(seed: number): Points {
  const xs = new RandomState(seed).permutation(50).map((i) => i / 10);
  return { xs, ys: xs.map((x) => 1000 + 7 * x) };
}

/**
 * Adam oscillates around the line of these points: in 30 steps with a learning rate of 1, the validation loss has four
 * minima.
 */
export const VALLEYS: Parts = {
  training: { xs: [-1, 0, 1, 2], ys: [-1, 1.5, 3, 5] },
  validation: { xs: [-1, 0.5, 2], ys: [-0.3, 1.2, 4] },
};

/** With these points, the best step is neither the last step nor the last one whose loss is below the one before. */
export const HILL: Parts = {
  training: VALLEYS.training,
  validation: { xs: [-1, 0.5, 2], ys: [0.8, 2.55, 5.1] },
};

/** The networks that are measured: these seeds determine both their points and their initial parameters. */
export const SEEDS = Array.from({ length: 16 }, (_, i) => i + 1);

/** How many steps each network takes. */
const STEPS = 200;

/** The steps after which each network's losses are measured; more of them take longer and do not change the verdict. */
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
 * Probe: trains a network for each of the seeds, all side by side in one model. The results are those of separate
 * training: networks share no row of x and no parameter, and dividing the loss by 16 does not shorten Adam's steps.
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
  const { trainingLosses, validationLosses, bestStep } = curves ?? {};
  return { trainingLosses, validationLosses, bestStep, ofEach: values.map((each) => [...each]) };
};

/** Checks the losses of every seed at the measured steps, and returns them. */
export function curvesOf({ trainingLosses, validationLosses, ofEach }: Record<string, unknown>) {
  const list = requireList(ofEach, "the losses of all seeds");
  if (list.length === 0) fail("train never calls onProgress: call it in each step.");
  if (list.length !== MEASURED.length) {
    fail(`onProgress was not called in each of ${STEPS} steps, counted from 0.`, { hasCause: false });
  }
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
    // onProgress may be called before or after the step; in float32, the sums are off by 1e-6
    const isThere = (later: number) =>
      MEASURED.slice(0, -1).every((step, k) => Math.abs(losses[step + later] / measured[k] - 1) < 1e-3);
    if (isThere(1) || isThere(0)) continue;
    fail(`${name} are not the losses of the ${part} set, step by step.`, { hasCause: false });
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
 * A list of `length` losses, checked to be neither 0 nor infinite, because the gap is a quotient of losses. With these
 * seeds, right losses are 0.8 to 255.
 */
function positive(losses: unknown, name: string, length: number): readonly number[] {
  const values = requireWithin(requireLosses(losses, name, length), 1e9, name);
  const wrong = values.findIndex((value) => value <= 1e-9);
  if (wrong < 0) return values;
  fail(`${itemName(name, wrong)} is ${describe(values[wrong])}: a mean of squares of noisy numbers is above 0.`);
}

/** Checks that a function does not change the points that are passed in. */
export function assertUntouched(given: unknown, points: Points, functionName: string): void {
  const after = requireRecord(given, `the points after ${functionName}`);
  for (const name of ["xs", "ys"] as const) {
    const isSame =
      requireNumbers(after[name], `the points' ${name} after ${functionName}`).join() === points[name].join();
    if (!isSame) {
      fail(`${functionName} changes the ${name} that are passed in: they belong to the caller, so work on copies.`);
    }
  }
}

/** Compares an answer with the measurement, and with the answer to which all but 1 in 10,000 right solutions lead. */
export function judgeAnswer(
  name: string,
  said: unknown,
  { measured, truth, because }: { measured: boolean; truth: boolean; because: string },
): void {
  requireChoice(said, [true, false], `answers().${name}`);
  if (said === measured) return assertTrueAnswer(said === truth, `answers().${name}`, "train");
  if (said === truth) {
    const own = "your own train() leads to a different answer: fix train() first.";
    fail(`answers().${name} is the right answer, but ${own}`, { hasCause: false });
  }
  fail(`answers().${name} is ${said}, but ${because}.`);
}
