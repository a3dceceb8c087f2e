/**
 * The checks of lesson 17. Most of them train a straight line of their own on a few points: that takes milliseconds, it
 * can be followed in float64, and no lesson can have been written for it. Two train the network of the lesson.
 * @module
 */
import { AssertionError } from "@std/assert";
import {
  assertClose,
  assertLossBelow,
  assertNoTensorsLeft,
  check,
  noisyCubic,
  open,
  type Points,
  RandomState,
  requireNumbers,
} from "downhill/testing";

const lesson = open<typeof import("../solutions/17_training_pipeline.ts")>("17_training_pipeline");

const points = noisyCubic();

/** The loss of all points before the first step, and after so many epochs, as PyTorch 2 computes them in float32. */
const pytorch = {
  untrained: 133.47598266601562,
  epochs: [1, 10, 50, 100],
  losses: [108.02351379394531, 4.300339221954346, 3.2730250358581543, 1.9315364360809326],
};

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

const at = (x: number, [slope, height]: readonly number[]) => slope * x + height;

const lossOf = (theta: readonly number[], { xs, ys }: Points) => mean(xs.map((x, i) => (ys[i] - at(x, theta)) ** 2));

/** Where the straight line of the checks begins: its slope, and its height at 0. */
const START = [1, -1];

/** How a line is trained. */
interface Walk {
  epochs: number;
  batchSize: number;
  learningRate: number;
  shuffle?: boolean;
  /** After so many epochs something is `lost`: what Adam remembers, the weights, or the number of epochs. */
  interruptedAt?: number;
  lost?: "memory" | "weights" | "epoch";
  method?: "Adam" | "SGD";
  /** What is noted: the loss of all points after each epoch, or a mistake. */
  noted?: "after" | "before" | "last batch" | "mean of batches";
}

/** Trains a line in float64, from {@linkcode START}: the losses, and slope and height at the end. */
function walk(points: Points, options: Walk): { losses: number[]; theta: number[] } {
  const { epochs, batchSize, learningRate, shuffle, interruptedAt, lost, method = "Adam", noted = "after" } = options;
  const { xs, ys } = points;
  let [theta, average, square, steps, epoch] = [START, [0, 0], [0, 0], 0, 0];
  const losses: number[] = [];
  for (let i = 0; i < epochs; i++) {
    if (i === interruptedAt) {
      if (lost === "memory") [average, square, steps] = [[0, 0], [0, 0], 0];
      if (lost === "weights") theta = START;
      if (lost === "epoch") epoch = 0;
    }
    const before = lossOf(theta, points);
    const inOrder = xs.map((_, i) => i);
    const order = shuffle ? new RandomState(42 + epoch).permutation(xs.length) : inOrder; // the loader's seed is 42
    const seen: number[] = [];
    for (let first = 0; first < xs.length; first += batchSize) {
      const batch = order.slice(first, first + batchSize);
      seen.push(lossOf(theta, { xs: batch.map((i) => xs[i]), ys: batch.map((i) => ys[i]) }));
      const errors = batch.map((i) => at(xs[i], theta) - ys[i]);
      const gradient = [2 * mean(errors.map((error, k) => error * xs[batch[k]])), 2 * mean(errors)];
      steps++;
      average = average.map((value, k) => 0.9 * value + 0.1 * gradient[k]);
      square = square.map((value, k) => 0.999 * value + 0.001 * gradient[k] ** 2);
      const adam = average.map((value, k) =>
        value / (1 - 0.9 ** steps) / (Math.sqrt(square[k] / (1 - 0.999 ** steps)) + 1e-8)
      );
      theta = theta.map((value, k) => value - learningRate * (method === "Adam" ? adam : gradient)[k]);
    }
    const after = lossOf(theta, points);
    losses.push({ after, before, "last batch": seen[seen.length - 1], "mean of batches": mean(seen) }[noted]);
    epoch++;
  }
  return { losses, theta };
}

