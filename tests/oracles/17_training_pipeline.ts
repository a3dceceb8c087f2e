/**
 * Trains a line as in lesson 17, in float64: correctly or with a mistake. Probes train lines with the lesson itself.
 * @module
 */
import { fail, type Points, requireNumbers, requireRecord } from "downhill/testing";
import { batchesOf, pointsAt } from "./batches.ts";
import { type Line, lineGradient, lineLoss } from "./line.ts";
import { mean } from "./lists.ts";
import { adam, sgd } from "./optimizers.ts";

type Lesson = typeof import("../../solutions/17_training_pipeline.ts");
type Checkpoint = import("../../solutions/17_training_pipeline.ts").Checkpoint;

/** The initial straight line of the checks: its slope, and its height at 0. */
export const START: Line = [1, -1];

/** The options of a run in which the lesson trains a new line. */
export interface Run {
  epochs: number;
  batchSize: number;
  learningRate: number;
  shuffle?: boolean;
  /** Continues from the checkpoint of the previous run. */
  resumes?: boolean;
  /** Allows train to refuse this run: if it throws, the run has no results. */
  mayThrow?: boolean;
  /** The device to compute on (by default that of the run), and the device where the line is made (by default cpu). */
  device?: "cpu" | "wasm";
  home?: "cpu" | "wasm";
  /** Passes no listener, so the progress is shown. */
  isShown?: boolean;
}

/** The options for training a line in float64, correctly or with a mistake. */
export interface Walk extends Pick<Run, "epochs" | "batchSize" | "learningRate" | "shuffle"> {
  dropLast?: boolean;
  isSgd?: boolean;
  /** Makes a new optimizer for each batch. */
  isNewInEachStep?: boolean;
  /** The parameter that the optimizer does not have: 0 is the slope, 1 the height. */
  missing?: 0 | 1;
  /** Compares each prediction with every y of the batch: the gradient is that of the mean y. */
  broadcasts?: boolean;
  /** Which loss is kept. Right is "after", the loss on all points after each epoch; the others are mistakes. */
  noted?: "after" | "before" | "last batch" | "mean of batches";
  /** Returns which part of the state is lost before the epoch with this index. */
  forgotten?(index: number): "model" | "optimizer" | "epoch" | undefined;
}

/** Trains a line from {@linkcode START}; returns the losses, and the trained line: its slope, and its height at 0. */
export function walk(points: Points, options: Walk): { losses: number[]; theta: Line } {
  const { epochs, learningRate, isSgd = false, noted = "after", missing, forgotten = () => undefined } = options;
  const newOptimizer = () => isSgd ? sgd({ learningRate }) : adam({ learningRate });
  let [theta, optimizer, epoch] = [START, newOptimizer(), 0];
  const losses: number[] = [];
  for (let i = 0; i < epochs; i++) {
    const lost = forgotten(i);
    if (lost === "model") theta = START;
    if (lost === "optimizer") optimizer = newOptimizer();
    if (lost === "epoch") epoch = 0;
    const before = lineLoss(theta, points);
    const seen = batchesOf(points.xs.length, { ...options, epoch }).map((places) => {
      const batch = pointsAt(points, places);
      const loss = lineLoss(theta, batch);
      const target = options.broadcasts ? { ...batch, ys: batch.ys.map(() => mean(batch.ys)) } : batch;
      if (options.isNewInEachStep) optimizer = newOptimizer();
      theta = optimizer.step(theta, lineGradient(theta, target).map((slope, k) => k === missing ? 0 : slope));
      return loss;
    });
    epoch++;
    const after = lineLoss(theta, points);
    losses.push({ after, before, "last batch": seen[seen.length - 1], "mean of batches": mean(seen) }[noted]);
  }
  return { losses, theta };
}

