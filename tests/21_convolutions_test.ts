/**
 * The checks of lesson 21. Convolutions, networks and their gradients are computed again here in float64. So are the
 * accuracies of the trained networks, from their weights and from the test images in the files.
 * @module
 */
import {
  assertClose,
  check,
  counted,
  fail,
  inShape,
  isList,
  itemName,
  itemsNamed,
  open,
  RandomState,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireTensor,
  requireTexts,
  shapeText,
  withMinus,
} from "downhill/testing";
import * as oracle from "./oracles/21_convolutions.ts";
import { mlpLogits } from "./oracles/classifier.ts";
import { list, product, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/21_convolutions.ts")>("21_convolutions");

check("slides a filter over an image, as TF.js does", {
  id: "21-convolve",
  points: 3,
  hints: [
    "Place a 3 × 3 filter on the upper left corner. Which nine products are added? And which, one pixel to the right?",
    "For each place i, j, add up over all a, b: the pixel in row i · stride + a − padding, times filter[a][b].",
    "sum += (image[i * stride + a - padding]?.[j * stride + b - padding] ?? 0) * filter[a][b]",
  ],
}, async ({ seed }) => {
  const all = oracle.cases(seed);
  const results = await lesson.evaluate(oracle.convolveBothWays, all.map(({ given }) => given));
  const came = requireList(results, "the list of results", all.length);
  all.forEach(({ what, given }, k) => {
    const result = requireRecord(came[k], `the results for a filter ${what}`);
    const right = oracle.slid(given);
    const columns = oracle.places(given.image[0].length, given.filter[0].length, given);
    const count = right.length / columns;
    const { image, filter } = requireRecord(result.given, `the image and the filter ${what} after convolve`);
    if (!oracle.isGrid(image, given.image) || !oracle.isGrid(filter, given.filter)) {
      fail(`convolve(image, filter ${what}) changes the image or the filter that is passed in.`);
    }
    const compare = (grid: unknown, name: string) => {
      const rows = requireList(grid, name);
      if (rows.length !== count) {
        const isSwapped = rows.length === columns && rows.every((row) => isList(row) && row.length === count);
        const end = isSwapped ? ": are rows and columns swapped?" : ".";
        fail(`${name} has ${counted(rows.length, "row")}, expected ${count}${end}`, { hasCause: isSwapped });
      }
      if (oracle.isNaNOutside(rows, given)) {
        fail(`${name} has NaN where the filter sticks out of the image: there is no pixel; use 0, not undefined.`);
      }
      const numbers = rows.map((row, i) => requireNumbers(row, itemName(name, i), columns));
      assertClose(numbers.flat(), right, {
        name: inShape(name, [count, columns]),
        absolute: 1e-9, // in float64, sums are off by 1e-15, the smallest mistake by 1e-2
        mistakes: () => oracle.slidMistakes(given),
      });
      return numbers;
    };
    if (!oracle.isGrid(result.byDefault, compare(result.byHand, `convolve(image, filter ${what})`))) {
      const { stride, padding } = given;
      const values = [...(stride === 1 ? ["stride 1"] : []), ...(padding === 0 ? ["padding 0"] : [])].join(" and ");
      fail(`convolve(image, filter ${what}) differs if ${values} is left out, but that is the default.`);
    }
    const { values } = requireRecord(result.library, `tf.conv2d with a filter ${what}`);
    assertClose(values, right, {
      name: inShape(`tf.conv2d(image) with a filter ${what}`, [count, columns]),
      absolute: 1e-5,
      why: "the sums computed by hand",
    });
  });
});

check("computes logits by convolutions, relu, pooling, dense layers", {
  id: "21-forward",
  points: 3,
  hints: [
    "Which shape does the image have at each arrow of the brief? Which operation turns 28 into 26, and 26 into 13?",
    "x.reshape([-1, 28, 28, 1]); for each convolution: tf.conv2d, the bias, relu, tf.maxPool; reshape; dense layers.",
    'images = tf.maxPool(tf.conv2d(images, weights, 1, "valid").add(bias).relu() as tf.Tensor4D, 2, 2, "valid");',
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const all: oracle.Widths[] = [
    { channels: [8, 16], units: 0 },
    { channels: [3, 5], units: 0 },
    { channels: [4, 3], units: 7 },
  ];
  const values = all.map((widths) => oracle.parametersFor(random, oracle.shapesOf(widths)));
  const images = oracle.noise(random, 3);
  const counts = [3, 1, 2];
  const results = await lesson.evaluate(oracle.logitsOf, all, counts, all.map(oracle.shapesOf), values, images).catch(
    (error) => {
      oracle.failForSize(error, all[0].channels[1]);
      throw error;
    },
  );
  const came = requireList(results, "the list of results", all.length);
  all.forEach(({ channels, units }, k) => {
    const name = `logits of a CNN with ${channels.join(" and ")} channels${units > 0 ? ` and ${units} units` : ""}`;
    const { logits, made, isInputDisposed } = requireRecord(came[k], `the results for the ${name}`);
    const shape = [counts[k], oracle.KINDS];
    const { shape: axes } = requireRecord(logits, name);
    if (shape[0] === 1 && isList(axes) && axes.length === 1) {
      fail(`${name} have only one axis for a batch of 1 image, expected [1, 10]: the axis of the images is gone.`);
    }
    const numbers = requireTensor(logits, { name, shape, why: "a row for each image" });
    if (isInputDisposed === true) fail("forward disposes of the images that are passed in: leave that to the caller.");
    assertClose(numbers, oracle.cnnOutputs(images.slice(0, counts[k]), values[k]), {
      name: inShape(name, shape),
      absolute: 1e-3, // on all devices, float32 is off by 1e-5, the smallest mistake by 0.05
      why: `the logits of other weights for ${counted(counts[k], "image")} of noise`,
      mistakes: () => oracle.cnnMistakes(images.slice(0, counts[k]), values[k]),
    });
    if (requireNumber(made, "the number of tensors that forward makes") !== 1) {
      fail(
        `within tf.tidy, forward leaves ${counted(made as number, "tensor")}, expected only the logits: ` +
          "is a tensor kept with tf.keep, or made a variable?",
      );
    }
  });
});

check("gives every parameter a gradient", {
  id: "21-gradients",
  points: 1,
  hints: [
    "Training changes only weights for which the loss has a gradient. On which of your weights does the result depend?",
    "Use only TF.js's functions from x to the logits: no gradient passes through numbers that dataSync() reads.",
    "tf.conv2d(images, weights, …) with the layer's own weights, .add(bias) with its own bias",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const widths: oracle.Widths = { channels: [3, 4], units: 5 };
  const shapes = oracle.shapesOf(widths);
  const values = oracle.parametersFor(random, shapes);
  const images = oracle.noise(random, 2);
  const factors = list(oracle.KINDS, () => random.uniform(-1, 1));
  const { names, gradients } = await lesson.evaluate(oracle.gradientsOf, widths, shapes, values, images, factors);
  const result = (parameters: readonly number[][]) =>
    sum(images.flatMap((image) => oracle.cnnLogits(image, parameters).map((logit, k) => logit * factors[k])));
  const all = requireTexts(names, "the names of the parameters", shapes.length);
  const came = requireList(gradients, "the list of gradients", shapes.length);
  shapes.forEach((shape, i) => {
    const name = all[i].slice(0, 40);
    const gradient = came[i];
    if (gradient === null) fail(`${name} has no gradient: does forward compute with it, or with a copy?`);
    const slopes = requireTensor(gradient, { name: `the gradient of ${name}`, shape });
    const direction = slopes.map(() => random.uniform(-1, 1));
    const moved = (by: number) =>
      result(values.map((all, k) => k === i ? all.map((value, m) => value + by * direction[m]) : all));
    const expected = (moved(1e-6) - moved(-1e-6)) / 2e-6;
    assertClose(sum(slopes.map((slope, m) => slope * direction[m])), expected, {
      name: `the slope along ${name}`,
      // in float32, slopes are off by 1e-5 of the largest; the difference quotient in float64 is off by 1e-8
      absolute: 1e-3 * (1 + Math.abs(expected)),
      why: "a tiny step in a random direction",
      mistakes: { "the result does not depend on it": 0 },
    });
  });
});

check("predicts how many parameters a CNN has", {
  id: "21-parameters",
  points: 2,
  hints: [
    "How many weights does one 3 × 3 filter on 8 channels have? And 16 such filters? Which other numbers are learned?",
    "For each layer, multiply the lengths of its weights and add its biases: 3 · 3 · in · out + out or in · out + out.",
    "9 * first + first + 9 * first * second + second, then 25 * second * 10 + 10, or two dense layers with units",
  ],
}, async ({ seed }) => {
  const all = oracle.widthsToCount(seed);
  const { predicted, byDefault, tensors, made } = await lesson.evaluate(
    async ({ countParameters, CNN }, all) => {
      const tf = await import("@tensorflow/tfjs");
      const before = tf.scalar(0).id; // every tensor gets the next id, even if it is disposed of at once
      const predicted = all.map((widths) => countParameters(widths));
      const byDefault = [countParameters(), countParameters({ channels: [3, 5] }), countParameters({ units: 7 })];
      const tensors = tf.scalar(0).id - before - 1;
      const made = all.map((widths) => new CNN(1, widths).parameters().map(({ shape }) => shape));
      return { predicted, byDefault, tensors, made };
    },
    all,
  );
  const came = requireList(made, "the list of networks", all.length);
  const predictions = requireList(predicted, "the list of predictions", all.length);
  if (tensors !== 0) fail("countParameters makes tensors: predict the number without making the network.");
  const causes = Object.keys(oracle.countMistakes(all[0])).filter((cause) =>
    all.every((widths, k) => oracle.countMistakes(widths)[cause] === predictions[k])
  );
  all.forEach((widths, k) => {
    const { channels: [first, second], units } = widths;
    const name = `countParameters({ channels: [${first}, ${second}], units: ${units} })`;
    const shapes = requireList(came[k], "the shapes of a CNN").map((shape) => requireNumbers(shape, "a shape"));
    const [shape, expected] = [shapes, oracle.shapesOf(widths)].map(shapeText);
    if (shape !== expected) {
      fail(`the parameters of a CNN with ${name.slice(16, -1)} have the shapes ${shape}, expected ${expected}.`);
    }
    const right = sum(shapes.map(product));
    const prediction = requireNumber(predictions[k], name);
    if (prediction === right) return;
    fail(
      `${name} is ${withMinus(String(prediction))}, but such a CNN has ${counted(right, "parameter")}${
        causes.length > 0 ? `: ${causes[0]}.` : "."
      }`,
      { hasCause: causes.length > 0 },
    );
  });
  const countOf = (widths: oracle.Widths) => sum(oracle.shapesOf(widths).map(product));
  assertClose(byDefault, [5258, countOf({ channels: [3, 5], units: 0 }), countOf({ channels: [8, 16], units: 7 })], {
    name: itemsNamed(
      "three counts",
      ["", "{ channels: [3, 5] }", "{ units: 7 }"].map((given) => `countParameters(${given})`),
    ),
    absolute: 0,
    why: "by default 8 and 16 channels, and no units",
  });
});

check("trains three networks for each seed, one after the other", {
  id: "21-compare",
  points: 2,
  hints: [
    "How many networks are trained for three seeds? What must they have in common, and what must differ?",
    "Loop over the seeds. For each of the three networks: make it from the seed, await train(…), push the result.",
    "trained.smallMLP.push(await train(new MLP(seed, 6), { ...PLANS.smallMLP, seed }));",
  ],
}, async ({ seed }) => {
  const seeds = [seed % 1000 + 3, seed % 1000, seed % 1000 + 11];
  const { calls, most, kept, own } = await lesson.evaluate(oracle.noteTrainings, seeds);
  const came = oracle.callsOf(requireList(calls, "the list of training runs"));
  if (requireNumber(most, "how many are trained at once") > 1) {
    fail(`${most} networks are trained at once, so their seconds mean nothing: await each call to train.`);
  }
  oracle.assertContestants(came, seeds);
  const begun = requireList(own, "the first weights", seeds.length).map((each) =>
    requireList(each, "the first weights of three networks", oracle.CONTESTANTS.length)
  );
  const lists = requireList(kept, "what compare() returns", oracle.CONTESTANTS.length);
  oracle.CONTESTANTS.forEach((contestant, k) => {
    const { name, key, shapes } = contestant;
    const text = shapeText(shapes);
    const those = seeds.map((seed) => came.find((call) => call.shapes === text && call.seed === seed)!);
    those.forEach((call, i) => {
      oracle.assertPlan(call, contestant);
      const others = [...seeds, 1].filter((seed) => seed !== seeds[i]); // 1 is the most common seed in lessons
      assertClose(call.weights, requireNumbers(begun[i][k], `the first weights of a ${name}`, 5), {
        name: `the first weights of the ${name} with the seed ${seeds[i]}`,
        absolute: 1e-7,
        why: "each network is made from its own seed",
        mistakes: Object.fromEntries(
          others.map((seed) => [`it is made from the seed ${seed}`, oracle.firstWeights(seed, contestant)]),
        ),
      });
    });
    const isOfKind = (number: number) => came[number - 1].shapes === text;
    oracle.assertKept(lists[k], those.map((call) => came.indexOf(call) + 1), { name: `compare().${key}`, isOfKind });
  });
});

check("plans the training on all 60,000 images", {
  id: "21-plan",
  points: 1,
  hints: [
    "How many parameters does a CNN with 16 and 32 channels and 64 hidden units have? Call countParameters.",
    "train(new CNN(seed, { channels, units }), { epochs, learningRate, seed }), and likewise an MLP with 128 units.",
    "const cnn = await train(new CNN(seed, { channels: [16, 32], units: 64 }), { epochs: 12, learningRate: 0.002, seed });",
  ],
}, async () => {
  const { calls, kept } = await lesson.evaluate(oracle.noteFullTrainings);
  const came = oracle.callsOf(requireList(calls, "the list of training runs"));
  if (came.length === 0) fail("compareOnAll(train) never calls the train that is passed in.");
  if (came.length !== 2) {
    fail(`${counted(came.length, "network is", "networks are")} trained, expected 2: a CNN and an MLP.`);
  }
  const mlp = came.findIndex((call) => oracle.unitsOfMLP(call) !== undefined);
  const cnn = came.findIndex((call) => oracle.unitsOfMLP(call) === undefined);
  if (mlp < 0) fail("both networks are CNNs, expected a CNN and an MLP.");
  if (cnn < 0) fail("both networks are MLPs, expected a CNN and an MLP.");
  const units = oracle.unitsOfMLP(came[mlp])!;
  if (units !== 128) {
    fail(
      `the MLP has ${counted(units, "hidden unit")}${
        units === 6 ? ", like the small MLP of compare" : ""
      }, expected 128.`,
    );
  }
  oracle.assertFullCNN(came[cnn]);
  const results = requireList(kept, "what compareOnAll() returns", 2);
  [cnn, mlp].forEach((at, k) => {
    oracle.assertFullPlan(came[at], oracle.FULL_PLANS[k]);
    oracle.assertKept([results[k]], [at + 1], {
      name: `compareOnAll().${oracle.FULL_PLANS[k].key}`,
      isOfKind: (number) => number === at + 1,
    });
  });
});

/**
 * Nine training runs take 5 s on wasm on an idle machine, ten times as long on a busy machine, and a minute on a
 * software GPU. On the cpu, one step of the CNN takes 2 s.
 */
const TRAINING = { seconds: 240, slowOn: ["cpu"] } as const;

/** The only comparison, with the weights of all networks. */
const comparison = lesson.share(async ({ compared }) => {
  const { cnn, smallMLP, largeMLP } = await compared();
  return [cnn, smallMLP, largeMLP].map((all) =>
    // the seconds differ from run to run, and do not affect the verdict
    all.map(({ model, accuracy, seconds }) => ({ parameters: model.parameters(), accuracy, seconds: typeof seconds }))
  );
});

check("beats an MLP of the same size after the same number of epochs", {
  id: "21-size",
  points: 2,
  ...TRAINING,
  hints: [
    "Which of the two has more parameters? Which of them uses the fact that two pixels are neighbours?",
    "compared() has three accuracies for each kind of network. Take the mean of the three.",
    "Draw the picture: is the CNN above the small MLP, or below it? answers() says which of them is higher.",
  ],
}, async () => {
  const { atEqualParameters } = await lesson.evaluate(({ answers }) => answers());
  const evidence = await comparison();
  const [cnn, mlp] = [oracle.accuraciesOf(evidence, 0), oracle.accuraciesOf(evidence, 1)];
  oracle.assertWinner(atEqualParameters, "with the same number of parameters and epochs", cnn, mlp, "CNN");
});

check("loses to a large MLP that trains for the same time", {
  id: "21-time",
  points: 2,
  ...TRAINING,
  hints: [
    "A step of the large MLP takes less than half as long as a step of the CNN. How many more steps can the MLP take?",
    "compared() has the accuracy and the seconds of each network. Do the large MLPs take more time? Are they better?",
    "Draw the picture: the CNN and the large MLP took about the same time. answers() says which of them is higher.",
  ],
}, async () => {
  const { atEqualTime } = await lesson.evaluate(({ answers }) => answers());
  const evidence = await comparison();
  const [cnn, mlp] = [oracle.accuraciesOf(evidence, 0), oracle.accuraciesOf(evidence, 2)];
  oracle.assertWinner(atEqualTime, "in the same time", cnn, mlp, "MLP");
  // The picture shows the training times. They do not affect the verdict, because the machine may have other work to
  // do. On wasm, two epochs of the large MLP take 0.6 of the time of one epoch of the CNN; these are the epochs of
  // PLANS, which check 21-compare requires.
});

/** All 60,000 images: an hour is enough even on a machine slower or busier than one core of our test machine. */
const FULL = { seconds: 3600, data: "full", slowOn: ["cpu"] } as const;

check("reaches 0.90 (CNN) and 0.87 (MLP) with all 60,000 images", {
  id: "21-full",
  points: 2,
  ...FULL,
  hints: [
    "How accurate is it after 12 epochs? Does the learning rate fall to 0? Are the layers as wide as allowed?",
    "With 8 and 16 channels and no hidden units a CNN ends at 0.88: make it wider, and give it hidden units.",
    "new CNN(1, { channels: [16, 32], units: 64 }) has 56,714 parameters; 12 epochs from a learning rate of 0.002.",
  ],
}, async () => {
  const { cnn, mlp } = await lesson.evaluate(async ({ compareOnAll }) => {
    const { cnn, mlp } = await compareOnAll();
    const evidence = ({ model, accuracy, seconds }: typeof cnn) => ({
      parameters: model.parameters(),
      shapes: model.parameters().map(({ shape }) => shape),
      accuracy,
      seconds,
    });
    return { cnn: evidence(cnn), mlp: evidence(mlp) };
  });
  const cnnShapes = requireList(requireRecord(cnn, "the CNN").shapes, "the shapes of the CNN").map((shape) =>
    requireNumbers(shape, "a shape of the CNN")
  );
  const [first, second, units] = [cnnShapes[0]?.[3], cnnShapes[2]?.[3], cnnShapes.length > 6 ? cnnShapes[4][1] : 0];
  if (shapeText(cnnShapes) !== shapeText(oracle.shapesOf({ channels: [first, second], units }))) {
    fail(`the CNN has parameters of shapes ${shapeText(cnnShapes)}, unlike those of class CNN.`);
  }
  const cnnParameters = oracle.parametersOf(cnn?.parameters, cnnShapes, "the CNN");
  const mlpParameters = oracle.parametersOf(mlp?.parameters, oracle.mlpShapes(128), "the MLP");
  [
    {
      name: "CNN",
      trained: cnn,
      least: 0.9,
      logitsOf: (image: Float64Array) => oracle.cnnLogits(image, cnnParameters),
    },
    { name: "MLP", trained: mlp, least: 0.87, logitsOf: (image: Float64Array) => mlpLogits(image, mlpParameters) },
  ].forEach(({ name, trained, least, logitsOf }) => {
    const accuracy = requireNumber(trained?.accuracy, `the accuracy of the ${name}`);
    const seconds = requireNumber(trained?.seconds, `the seconds of the ${name}`);
    // the subset has the first 1,000 of the 10,000 test images: its accuracy differs by 0.009 (standard deviation)
    assertClose(accuracy, oracle.testShare(logitsOf), {
      name: `the accuracy of the ${name}`,
      absolute: 0.036,
      why: "the accuracy of its weights on the first 1,000 test images",
    });
    if (accuracy < least) {
      fail(
        `the ${name} has an accuracy of ${accuracy.toFixed(4)} on the test images after ${
          seconds.toFixed(0)
        } s, expected at ` +
          `least ${least}: is the initial learning rate good, does it fall, and is the network wide enough?`,
      );
    }
  });
});