/** What the lesson is asked to do with a new line; `resumes` means from the checkpoint of the run before. */
interface Run {
  epochs: number;
  batchSize: number;
  learningRate: number;
  shuffle?: boolean;
  resumes?: boolean;
}

/** Trains one line after the other: each is made on the cpu, to be trained on the device that was asked for. */
const trainLines = (points: Points, runs: Run[]) =>
  lesson.share(
    async ({ train }, points, runs, [slope, height]) => {
      const tf = await import("@tensorflow/tfjs");
      const { Module, Parameter } = await import("downhill");
      const backends = new Set<string>();
      class Line extends Module {
        slope = new Parameter([[slope]]);
        height = new Parameter([height]);
        forward(x: import("@tensorflow/tfjs").Tensor) {
          backends.add(tf.getBackend());
          return x.matMul(this.slope).add(this.height);
        }
      }
      const homeOf = ({ dataId }: { dataId: object }) => {
        const engine = tf.engine() as unknown as {
          registry: Record<string, unknown>;
          state: { tensorInfo: WeakMap<object, { backend: unknown }> };
        };
        const backend = engine.state.tensorInfo.get(dataId)?.backend;
        return Object.keys(engine.registry).find((name) => engine.registry[name] === backend) ?? "nowhere";
      };
      const device = tf.getBackend() as "cpu";
      let checkpoint = undefined;
      const results = [];
      try {
        for (const { resumes, ...options } of runs) {
          await tf.setBackend("cpu"); // so that one sees who moves
          backends.clear();
          const model = new Line();
          const progress: { step: number; steps: number; loss: unknown }[] = [];
          const tensors: number[] = [];
          const onProgress = async ({ step, steps, loss }: typeof progress[0]) => {
            tensors.push(tf.memory().numTensors);
            const value = typeof loss === "number" ? loss : (await (loss as typeof model.slope).data())[0];
            // who does not wait for this is back before it is noted
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
          checkpoint = trained.checkpoint;
          results.push({
            losses: trained.losses,
            progress: [...progress],
            tensors,
            before,
            after: tf.memory().numTensors,
            device,
            backends: [...backends],
            homes: model.parameters().map(homeOf),
            theta: [...await model.slope.data(), ...await model.height.data()],
          });
          model.dispose();
        }
      } finally {
        await tf.setBackend(device);
      }
      return results;
    },
    points,
    runs,
    START,
  );

/** Twelve points make batches of 5, 5 and 2. */
const fewPoints = (seed: number) => noisyCubic({ seed, count: 12 });

/** Three epochs of three steps. */
const RUN: Run = { epochs: 3, batchSize: 5, learningRate: 0.2 };

/** TODO */
const TOLERANCE = 1e-4;

/** TODO */
const ENOUGH = 2.5;

/** What came of the run at `index`; whatever it holds is still to be looked at. */
function resultOf(results: Awaited<ReturnType<ReturnType<typeof trainLines>>>, index: number) {
  const result = results?.[index];
  if (typeof result !== "object" || result === null) throw new AssertionError("The trainings gave no result.");
  return result;
}

check("takes the loss of all points", {
  id: "17-evaluate",
  points: 1,
  hints: [
    "What does the model say to the points, and how far is that from ys? Which shape has what forward takes?",
    "Two columns of shape [n, 1], model.forward of the first, meanSquaredError with the second; tf.tidy frees the rest.",
    "const loss = tf.tidy(() => meanSquaredError(model.forward(x), y)), with x and y made in there; await loss.data()",
  ],
}, async ({ seed }) => {
  const data = fewPoints(seed);
  const { ofLine, untrained, before, after } = await lesson.evaluate(
    async ({ evaluate, MyOwnMLP }, data, points, [slope, height]) => {
      const tf = await import("@tensorflow/tfjs");
      const { Module, Parameter } = await import("downhill");
      class Line extends Module {
        slope = new Parameter([[slope]]);
        height = new Parameter([height]);
        forward(x: import("@tensorflow/tfjs").Tensor) {
          return x.matMul(this.slope).add(this.height);
        }
      }
      const [line, network] = [new Line(), new MyOwnMLP()];
      const before = tf.memory().numTensors;
      const ofLine = await evaluate(line, data);
      const untrained = await evaluate(network, points);
      const after = tf.memory().numTensors;
      line.dispose();
      network.dispose();
      return { ofLine, untrained, before, after };
    },
    data,
    points,
    START,
  );
  const right = lossOf(START, data);
  const { xs, ys } = data;
  assertClose(ofLine, right, {
    name: "the loss of the line x − 1 on 12 points",
    relative: TOLERANCE,
    mistakes: {
      "that is 12 times as much: average over the points": 12 * right,
      "that is its root: leave the mean of the squares as it is": Math.sqrt(right),
      "that is the mean distance: square it": mean(xs.map((x, i) => Math.abs(ys[i] - at(x, START)))),
      "one of x and y is a column, the other a list, and TF.js broadcasts: make both [n, 1]": mean(
        xs.map((x) => mean(ys.map((y) => (y - at(x, START)) ** 2))),
      ),
    },
  });
  assertClose(untrained, pytorch.untrained, {
    name: "the loss of the untrained network on the 80 points",
    relative: TOLERANCE,
    why: "PyTorch's",
  });
  assertNoTensorsLeft({ before, after }, 2, "does evaluate free the columns, the prediction and the loss?");
});

check("takes a step for each batch, and notes the loss of all points after each epoch", {
  id: "17-batches",
  points: 2,
  hints: [
    "12 points in batches of 5: how many steps are there in an epoch, and how many losses are noted?",
    "Two loops: the outer one counts epochs, the inner one is for await (const [x, y] of loader), with a step in it.",
    "optimizer.step(() => meanSquaredError(model.forward(x), y)).dispose(); after it: losses.push(await evaluate(…));",
  ],
}, async ({ seed }) => {
  const data = fewPoints(seed);
  const results = await trainLines(data, [RUN, { ...RUN, shuffle: true }])();
  const losses = (options: Partial<Walk>) => walk(data, { ...RUN, ...options }).losses;
  const mistakes = {
    "that is one step with all points an epoch: let the loader make batches of batchSize": losses({ batchSize: 12 }),
    "that is a step for every point: give the loader its batchSize": losses({ batchSize: 1 }),
    "that are batches of 10: give the loader the batchSize of the call": losses({ batchSize: 10 }),
    "that is a learning rate of 0.01: give Adam that of the call": losses({ learningRate: 0.01 }),
    "that is a learning rate of 0.001, Adam's own: give it that of the call": losses({ learningRate: 0.001 }),
    "that is SGD: use Adam": losses({ method: "SGD" }),
    "that is the loss before the epoch: note it after the last batch": losses({ noted: "before" }),
    "that is the loss of the last batch: evaluate the model on all points": losses({ noted: "last batch" }),
    "that is the mean loss of the batches, each from before its step: evaluate the model on all points after the epoch":
      losses({ noted: "mean of batches" }),
    "the weights never change: does the optimizer have model.parameters()?": Array(RUN.epochs).fill(
      lossOf(START, data),
    ),
  };
  const name = "losses of a line that is trained on 12 points in batches of 5";
  assertClose(resultOf(results, 0).losses, losses({}), {
    name,
    relative: TOLERANCE,
    mistakes: {
      ...mistakes,
      "the points are in another order: shuffle only if the call says so": losses({ shuffle: true }),
    },
  });
  assertClose(resultOf(results, 1).losses, losses({ shuffle: true }), {
    name: `${name} and shuffled`,
    relative: TOLERANCE,
    mistakes: { "the points are in order: pass shuffle on to the loader": losses({}) },
  });
  assertClose(resultOf(results, 1).theta, walk(data, { ...RUN, shuffle: true }).theta, {
    name: "slope and height after the training",
    relative: TOLERANCE,
    absolute: TOLERANCE,
    mistakes: { "that is where they began: train the model that comes in, and no copy": START },
  });
});

check("computes what PyTorch computes, from the weights of lesson 12", {
  id: "17-pytorch",
  points: 2,
  hints: [
    "Is the loss after one epoch 108.02? If it is not, look at the checks above first.",
    "8 steps an epoch, 100 epochs, one optimizer for all of them: Adam forgets everything when it is made anew.",
    "new Adam(model.parameters(), { learningRate }) before the loops; while (loader.epoch < epochs) { … }",
  ],
  seconds: 10,
}, async () => {
  const { losses, predictions } = await trainNetwork(7, {})();
  const values = requireNumbers(losses, "losses", 100);
  assertClose(pytorch.epochs.map((epoch) => values[epoch - 1]), pytorch.losses, {
    name: "[1, 10, 50, 100].map((epoch) => losses[epoch − 1])",
    relative: TOLERANCE,
    why: "PyTorch's",
  });
  assertClose(predictionLoss(predictions), pytorch.losses[3], {
    name: "the loss of what the model says after the training",
    relative: TOLERANCE,
    why: "PyTorch's",
  });
});

check("bends the network to the points, whatever weights it begins with", {
  id: "17-seeds",
  points: 1,
  hints: [
    "A straight line cannot do better than 4.317. Which of your numbers does this check not leave as it is by default?",
    "It trains with a learning rate of 0.03 for 50 epochs, and computes the loss itself from what the model says.",
    "Nothing but model, points and options may decide: new Adam(model.parameters(), { learningRate })",
  ],
  seconds: 10,
}, async ({ seed }) => {
  const { losses, predictions } = await trainNetwork(seed, { epochs: 50, learningRate: 0.03 })();
  assertLossBelow(losses, ENOUGH, { length: 50, why: "the best straight line has 4.317, and a network bends" });
  const loss = predictionLoss(predictions);
  if (loss < ENOUGH) return;
  throw new AssertionError(
    `The loss of what the model says after the training is ${loss.toFixed(2)}, expected less than ${ENOUGH}: ` +
      "train the model that comes in.",
  );
});

check("computes on the device, and brings the model home to the cpu", {
  id: "17-device",
  points: 1,
  hints: [
    "Print tf.getBackend() in the loop and after it: where does your model compute, and where is it at the end?",
    "model.to(device) moves the model, and what is computed from then on is computed there. It returns a promise.",
    'await model.to(device); before the optimizer is made, and at the very end await model.to("cpu");',
  ],
}, async ({ seed }) => {
  const { device, backends, homes } = resultOf(await trainLines(fewPoints(seed), [RUN])(), 0);
  const names = (list: unknown) => Array.isArray(list) ? list.map(String) : [];
  if (!names(backends).includes(String(device))) {
    throw new AssertionError(
      `With device: "${device}" the model computed on ${names(backends).join(" and ") || "no device"}: ` +
        "await model.to(device) before you begin.",
    );
  }
  const away = names(homes).find((home) => home !== "cpu");
  if (away === undefined && names(homes).length === 2) return;
  throw new AssertionError(
    `After the training the model's numbers are on ${away ?? "no device"}, expected cpu: ` +
      'end with await model.to("cpu").',
  );
});

check("saves all that changes, and restores it", {
  id: "17-checkpoint",
  points: 2,
  hints: [
    "What does Adam remember from step to step? And what does the loader know?",
    "Both the model and the optimizer have a stateDict(), and a loadStateDict(); the tensors that are decoded are yours.",
    "model: await encodeTensors(model.stateDict()), likewise the optimizer, epoch: loader.epoch; and the way back",
  ],
}, async () => {
  const { checkpoint, saved, restored, epoch, before, between, after } = await lesson.evaluate(
    async ({ save, restore }) => {
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
      const walk = ({ model, optimizer }: ReturnType<typeof create>) => {
        for (let i = 0; i < 4; i++) {
          optimizer.step(() => model.slope.square().sum().add(model.height.mul(3).square().sum())).dispose();
        }
      };
      const stateOf = async ({ model, optimizer }: ReturnType<typeof create>) => {
        const { steps, average, squareAverage } = optimizer.stateDict();
        const state = { ...model.stateDict(), steps, average, squareAverage };
        const values = [];
        for (const tensor of Object.values(state)) values.push(...await tensor.data());
        return values;
      };
      const [one, other] = [create(), create()];
      walk(one);
      one.loader.epoch = 5;
      const saved = await stateOf(one);
      const before = tf.memory().numTensors;
      const checkpoint = await save(one);
      const between = tf.memory().numTensors;
      walk(one); // what is saved stays as it was
      one.loader.epoch = 9;
      restore(checkpoint, other);
      return {
        checkpoint,
        saved,
        restored: await stateOf(other),
        epoch: other.loader.epoch,
        before,
        between,
        after: tf.memory().numTensors,
      };
    },
  );
  for (const name of ["model", "optimizer"] as const) {
    if (checkpoint?.[name] instanceof Uint8Array) continue;
    throw new AssertionError(
      `The checkpoint's ${name} is no Uint8Array: make bytes of its state, await encodeTensors(${name}.stateDict()).`,
    );
  }
  const parts = { model: 2, "optimizer's steps": 1, "optimizer's averages": 4 };
  const was = requireNumbers(saved, "the saved state", 7);
  const is = requireNumbers(restored, "the restored state", 7);
  let start = 0;
  for (const [part, length] of Object.entries(parts)) {
    const end = start + length;
    assertClose(is.slice(start, end), was.slice(start, end), {
      name: `what was restored of the ${part}`,
      relative: 1e-6,
      why: "what it was when it was saved",
      mistakes: {
        "that is what it was before: load what was saved into it": part === "model" ? [3, -2] : Array(length).fill(0),
      },
    });
    start = end;
  }
  assertClose(epoch, 5, {
    name: "loader.epoch after restoring",
    mistakes: {
      "that is what it was before: the loader has to go on counting": 0,
      "that is what it is by now: save its number": 9,
    },
  });
  assertNoTensorsLeft({ before, after: between }, 1, "save has no tensors to make but those of the states");
  assertNoTensorsLeft({ before: between, after }, 1, "dispose of what decodeTensors returns once it is loaded.");
});

check("goes on from a checkpoint with the same numbers", {
  id: "17-resume",
  points: 2,
  hints: [
    "Train for 6 epochs; then a new model for 2, and with its checkpoint another for 6 in all. Which losses must agree?",
    "The checkpoint is restored into the new model, optimizer and loader before the first step; epochs counts all epochs.",
    "if (checkpoint) restore(checkpoint, { model, optimizer, loader }); while (loader.epoch < epochs) { … }",
  ],
}, async ({ seed }) => {
  const data = fewPoints(seed);
  const run = { ...RUN, epochs: 6, shuffle: true };
  const results = await trainLines(data, [run, { ...run, epochs: 2 }, { ...run, resumes: true }])();
  const whole = walk(data, run).losses;
  const rest = (lost: Walk["lost"]) => walk(data, { ...run, interruptedAt: 2, lost }).losses.slice(2);
  assertClose(resultOf(results, 0).losses, whole, { name: "losses without interruption", relative: TOLERANCE });
  const { losses } = resultOf(results, 2);
  const length = (losses as ArrayLike<unknown> | undefined)?.length;
  if (length === 6) {
    throw new AssertionError(
      "Interrupted after 2 of 6 epochs, train went through 6 more, expected 4: restore the checkpoint, and go on " +
        "while loader.epoch < epochs.",
    );
  }
  assertClose(losses, whole.slice(2), {
    name: "losses after an interruption",
    relative: TOLERANCE,
    why: "those of the training that was not interrupted, from epoch 3 on",
    mistakes: {
      "Adam has forgotten what it knew: restore the optimizer that goes on": rest("memory"),
      "the model is a new one: restore its weights": rest("weights"),
      "the points are in the order of the first epochs: restore loader.epoch": rest("epoch"),
    },
  });
});

check("needs no more memory from epoch to epoch", {
  id: "17-memory",
  points: 1,
  hints: [
    "Print tf.memory().numTensors after every epoch: does it grow? And is it after the training what it was before?",
    "The loss that optimizer.step returns is yours to dispose of, and at the end the optimizer is, with what it remembers.",
    "optimizer.step(() => …).dispose(); in the loop, and optimizer.dispose() after the checkpoint is saved",
  ],
}, async ({ seed }) => {
  const { tensors, before, after } = resultOf(await trainLines(fewPoints(seed), [{ ...RUN, epochs: 6 }])(), 0);
  const counts = requireNumbers(tensors, "the numbers of tensors after each epoch", 6);
  const inLoop = "is it the loss of the step, or what evaluate makes?";
  assertNoTensorsLeft({ before: counts[0], after: counts[5] }, 15, inLoop);
  assertNoTensorsLeft({ before, after }, 18, "does the optimizer's memory outlive it, or something that you made?");
});

check("tells of every epoch, and waits for who listens", {
  id: "17-progress",
  points: 1,
  hints: [
    "How often is onProgress called, and with which numbers? Does train wait until it is done?",
    "The first epoch is step 0; after an interruption the counting goes on. What onProgress returns may be a promise.",
    "await onProgress({ step: loader.epoch - 1, steps: epochs, loss: losses[losses.length - 1] });",
  ],
}, async ({ seed }) => {
  const runs = [{ ...RUN, epochs: 2 }, { ...RUN, epochs: 5, resumes: true }];
  const results = await trainLines(fewPoints(seed), runs)();
  const lists = [[0, 1], [2, 3, 4]];
  lists.forEach((steps, i) => {
    const { progress, losses } = resultOf(results, i);
    const told = Array.isArray(progress) ? progress : [];
    const where = i === 0 ? "of 2 epochs" : "of epochs 3 to 5, after an interruption,";
    if (told.length !== steps.length) {
      const late = told.length === steps.length - 1 ? "wait for it, await onProgress(…)" : "call it after every epoch";
      throw new AssertionError(
        `When train was done ${where} onProgress had been through ${told.length} calls, expected ${steps.length}: ${late}.`,
      );
    }
    const all = (name: "step" | "steps" | "loss") => told.map((each) => each?.[name]);
    assertClose(all("step"), steps, {
      name: `the steps that onProgress was told ${where}`.replace(/,$/, ""),
      mistakes: {
        "count from 0": steps.map((step) => step + 1),
        "go on counting where the checkpoint ends": steps.map((step) => step - 2),
      },
    });
    const count = i === 0 ? 2 : 5;
    assertClose(all("steps"), steps.map(() => count), { name: "the steps in all that onProgress was told" });
    assertClose(all("loss"), requireNumbers(losses, "losses", steps.length), {
      name: "the losses that onProgress was told",
      relative: 1e-6,
      why: "those that train returns",
    });
  });
});

/** Trains the network of the lesson, and asks it what it says to the points. */
function trainNetwork(seed: number, options: { epochs?: number; learningRate?: number }) {
  return lesson.share(
    async ({ train, MyOwnMLP }, points, seed, options) => {
      const tf = await import("@tensorflow/tfjs");
      const device = tf.getBackend() as "cpu";
      try {
        await tf.setBackend("cpu");
        const model = new MyOwnMLP(seed);
        const { losses } = await train(model, points, { ...options, device });
        const column = tf.tensor2d(points.xs, [points.xs.length, 1]);
        const output = model.forward(column);
        const predictions = Array.from(await output.data());
        tf.dispose([column, output]);
        model.dispose();
        return { losses, predictions };
      } finally {
        await tf.setBackend(device);
      }
    },
    points,
    seed,
    options,
  );
}

/** The mean squared error of what the model says to the points. */
function predictionLoss(predictions: unknown): number {
  const { ys } = points;
  const values = requireNumbers(predictions, "what the model says to the points", ys.length);
  return mean(values.map((value, i) => (value - ys[i]) ** 2));
}
