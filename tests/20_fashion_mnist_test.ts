/**
 * The checks of lesson 20. The network is trained once for all checks that need it; how good it is is computed again
 * here, from its weights and from the test images in the files. All else is checked with a few numbers.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  countText,
  fail,
  FASHION_MNIST_CLASSES,
  inCalls,
  inShape,
  open,
  RandomState,
  requireList,
  requireNumbers,
  requireRecord,
  requireTensor,
  requireTexts,
  withMinus,
} from "downhill/testing";
import {
  countConfusions,
  countsOf,
  forward,
  HIDDEN,
  imageFrom,
  KINDS,
  LEAST_FACTOR,
  littleTraining,
  mistakesIn,
  NEARLY_MOST,
  OFTEN_CONFUSED,
  PIXELS,
  requireMatrix,
  rightShare,
  SHAPES,
  trainLittle,
  transposed,
  walk,
  weightsOf,
  worthOf,
} from "./oracles/20_fashion_mnist.ts";
import { crossEntropy, imagesOf } from "./oracles/classifier.ts";
import { indexOfLargest, list, product, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/20_fashion_mnist.ts")>("20_fashion_mnist");

check("gives an image as 784 numbers from 0 to 1, and its label", {
  id: "20-item",
  points: 1,
  hints: [
    "All images lie in one long list of bytes. Where does image 0 end, and where does image 1 begin?",
    "Image i has the bytes from i · 784 to (i + 1) · 784; raw.images.subarray(from, to) is a view of them.",
    "new Float32Array(this.raw.images.subarray(index * 784, (index + 1) * 784)).map((byte) => byte / 255)",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const images = Uint8Array.from({ length: 3 * PIXELS }, () => random.uniform(0, 256));
  const labels = Uint8Array.of(7, 0, 4);
  const items = await lesson.evaluate(
    ({ Clothes }, images, labels) => {
      const clothes = new Clothes({ images, labels });
      return [0, 1, 2].map((i) => clothes.item(i));
    },
    images,
    labels,
  );
  const three = requireList(items, "the list of three items", 3);
  [0, 1, 2].forEach((i) => {
    const item = requireList(three[i], `item(${i})`);
    if (item.length !== 2) fail(`item(${i}) is not a list of two, expected [image, label].`);
    assertClose(item[0], imageFrom(images, i * PIXELS), {
      name: `the image of item(${i})`,
      absolute: 1e-6, // float32 is off by 3e-8; a byte divided by 256 instead by up to 4e-3
      why: "its bytes divided by 255",
      mistakes: mistakesIn.item(images, i),
    });
    assertClose(item[1], labels[i], { name: `the label of item(${i})` });
  });
});

check("counts the kinds, and finds the lowest and the highest number", {
  id: "20-look",
  points: 2,
  seconds: 20,
  hints: [
    "How many images are there of each kind? Which numbers can occur, and which do?",
    "For each i below data.length ask data.item(i); it is a list of the image and its label.",
    "counts[label]++; for (const pixel of image) { lowest = Math.min(lowest, pixel); … }",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const labels = list(40, () => Math.floor(random.uniform(0, KINDS)));
  // both ends are easy to overlook: above 0 and below 1, in the first and in the last image
  const images = labels.map((_, i) => list(9, (k) => i === 0 && k === 8 ? 0.2 : i === 39 && k === 0 ? 0.9 : 0.5));
  const seen = await lesson.evaluate(
    ({ look }, images, labels) =>
      look({ length: labels.length, item: (i) => [Float32Array.from(images[i]), labels[i]] }),
    images,
    labels,
  );
  assertClose(seen?.counts, countsOf({ labels }), { name: "counts", why: "40 made-up images" });
  assertClose(seen.lowest, 0.2, { name: "lowest", absolute: 1e-6, why: "of 40 made-up images" });
  assertClose(seen.highest, 0.9, { name: "highest", absolute: 1e-6, why: "of 40 made-up images" });

  const looks = await lesson.evaluate(async ({ look, Clothes }) => {
    const { FashionMNIST } = await import("downhill");
    return [true, false].map((train) => look(new Clothes(new FashionMNIST({ train }))));
  });
  const both = requireList(looks, "what look returns for two sets", 2);
  (["train", "test"] as const).forEach((part, i) => {
    const look = requireRecord(both[i], `what look returns for the images to ${part} with`);
    const why = `the images to ${part} with`;
    const mistakes = { "the images are not normalised: item divides by 255": 255 };
    assertClose(look.counts, countsOf(imagesOf(part)), { name: "counts", why });
    assertClose(look.lowest, 0, { name: "lowest", absolute: 1e-6, why });
    assertClose(look.highest, 1, { name: "highest", absolute: 1e-6, why, mistakes });
  });
});

check("computes ten logits from 784 pixels, with 128 hidden units", {
  id: "20-model",
  points: 2,
  hints: [
    "Which shapes have w1 and w2, if x has shape [n, 784], what is hidden [n, 128], and what comes out [n, 10]?",
    "new Parameter(draw(784, 128)) for w1, new Parameter(tf.zeros([128])) for b1. Between the two layers is a relu.",
    "return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const other = SHAPES.map((shape) => list(product(shape), () => random.uniform(-0.1, 0.1)));
  const xs = list(5, () => list(PIXELS, () => Math.max(0, random.uniform(-1, 1))));
  const begun = await lesson.evaluate(
    ({ MLP }, seeds) => seeds.map((seed) => new MLP(seed).parameters()),
    [seed, seed, seed + 1],
  );
  const [once, again, another] = requireList(begun, "the parameters of three networks", 3).map((parameters, i) =>
    weightsOf(parameters, `new MLP(${i < 2 ? seed : seed + 1})`)
  );
  assertClose(once[1], list(HIDDEN, () => 0), { name: "b1", why: "biases begin at 0" });
  assertClose(once[3], list(KINDS, () => 0), { name: "b2", why: "biases begin at 0" });
  for (const i of [0, 2]) {
    const name = i === 0 ? "w1" : "w2";
    const most = once[i].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const glorot = Math.sqrt(6 / (SHAPES[i][0] + SHAPES[i][1]));
    // the probability that none of 1,280 uniform numbers is beyond 0.9 of the range is 0.9¹²⁸⁰ = 3e-59
    if (most > glorot * 1.0001 || most < glorot * 0.9) {
      const [came, expected] = [most, glorot].map((value) => `±${value.toFixed(4)}`);
      const draw = `draw(${SHAPES[i].join(", ")})`;
      fail(`the largest number in ${name} is ${came}, expected nearly ${expected}: let ${draw} make it.`);
    }
    if (again[i].some((value, k) => value !== once[i][k])) {
      fail(`two networks with the seed ${seed} have different ${name}: draw from random.`);
    }
    if (another[i].every((value, k) => value === once[i][k])) {
      fail(`networks with the seeds ${seed} and ${seed + 1} have the same ${name}: draw from random.`);
    }
  }
  const logits = await lesson.evaluate(
    async ({ MLP }, shapes, other, xs) => {
      const tf = await import("@tensorflow/tfjs");
      const model = new MLP(1);
      model.parameters().forEach((parameter, i) => parameter.assign(tf.tensor(other[i], shapes[i])));
      return model.forward(tf.tensor2d(xs));
    },
    SHAPES,
    other,
    xs,
  );
  const came = requireTensor(logits, { name: "forward(x)", shape: [5, KINDS], why: "ten logits for each image" });
  assertClose(came, forward(xs, other), {
    name: inShape("logits", [xs.length, KINDS]),
    absolute: 1e-4, // sums of 784 numbers of size 0.1 are off by 1e-6 in float32, other networks by 1e-2 or more
    why: "what other weights give for 5 images of noise",
    mistakes: () => mistakesIn.forward(xs, other),
  });
});

check("computes the mean of −log p of the right kind", {
  id: "20-loss",
  points: 2,
  hints: [
    "What is p of the right kind if all logits are equal? And −log p?",
    "tf.oneHot makes a row of nine zeros and a one of each label; tf.losses.softmaxCrossEntropy compares it with logits.",
    "return tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits).asScalar();",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const draw = (most: number) => list(7, () => list(KINDS, () => random.uniform(-most, most)));
  const labels = list(7, (i) => (3 * i + seed) % KINDS);
  const cases = [
    { name: "the loss of 7 rows of logits that are all 0", logits: draw(0) },
    { name: "the loss of 7 rows of logits", logits: draw(3) },
    { name: "the loss of 7 rows of logits up to 500", logits: draw(500) },
  ];
  const losses = await lesson.evaluate(
    async ({ crossEntropy }, cases, labels) => {
      const tf = await import("@tensorflow/tfjs");
      return cases.map((logits) => crossEntropy(tf.tensor2d(logits), tf.tensor1d(labels, "float32")));
    },
    cases.map(({ logits }) => logits),
    labels,
  );
  const all = requireList(losses, "the list of three losses", cases.length);
  cases.forEach(({ name, logits }, i) => {
    const loss = requireRecord(all[i], name);
    const first = (loss.values as ArrayLike<unknown> | null | undefined)?.[0];
    if (typeof first === "number" && !Number.isFinite(first)) {
      fail(
        `${name} is ${first}: a probability rounds to 0 there, and log 0 is no number; let tf.losses.softmaxCrossEntropy ` +
          "work with the logits.",
      );
    }
    const values = requireNumbers(loss.values, name);
    if (values.length !== 1 || requireNumbers(loss.shape, "the loss's shape").length > 0) {
      fail(`${name} is no scalar but ${counted(values.length, "number")}: average over the batch.`);
    }
    assertClose(values[0], crossEntropy(logits, labels), {
      name,
      relative: 1e-5, // float32 is off by 1e-6
      absolute: 1e-5,
      why: "the mean of −log p",
      mistakes: mistakesIn.loss(logits, labels),
    });
  });
});

check("takes a step of Adam for each batch, at a rate that falls to 0", {
  id: "20-train",
  points: 2,
  hints: [
    "How many steps are there in all? How large is the learning rate at the first, in the middle, at the last?",
    "A loop over the epochs, in it one over the loader. Count the steps; before each, set optimizer.learningRate.",
    "optimizer.learningRate = learningRate * (1 - step / steps); optimizer.step(() => crossEntropy(model.forward(x), …))",
  ],
}, async ({ seed }) => {
  const training = littleTraining(seed);
  const { told, weights } = await trainedLittle(seed);
  const right = walk(training);
  const steps = right.losses.length;
  const calls = requireList(told, "the calls of onProgress").map((call) => requireRecord(call, "a call"));
  if (calls.length !== steps) {
    const cause = calls.length === steps / training.epochs
      ? "go through the images in each epoch"
      : calls.length === training.epochs
      ? "tell of every step, not only of every epoch"
      : calls.length === steps - 1
      ? "wait for each, await onProgress(…)"
      : "call it after every step";
    const done = counted(calls.length, "call of onProgress was", "calls of onProgress were");
    fail(`When train was done, ${done} done, expected ${steps} (4 epochs of 3 steps): ${cause}.`);
  }
  assertClose(calls.map(({ step }) => step), list(steps, (i) => i), {
    name: inCalls("step", "onProgress"),
    why: "steps are counted from 0, through all epochs",
    mistakes: {
      "count from 0": list(steps, (i) => i + 1),
      "go on counting in the next epoch": list(steps, (i) => i % 3),
    },
  });
  assertClose(calls.map(({ steps }) => steps), list(steps, () => steps), { name: inCalls("steps", "onProgress") });
  assertClose(calls.map(({ loss }) => loss), right.losses, {
    name: "losses",
    // for every device: float32 is off by 1e-6, a learning rate that is 0 at the last step by 1e-3
    relative: 1e-4,
    why: "a training on 7 images of 2 pixels, followed in float64",
    mistakes: () => mistakesIn.schedule(training),
  });
  assertClose(weights, right.weights, { name: "weights", absolute: 1e-3, why: "after the training" });
});

check("has a row for each kind, a column for what it was taken for", {
  id: "20-matrix",
  points: 2,
  hints: [
    "Which of the ten logits is the network's answer? In which row is it counted, in which column?",
    "forward(x).argMax(1) has a number from 0 to 9 for each row; read it and the labels with await data().",
    "for (let i = 0; i < truth.length; i++) matrix[truth[i]][said[i]]++;",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const count = 1203; // several batches, the last one not full
  const labels = list(count, () => Math.floor(random.uniform(0, KINDS) ** 2 / KINDS));
  const images = labels.map(() => list(KINDS, () => Math.fround(random.uniform(-1, 1))));
  const { matrix, before, between, after } = await lesson.evaluate(countConfusions, images, labels);
  const right = list(KINDS, () => list(KINDS, () => 0));
  images.forEach((image, i) => right[labels[i]][indexOfLargest(image)]++);
  const rows = requireMatrix(matrix, "the matrix");
  const total = sum(rows.flat());
  if (total !== count) {
    const [came, expected] = [withMinus(countText(total)), countText(count)];
    fail(`the counts add up to ${came}, expected ${expected}: count every image of every batch once.`);
  }
  assertClose(rows.flat(), right.flat(), {
    name: inShape("matrix", [KINDS, KINDS]),
    absolute: 0,
    why: "of 1,203 images whose logits are their own ten numbers",
    mistakes: { "rows and columns are the wrong way round: matrix[label][said]": transposed(right).flat() },
  });
  assertNoTensorsLeft({ before, after: between }, 1, "free what you make for a batch, in tf.tidy or with dispose().");
  assertNoTensorsLeft({ before: between, after }, 3, "free what you make for a batch, in tf.tidy or with dispose().");
});

check("divides the right answers by all answers", {
  id: "20-accuracy",
  points: 1,
  hints: [
    "Where in the matrix are the images that were taken for what they are?",
    "Add up the diagonal, matrix[i][i]; add up everything; divide.",
    "matrix.reduce((sum, row, i) => sum + row[i], 0) / matrix.flat().reduce((sum, count) => sum + count, 0)",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const matrix = list(KINDS, (i) => list(KINDS, (j) => Math.floor(random.uniform(0, i === j ? 90 : 3 * (i + 1)))));
  assertClose(await lesson.evaluate(({ accuracy }, matrix) => accuracy(matrix), matrix), rightShare(matrix), {
    name: "the accuracy",
    why: "of made-up counts",
    mistakes: mistakesIn.accuracy(matrix),
  });
});

/** The one training, and what the lesson says about it. */
const training = lesson.share(async ({ trained }) => {
  const { model, matrix, accuracy } = await trained();
  return { parameters: model.parameters(), matrix, accuracy };
});

