/**
 * The probes of lesson 20, and the checks of its training runs.
 * @module
 */
import {
  assertClose,
  counted,
  type Evidence,
  fail,
  inCalls,
  RandomState,
  requireList,
  requireNumber,
  requireRecord,
  withMinus,
} from "downhill/testing";
import { imagesOf } from "./classifier.ts";
import { countsOf, type LittleTraining, rightShare, trainingMistakes, walk } from "./classifier_mistakes.ts";
import { KINDS, LEAST_FACTOR, requireMatrix, worthOf } from "./classifier_network.ts";
import { list, sum } from "./lists.ts";

type Lesson = typeof import("../../solutions/20_fashion_mnist.ts");

/** A few images of two pixels, and the options of training with them. */
export function littleTraining(seed: number): LittleTraining {
  const options = { epochs: 4, batchSize: 3, learningRate: 0.1, seed: seed % 1000 };
  return robust(seed, (seed) => ({ ...littleImages(seed, 7), ...options }));
}

/** Images for two batches of the default size, and the default options of the lesson. */
export function defaultTraining(seed: number): LittleTraining {
  const options = { epochs: 5, batchSize: 128, learningRate: 0.004, seed: 1 };
  return robust(seed, (seed) => ({ ...littleImages(seed, 130), ...options }));
}

/**
 * The first training from this seed on whose weights hardly depend on Adam's epsilon. In the others, a gradient is
 * nearly 0, and a right answer with the optimizer of TF.js ends elsewhere.
 */
function robust(seed: number, make: (seed: number) => LittleTraining): LittleTraining {
  const training = make(seed);
  const [ours, theirs] = [1e-8, 1e-7].map((epsilon) => walk(training, { epsilon }).weights);
  // a tenth of what the checks allow
  if (ours.every((weight, k) => Math.abs(weight - theirs[k]) < 1e-5)) return training;
  return robust(seed + 1, make);
}

function littleImages(seed: number, count: number): { images: number[][]; labels: number[] } {
  const random = new RandomState(seed);
  const labels = list(count, (i) => (i * 3) % KINDS);
  return { images: labels.map(() => list(2, () => Math.fround(random.uniform(0.1, 1)))), labels };
}

/**
 * Probe: trains a small model; returns its reports, the trained model, how many tensors there were, and how often
 * showProgress was called.
 * @param options The options of train; without them, train gets no options, not even onProgress.
 */
export const trainLittle = async (
  { train }: Lesson,
  images: readonly number[][],
  labels: readonly number[],
  options?: { epochs: number; batchSize: number; learningRate: number; seed: number },
) => {
  const tf = await import("@tensorflow/tfjs");
  const { Module, Parameter } = await import("downhill");
  const { isDisposed } = await import("downhill/instruments");
  class Little extends Module {
    weights = new Parameter(tf.zeros([2, 10]));
    bias = new Parameter(tf.zeros([10]));
    losses: unknown[] = [];
    forward(x: import("@tensorflow/tfjs").Tensor) {
      return x.matMul(this.weights).add(this.bias);
    }
    override parameters() {
      return [this.weights, this.bias];
    }
  }
  const model = new Little();
  const state = model.stateDict();
  let shown = 0;
  // each call to showProgress with the model reads stateDict
  Object.defineProperty(model, "stateDict", {
    get() {
      shown++;
      return () => state;
    },
  });
  const data = {
    length: labels.length,
    item: (i: number): [Float32Array, number] => [Float32Array.from(images[i]), labels[i]],
  };
  const told: { step: number; steps: number; loss: number; isModel: boolean }[] = [];
  const tensors: number[] = [];
  let [begun, running, overlaps] = [0, 0, 0];
  const onProgress = async (given: { step: number; steps: number; loss: unknown; model?: unknown }) => {
    const { step, steps, loss } = given;
    begun++;
    if (running++ > 0) overlaps++;
    tensors.push(tf.memory().numTensors);
    const value = typeof loss === "number" ? loss : (await (loss as typeof model.bias).data())[0];
    // a training run that does not wait for this continues before the call is recorded
    await new Promise((resolve) => setTimeout(resolve, 0));
    told.push({ step, steps, loss: value, isModel: given.model === model });
    running--;
  };
  const before = tf.memory().numTensors;
  await train(model, data, options && { ...options, onProgress });
  const after = tf.memory().numTensors;
  const seen = { told: [...told], tensors: [...tensors], begun, overlaps, shown, before, after };
  const isGone = isDisposed(model.weights) || isDisposed(model.bias);
  // both reads start at once, before code that was not awaited can continue
  const weights = isGone ? [] : await Promise.all([model.weights.data(), model.bias.data()]);
  return { ...seen, isGone, weights: weights.flatMap((values) => [...values]) };
};

