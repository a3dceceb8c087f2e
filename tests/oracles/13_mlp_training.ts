/**
 * The reference for lesson 13: its training in float64, correct and with known mistakes, and the probes that run in
 * the lesson's process.
 * @module
 */
import { counted, fail, isList, Opaque, type Points, requireNumbers } from "downhill/testing";
import {
  curveAt,
  curveGradient,
  curveLoss,
  type CurveWeights,
  drawnWeights,
  fromList,
  toList,
} from "./curve_network.ts";
import { list, mean } from "./lists.ts";
import { adam, type Optimizer, sgd } from "./optimizers.ts";

type Solution = typeof import("../../solutions/13_mlp_training.ts");

const UNITS = 100;

/** The options of a training run. */
export interface Options {
  steps: number;
  learningRate: number;
  seed: number;
}

/** A mistake in a training run. */
interface Mistake {
  /** The optimizer; by default it is Adam. */
  optimizer?: Optimizer;
  /** The loss of a network; by default the mean squared error. */
  loss?: typeof curveLoss;
  /** The gradient of this loss. */
  gradient?: typeof curveGradient;
}

/** The loss before each step. */
export function expectedLosses(
  points: Points,
  { steps, learningRate, seed }: Options,
  { optimizer = adam({ learningRate }), loss = curveLoss, gradient = curveGradient }: Mistake = {},
): number[] {
  let weights = drawnWeights(seed);
  return list(steps, () => {
    const before = loss(weights, points);
    weights = fromList(optimizer.step(toList(weights), toList(gradient(weights, points))));
    return before;
  });
}

/** The parameters, read from their places in the list of all 301 numbers. */
const PARAMETERS = ["w1", "b1", "w2", "b2"];

/** The losses of training with known mistakes, one for each step; each key is the message about the mistake. */
export function mistakenLosses(points: Points, options: Options): Record<string, number[]> {
  const { steps, learningRate } = options;
  const count = points.xs.length;
  const right = expectedLosses(points, { ...options, steps: steps + 1 });
  const losses = right.slice(0, steps);
  const lossesWith = (mistake: Mistake) => expectedLosses(points, options, mistake);
  // w1, b1, w2 and b2 as bits: all sets of parameters except the empty and the full set
  const partly = list(14, (i) => PARAMETERS.filter((_, place) => (i + 1) >> place & 1)).map((still) => [
    `${still.join(still.length > 2 ? ", " : " and ")} ${still.length > 1 ? "do" : "does"} not move: ` +
    "does the optimizer get all four parameters?",
    lossesWith({ optimizer: without(still, adam({ learningRate })) }),
  ]);
  return {
    "those are the losses after each step: keep what optimizer.step returns": right.slice(1),
    [`that is ${count} times too large: take the mean over the ${count} points, not the sum`]: //
      losses.map((loss) => loss * count), // Adam's steps do not depend on the size of the gradient
    "that is half of the loss: do not divide by 2 here": losses.map((loss) => loss / 2),
    "that is the root of the mean squared error": lossesWith({ loss: rootLoss, gradient: rootGradient }),
    "that is the mean distance, without squares": lossesWith({ loss: distance, gradient: distanceGradient }),
    "that comes from a learning rate of 0.001, Adam's default: pass { learningRate }": lossesWith({
      optimizer: adam({ learningRate: 0.001 }),
    }),
    "that is plain gradient descent: use Adam": lossesWith({ optimizer: sgd({ learningRate }) }),
    "that is Adam without momentum: is its first β 0?": lossesWith({
      optimizer: adam({ learningRate, betas: [0, 0.999] }),
    }),
    "Adam starts again in each step: do you make a new Adam in each step?": lossesWith({
      optimizer: forgetful(learningRate),
    }),
    "the learning rate falls from step to step, but it should stay the same": lossesWith({
      optimizer: slowing(learningRate, steps),
    }),
    "the steps go uphill: subtract the gradient": lossesWith({ gradient: (...all) => negative(curveGradient(...all)) }),
    [`each of the ${count} predictions is compared with all ${count} y: is y still a column?`]: //
      broadcastLosses(points, options),
    "nothing is learned: does the optimizer take steps, and does it get the parameters?": losses.map(() => losses[0]),
    ...Object.fromEntries(partly),
  };
}

