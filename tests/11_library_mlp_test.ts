/**
 * The checks of lesson 11. The expected losses are computed here, in float64, from the weights with which the learner's
 * network started; only the long training is judged by its end.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  cubic,
  describe,
  fail,
  linspace,
  noisyCubic,
  open,
  requireChoice,
  requireList,
  requireNumber,
  requireNumbers,
  requireTensor,
  withMinus,
} from "downhill/testing";
import {
  assertStopped,
  epochLosses,
  isStalledAfter,
  otherWeights,
  SHAPES,
  stalledCases,
  UNITS,
  weightsOf,
} from "./oracles/11_library_mlp.ts";
import { curveAt, relu, toList } from "./oracles/curve_network.ts";
import { mean } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/11_library_mlp.ts")>("11_library_mlp");

const points = noisyCubic();
const unseen = linspace(-1, 3);

check("has a hidden layer of 100 relu units", {
  id: "11-network",
  points: 2,
  hints: [
    "How many numbers leave the first layer for each x, and how many the second? Where is the bend?",
    "tf.sequential({ layers: [tf.layers.dense({ … }), tf.layers.dense({ … })] }); only the first has an activation.",
    'tf.layers.dense({ inputShape: [1], units: 100, activation: "relu", … }), then tf.layers.dense({ units: 1, … })',
  ],
}, async ({ seed }) => {
  const weights = await lesson.evaluate(
    ({ network }, seed) => {
      const model = network(seed);
      return typeof model?.getWeights === "function" ? model.getWeights() : [];
    },
    seed,
  );
  weightsOf(weights, `network(${seed})`);

  const other = otherWeights(seed);
  const xs = [-3, -1, 0, 0.5, 4];
  const heights = await lesson.evaluate(
    async ({ network }, shapes, parameters, xs) => {
      const tf = await import("@tensorflow/tfjs");
      const model = network(1);
      let used = 0;
      model.setWeights(shapes.map((shape) => {
        const size = shape.reduce((a, b) => a * b, 1);
        return tf.tensor(parameters.slice(used, used += size), shape);
      }));
      return [1, -1].map((sign) => {
        // the same network upside down: where one is below 0, the other is above
        const [w1, b1, w2, b2] = model.getWeights();
        model.setWeights([w1, b1, w2.mul(sign), b2.mul(sign)]);
        return model.predict(tf.tensor2d(xs, [xs.length, 1])) as import("@tensorflow/tfjs").Tensor;
      });
    },
    SHAPES,
    toList(other),
    xs,
  );
  const said = requireList(heights, "what the network says, twice,", 2);
  [1, -1].forEach((sign, i) => {
    const turned = { ...other, w2: other.w2.map((value) => sign * value), b2: other.b2.map((value) => sign * value) };
    const heightsWith = (activation: typeof relu) => xs.map((x) => curveAt(x, turned, activation));
    const came = requireTensor(said[i], { name: "what the network says", shape: [xs.length, 1] });
    assertClose(came, heightsWith(relu), {
      name: "y",
      why: "what the network says to x = −3, −1, 0, 0.5, 4 with other weights",
      absolute: 1e-3, // sums of 100 numbers of size 1 are off by 1e-5 in float32, and other activations by 0.1 or more
      mistakes: {
        'nothing bends: give the first layer activation: "relu"': heightsWith(unchanged),
        "the second layer bends too, so that y cannot be below 0: only the first has an activation": heightsWith(relu)
          .map(relu),
        "the bend is at the wrong layer: the first has an activation, the second none": heightsWith(unchanged).map(
          relu,
        ),
        "that is another bend: the activation is relu": heightsWith(Math.tanh),
      },
    });
  });
});

/** Where the Glorot-uniform weights of both layers lie: ±√(6 / (inputs + outputs)). */
const GLOROT = Math.sqrt(6 / (1 + UNITS));