/** 160 steps take 1 to 2 s on wasm and half a minute on cpu or a GPU in software; those get 10 times this. */
const TRAINING_SECONDS = 120;

/**
 * With 130 seeds, the solution's network gets 0.814 to 0.842 of the 1,000 test images right: 0.829 on average, with a
 * standard deviation of 0.0056. So 0.80 is 5.1 of those below: a right answer ends there with a probability of 2e-7 if
 * the normal distribution holds, and below 1 in 10,000 even if its tails are much too thin.
 */
const ENOUGH = 0.8;

check("gets 0.80 of unseen images right after 160 steps", {
  id: "20-test",
  points: 3,
  seconds: TRAINING_SECONDS,
  hints: [
    "Which images is it trained with, and which is it tested with? What would it prove to test it with the same?",
    "new FashionMNIST() has the images to train with, new FashionMNIST({ train: false }) those to test with.",
    "await train(model, new Clothes(new FashionMNIST()), { seed }); confusions(model, new Clothes(new FashionMNIST({ … })))",
  ],
}, async () => {
  const { parameters, matrix, accuracy } = await training();
  const [train, test] = [imagesOf("train"), imagesOf("test")];
  const rows = requireMatrix(matrix, "the experiment's matrix");
  const counts = rows.map(sum);
  if (counts.join() === countsOf(train).join()) {
    fail(
      "the matrix counts the 4,000 images that it was trained with: what was learned by heart proves nothing, count the " +
        "test images.",
    );
  }
  assertClose(counts, countsOf(test), {
    name: "the sums of the matrix's rows",
    absolute: 0,
    why: "how many test images there are of each kind",
  });
  const { matrix: found, loss, lossBefore } = worthOf(parameters);
  const share = rightShare(found);
  // in float32, rounding may change the order of some logits: in none of 1,000 images on cpu and wasm
  const differing = sum(found.flatMap((row, i) => row.map((count, j) => Math.abs(count - rows[i][j])))) / 2;
  if (differing > 3) {
    fail(
      `${differing} test images stand in another cell than where the trained network puts them: is the matrix that of ` +
        "this network, after its training?",
    );
  }
  assertClose(accuracy, share, {
    name: "the experiment's accuracy",
    absolute: 0.0031,
    why: "the share of test images",
  });
  if (share > 0.3 && !(loss >= LEAST_FACTOR * lossBefore)) {
    const factor = (loss / lossBefore).toFixed(2);
    fail(
      `its loss on the test images is ${factor} times that on the others (right answers: 1.18 or more), too good to be ` +
        "true of images that it has never seen: train only with those of new FashionMNIST().",
    );
  }
  if (share >= ENOUGH) return;
  const about = `it is right about ${share.toFixed(3)} of the test images`;
  if (share < 0.3) fail(`${about}, as if it guessed: is this the network that was trained?`);
  fail(
    `${about}, expected at least 0.80 (right answers: 0.81 to 0.84): are there 5 epochs with a learning rate of 0.004 ` +
      "that falls?",
  );
});

