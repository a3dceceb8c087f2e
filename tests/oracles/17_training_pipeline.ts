/**
 * How lesson 17 trains a line: in float64, correctly or with a mistake, and in the lesson itself, which probes call.
 * @module
 */
import type { Points } from "downhill/testing";
import { batchesOf, pointsAt } from "./batches.ts";
import { type Line, lineGradient, lineLoss } from "./line.ts";
import { mean } from "./lists.ts";
import { adam, sgd } from "./optimizers.ts";

type Lesson = typeof import("../../solutions/17_training_pipeline.ts");

/** Where the straight line of the checks starts: its slope, and its height at 0. */
export const START: Line = [1, -1];

/** How the lesson trains a new line; `resumes` means from the checkpoint of the previous run. */
export interface Run {
  epochs: number;
  batchSize: number;
  learningRate: number;
  shuffle?: boolean;
  resumes?: boolean;
}

/** How a line is trained in float64: correctly, or with a mistake. */
export interface Walk extends Omit<Run, "resumes"> {
  dropLast?: boolean;
  isSgd?: boolean;
  /** Compares each prediction with every y of the batch: this has the gradient of the mean y. */
  broadcasts?: boolean;
  /** Which loss is kept: that of all points after each epoch, or a mistake. */
  noted?: "after" | "before" | "last batch" | "mean of batches";
  /** What is forgotten before the epoch with this index. */
  forgotten?(index: number): "model" | "optimizer" | "epoch" | undefined;
}

/** Trains a line from {@linkcode START}; returns the losses, and slope and height at the end. */
export function walk(points: Points, options: Walk): { losses: number[]; theta: Line } {
  const { epochs, learningRate, isSgd = false, noted = "after", forgotten = () => undefined } = options;
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
      theta = optimizer.step(theta, lineGradient(theta, target));
      return loss;
    });
    epoch++;
    const after = lineLoss(theta, points);
    losses.push({ after, before, "last batch": seen[seen.length - 1], "mean of batches": mean(seen) }[noted]);
  }
  return { losses, theta };
}

/** Probe: trains one line after the other on the device of the run; each line is made on the cpu. */
export const trainLines = async ({ train }: Lesson, points: Points, runs: Run[], [slope, height]: Line) => {
  const tf = await import("@tensorflow/tfjs");
  const { Module, Parameter } = await import("downhill");
  const { backendOf } = await import("downhill/instruments");
  const backends = new Set<string>();
  class Line extends Module {
    slope = new Parameter([[slope]]);
    height = new Parameter([height]);
    forward(x: import("@tensorflow/tfjs").Tensor) {
      backends.add(tf.getBackend());
      return x.matMul(this.slope).add(this.height);
    }
  }
  const device = tf.getBackend() as "cpu";
  let checkpoint = undefined;
  const results = [];
  try {
    for (const { resumes, ...options } of runs) {
      await tf.setBackend("cpu"); // to see whether the model is moved
      backends.clear();
      const model = new Line();
      const progress: { step: number; steps: number; loss: unknown }[] = [];
      const tensors: number[] = [];
      const onProgress = async ({ step, steps, loss }: typeof progress[0]) => {
        tensors.push(tf.memory().numTensors);
        const value = typeof loss === "number" ? loss : (await (loss as typeof model.slope).data())[0];
        // a training that does not wait for this returns before it is recorded
        if (step === steps - 1) await new Promise((resolve) => setTimeout(resolve, 20));
        progress.push({ step, steps, loss: value });
      };
      const before = tf.memory().numTensors;
      const trained = await train(model, points, {
        ...options,
        device,
        onProgress: onProgress as never,
        ...resumes && { checkpoint },
      });
      checkpoint = trained?.checkpoint;
      // starts at once, before anything that was not awaited can continue
      const theta = Promise.all([model.slope.data(), model.height.data()]);
      results.push({
        losses: Array.isArray(trained?.losses) ? [...trained.losses] : trained?.losses,
        progress: [...progress],
        tensors: [...tensors],
        before,
        after: tf.memory().numTensors,
        device,
        backends: [...backends],
        homes: model.parameters().map(backendOf),
        theta: (await theta).flatMap((values) => [...values]),
      });
      model.dispose();
    }
  } finally {
    await tf.setBackend(device);
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

/** Probe: saves one training after 4 steps and 5 epochs, continues it, and restores what was saved into another. */
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
  goOn(one);
  one.loader.epoch = 5;
  const saved = await stateOf(one);
  const before = tf.memory().numTensors;
  await save(one);
  const checkpoint = await save(one);
  const between = tf.memory().numTensors;
  goOn(one); // this must not change what is saved
  one.loader.epoch = 9;
  const isBytes = [checkpoint?.model, checkpoint?.optimizer].every((part) => part instanceof Uint8Array);
  for (let i = 0; i < 2 && isBytes; i++) restore(checkpoint, other);
  const after = tf.memory().numTensors;
  return { checkpoint, saved, restored: await stateOf(other), epoch: other.loader.epoch, before, between, after };
};