check("starts with weights that depend on the seed", {
  id: "11-seed",
  points: 1,
  hints: [
    "Call network(1) twice: are the weights the same? And are those of the two layers different?",
    "kernelInitializer says how a layer draws its weights; tf.initializers.glorotUniform takes a seed.",
    "kernelInitializer: tf.initializers.glorotUniform({ seed }), and { seed: seed + 1 } in the second layer",
  ],
}, async ({ seed }) => {
  const seeds = [seed, seed, seed + 10];
  const drawn = await lesson.evaluate(
    ({ network }, seeds) => seeds.map((seed) => network(seed).getWeights()),
    seeds,
  );
  const [once, again, other] = requireList(drawn, "the weights of three networks", 3).map((weights, i) =>
    weightsOf(weights, `network(${seeds[i]})`)
  );
  const largest = toList(once).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  // the chance that none of 200 uniform numbers is beyond 0.8 of the range: 0.8²⁰⁰ = 4e-20
  if (largest > GLOROT * 1.0001 || largest < GLOROT * 0.8) {
    fail(
      `the largest weight is ±${largest.toFixed(3)}, expected nearly ±√(6 / 101) = ±${GLOROT.toFixed(3)}: ` +
        "draw the weights of both layers with tf.initializers.glorotUniform (TF.js would draw them otherwise).",
    );
  }
  const biases = [...once.b1, ...once.b2];
  assertClose(biases, biases.map(() => 0), { name: "biases", why: "dense layers begin without any" });
  if (!areEqual(toList(again), toList(once))) {
    fail(`two calls of network(${seed}) begin with different weights: give each layer a seed.`);
  }
  if (areEqual(once.w1, once.w2)) {
    fail("both layers begin with the same 100 weights: give each layer a seed of its own.");
  }
  for (const [layer, name] of [["first", "w1"], ["second", "w2"]] as const) {
    if (areEqual(other[name], once[name])) {
      fail(
        `network(${seed}) and network(${seed + 10}) begin with the same weights in the ${layer} layer: derive its ` +
          "seed from the one that comes in.",
      );
    }
  }
});

check("knows when the loss is stalled", {
  id: "11-rule",
  points: 2,
  hints: [
    "Which two numbers must one remember while walking along the list?",
    "The lowest loss so far, and how many epochs in a row were idle; one that is not idle sets the count back to 0.",
    "idle = loss <= lowest - tolerance ? 0 : idle + 1; lowest = Math.min(lowest, loss); … return idle >= patience;",
  ],
}, async ({ seed }) => {
  const cases = stalledCases(seed);
  const came = await lesson.evaluate(
    ({ isStalled }, cases) => cases.map(({ losses, options }) => isStalled(losses, options)),
    cases,
  );
  const said = requireList(came, "what isStalled says", cases.length);
  cases.forEach(({ losses, options, what }, i) => {
    const isStalled = isStalledAfter(losses, options);
    if (said[i] === isStalled) return;
    const list = `[${losses.map((loss) => loss.toPrecision(2)).join(", ")}] with ${what}`;
    const asked = options === undefined ? what : list;
    fail(`isStalled says ${describe(said[i])}, expected ${isStalled}, for ${asked}.`);
  });
});

/** The most epochs; with a learning rate that is too large, training stops after 37 to 43 (24 seeds). */
const HASTY_EPOCHS = 200;

