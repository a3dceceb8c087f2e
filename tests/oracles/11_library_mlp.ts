/**
 * The reference for lesson 11: its network trained in float64, from the same starting weights, and the probes that run
 * in the lesson's process.
 * @module
 */
import {
  counted,
  fail,
  isList,
  type Points,
  RandomState,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireWithin,
  shapeText,
  withMinus,
} from "downhill/testing";
import { batchesOf, pointsAt } from "./batches.ts";
import { curveGradient, curveLoss, type CurveWeights, fromList, toList } from "./curve_network.ts";
import { list, product, sum } from "./lists.ts";
import { adam, sgd } from "./optimizers.ts";
import type { Rule } from "./stopping.ts";

type Solution = typeof import("../../solutions/11_library_mlp.ts");

/** The number of hidden units. */
export const UNITS = 100;

/** The shapes of the network's weights, in TF.js's order. */
export const SHAPES = [[1, UNITS], [UNITS], [UNITS, 1], [1]];

/** Checks that the weights have the right shapes, and returns their 301 numbers. */
export function weightsOf(weights: unknown, name: string): CurveWeights {
  const all = requireList(weights, `the list of the weights of ${name}`).map((weight) =>
    requireRecord(weight, `a weight of ${name}`)
  );
  const shapes = all.map(({ shape }) => requireNumbers(shape, `the shape of a weight of ${name}`));
  if (all.length === 0) fail(`${name} is not a model with weights: return the model that tf.sequential makes.`);
  if (shapeText(shapes) !== shapeText(SHAPES)) {
    const count = withMinus(String(sum(shapes.map(product))));
    fail(
      `${name} has weights of shapes ${shapeText(shapes)}, ${count} numbers in all, expected ${shapeText(SHAPES)}, ` +
        "301: a layer of 100 units on 1 input, then a layer of 1 unit, both with biases.",
    );
  }
  // the weights are drawn from ±0.24; with numbers below 10, all results are finite
  const [w1, b1, w2, b2] = all.map(({ values }, i) => {
    const weight = `weight ${i} of ${name}`;
    return [...requireWithin(requireNumbers(values, weight, product(SHAPES[i])), 10, weight)];
  });
  return { w1, b1, w2, b2 };
}

/** The weights of a network that the learner has not seen. Its output is below 0 for some x, and above 0 for others. */
export function otherWeights(seed: number): CurveWeights {
  const random = new RandomState(seed);
  return fromList(list(3 * UNITS + 1, () => random.uniform(-1, 1)));
}

/** How a network is trained: correctly, or with a mistake. */
export interface Training {
  learningRate: number;
  batchSize: number;
  epochs: number;
  /** Whether to use plain gradient descent instead of Adam. */
  isSgd?: boolean;
  /** Whether to note the loss after each epoch instead of the loss during it. */
  isLate?: boolean;
}

/** The loss of each epoch as TF.js reports it: the loss before each step, averaged over all points. */
export function epochLosses(start: CurveWeights, points: Points, options: Training): number[] {
  const { learningRate, batchSize, epochs, isSgd = false, isLate = false } = options;
  const optimizer = isSgd ? sgd({ learningRate }) : adam({ learningRate, epsilon: 1e-7 }); // TF.js's ε
  const count = points.xs.length;
  let weights = start;
  return list(epochs, () => {
    let loss = 0;
    for (const places of batchesOf(count, { batchSize })) {
      const batch = pointsAt(points, places);
      loss += curveLoss(weights, batch) * places.length;
      weights = fromList(optimizer.step(toList(weights), toList(curveGradient(weights, batch))));
    }
    return isLate ? curveLoss(weights, points) : loss / count;
  });
}