/** Probe: counts the confusions of five images, and then of all images, with a model whose logits are the pixels. */
export const countConfusions = async (
  { confusions }: Lesson,
  images: readonly number[][],
  labels: readonly number[],
) => {
  const tf = await import("@tensorflow/tfjs");
  const { Module, Parameter } = await import("downhill");
  const sizes: number[] = [];
  class Same extends Module {
    factor = new Parameter([2]);
    forward(x: import("@tensorflow/tfjs").Tensor) {
      sizes.push(x.shape[0]);
      return x.mul(this.factor);
    }
  }
  const model = new Same();
  const few = { length: 5, item: (i: number): [Float32Array, number] => [Float32Array.from(images[i]), labels[i]] };
  const before = tf.memory().numTensors;
  await confusions(model, few);
  const between = tf.memory().numTensors;
  sizes.length = 0;
  const matrix = await confusions(model, { ...few, length: labels.length });
  return { matrix, sizes, before, between, after: tf.memory().numTensors };
};

/**
 * Probe: the only training run; how many steps it had taken when `trained` returned, and at the end; how many of the
 * steps used test images; and how many batches the network saw after the last step.
 * @param testCount The number of test images, by which their data set is recognized.
 */
export const trainOnce = async ({ trained, MLP, Clothes }: Lesson, testCount: number) => {
  const tf = await import("@tensorflow/tfjs");
  const { numbersOf } = await import("downhill/instruments");
  const [{ forward }, { item }] = [MLP.prototype, Clothes.prototype];
  let [steps, testSteps, testImages, batchesAfter] = [0, 0, 0, 0];
  let begun: Promise<number[]> | undefined;
  Clothes.prototype.item = function (index) {
    if (this.length === testCount) testImages++;
    return item.call(this, index);
  };
  MLP.prototype.forward = function (x) {
    begun ??= numbersOf(this.w1);
    const { gradientDepth } = (tf.engine() as unknown as { state: { gradientDepth: number } }).state;
    batchesAfter++;
    if (gradientDepth > 0) {
      batchesAfter = 0;
      steps++;
      if (testImages > 0) testSteps++;
    }
    testImages = 0;
    return forward.call(this, x);
  };
  try {
    const { model, matrix, accuracy } = await trained();
    const stepsDone = steps;
    await new Promise((resolve) => setTimeout(resolve, 0)); // lets code that was not awaited continue
    const first = (await begun)?.slice(0, 128);
    return { parameters: model.parameters(), matrix, accuracy, stepsDone, steps, testSteps, batchesAfter, first };
  } finally {
    Object.assign(MLP.prototype, { forward });
    Object.assign(Clothes.prototype, { item });
  }
};

/** Probe: the first row of w1 at the beginning of an experiment, which is stopped there. */
export const beginExperiment = async ({ experiment, MLP }: Lesson, seed: number) => {
  const { numbersOf } = await import("downhill/instruments");
  const { forward } = MLP.prototype;
  let begun: Promise<number[]> | undefined;
  MLP.prototype.forward = function () {
    begun ??= numbersOf(this.w1);
    throw new Error("That is all that this check wants to know.");
  };
  try {
    await experiment(seed);
  } catch (error) {
    if (!begun) throw error;
  } finally {
    Object.assign(MLP.prototype, { forward });
  }
  return { first: (await begun)?.slice(0, 128) };
};