check("stops when the loss is stalled, and not before", {
  id: "11-stops",
  points: 2,
  hints: [
    "Who calls your code after every epoch, and how does it tell model.fit that it is enough?",
    "onEpochEnd is given the epoch and its logs. Keep the losses in a list, and ask isStalled each time.",
    "onEpochEnd(_epoch, logs) { losses.push(logs!.loss); model.stopTraining = isStalled(losses); }",
  ],
}, async ({ seed }) => {
  assertStopped(await hasty(seed), HASTY_EPOCHS, "with a learning rate of 0.01");

  // One point at x = 0, where all units are flat: only the last bias moves, by the learning rate in each step of Adam,
  // so the loss is (1 − n · learning rate)² after n steps.
  const { creeping, walking } = await lesson.evaluate(
    async ({ network, fit }, seed) => {
      const point = { xs: [0], ys: [1] };
      return {
        creeping: await fit(network(seed), point, { learningRate: 2.5e-5, maxEpochs: 30 }),
        walking: await fit(network(seed), point, { learningRate: 2.5e-4, maxEpochs: 30 }),
      };
    },
    seed,
  );
  requireNumbers(walking, "losses of 30 epochs, each 0.0005 below the one before", 30);
  const name = "the losses when each is 0.00005 below the one before";
  const crept = requireNumbers(creeping, name);
  if (crept.length > 11) {
    fail(
      `${name}: it goes on for ${counted(crept.length, "epoch")}, expected 11, the first and ten idle ones: ` +
        "does fit stop if isStalled(losses)? (tf.callbacks.earlyStopping has another rule, and adds up small gains.)",
    );
  }
  requireNumbers(crept, name, 11);
});

check("takes Adam's steps, batch by batch, and returns all losses", {
  id: "11-losses",
  points: 2,
  hints: [
    "Which options of the call does your model.compile use, and which your model.fit?",
    "The optimizer gets the learning rate; epochs, batchSize and shuffle go to model.fit; logs.loss is what you note.",
    'model.compile({ optimizer: tf.train.adam(learningRate), loss: "meanSquaredError" }), and shuffle: false in model.fit',
  ],
}, async ({ seed }) => {
  const data = noisyCubic({ seed, count: 7 });
  const [learningRate, epochs] = [0.02, 4];
  const evidence = await lesson.evaluate(
    async ({ network, fit }, seed, data, learningRate, maxEpochs) => ({
      weights: network(seed).getWeights(),
      whole: await fit(network(seed), data, { learningRate, maxEpochs }),
      batches: await fit(network(seed), data, { learningRate, batchSize: 3, maxEpochs }),
      again: await fit(network(seed), data, { learningRate, batchSize: 3, maxEpochs }),
    }),
    seed,
    data,
    learningRate,
    epochs,
  );
  const start = weightsOf(evidence.weights, `network(${seed})`);
  const options = { learningRate, batchSize: 7, epochs };
  const whole = epochLosses(start, data, options);
  const relative = 1e-4; // float32 is off by 2e-6 at most; mistakes change the losses by 1e-2 or more
  const [first] = requireNumbers(evidence.whole, "losses", epochs);
  const [late] = epochLosses(start, data, { ...options, isLate: true });
  assertClose(first, whole[0], {
    name: "losses[0]",
    relative,
    why: "the mean squared error of a new network on 7 points",
    mistakes: {
      "that is the loss after the first epoch: note logs.loss": late,
      'that is the mean distance: compile with the loss "meanSquaredError"': mean(
        data.xs.map((x, i) => Math.abs(curveAt(x, start) - data.ys[i])),
      ),
    },
  });
  const slow = epochLosses(start, data, { ...options, learningRate: 0.001 });
  assertClose(evidence.whole, whole, {
    name: "losses",
    why: "4 epochs on 7 points, with a learning rate of 0.02",
    relative,
    mistakes: {
      "that is plain SGD: use tf.train.adam": epochLosses(start, data, { ...options, isSgd: true }),
      "that is a learning rate of 0.001: use the one of the call": slow,
    },
  });
  const batches = epochLosses(start, data, { ...options, batchSize: 3 });
  const came = requireNumbers(evidence.batches, "losses with batches of 3", epochs);
  const again = requireNumbers(evidence.again, "losses of a second training with batches of 3", epochs);
  if (came.some((loss, i) => Math.abs(loss - again[i]) > relative * Math.abs(loss))) {
    fail(
      "two trainings from the same seed with batches of 3 have different losses: do you shuffle the points? " +
        "shuffle: false.",
    );
  }
  assertClose(came, batches, {
    name: "losses",
    why: "4 epochs on 7 points, with batches of 3",
    relative,
    mistakes: { "those are of all points at once: hand the batchSize of the call to model.fit": whole },
  });
});

