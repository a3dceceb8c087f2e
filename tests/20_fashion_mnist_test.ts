/**
 * The checks of lesson 20. The network is trained once for all checks that need it. Its accuracy is computed again
 * here, from its weights and from the test images in the files. The other checks use a few numbers.
 * @module
 */
import {
  assertClose,
  assertTrueAnswer,
  check,
  counted,
  fail,
  FASHION_MNIST_CLASSES,
  inShape,
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
import * as oracle from "./oracles/20_fashion_mnist.ts";
import { crossEntropy, imagesOf } from "./oracles/classifier.ts";
import {
  accuracyMistakes,
  countMistakes,
  countsOf,
  forward,
  forwardMistakes,
  imageFrom,
  itemMistakes,
  lossMistakes,
  rangeMistakes,
  rightShare,
  transposed,
  walk,
} from "./oracles/classifier_mistakes.ts";
import {
  assertFreed,
  assertTotal,
  firstRow,
  HIDDEN,
  KINDS,
  NEARLY_MOST,
  OFTEN_CONFUSED,
  PIXELS,
  requireMatrix,
  SHAPES,
  weightsOf,
  worthOf,
} from "./oracles/classifier_network.ts";
import { indexOfLargest, list, product } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/20_fashion_mnist.ts")>("20_fashion_mnist");

check("gives an image as 784 numbers from 0 to 1, and its label", {
  id: "20-item",
  points: 1,
  hints: [
    "All images are in one long list of bytes. Where does image 0 end, and where does image 1 begin?",
    "Image i has the bytes from i · 784 to (i + 1) · 784; raw.images.subarray(from, to) is a view of them.",
    "new Float32Array(this.raw.images.subarray(index * 784, (index + 1) * 784)).map((byte) => byte / 255)",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  // only image 0 has both a byte 0 and a byte 255
  const bytes = (low: number, high: number) => list(PIXELS, () => random.uniform(low, high));
  const images = Uint8Array.from([...bytes(0, 256), ...bytes(40, 200), ...bytes(10, 256)]);
  const labels = Uint8Array.of(7, 0, 4);
  const { items, after } = await lesson.evaluate(
    ({ Clothes }, images, labels) => {
      const clothes = new Clothes({ images, labels });
      return { items: [0, 1, 2].map((i) => clothes.item(i)), after: [images, labels] };
    },
    images,
    labels,
  );
  const left = requireList(after, "the images and labels afterwards", 2);
  [images, labels].forEach((before, part) => {
    const numbers = requireNumbers(left[part], "the content of raw afterwards", before.length);
    if (numbers.some((value, k) => value !== before[k])) {
      fail(`item writes into raw.${part === 0 ? "images" : "labels"}, which changes the data set: make a new list.`);
    }
  });
  const three = requireList(items, "the list of three items", 3);
  [1, 0, 2].forEach((i) => {
    const item = requireList(three[i], `item(${i})`);
    if (item.length !== 2) fail(`item(${i}) is not a list of two, expected [image, label].`);
    assertClose(item[0], imageFrom(images, i * PIXELS), {
      name: { list: `the image of item(${i})`, item: (place) => `pixel ${place} of item(${i})` },
      absolute: 1e-6, // float32 is off by 3e-8, division by 256 by up to 4e-3
      why: "its bytes divided by 255",
      mistakes: () => itemMistakes(images, i),
    });
    assertClose(item[1], labels[i], {
      name: `the label of item(${i})`,
      mistakes: { "that is the label of image 0": labels[0], "labels begin at 0": labels[i] + 1 },
    });
  });
});

check("counts the images of each kind, and finds the range of pixels", {
  id: "20-look",
  points: 2,
  seconds: 20,
  hints: [
    "How many images are there of each kind? Which numbers can occur, and which numbers do occur?",
    "For each i below data.length, call data.item(i). It returns the list [image, label].",
    "counts[label]++; for (const pixel of image) { lowest = Math.min(lowest, pixel); … }",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const labels = list(40, () => Math.floor(random.uniform(0, KINDS)));
  const between = () => list(9, () => Math.fround(random.uniform(0.3, 0.8)));
  // both numbers are easy to miss: they are between 0 and 1, and are the very first and the very last pixel
  const sets = [[0.2, 0.9], [0.9, 0.2]].map(([first, last]) => {
    const images = labels.map(between);
    images[0][0] = Math.fround(first);
    images[39][8] = Math.fround(last);
    return images;
  });
  const seen = await lesson.evaluate(
    ({ look }, sets, labels) =>
      sets.map((images) => look({ length: labels.length, item: (i) => [Float32Array.from(images[i]), labels[i]] })),
    sets,
    labels,
  );
  requireList(seen, "what look returns for two made-up sets", 2).forEach((each, i) => {
    const { counts, lowest, highest } = requireRecord(each, "what look returns for made-up images");
    const why = "of 40 made-up images";
    assertClose(counts, countsOf({ labels }), { name: "counts", why, mistakes: countMistakes(labels) });
    assertClose([lowest, highest], [0.2, 0.9], {
      name: itemsNamed("lowest and highest", ["lowest", "highest"]),
      absolute: 1e-6,
      why,
      mistakes: rangeMistakes(sets[i]),
    });
  });

  const looks = await lesson.evaluate(async ({ look, Clothes }) => {
    const { FashionMNIST } = await import("downhill");
    return [true, false].map((train) => look(new Clothes(new FashionMNIST({ train }))));
  });
  const both = requireList(looks, "what look returns for two sets", 2);
  (["train", "test"] as const).forEach((part, i) => {
    const look = requireRecord(both[i], `what look returns for the images to ${part} with`);
    const why = `the images to ${part} with`;
    assertClose(look.counts, countsOf(imagesOf(part)), { name: "counts", why });
    assertClose(look.lowest, 0, {
      name: "lowest",
      absolute: 1e-6,
      why,
      mistakes: { "zeros are left out: the background also counts": 1 / 255 },
    });
    assertClose(look.highest, 1, {
      name: "highest",
      absolute: 1e-6,
      why,
      mistakes: { "the images are not normalised: item divides by 255": 255 },
    });
  });
});

check("computes ten logits from 784 pixels, with 128 hidden units", {
  id: "20-model",
  points: 2,
  hints: [
    "Which shapes do w1 and w2 have if x has shape [n, 784], the hidden layer [n, 128], and the output [n, 10]?",
    "new Parameter(draw(784, 128)) for w1, new Parameter(tf.zeros([128])) for b1. Apply relu between the two layers.",
    "return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const other = SHAPES.map((shape) => list(product(shape), () => random.uniform(-0.1, 0.1)));
  const xs = list(5, () => list(PIXELS, () => Math.max(0, random.uniform(-1, 1))));
  const { parameters, begins } = await lesson.evaluate(
    ({ MLP }, seeds) => {
      const models = seeds.map((seed) => new MLP(seed));
      const begin = (parameter: InstanceType<typeof MLP>["w1"]) =>
        parameter.flatten().slice(0, Math.min(9, parameter.size));
      return { parameters: models[0].parameters(), begins: models.map((each) => each.parameters().map(begin)) };
    },
    [seed, seed, seed + 1],
  );
  const once = weightsOf(parameters, `new MLP(${seed})`);
  // nine numbers of each parameter are enough to compare networks
  const [first, again, another] = requireList(begins, "the parameters of three networks", 3).map((lists) =>
    requireList(lists, "the parameters of a network", 4).map((each) => {
      const { values } = requireRecord(each, "a parameter");
      return requireNumbers(values, "the beginning of a parameter", 9);
    })
  );
  assertClose(once[1], list(HIDDEN, () => 0), { name: "b1", why: "biases begin at 0" });
  assertClose(once[3], list(KINDS, () => 0), { name: "b2", why: "biases begin at 0" });
  for (const i of [0, 2]) {
    const name = i === 0 ? "w1" : "w2";
    const glorot = Math.sqrt(6 / (SHAPES[i][0] + SHAPES[i][1]));
    // the probability that none of 1,280 uniform numbers is beyond 0.9 of the range, at one end, is 0.95¹²⁸⁰ = 3e-29
    for (const [end, sign] of [["largest", 1], ["smallest", -1]] as const) {
      const most = once[i].reduce((most, value) => Math.max(most, sign * value), -Infinity);
      if (most >= glorot * 0.9 && most <= glorot * 1.0001) continue;
      const [came, expected] = [most, glorot].map((value) => withMinus((sign * value).toFixed(4)));
      const draw = `draw(${SHAPES[i].join(", ")})`;
      fail(`the ${end} number in ${name} is ${came}, expected nearly ${expected}: make it with ${draw}.`);
    }
    if (again[i].some((value, k) => value !== first[i][k])) {
      fail(`two networks with the seed ${seed} have different ${name}: draw its weights from random.`);
    }
    if (another[i].every((value, k) => value === first[i][k])) {
      fail(`networks with the seeds ${seed} and ${seed + 1} have the same ${name}: draw its weights from random.`);
    }
  }
  const { logits, single, isGone, kept } = await lesson.evaluate(oracle.forwardTwice, SHAPES, other, xs);
  if (isGone === true) fail("forward disposes of the x that is passed in: leave that to the caller.");
  const came = requireTensor(logits, { name: "forward(x)", shape: [5, KINDS], why: "ten logits for each image" });
  assertClose(came, forward(xs, other), {
    name: inShape("logits", [xs.length, KINDS]),
    absolute: 1e-4, // in float32, sums of 784 numbers of about 0.1 are off by 1e-6, wrong networks by 1e-2 or more
    why: "the logits of other weights for 5 images of noise",
    mistakes: () => forwardMistakes(xs, other),
  });
  const one = requireTensor(single, { name: "forward(x) of one image", shape: [1, KINDS], why: "also a batch" });
  assertClose(one, forward([xs[0]], other), { name: inShape("logits of one image", [1, KINDS]), absolute: 1e-4 });
  if (requireNumber(kept, "the number of tensors that forward keeps") > 0) {
    fail(
      `forward keeps ${counted(kept, "tensor")} in two calls, even after tf.tidy has ended: keep no tensors.`,
    );
  }
});

check("computes the mean of −log p of the right kind", {
  id: "20-loss",
  points: 2,
  hints: [
    "If all ten logits are equal, what is the probability p of the right kind? And −log p?",
    "tf.oneHot turns a label into nine zeros and a one; pass the rows and the logits to tf.losses.softmaxCrossEntropy.",
    "return tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits).asScalar();",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const draw = (rows: number, most: number) => list(rows, () => list(KINDS, () => random.uniform(-most, most)));
  const labels = list(7, (i) => (3 * i + seed) % KINDS);
  const cases = [
    { name: "the loss of 7 rows of logits", logits: draw(7, 3) },
    { name: "the loss of 1 row of logits", logits: draw(1, 3) },
    { name: "the loss of 7 rows of logits up to 500", logits: draw(7, 500) },
  ];
  const { losses, isGone } = await lesson.evaluate(
    oracle.lossesOf,
    cases.map(({ logits }) => logits),
    labels,
  );
  if (isGone === true) {
    fail("crossEntropy disposes of the logits or labels that are passed in: leave that to the caller.");
  }
  const all = requireList(losses, "the list of three losses", cases.length);
  cases.forEach(({ name, logits }, i) => {
    const loss = requireRecord(all[i], name);
    const first = (loss.values as ArrayLike<unknown> | null | undefined)?.[0];
    if (i === 2 && typeof first === "number" && !Number.isFinite(first)) {
      fail(
        `${name} is ${withMinus(String(first))}: a probability rounds to 0, and log 0 is −∞; pass the logits to ` +
          "tf.losses.softmaxCrossEntropy.",
      );
    }
    const values = requireNumbers(loss.values, name);
    if (values.length > 1) {
      fail(`${name} is not a scalar but ${counted(values.length, "number")}: average over the batch.`);
    }
    const axes = requireNumbers(loss.shape, "the loss's shape");
    if (axes.length > 0) {
      fail(`${name} has the shape ${shapeText(axes)}, expected []: a scalar is a tensor without axes.`);
    }
    assertClose(values[0], crossEntropy(logits, labels), {
      name,
      relative: 1e-5, // float32 is off by 1e-6
      absolute: 1e-5,
      why: "the mean of −log p",
      mistakes: () => lossMistakes(logits, labels.slice(0, logits.length)),
    });
  });
});

check("takes Adam's steps, with a learning rate that falls to 0", {
  id: "20-train",
  points: 2,
  hints: [
    "How many steps are there in all? What is the learning rate at the first, middle and last step?",
    "Write a loop over the epochs, and in it a loop over the loader. Set optimizer.learningRate before each step.",
    "optimizer.learningRate = learningRate * (1 - step / steps); optimizer.step(() => crossEntropy(model.forward(x), …))",
  ],
}, async ({ seed }) => {
  oracle.assertReports(await trainedLittle(seed), oracle.littleTraining(seed));
  const { images, labels, ...defaults } = oracle.defaultTraining(seed);
  const plain = await lesson.evaluate(oracle.trainLittle, images, labels);
  assertClose(plain.weights, walk({ images, labels, ...defaults }).weights, {
    name: "weights",
    absolute: 1e-4, // float32 is off by 1e-6, another default seed by 2e-3
    why: "after training without options, on 130 images of 2 pixels",
  });
  if (plain.shown !== 10) {
    fail("Without onProgress, train does not call showProgress, the default, in each step.");
  }
});

check("has a row for each kind, and a column for each answer", {
  id: "20-matrix",
  points: 2,
  hints: [
    "Which of the ten logits is the network's answer? In which row and in which column is this answer counted?",
    "forward(x).argMax(1) has a number from 0 to 9 for each image; read it and the labels with await data().",
    "for (let i = 0; i < truth.length; i++) matrix[truth[i]][said[i]]++;",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const count = 1203; // several batches, the last one not full
  const labels = list(count, () => Math.floor(random.uniform(0, KINDS) ** 2 / KINDS));
  const images = labels.map(() => list(KINDS, () => Math.fround(random.uniform(-1, 1))));
  const { matrix, sizes, before, between, after } = await lesson.evaluate(oracle.countConfusions, images, labels);
  const right = list(KINDS, () => list(KINDS, () => 0));
  images.forEach((image, i) => right[labels[i]][indexOfLargest(image)]++);
  const rows = requireMatrix(matrix, "the matrix");
  const batches = requireNumbers(sizes, "the sizes of the batches");
  const largest = batches.reduce((most, size) => Math.max(most, size), 0);
  if (largest > 1000) fail("confusions takes all 1,203 images at once: batches of a few hundred need less memory.");
  if (largest < 10) {
    fail(`confusions takes ${counted(largest, "image")} at a time: batches of a few hundred are faster.`);
  }
  assertTotal(rows, right, batches, 5);
  const smallest = list(KINDS, () => list(KINDS, () => 0));
  images.forEach((image, i) => smallest[labels[i]][image.indexOf(Math.min(...image))]++);
  assertClose(rows.flat(), right.flat(), {
    name: inShape("matrix", [KINDS, KINDS]),
    absolute: 0,
    why: "of 1,203 images of ten pixels, which are their own logits",
    mistakes: {
      "rows and columns are swapped: matrix[label][said]": transposed(right).flat(),
      "the answer is the smallest logit: take the largest": smallest.flat(),
    },
  });
  const cause = () => "free all tensors that you make for a batch, in tf.tidy or with dispose().";
  assertFreed(before, between, { times: 1, each: "batch", cause });
  assertFreed(between, after, { times: batches.length, each: "batch", cause });
});

check("divides the number of right answers by the number of all answers", {
  id: "20-accuracy",
  points: 1,
  hints: [
    "Which cells of the matrix count the right answers?",
    "Divide the sum of the diagonal, matrix[i][i], by the sum of all cells.",
    "matrix.reduce((sum, row, i) => sum + row[i], 0) / matrix.flat().reduce((sum, count) => sum + count, 0)",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const matrix = list(KINDS, (i) => list(KINDS, (j) => Math.floor(random.uniform(0, i === j ? 90 : 3 * (i + 1)))));
  assertClose(await lesson.evaluate(({ accuracy }, matrix) => accuracy(matrix), matrix), rightShare(matrix), {
    name: "the accuracy",
    why: "of made-up counts",
    mistakes: accuracyMistakes(matrix),
  });
});

/** The only training run, and the lesson's results from it. */
const training = () => lesson.share(oracle.trainOnce, imagesOf("test").labels.length)();

/** 160 steps take 1 to 2 s on wasm, and half a minute on cpu or a software GPU, where the limit is 10 times as long. */
const TRAINING_SECONDS = 120;

check("classifies 0.80 of unseen images correctly after 160 steps", {
  id: "20-test",
  points: 3,
  seconds: TRAINING_SECONDS,
  hints: [
    "Which images train the network, and which test it? What would a test with the same images prove?",
    "new FashionMNIST() has the training images, new FashionMNIST({ train: false }) the test images.",
    "await train(model, new Clothes(new FashionMNIST()), { seed }); confusions(model, new Clothes(new FashionMNIST({ … })))",
  ],
}, async () => {
  const experiment = await training();
  oracle.assertExperiment(experiment);
  const other = await lesson.evaluate(oracle.beginExperiment, 2);
  const [begun, begunOther] = [experiment.first, other.first].map((row) =>
    requireNumbers(row, "the first row of w1", HIDDEN)
  );
  if (begun.every((value, i) => value === begunOther[i])) {
    fail("experiment begins with the same network for two seeds: do you pass the seed to the network?");
  }
  if (firstRow(1).every((value, i) => Math.abs(value - begun[i]) < 1e-6)) return;
  // the seed may be used in another way, but 1 must still be the default
  const again = requireNumbers((await lesson.evaluate(oracle.beginExperiment, 1)).first, "the first row of w1", HIDDEN);
  if (again.some((value, i) => value !== begun[i])) {
    fail("experiment() and experiment(1) begin with different networks: the default seed is 1.");
  }
});

check("uses no more memory from one step to the next", {
  id: "20-memory",
  points: 1,
  hints: [
    "Print tf.memory().numTensors after every step: does it grow? Is it the same before and after the training?",
    "Dispose of the loss that optimizer.step returns. At the end, dispose of the optimizer, which frees its averages.",
    "loss.dispose(); after await onProgress(…), and optimizer.dispose(); after the last epoch",
  ],
}, async ({ seed }) => {
  const { tensors, before, after } = await trainedLittle(seed);
  const counts = requireNumbers(tensors, "the numbers of tensors after each step", 12);
  assertFreed(counts[0], counts[11], {
    times: 11,
    each: "step",
    cause: (left) => left === 1 ? "is it the loss of the step?" : undefined,
  });
  assertFreed(before, after, {
    times: 1,
    each: "training",
    cause: (left) => left >= 4 ? "are the optimizer's averages left? Call optimizer.dispose()." : undefined,
  });
});

check("says which two kinds are confused most", {
  id: "20-answer",
  points: 1,
  seconds: TRAINING_SECONDS,
  hints: [
    "Draw the picture. Which orange cells are the darkest, and what does each of them mean?",
    "For each pair of kinds, add both cells: how many images of each kind does the network classify as the other?",
    "Compare matrix[2][4] + matrix[4][2], Pullover and Coat, with the sums of other pairs.",
  ],
}, async () => {
  const { mostConfused } = await lesson.evaluate(({ answers }) => answers());
  const names = requireTexts(mostConfused, "mostConfused");
  const [one, other] = names.map((name) => FASHION_MNIST_CLASSES.indexOf(name));
  if (names.length !== 2 || one < 0 || other < 0 || one === other) {
    const all = FASHION_MNIST_CLASSES.map((name) => `"${name}"`).join(", ");
    fail(`mostConfused must name two different kinds from FASHION_MNIST_CLASSES: ${all}.`);
  }
  const { matrix } = worthOf((await training()).parameters);
  const together = (i: number, j: number) => matrix[i][j] + matrix[j][i];
  const most = Math.max(...matrix.flatMap((row, i) => row.map((_, j) => i === j ? 0 : together(i, j))));
  const count = together(one, other);
  const isTrue = OFTEN_CONFUSED.some((pair) => pair.every((name) => names.includes(name)));
  if (count > 0 && count >= NEARLY_MOST * most) return assertTrueAnswer(isTrue, "mostConfused", "MLP");
  const seen = `${names[0]} and ${names[1]} are confused ${counted(count, "time")}, and another pair ${
    counted(most, "time")
  }`;
  fail(`${seen}: add matrix[i][j] and matrix[j][i] for each pair.`, { hasCause: !isTrue });
});

/** The result of training the small model. */
function trainedLittle(seed: number) {
  const { images, labels, ...options } = oracle.littleTraining(seed);
  return lesson.share(oracle.trainLittle, images, labels, options)();
}