/** An optimizer that moves all parameters except those in `still`. */
function without(still: readonly string[], optimizer: Optimizer): Optimizer {
  return {
    ...optimizer,
    step: (theta, gradient) =>
      optimizer.step(theta, gradient).map((value, j) =>
        still.includes(PARAMETERS[Math.floor(j / UNITS)]) ? theta[j] : value
      ),
  };
}

/** An optimizer that makes a new Adam in each step. */
function forgetful(learningRate: number): Optimizer {
  return { learningRate, step: (theta, gradient) => adam({ learningRate }).step(theta, gradient) };
}

/** Adam with a learning rate that falls linearly to 0. */
function slowing(learningRate: number, steps: number): Optimizer {
  const optimizer = adam({ learningRate });
  let step = 0;
  return {
    learningRate,
    step(theta, gradient) {
      optimizer.learningRate = learningRate * (1 - step++ / steps);
      return optimizer.step(theta, gradient);
    },
  };
}

function negative({ w1, b1, w2, b2 }: CurveWeights): CurveWeights {
  const [minusW1, minusB1, minusW2, minusB2] = [w1, b1, w2, b2].map((values) => values.map((value) => -value));
  return { w1: minusW1, b1: minusB1, w2: minusW2, b2: minusB2 };
}

function scaled({ w1, b1, w2, b2 }: CurveWeights, factor: number): CurveWeights {
  const [a, b, c, d] = [w1, b1, w2, b2].map((values) => values.map((value) => factor * value));
  return { w1: a, b1: b, w2: c, b2: d };
}

function rootLoss(weights: CurveWeights, points: Points): number {
  return Math.sqrt(curveLoss(weights, points));
}

function rootGradient(weights: CurveWeights, points: Points): CurveWeights {
  return scaled(curveGradient(weights, points), 1 / (2 * rootLoss(weights, points)));
}

function distance(weights: CurveWeights, { xs, ys }: Points): number {
  return mean(xs.map((x, i) => Math.abs(curveAt(x, weights) - ys[i])));
}

/**
 * The gradient of the mean distance. It equals that of the squared error if each y is moved to half a unit from the
 * curve.
 */
function distanceGradient(weights: CurveWeights, { xs, ys }: Points): CurveWeights {
  const near = xs.map((x, i) => curveAt(x, weights) - Math.sign(curveAt(x, weights) - ys[i]) / 2);
  return curveGradient(weights, { xs, ys: near });
}

/**
 * The losses if each prediction is compared with every y: the gradient is the same as if each y were the mean of all y,
 * and the loss is larger by the variance of y.
 */
function broadcastLosses({ xs, ys }: Points, options: Options): number[] {
  const variance = mean(ys.map((y) => (y - mean(ys)) ** 2));
  return expectedLosses({ xs, ys: ys.map(() => mean(ys)) }, options).map((loss) => loss + variance);
}

/** Checks that there is a loss for each step, and returns them. */
export function requireLosses(losses: unknown, name: string, steps: number): number[] {
  const length = isList(losses) ? losses.length : steps;
  const [first] = isList(losses) ? Array.from(losses) : [];
  if (first instanceof Opaque && /Promise/.test(first.description)) {
    fail(`${name} is a list of promises, expected numbers: is an await missing before data()?`);
  }
  if (isList(first)) {
    fail(`${name} is a list of lists, expected numbers: data() returns a list, so take its first item.`);
  }
  if (length === steps) return requireNumbers(losses, name, steps);
  const problem = steps === 0
    ? "does train use a different number of steps if `steps` is 0?"
    : length === steps + 1
    ? "note the loss before each step, and not after the last."
    : length === steps - 1
    ? "is the first or the last step missing?"
    : length === Math.ceil(steps / 10)
    ? "keep the loss of every step, not only the losses that are reported."
    : undefined;
  const many = `${name} has ${counted(length, "value")}, expected ${steps.toLocaleString("en")}`;
  fail(problem === undefined ? `${many}, one for each step.` : `${many}: ${problem}`, {
    hasCause: problem !== undefined,
  });
}