/** Checks that there is one loss for each epoch, and returns the losses. */
export function requireEpochs(losses: unknown, name: string, epochs: number): number[] {
  const length = isList(losses) ? losses.length : epochs;
  if (length === epochs) return requireNumbers(losses, { list: name, item: (place) => `losses[${place}]` });
  const problem = length === 0
    ? "does fit await model.fit, and note the loss of each epoch?"
    : length === 1
    ? "note the loss of every epoch, not only the last one."
    : length === epochs - 1
    ? "is the first or the last epoch missing?"
    : length === epochs + 1
    ? "is there one epoch too many, or one loss too many?"
    : length > epochs + 1
    ? "does fit use maxEpochs?"
    : undefined;
  const many = `${name}: ${counted(length, "value")} for ${counted(epochs, "epoch")}`;
  fail(problem === undefined ? `${many}.` : `${many}: ${problem}`, { hasCause: problem !== undefined });
}

/** A probe: the results of isStalled for each case, twice, and the lists after the calls. */
export function askRule({ isStalled }: Solution, cases: { losses: number[]; options?: Rule }[]) {
  const lists = cases.map(({ losses }) => [...losses]);
  const answers = cases.map(({ options }, i) => isStalled(lists[i], options));
  const again = cases.map(({ losses, options }) => isStalled([...losses], options));
  return { answers, again, lists };
}

/**
 * A probe: two training runs that stop early, and the number of epochs after which the lesson's own isStalled would
 * stop each.
 */
export async function trainHastily(
  { network, fit, isStalled }: Solution,
  seed: number,
  points: Points,
  most: { fast: number; creeping: number },
) {
  const ending = (losses: number[]) => {
    const isStalledAt = (_: unknown, i: number) => isStalled(losses.slice(0, i + 1));
    return { losses, own: Array.from({ length: losses?.length ?? 0 }).findIndex(isStalledAt) + 1 };
  };
  // One point at x = 0, where the gradients of all weights are 0. Only the last bias moves, by the learning rate in
  // each step of Adam, so the loss is (1 − n · learning rate)² after n steps.
  const point = { xs: [0], ys: [1] };
  const fast = await fit(network(seed), points, { learningRate: 0.01, maxEpochs: most.fast });
  const creeping = await fit(network(seed), point, { learningRate: 2.5e-5, maxEpochs: most.creeping });
  return { fast: ending(fast), creeping: ending(creeping) };
}

/**
 * A probe: training runs of networks with given starting weights, and the changes that fit makes to the lists and
 * tensors of its caller.
 */
export async function trainWith(
  { fit, isStalled }: Solution,
  numbers: number[],
  points: Points,
  many: Points,
  options: { learningRate: number; maxEpochs: number },
) {
  const tf = await import("@tensorflow/tfjs");
  const { isDisposed, watchProgress } = await import("downhill/instruments");
  const model = () => {
    const layers = [
      tf.layers.dense({ inputShape: [1], units: 100, activation: "relu" }),
      tf.layers.dense({ units: 1 }),
    ];
    const model = tf.sequential({ layers });
    model.setWeights([
      tf.tensor(numbers.slice(0, 100), [1, 100]),
      tf.tensor(numbers.slice(100, 200), [100]),
      tf.tensor(numbers.slice(200, 300), [100, 1]),
      tf.tensor(numbers.slice(300), [1]),
    ]);
    return model;
  };
  const mine = [tf.variable(tf.scalar(1)), tf.scalar(2)];
  const [trained, untrained] = [model(), model()];
  const shown: number[] = [];
  let isPending = false;
  let unawaited = 0;
  const stop = watchProgress(async ({ steps }) => {
    shown.push(steps);
    if (isPending) unawaited++;
    isPending = true;
    // several turns of the event loop: a training run on wasm that does not wait has reached its next epoch by then
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve));
    isPending = false;
  });
  const whole = await fit(trained, points, options);
  stop();
  const { xs, ys } = points;
  const own = { xs: [...xs], ys: [...ys], disposed: mine.filter(isDisposed).length };
  const batches = await fit(model(), points, { ...options, batchSize: 3 });
  const again = await fit(model(), points, { ...options, batchSize: 3 });
  const defaults = await fit(model(), many, { maxEpochs: 2 });
  // the number of epochs that fit passes by default; this model does not train
  const asked: number[] = [];
  const refuse = () => Promise.reject(new Error("this model does not train"));
  Object.assign(untrained, {
    fit: (_x: unknown, _y: unknown, { epochs = 1 } = {}) => (asked.push(epochs), refuse()),
    fitDataset: refuse,
    trainOnBatch: refuse,
  });
  await fit(untrained, points).catch(() => {});
  return {
    ...own,
    weights: trained.getWeights(),
    whole,
    batches,
    again,
    defaults,
    asked: asked.slice(0, 2),
    shown,
    unawaited,
    stopsAtOnce: Number(isStalled([5])),
  };
}