/** The losses of a run with one of these mistakes; each key is the message about the mistake. */
export function walkMistakes(points: Points, run: Walk): Record<string, number[]> {
  const losses = (change: Partial<Walk>) => walk(points, { ...run, ...change }).losses;
  return {
    "that comes from one step per epoch: let the loader make batches of batchSize": losses({ batchSize: 12 }),
    "that comes from a step for every point: give the loader its batchSize": losses({ batchSize: 1 }),
    "that comes from batches of 10: give the loader the batchSize that is passed in": losses({ batchSize: 10 }),
    "that comes from a learning rate of 0.01: give Adam the rate that is passed in": losses({ learningRate: 0.01 }),
    "that comes from a learning rate of 0.001, Adam's default: give it the rate that is passed in": losses({
      learningRate: 0.001,
    }),
    "that is SGD: use Adam": losses({ isSgd: true }),
    "Adam begins again in each step: make one optimizer, before the loops": losses({ isNewInEachStep: true }),
    "only the height changes: does the optimizer have all of model.parameters()?": losses({ missing: 0 }),
    "only the slope changes: does the optimizer have all of model.parameters()?": losses({ missing: 1 }),
    "y has the shape [5], the predictions [5, 1], and TF.js broadcasts to 5 × 5 differences: make y a column": losses({
      broadcasts: true,
    }),
    "Adam begins again in each epoch: make one optimizer, before the loops": losses({ forgotten: () => "optimizer" }),
    "the last batch, of 2 points, is left out: also train on it": losses({ dropLast: true }),
    "that is the loss before the epoch: note it after the last batch": losses({ noted: "before" }),
    "that is the loss of the last batch: evaluate the model on all points": losses({ noted: "last batch" }),
    "that is the mean of the batches' losses before each step: evaluate the model on all points after the epoch":
      losses({ noted: "mean of batches" }),
    "the weights never change: does the optimizer have model.parameters()?": Array(run.epochs).fill(
      lineLoss(START, points),
    ),
  };
}

/** Probe: trains one line after the other. */
export const trainLines = async ({ train }: Lesson, points: Points, runs: Run[], [slope, height]: Line) => {
  const tf = await import("@tensorflow/tfjs");
  const { Module, Parameter, useDevice } = await import("downhill");
  const { backendOf, isDisposed, numbersOf, watchProgress } = await import("downhill/instruments");
  const backends = new Set<string>();
  class Line extends Module {
    slope = new Parameter([[slope]]);
    height = new Parameter([height]);
    forward(x: import("@tensorflow/tfjs").Tensor) {
      backends.add(tf.getBackend());
      return x.matMul(this.slope).add(this.height);
    }
  }
  const ofRun = tf.getBackend() as "cpu";
  let checkpoint: Checkpoint | undefined;
  const results = [];
  try {
    for (const { resumes, mayThrow, home = "cpu", device = ofRun, isShown, ...options } of runs) {
      await useDevice(home); // shows whether the model is moved
      backends.clear();
      const model = new Line();
      const parameters = [model.slope, model.height];
      const given = { xs: [...points.xs], ys: [...points.ys] };
      const progress: { step: number; steps: number; loss: unknown }[] = [];
      const tensors: number[] = [];
      let [begun, isAwaited, unawaited, shown] = [0, true, 0, 0];
      class Watched extends Promise<void> {
        override then<A, B>(...all: Parameters<Promise<void>["then"]>) {
          isAwaited = true;
          return super.then(...all) as Promise<A | B>;
        }
      }
      const record = async ({ step, steps, loss }: typeof progress[0]) => {
        const value = typeof loss === "number" ? loss : (await (loss as typeof model.slope).data())[0];
        await new Promise((resolve) => setTimeout(resolve, 0));
        progress.push({ step, steps, loss: value });
      };
      const onProgress = (told: typeof progress[0]) => {
        begun++;
        if (!isAwaited) unawaited++;
        isAwaited = false;
        tensors.push(tf.memory().numTensors);
        const recorded = record(told);
        return new Watched((resolve, reject) => recorded.then(resolve, reject));
      };
      const before = tf.memory().numTensors;
      const stop = watchProgress(() => shown++);
      const training = async () =>
        await train(model, given, {
          ...options,
          device,
          ...!isShown && { onProgress: onProgress as never },
          ...resumes && { checkpoint },
        });
      const trained = await training().catch((error) => {
        if (!mayThrow) throw error;
      });
      stop();
      checkpoint = trained?.checkpoint;
      const isGone = parameters.some(isDisposed);
      // the reads start at once, before code that was not awaited can continue
      const theta = isGone ? [] : Promise.all(parameters.map(numbersOf));
      const result = {
        losses: Array.isArray(trained?.losses) ? [...trained.losses] : trained?.losses,
        epoch: trained?.checkpoint?.epoch,
        progress: [...progress],
        begun,
        unawaited: isAwaited ? unawaited : unawaited + 1,
        shown,
        tensors: [...tensors],
        before,
        after: tf.memory().numTensors,
        points: { xs: [...given.xs], ys: [...given.ys] },
        isGone,
        backends: [...backends],
        homes: parameters.map(backendOf),
      };
      results.push({ ...result, theta: (await theta).flat() });
      model.dispose();
    }
  } finally {
    await tf.setBackend(ofRun);
  }
  return results;
};