/** The numbers of the parameters that a probe returned. */
export function weightsOf(parameters: Partial<Record<keyof CurveWeights, { values?: unknown } | null>>): CurveWeights {
  const part = (name: keyof CurveWeights, length: number) => {
    if (parameters?.[name] === null) {
      fail(`parameters.${name} is disposed of by train, at once or in a later call, but the caller still needs it.`);
    }
    return requireNumbers(parameters?.[name]?.values, `parameters.${name}`, length);
  };
  return { w1: part("w1", UNITS), b1: part("b1", UNITS), w2: part("w2", UNITS), b2: part("b2", 1) };
}

/** A probe: a whole training run with the default options, and how often it called showProgress. */
export async function trainFully({ train }: Solution, points: Points) {
  const { isDisposed, watchProgress } = await import("downhill/instruments");
  let shown = 0;
  const stop = watchProgress(() => shown++);
  const { parameters: { w1, b1, w2, b2 }, losses } = await train(points);
  stop();
  const [one, two, three, four] = [w1, b1, w2, b2].map((each) => isDisposed(each) ? null : each);
  return { losses, shown, w1: one, b1: two, w2: three, b2: four };
}

/** A probe: short training runs on other points, and the parameters of the first run, read after the last one. */
export async function trainBriefly({ train }: Solution, points: Points, options: Options) {
  const { isDisposed } = await import("downhill/instruments");
  const onProgress = async () => {};
  const first = await train(points, { ...options, onProgress });
  const again = await train(points, { ...options, onProgress });
  const still = await train(points, { ...options, steps: 2, learningRate: 0, onProgress });
  const none = await train(points, { ...options, steps: 0, onProgress });
  const parametersOf = ({ parameters: { w1, b1, w2, b2 } }: typeof first) => {
    const [one, two, three, four] = [w1, b1, w2, b2].map((each) => isDisposed(each) ? null : each);
    return { w1: one, b1: two, w2: three, b2: four };
  };
  return {
    losses: first.losses,
    again: again.losses,
    still: still.losses,
    parameters: parametersOf(first),
    none: { losses: none.losses, parameters: parametersOf(none) },
  };
}

/**
 * A probe: the arguments of onProgress in 35 steps, how often a step began before onProgress had finished, and how
 * often showProgress was called.
 */
export async function listen({ train }: Solution, points: Points) {
  const { watchProgress, watchTidy } = await import("downhill/instruments");
  const reports: { step: number; steps: number; loss: number }[] = [];
  let [isBusy, meanwhile, shown] = [false, 0, 0];
  const stop = [watchTidy(() => meanwhile += isBusy ? 1 : 0), watchProgress(() => shown++)];
  const { losses } = await train(points, {
    steps: 35,
    onProgress: async ({ step, steps, loss }) => {
      if (isBusy) meanwhile++;
      isBusy = true;
      reports.push({ step, steps, loss: typeof loss === "number" ? loss : (await loss.data())[0] });
      // a loop that does not wait may pause for a timer, so the first report takes longer than that
      const pause = reports.length === 1 ? setTimeout : setImmediate;
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => pause(resolve));
      isBusy = false;
    },
  });
  if (isBusy) meanwhile++;
  stop.forEach((each) => each());
  return { reports, meanwhile, shown, losses };
}

/** The mistake that explains which of 35 steps were reported; undefined if it is none of the known mistakes. */
export function stepsProblem(steps: readonly number[]): string | undefined {
  const isList = (others: readonly number[]) => steps.join() === others.join();
  if (isList(list(35, (step) => step)) || isList(list(35, (step) => step + 1))) {
    return "it is called in every step, but every tenth step is enough";
  }
  if (isList([1, 11, 21, 31])) return "steps are counted from 0";
  if (isList([0, 1, 2, 3]) || isList([1, 2, 3, 4])) return "that counts the reports, not the steps";
  if (isList([10, 20, 30])) return "the first step is missing";
  if (isList([10, 20, 30, 40])) return "each number is 10 too large";
  if (isList([9, 19, 29])) return "the first call comes after ten steps, but the first step also counts";
  if (isList([34]) || isList([35])) return "it is called once, at the end";
  if (isList([0])) return "it is called once, at the first step";
}