/**
 * A probe: the results of predict for a network with given weights, and the lists that were passed in, after the calls.
 */
export async function predictWith({ predict }: Solution, numbers: number[], asked: number[][]) {
  const tf = await import("@tensorflow/tfjs");
  const layers = [tf.layers.dense({ inputShape: [1], units: 100, activation: "relu" }), tf.layers.dense({ units: 1 })];
  const model = tf.sequential({ layers });
  model.setWeights([
    tf.tensor(numbers.slice(0, 100), [1, 100]),
    tf.tensor(numbers.slice(100, 200), [100]),
    tf.tensor(numbers.slice(200, 300), [100, 1]),
    tf.tensor(numbers.slice(300), [1]),
  ]);
  const lists = asked.map((xs) => [...xs]);
  const outputs = [];
  for (const xs of lists) outputs.push(await predict(model, xs));
  return { outputs, lists };
}

/**
 * A probe: the number of tensors before fit, after fit, and after five calls to predict, and the number that Adam
 * keeps.
 */
export async function countTensors({ network, fit, predict }: Solution) {
  const tf = await import("@tensorflow/tfjs");
  const model = network(1);
  const points = { xs: [-1, 0, 2], ys: [1, 5, 3] };
  await fit(model, points, { maxEpochs: 1 }); // tensors that are made once and kept do not count
  const before = tf.memory().numTensors;
  await fit(model, points, { maxEpochs: 5 });
  const between = tf.memory().numTensors;
  for (let i = 0; i < 5; i++) await predict(model, [1, 2]);
  const after = tf.memory().numTensors;
  const [x, y] = [tf.zeros([3, 1]), tf.zeros([3, 1])];
  const counts: number[] = [];
  for (let i = 0; i < 2; i++) { // as above, count only the tensors that the second training run adds
    model.compile({ optimizer: tf.train.adam(), loss: "meanSquaredError" });
    await model.fit(x, y, { epochs: 1, batchSize: 3 });
    counts.push(tf.memory().numTensors);
  }
  const optimizer = counts[1] - counts[0];
  return { before, between, after, optimizer };
}

/** Which tensors fit may leave behind, judged by their number; `optimizer` is the number that Adam keeps. */
export function tensorsOwner(left: number, optimizer: number): string | undefined {
  if (left === 2) return "they are probably the two columns";
  if (left === optimizer) return "they probably belong to Adam: the model does not free an optimizer that you pass in";
  if (left === optimizer + 2) return "they are probably the two columns and Adam's tensors";
}

/**
 * A probe: a training run with the default options, and the outputs of its network. It stops after 75 s if isStalled is
 * so slow that the rest would take too long.
 */
export async function trainWhole({ fitted, isStalled }: Solution, points: Points, unseen: number[]) {
  const tf = await import("@tensorflow/tfjs");
  const { watchProgress } = await import("downhill/instruments");
  const falling = Array.from({ length: 3000 }, (_, epoch) => 100 / (1 + epoch));
  let seconds = 0;
  for (let epochs = 250; epochs <= 3000 && seconds < 40; epochs += 250) {
    const losses = falling.slice(0, epochs);
    const durations = [1, 2].map(() => {
      const start = performance.now();
      isStalled(losses);
      return performance.now() - start;
    });
    seconds += 250 * Math.min(...durations) / 1000; // fit would call isStalled after each of these 250 epochs
  }
  const start = performance.now();
  let isSlow = 0;
  // if isStalled is slow, stop before the time limit; a fit that does not call isStalled takes only 3 s
  const stop = watchProgress(() => {
    if (seconds < 40 || performance.now() - start < 75_000) return;
    isSlow = 1;
    throw new Error("isStalled is too slow");
  });
  const training = await fitted().catch((error) => {
    if (isSlow === 0) throw error;
  });
  stop();
  if (training === undefined) return { isSlow };
  const { model, losses } = training;
  const heights = (xs: number[]) => model.predict(tf.tensor2d(xs, [xs.length, 1])) as import("@tensorflow/tfjs").Tensor;
  return { isSlow: 0, losses, seen: heights(points.xs), unseen: heights(unseen) };
}