/** On two cores, 3,335 epochs take 3 s on wasm, 7 s on the cpu; 100 s on a GPU in software, which has 10 times this. */
const TRAINING_SECONDS = 90;

check("stops by itself, at a mean squared error of at most 1.0", {
  id: "11-fit",
  points: 2,
  seconds: TRAINING_SECONDS,
  hints: [
    "Draw the picture: does the curve follow the points? After how many epochs does it stop?",
    "With the default options it takes 3,000 to 4,000 epochs, and the last loss is below 0.9.",
    "await fit(network(), noisyCubic()), with Adam, learningRate 0.001, and the rule of isStalled",
  ],
}, async () => {
  const { losses, seen } = await training();
  assertStopped(losses, 5000, "with the default options");
  const ys = requireTensor(seen, { name: "what the network says to the 80 points", shape: [points.xs.length, 1] });
  const error = mean(ys.map((y, i) => (y - points.ys[i]) ** 2));
  // 24 seeds end at 0.858 to 0.895; scikit-learn at 0.945; a network that stops early ends at 4 or more
  if (error <= 1) return;
  fail(
    `the mean squared error on the 80 points is ${error.toFixed(3)}, expected at most 1.0: ` +
      "does it train until the loss is stalled, with a learning rate of 0.001?",
  );
});

check("is close to the truth at points that it has never seen", {
  id: "11-unseen",
  points: 1,
  seconds: TRAINING_SECONDS,
  hints: [
    "Is the curve of the picture near the dashed one, between the points as well?",
    "Nothing more is to be written for this: a network that fits the points without jumping about fits the truth.",
    "If the check before this one passes and this does not, look at the network: 100 units, relu, and 1 unit.",
  ],
}, async () => {
  const name = "what the network says to 50 other points";
  const ys = requireTensor((await training()).unseen, { name, shape: [unseen.length, 1] });
  const error = mean(ys.map((y, i) => (y - cubic(unseen[i])) ** 2));
  // 24 seeds: 0.16 to 0.22; the best straight line: 3.4
  if (error <= 0.5) return;
  fail(`the mean squared distance from the truth at 50 other points is ${error.toFixed(3)}, expected at most 0.5.`);
});

check("predicts one number for each x", {
  id: "11-predict",
  points: 1,
  hints: [
    "Which shape does the network take, and which does it return?",
    "xs becomes a column [n, 1]; model.predict returns a column; its data() is a typed array.",
    "const prediction = model.predict(tf.tensor2d(xs, [xs.length, 1])); Array.from(await prediction.data())",
  ],
}, async ({ seed }) => {
  const asked = [[0.5], [-2, 0, 1, 2, 5]];
  const { weights, said } = await lesson.evaluate(
    async ({ network, predict }, seed, asked) => {
      const model = network(seed);
      const said = [];
      for (const xs of asked) said.push(await predict(model, xs));
      return { weights: model.getWeights(), said };
    },
    seed,
    asked,
  );
  const parameters = weightsOf(weights, `network(${seed})`);
  asked.forEach((xs, i) => {
    assertClose(said?.[i], xs.map((x) => curveAt(x, parameters)), {
      name: `predict(model, [${withMinus(xs.join(", "))}])`,
      absolute: 1e-4, // float32 is off by 1e-6
      why: "what the network's numbers give",
    });
  });
});