/** Probe: the logits of several images and of only the first image, in a network with other weights. */
export const forwardTwice = async (
  { MLP }: Lesson,
  shapes: number[][],
  other: number[][],
  xs: number[][],
) => {
  const tf = await import("@tensorflow/tfjs");
  const { isDisposed } = await import("downhill/instruments");
  const model = new MLP(1);
  model.parameters().forEach((parameter, i) => parameter.assign(tf.tensor(other[i], shapes[i])));
  const [x, row] = [tf.tensor2d(xs), tf.tensor2d([xs[0]])];
  const before = tf.memory().numTensors;
  const [logits, single] = tf.tidy(() => [model.forward(x), isDisposed(row) ? row : model.forward(row)]);
  const kept = tf.memory().numTensors - before - 2;
  const isGone = isDisposed(x) || isDisposed(row);
  return { logits, single, isGone, kept };
};

/** Probe: the loss of each list of logits, together with the first labels, one for each row. */
export const lossesOf = async (
  { crossEntropy }: Lesson,
  cases: number[][][],
  labels: number[],
) => {
  const tf = await import("@tensorflow/tfjs");
  const { isDisposed } = await import("downhill/instruments");
  const given = cases.map((
    logits,
  ) => [tf.tensor2d(logits), tf.tensor1d(labels.slice(0, logits.length), "float32")]);
  const losses = given.map(([logits, labels]) => crossEntropy(logits, labels));
  return { losses, isGone: given.flat().some(isDisposed) };
};

/** Judges the reports of train, and the weights after the training. */
export function assertReports(seen: Evidence<Awaited<ReturnType<typeof trainLittle>>>, training: LittleTraining): void {
  const { told, weights, begun, overlaps, shown, isGone } = seen;
  if (isGone === true) fail("train disposes of the model's parameters: they belong to the caller.");
  const right = walk(training);
  const steps = right.losses.length;
  const calls = requireList(told, "the calls to onProgress").map((call) => requireRecord(call, "a call"));
  if (begun !== steps) {
    const cause = begun === 0 && shown === steps
      ? "it calls showProgress, whatever onProgress is"
      : begun === steps / training.epochs
      ? "train for all epochs, and report the steps of each epoch"
      : begun === training.epochs
      ? "report every step, not only every epoch"
      : begun === training.epochs * Math.floor(training.labels.length / training.batchSize)
      ? "is the last batch of each epoch left out? It is smaller, but it also counts"
      : undefined;
    const count = requireNumber(begun, "the number of calls");
    const done = withMinus(counted(count, "call to onProgress", "calls to onProgress"));
    fail(
      `In train, there are ${done}, expected ${steps} (4 epochs of 3 steps): ${cause ?? "call it after every step"}.`,
      {
        hasCause: cause !== undefined,
      },
    );
  }
  if (overlaps !== 0 || calls.length !== steps) {
    fail("train does not wait for onProgress: await its promise before the next step.");
  }
  assertClose(calls.map(({ step }) => step), list(steps, (i) => i), {
    name: inCalls("step", "onProgress"),
    why: "steps are counted from 0, through all epochs",
    mistakes: {
      "count from 0": list(steps, (i) => i + 1),
      "continue counting in the next epoch": list(steps, (i) => i % 3),
      "that is the index of the epoch: count the steps": list(steps, (i) => Math.floor(i / 3)),
    },
  });
  assertClose(calls.map(({ steps }) => steps), list(steps, () => steps), {
    name: inCalls("steps", "onProgress"),
    mistakes: {
      "those are the steps of one epoch": list(steps, () => 3),
      "that is the number of epochs": list(steps, () => 4),
      "that is not rounded up: the last batch of an epoch is also a step": list(steps, () => 28 / 3),
      "that is the number of images": list(steps, () => 7),
    },
  });
  assertClose(calls.map(({ loss }) => loss), right.losses, {
    name: "losses",
    // for every device: float32 is off by 1e-6, a run whose learning rate is 0 at the last step by 1e-3
    relative: 1e-4,
    why: "training on 7 images of 2 pixels, computed in float64",
    mistakes: () => trainingMistakes(training),
  });
  assertClose(weights, right.weights, { name: "weights", absolute: 1e-3, why: "after the training" });
  if (calls.some(({ isModel }) => isModel !== true)) {
    fail("onProgress does not get the model: pass it, so that the model can be saved on Ctrl-C.");
  }
}