/** A probe: the outputs of a network with these numbers, and of the same network with its output negated. */
export async function outputsWith({ network }: Solution, numbers: number[], xs: number[]) {
  const tf = await import("@tensorflow/tfjs");
  const model = network(1);
  return [1, -1].map((sign) => {
    // where one output is below 0, the other is above 0
    model.setWeights([
      tf.tensor(numbers.slice(0, 100), [1, 100]),
      tf.tensor(numbers.slice(100, 200), [100]),
      tf.tensor(numbers.slice(200, 300).map((value) => sign * value), [100, 1]),
      tf.tensor(numbers.slice(300).map((value) => sign * value), [1]),
    ]);
    return model.predict(tf.tensor2d(xs, [xs.length, 1])) as import("@tensorflow/tfjs").Tensor;
  });
}

/** The losses of known mistakes in 4 epochs with all points in one batch. */
export function mistakenLosses(start: CurveWeights, points: Points, options: Training): Record<string, number[]> {
  const losses = epochLosses(start, points, options);
  return {
    "those are the losses of plain SGD: use tf.train.adam": epochLosses(start, points, { ...options, isSgd: true }),
    "the learning rate is 0.001: use the one that is passed in": epochLosses(start, points, {
      ...options,
      learningRate: 0.001,
    }),
    "those are the losses after each epoch: note logs.loss": epochLosses(start, points, { ...options, isLate: true }),
    "a loss that rises is replaced by the lowest so far": losses.map((_, i) => Math.min(...losses.slice(0, i + 1))),
    "the losses are sorted": losses.toSorted((a, b) => b - a),
  };
}

/** Batch sizes that learners often choose as the default. */
const SIZES = [1, 10, 16, 20, 25, 32, 50, 64, 80, 100, 128, 250];

/** The losses of 2 epochs with other default options. */
export function otherDefaults(start: CurveWeights, points: Points): Record<string, number[]> {
  const losses = (batchSize: number, learningRate: number) =>
    epochLosses(start, points, { batchSize, learningRate, epochs: 2 });
  return {
    "the learning rate is 0.01: did you change the default?": losses(200, 0.01),
    ...Object.fromEntries(SIZES.map((batchSize) => [
      `the batches have ${batchSize} points: did you change the default of batchSize?`,
      losses(batchSize, 0.001),
    ])),
  };
}

/** Checks the calls to showProgress that {@linkcode trainWith} recorded in a training run of `epochs` epochs. */
export function assertShown(evidence: Readonly<Record<string, unknown>>, epochs: number): void {
  const shown = requireNumbers(evidence.shown, "the steps that showProgress is given");
  if (shown.length === 0) {
    fail(`showProgress was never called in ${epochs} epochs of training: call it in onEpochEnd.`);
  }
  const wrong = shown.find((steps) => steps !== epochs);
  if (wrong !== undefined) {
    fail(
      `with maxEpochs ${epochs}, showProgress is called with ${withMinus(String(wrong))} steps, expected ${epochs}: ` +
        "pass on the maxEpochs that is passed in.",
    );
  }
  if (requireNumber(evidence.unawaited, "the number of calls to showProgress that came too early") > 0) {
    fail("the next epoch begins before showProgress is done: await it in onEpochEnd.");
  }
}

/** Returns the value unchanged, like a layer without an activation. */
export function unchanged(value: number): number {
  return value;
}

/** Whether two lists have the same numbers. */
export function areEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