check("uses no more memory from one step to the next", {
  id: "20-memory",
  points: 1,
  hints: [
    "Print tf.memory().numTensors after every step: does it grow? And is it after the training what it was before?",
    "The loss that optimizer.step returns is yours to dispose of, and at the end the optimizer is, with what it remembers.",
    "loss.dispose(); after await onProgress(…), and optimizer.dispose(); after the last epoch",
  ],
}, async ({ seed }) => {
  const { tensors, before, after } = await trainedLittle(seed);
  const counts = requireNumbers(tensors, "the numbers of tensors after each step", 12);
  assertNoTensorsLeft({ before: counts[0], after: counts[11] }, 11, "is it the loss of the step?");
  assertNoTensorsLeft({ before, after }, 12, "does the optimizer's memory outlive it? optimizer.dispose().");
});

check("says which two kinds are confused most", {
  id: "20-answer",
  points: 1,
  seconds: TRAINING_SECONDS,
  hints: [
    "Draw the picture. Which orange cells are the darkest, and what does each of them say?",
    "For a pair, add both cells: how many of the one are taken for the other, and the other way round.",
    "Compare matrix[2][4] + matrix[4][2], Pullover and Coat, with the sums of other pairs.",
  ],
}, async () => {
  const { mostConfused } = await lesson.evaluate(({ answers }) => answers());
  const names = requireTexts(mostConfused, "mostConfused");
  const [one, other] = names.map((name) => FASHION_MNIST_CLASSES.indexOf(name));
  if (names.length !== 2 || one < 0 || other < 0 || one === other) {
    const all = FASHION_MNIST_CLASSES.map((name) => `"${name}"`).join(", ");
    fail(`mostConfused has to name two different kinds, as they are called in FASHION_MNIST_CLASSES: ${all}.`);
  }
  const { matrix } = worthOf((await training()).parameters);
  const together = (i: number, j: number) => matrix[i][j] + matrix[j][i];
  const most = Math.max(...matrix.flatMap((row, i) => row.map((_, j) => i === j ? 0 : together(i, j))));
  const count = together(one, other);
  if (count > 0 && count >= NEARLY_MOST * most) {
    const isTrue = OFTEN_CONFUSED.some((pair) => pair.every((name) => names.includes(name)));
    return assertTrueAnswer(isTrue, "mostConfused", "MLP");
  }
  fail(
    `${names[0]} and ${names[1]} are confused ${counted(count, "time")}, and another pair ${counted(most, "time")}: ` +
      "add matrix[i][j] and matrix[j][i] for each pair.",
  );
});

/** The result of training the little model. */
function trainedLittle(seed: number) {
  const { images, labels, ...options } = littleTraining(seed);
  return lesson.share(trainLittle, images, labels, options)();
}