/**
 * Over 130 seeds, the solution's network classifies 0.814 to 0.842 of the 1,000 test images correctly: 0.829 on
 * average, with a standard deviation of 0.0056. So 0.80 is 5.1 deviations below the mean: a right answer ends there
 * with a probability of 2e-7 for a normal distribution, and below 1 in 10,000 even with much thicker tails.
 */
const ENOUGH = 0.8;

/** 5 epochs of 4,000 / 128 steps, rounded up. */
const STEPS = 160;

/** Judges the only training run: by its steps, and by the images in the files. */
export function assertExperiment(experiment: Evidence<Awaited<ReturnType<typeof trainOnce>>>): void {
  const { parameters, matrix, accuracy } = experiment;
  const [stepsDone, steps, testSteps, batchesAfter] = [
    ...[experiment.stepsDone, experiment.steps, experiment.testSteps, experiment.batchesAfter],
  ].map((count) => requireNumber(count, "the number of steps"));
  const [train, test] = [imagesOf("train"), imagesOf("test")];
  const rows = requireMatrix(matrix, "the experiment's matrix");
  const counts = rows.map(sum);
  if (counts.join() === countsOf(train).join()) {
    fail(
      "the matrix counts the 4,000 training images, which the network may know by heart: count the " +
        "test images.",
    );
  }
  assertClose(counts, countsOf(test), {
    name: { list: "the sums of the matrix's rows", item: (kind) => `the sum of row ${kind} of the matrix` },
    absolute: 0,
    why: "the numbers of test images of each kind",
  });
  if (steps === 0) fail("experiment takes no training step: train the network before you count.");
  if (steps !== stepsDone) fail("experiment returns before its training is over: await train(…).");
  if (batchesAfter === 0) fail("experiment tests the network before it is trained: first train, then count.");
  // looking at the test images before the training is allowed
  if (testSteps > 1) {
    fail(withMinus(`${testSteps} of ${steps} training steps use test images: train only with the training images.`));
  }
  if (steps !== STEPS) {
    const isMany = steps > STEPS && steps % STEPS === 0;
    const cause = isMany
      ? "is there more than one training run, or are there more than 5 epochs?"
      : "5 epochs of 32 steps.";
    fail(`experiment takes ${withMinus(counted(steps, "training step"))}, expected ${STEPS}: ${cause}`, {
      hasCause: isMany,
    });
  }
  const { matrix: found, loss, lossBefore } = worthOf(parameters);
  const share = rightShare(found);
  const about = `the network classifies ${share.toFixed(3)} of the test images correctly`;
  if (share < 0.3) fail(`${about}, as if it guessed: is this the network that was trained?`, { hasCause: false });
  // in float32, rounding may change the order of some logits; it did so in none of 1,000 images on cpu and wasm
  const differing = sum(found.flatMap((row, i) => row.map((count, j) => Math.abs(count - rows[i][j])))) / 2;
  if (differing > 3) {
    const seen = `${differing} test images are not counted in the cells for the trained network's answers`;
    fail(`${seen}: does the matrix count the answers of this network, after its training?`, { hasCause: false });
  }
  assertClose(accuracy, share, {
    name: "the experiment's accuracy",
    absolute: 0.0031,
    why: "the share of test images that the network classifies correctly",
    mistakes: { "that is a percentage: return a share": 100 * share, "that is the share of mistakes": 1 - share },
  });
  if (share < ENOUGH) {
    const why = "expected at least 0.80 (right answers: 0.81 to 0.84): does the learning rate fall from 0.004 to 0?";
    fail(`${about}, ${why}`, { hasCause: false });
  }
  if (!(loss >= LEAST_FACTOR * lossBefore)) {
    const seen = `its loss on the test images is ${(loss / lossBefore).toFixed(2)} times that on the training images`;
    fail(
      `${seen} (right answers: 1.18 or more), too good for images that the network has never seen: train only with ` +
        "the images of new FashionMNIST().",
    );
  }
}