check("leaves no tensors behind", {
  id: "11-clean",
  points: 1,
  hints: [
    "Print tf.memory().numTensors before and after a call of fit, and of predict.",
    "What you make, you free: the columns, the prediction, and the optimizer with its memory of every parameter.",
    "tf.dispose([x, y]); optimizer.dispose(); and in predict tf.dispose([column, prediction]);",
  ],
}, async () => {
  const counts = await lesson.evaluate(async ({ network, fit, predict }) => {
    const tf = await import("@tensorflow/tfjs");
    const model = network(1);
    const points = { xs: [-1, 0, 2], ys: [1, 5, 3] };
    await fit(model, points, { maxEpochs: 1 }); // tensors that are kept for good do not count
    const start = tf.memory().numTensors;
    await fit(model, points, { maxEpochs: 5 });
    const fitted = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) await predict(model, [1, 2]);
    return { start, fitted, predicted: tf.memory().numTensors };
  });
  const cause = "is it one of the columns, or the optimizer's memory? optimizer.dispose().";
  assertNoTensorsLeft({ before: counts?.start, after: counts?.fitted }, 5, cause);
  const { fitted: before, predicted: after } = counts;
  if (requireNumber(after, "the number of tensors after") === before) return;
  fail(`predict leaves tensors behind, ${describe((after - before) / 5)} in each call: free both columns.`);
});

check("says why training stops early with a learning rate of 0.01", {
  id: "11-answer",
  points: 1,
  hints: [
    "Print the losses of fit(network(), noisyCubic(), { learningRate: 0.01 }): which is the lowest, and what follows?",
    "Adam's momentum carries the network through the valley and up the other side, for longer than ten epochs.",
    'After the lowest loss it goes up: "the loss rises for a while", and the rule takes that for the end.',
  ],
}, async ({ seed }) => {
  const answer = await lesson.evaluate(({ answers }) => answers());
  const losses = assertStopped(await hasty(seed), HASTY_EPOCHS, "with a learning rate of 0.01");
  const lowest = Math.min(...losses);
  const lastTen = losses.slice(-10);
  const bottom = mean(points.xs.map((x, i) => (points.ys[i] - cubic(x)) ** 2)); // 0.917: the truth's own loss
  const moved = lastTen.slice(1).map((loss, i) => Math.abs(loss - lastTen[i]));
  // 24 seeds: the lowest is 4.4 to 6.5, the last ten are all above it, and from one to the next they change by 0.1 to 1
  const reasons = {
    "it is at the bottom": {
      isTrue: lowest < 2 * bottom,
      not: `the lowest loss is ${lowest.toFixed(2)}, and the truth itself has ${bottom.toFixed(3)}`,
    },
    "the loss rises for a while": {
      isTrue: Math.min(...lastTen) > lowest,
      not: `the last ten losses come down to ${Math.min(...lastTen).toFixed(2)}`,
    },
    "the steps are tiny": {
      isTrue: mean(moved) < 1e-2,
      not: `the last ten losses change by ${mean(moved).toFixed(2)} from one epoch to the next`,
    },
  };
  const names = Object.keys(reasons) as (keyof typeof reasons)[];
  const stopsBecause = requireChoice(answer.stopsBecause, names, "stopsBecause");
  const { isTrue, not } = reasons[stopsBecause];
  if (!isTrue) fail(`"${stopsBecause}" is not so: ${not}.`);
  // this holds for all 24 seeds, as above
  assertTrueAnswer(stopsBecause === "the loss rises for a while", "stopsBecause", "fit");
});

/** The losses with a learning rate that is too large. */
function hasty(seed: number) {
  return lesson.share(
    ({ network, fit }, seed, points, most) => fit(network(seed), points, { learningRate: 0.01, maxEpochs: most }),
    seed,
    points,
    HASTY_EPOCHS,
  )();
}

/** The whole training, and what the network predicts after it. */
function training() {
  return lesson.share(
    async ({ fitted }, points, unseen) => {
      const tf = await import("@tensorflow/tfjs");
      const { model, losses } = await fitted();
      const heights = (xs: number[]) =>
        model.predict(tf.tensor2d(xs, [xs.length, 1])) as import("@tensorflow/tfjs").Tensor;
      return { losses, seen: heights(points.xs), unseen: heights(unseen) };
    },
    points,
    unseen,
  )();
}

/** Returns the value as it is: the activation of a layer without one. */
function unchanged(value: number): number {
  return value;
}

function areEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, i) => value === b[i]);
}