/** Probe: trains the network of the lesson, and predicts y for the points. */
export const trainNetwork = async (
  { train, MyOwnMLP }: Lesson,
  points: Points,
  seed: number,
  options: { epochs?: number; learningRate?: number },
) => {
  const tf = await import("@tensorflow/tfjs");
  const device = tf.getBackend() as "cpu";
  try {
    await tf.setBackend("cpu");
    const model = new MyOwnMLP(seed);
    const trained = await train(model, points, { ...options, device });
    const column = tf.tensor2d(points.xs, [points.xs.length, 1]);
    const output = model.forward(column);
    const predictions = Array.from(await output.data());
    tf.dispose([column, output]);
    model.dispose();
    return { losses: trained?.losses, predictions };
  } finally {
    await tf.setBackend(device);
  }
};

/**
 * Probe: saves a training run after 4 steps and 5 epochs, continues it, and restores the checkpoint into another run.
 */
export const saveAndRestore = async ({ save, restore }: Lesson) => {
  const tf = await import("@tensorflow/tfjs");
  const { Adam, Module, Parameter } = await import("downhill");
  class Line extends Module {
    slope = new Parameter([[3]]);
    height = new Parameter([-2]);
    forward(x: import("@tensorflow/tfjs").Tensor) {
      return x.matMul(this.slope).add(this.height);
    }
  }
  const create = () => {
    const model = new Line();
    return { model, optimizer: new Adam(model.parameters(), { learningRate: 0.5 }), loader: { epoch: 0 } };
  };
  const goOn = ({ model, optimizer }: ReturnType<typeof create>) => {
    for (let i = 0; i < 4; i++) {
      optimizer.step(() => model.slope.square().sum().add(model.height.mul(3).square().sum())).dispose();
    }
  };
  const stateOf = async ({ model, optimizer }: ReturnType<typeof create>) => {
    const { average, squareAverage } = optimizer.stateDict();
    return {
      parameters: [...await model.slope.data(), ...await model.height.data()],
      steps: optimizer.steps,
      averages: [...await average.data(), ...await squareAverage.data()],
    };
  };
  const [one, other] = [create(), create()];
  other.loader.epoch = 2;
  goOn(one);
  one.loader.epoch = 5;
  const saved = await stateOf(one);
  const before = tf.memory().numTensors;
  await save(one);
  const checkpoint = await save(one);
  const between = tf.memory().numTensors;
  goOn(one); // this must not change the checkpoint
  one.loader.epoch = 9;
  const kinds = [checkpoint?.model, checkpoint?.optimizer].map((part: unknown) =>
    part instanceof Uint8Array ? "bytes" : part instanceof Promise ? "promise" : typeof part
  );
  const isBytes = kinds.every((kind) => kind === "bytes");
  for (let i = 0; i < 2 && isBytes; i++) restore(checkpoint, other);
  const after = tf.memory().numTensors;
  return { kinds, saved, restored: await stateOf(other), epoch: other.loader.epoch, before, between, after };
};

/** Checks that train does not change the caller's points, and disposes of none of the model's parameters. */
export function assertUntouched({ isGone, points }: Record<string, unknown>, { xs, ys }: Points): void {
  if (isGone !== false) fail("After train, the model's parameters are disposed of: they belong to the caller.");
  const after = requireRecord(points, "the points after train");
  const changes = "train changes the points that are passed in: shuffle copies, or let the loader shuffle.";
  for (const [name, values] of [["xs", xs], ["ys", ys]] as const) {
    const came = requireNumbers(after[name], `points.${name} after train`);
    if (came.join() !== values.join()) fail(changes);
  }
}
