/**
 * The checks of lesson 20. The network is trained once for all checks that ask for it; what it is worth is computed here
 * once more, from its weights and from the test images as they lie in the files. All else is asked of a few numbers.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  countText,
  FASHION_MNIST_CLASSES,
  fashionMNISTSubset,
  inCalls,
  inShape,
  itemName,
  type LabelledImages,
  open,
  RandomState,
  readFashionMNIST,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireTensor,
  requireTexts,
  requireWithin,
  shapeText,
  withMinus,
} from "downhill/testing";

const lesson = open<typeof import("../solutions/20_fashion_mnist.ts")>("20_fashion_mnist");

check("gives 784 numbers from 0 to 1 for an image, and its label", {
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
    if (item.length !== 2) throw new AssertionError(`item(${i}) is not a list of two, expected [image, label].`);
    const bytes = Array.from(images.subarray(i * PIXELS, (i + 1) * PIXELS));
    assertClose(item[0], bytes.map((byte) => byte / 255), {
      name: `the image of item(${i})`,
      absolute: 1e-6, // float32 is off by 3e-8; a byte divided by 256 instead by up to 4e-3
      why: "its bytes divided by 255",
      mistakes: {
        "those are the bytes themselves: divide by 255": bytes,
        "that is divided by 256, so that white is not 1": bytes.map((byte) => byte / 256),
        "those are the pixels of another place: image i begins at i · 784": Array.from(
          images.subarray(i, i + PIXELS),
          (byte) => byte / 255,
        ),
        "that is image 0": Array.from(images.subarray(0, PIXELS), (byte) => byte / 255),
      },
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
  // both ends lie where one overlooks them easily: above 0 and below 1, in the first and in the last image
  const images = labels.map((_, i) => list(9, (k) => i === 0 && k === 8 ? 0.2 : i === 39 && k === 0 ? 0.9 : 0.5));
  const seen = await lesson.evaluate(
    ({ look }, images, labels) =>
      look({ length: labels.length, item: (i) => [Float32Array.from(images[i]), labels[i]] }),
    images,
    labels,
  );
  assertClose(seen?.counts, list(KINDS, (kind) => labels.filter((label) => label === kind).length), {
    name: "counts",
    why: "40 made-up images",
  });
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
    assertClose(look.counts, countsOf(imagesOf(part)), { name: "counts", why });
    assertClose(look.lowest, 0, { name: "lowest", absolute: 1e-6, why });
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
    "Which shapes have w1 and w2, if x has shape [n, 784], what is hidden [n, 128], and what comes out [n, 10]?",
    "new Parameter(draw(784, 128)) for w1, new Parameter(tf.zeros([128])) for b1. Between the two layers is a relu.",
    "return x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2);",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const other = SHAPES.map((shape) => list(shape.reduce((a, b) => a * b, 1), () => random.uniform(-0.1, 0.1)));
  const xs = list(5, () => 0).map(() => list(PIXELS, () => Math.max(0, random.uniform(-1, 1))));
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
    // of 1,280 uniform numbers none beyond 0.9 of the range: 0.9¹²⁸⁰ = 3e-59
    if (most > glorot * 1.0001 || most < glorot * 0.9) {
      const text = `±${glorot.toFixed(4)}`;
      throw new AssertionError(
        `the largest number in ${name} is ±${most.toFixed(4)}, expected nearly ${text}: let draw(${
          SHAPES[i].join(", ")
        }) make it.`,
      );
    }
    if (again[i].some((value, k) => value !== once[i][k])) {
      throw new AssertionError(`two networks with the seed ${seed} have different ${name}: draw from random.`);
    }
    if (another[i].every((value, k) => value === once[i][k])) {
      throw new AssertionError(
        `networks with the seeds ${seed} and ${seed + 1} have the same ${name}: draw from random.`,
      );
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
  const [w1, b1, w2, b2] = other.map((values) => new Float64Array(values)) as Weights;
  const expected = (
    hidden: (values: number[]) => number[],
    output: (values: number[]) => number[] = (values) => values,
  ) => xs.flatMap((x) => output(layer(hidden(layer(x, w1, b1)), w2, b2)));
  const came = requireTensor(logits, {
    name: "forward(x)",
    shape: [xs.length, KINDS],
    why: "ten logits for each image",
  });
  assertClose(came, expected(relu), {
    name: inShape("logits", [xs.length, KINDS]),
    absolute: 1e-4, // sums of 784 numbers of size 0.1 are off by 1e-6 in float32, and other networks by 1e-2 or more
    why: "what other weights give for 5 images of noise",
    mistakes: () => ({
      "there is no relu between the layers": expected((values) => values),
      "there is a relu at the end: logits may be below 0": expected(relu, relu),
      "those are probabilities: leave the softmax to the loss": expected(relu, softmax),
      "b1 is missing": xs.flatMap((x) => layer(relu(layer(x, w1, b1.map(() => 0))), w2, b2)),
      "b2 is missing": xs.flatMap((x) => layer(relu(layer(x, w1, b1)), w2, b2.map(() => 0))),
    }),
  });
});

check("is surprised by what it thought improbable", {
  id: "20-loss",
  points: 2,
  hints: [
    "What is p of the right kind if all logits are equal? And −log p?",
    "tf.oneHot makes a row of nine zeros and a one of each label; tf.losses.softmaxCrossEntropy compares it with logits.",
    "return tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits).asScalar();",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const draw = (most: number) => list(7, () => 0).map(() => list(KINDS, () => random.uniform(-most, most)));
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
      throw new AssertionError(
        `${name} is ${first}: a probability rounds to 0 there, and log 0 is no number; let tf.losses.softmaxCrossEntropy ` +
          "work with the logits.",
      );
    }
    const values = requireNumbers(loss.values, name);
    if (values.length !== 1 || requireNumbers(loss.shape, "the loss's shape").length > 0) {
      throw new AssertionError(`${name} is no scalar but ${counted(values.length, "number")}: average over the batch.`);
    }
    const right = mean(surprises(logits, labels));
    assertClose(values[0], right, {
      name,
      relative: 1e-5, // float32 is off by 1e-6
      absolute: 1e-5,
      why: "the mean of −log p",
      mistakes: {
        "that is the sum: average over the batch": 7 * right,
        "that is averaged over the 70 numbers: there are 7 images": right / KINDS,
        "the sign is missing: −log p": -right,
        "softmax is taken twice: softmaxCrossEntropy takes logits": mean(surprises(logits.map(softmax), labels)),
        "that is the squared error of the probabilities: take −log of the right one": mean(
          logits.flatMap((row, k) => softmax(row).map((p, j) => (p - Number(j === labels[k])) ** 2)),
        ),
        "that is log₂: take the natural logarithm": right / Math.LN2,
      },
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
  const { told, weights } = await trainLittle(seed);
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
    throw new AssertionError(
      `When train was done, ${
        counted(calls.length, "call of onProgress was", "calls of onProgress were")
      } done, expected ${steps} (4 epochs of 3 steps): ${cause}.`,
    );
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
  const wrong = (schedule: Schedule) => walk(training, schedule).losses;
  assertClose(calls.map(({ loss }) => loss), right.losses, {
    name: "losses",
    // asked of every device: float32 is off by 1e-6, a learning rate that is 0 at the last step by 1e-3
    relative: 1e-4,
    why: "a training on 7 images of 2 pixels, followed in float64",
    mistakes: () => ({
      "the learning rate does not fall: set optimizer.learningRate before each step": wrong(() => 1),
      "the learning rate stays the same through an epoch: let it fall from step to step": wrong((
        _,
        __,
        epoch,
        epochs,
      ) => 1 - epoch / epochs),
      "the learning rate is 0 at the last step already: divide by steps": wrong((step, steps) =>
        1 - step / (steps - 1)
      ),
      "the learning rate falls too early: at step 0 it is whole": wrong((step, steps) => 1 - (step + 1) / steps),
      "the learning rate is set after the step: set it before": wrong((step, steps) =>
        1 - Math.max(0, step - 1) / steps
      ),
      "the learning rate rises": wrong((step, steps) => step / steps),
    }),
  });
  assertClose(weights, right.weights, { name: "weights", absolute: 1e-3, why: "after the training" });
});

check("has a row for what it is, a column for what it was taken for", {
  id: "20-matrix",
  points: 2,
  hints: [
    "Which of the ten logits is the network's answer? In which row is it counted, in which column?",
    "forward(x).argMax(1) has a number from 0 to 9 for each row; read it and the labels with await data().",
    "for (let i = 0; i < truth.length; i++) matrix[truth[i]][said[i]]++;",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const count = 1203; // several batches, and a last one that is not full
  const labels = list(count, () => Math.floor(random.uniform(0, KINDS) ** 2 / KINDS));
  const images = labels.map(() => list(KINDS, () => Math.fround(random.uniform(-1, 1))));
  const { matrix, before, between, after } = await lesson.evaluate(countConfusions, images, labels);
  const right = list(KINDS, () => 0).map(() => list(KINDS, () => 0));
  images.forEach((image, i) => right[labels[i]][argMax(image)]++);
  const rows = requireMatrix(matrix, "the matrix");
  const total = sum(rows.flat());
  if (total !== count) {
    throw new AssertionError(
      `the counts add up to ${withMinus(countText(total))}, expected ${
        countText(count)
      }: count every image of every batch once.`,
    );
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

check("divides what is right by all there is", {
  id: "20-accuracy",
  points: 1,
  hints: [
    "Where in the matrix are the images that were taken for what they are?",
    "Add up the diagonal, matrix[i][i]; add up everything; divide.",
    "matrix.reduce((sum, row, i) => sum + row[i], 0) / matrix.flat().reduce((sum, count) => sum + count, 0)",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const matrix = list(KINDS, () => 0).map((_, i) =>
    list(KINDS, (j) => Math.floor(random.uniform(0, i === j ? 90 : 3 * (i + 1))))
  );
  const diagonal = matrix.map((row, i) => row[i]);
  assertClose(await lesson.evaluate(({ accuracy }, matrix) => accuracy(matrix), matrix), rightShare(matrix), {
    name: "the accuracy",
    why: "of made-up counts",
    mistakes: {
      "that is in percent: return a share, from 0 to 1": 100 * rightShare(matrix),
      "that is the share of mistakes": 1 - rightShare(matrix),
      "that is how many are right: divide by how many there are": sum(diagonal),
      "that is the mean of the kinds' own shares, and kinds may differ in size: divide all right by all": mean(
        matrix.map((row, i) => row[i] / sum(row)),
      ),
      "that divides by 1,000, but how many there are is the sum of all counts": sum(diagonal) / 1000,
    },
  });
});

/** The one training, and what the lesson says of it. */
const training = lesson.share(async ({ trained }) => {
  const { model, matrix, accuracy } = await trained();
  return { parameters: model.parameters(), matrix, accuracy };
});

/** 160 steps take 1 to 2 s on wasm and half a minute on the cpu or a GPU in software, and that has 10 times this. */
const TRAINING_SECONDS = 120;

/**
 * Trained with 130 seeds, the network of the solution is right about 0.814 to 0.842 of the 1,000 test images: 0.829 on
 * average, with a standard deviation of 0.0056. So 0.80 lies 5.1 of those below: the chance that a right answer ends there is
 * 2e-7 if the normal distribution holds, and below 1 in 10,000 even if its tails are much too thin.
 */
const ENOUGH = 0.8;

/**
 * The loss on the test images is 1.18 to 1.28 times that on the first 1,000 of the others: 1.234 on average over 89 seeds,
 * with a standard deviation of 0.024. With the test images among those that it is trained with, it is 1.04 to 1.09 times
 * that (24 seeds: 1.062, deviation 0.015), and 0.8 to 0.9 with them alone. 1.13 lies 4.4 deviations from either: the chance
 * that a right answer ends below is 6e-6.
 */
const LEAST_FACTOR = 1.13;

check("is right about 0.80 of unseen images, after 160 steps", {
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
    throw new AssertionError(
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
  // in float32 some logits round to another order: none of 1,000 on cpu and wasm
  const differing = sum(found.flatMap((row, i) => row.map((count, j) => Math.abs(count - rows[i][j])))) / 2;
  if (differing > 3) {
    throw new AssertionError(
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
    throw new AssertionError(
      `its loss on the test images is ${
        (loss / lossBefore).toFixed(2)
      } times that on the others (right answers: 1.18 or more), ` +
        `too good to be true of images that it has never seen: train only with those of new FashionMNIST().`,
    );
  }
  if (share >= ENOUGH) return;
  if (share < 0.3) {
    throw new AssertionError(
      `it is right about ${
        share.toFixed(3)
      } of the test images, as if it guessed: is this the network that was trained?`,
    );
  }
  throw new AssertionError(
    `it is right about ${share.toFixed(3)} of the test images, expected at least 0.80 (right answers: 0.81 to 0.84): ` +
      "are there 5 epochs with a learning rate of 0.004 that falls?",
  );
});

check("needs no more memory from step to step", {
  id: "20-memory",
  points: 1,
  hints: [
    "Print tf.memory().numTensors after every step: does it grow? And is it after the training what it was before?",
    "The loss that optimizer.step returns is yours to dispose of, and at the end the optimizer is, with what it remembers.",
    "loss.dispose(); after await onProgress(…), and optimizer.dispose(); after the last epoch",
  ],
}, async ({ seed }) => {
  const { tensors, before, after } = await trainLittle(seed);
  const counts = requireNumbers(tensors, "the numbers of tensors after each step", 12);
  assertNoTensorsLeft({ before: counts[0], after: counts[11] }, 11, "is it the loss of the step?");
  assertNoTensorsLeft({ before, after }, 12, "does the optimizer's memory outlive it? optimizer.dispose().");
});

/**
 * Which pairs are an answer: those confused at least half as often as the most confused. On another device the numbers
 * round otherwise, as if the seed were another, and with 130 seeds the first place went to three pairs, each of which always
 * had more than half of it (Pullover and Coat, the most frequent, 0.71 or more). What one might guess, a sandal for a
 * sneaker, has 0.25 to 0.53.
 */
const NEARLY_MOST = 0.5;

/**
 * The pairs that are an answer with any of 12 seeds of the solution and 5 of each alternative: they have 0.56 or more
 * of the most confused one, and all other pairs 0.53 or less. A network can be made to confuse what it wants.
 */
const OFTEN_CONFUSED = [["Pullover", "Coat"], ["Pullover", "Shirt"], ["Coat", "Shirt"], ["T-shirt/top", "Shirt"]];

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
    throw new AssertionError(
      `mostConfused has to name two different kinds, as they are called in FASHION_MNIST_CLASSES: ${
        FASHION_MNIST_CLASSES.map((name) => `"${name}"`).join(", ")
      }.`,
    );
  }
  const { matrix } = worthOf((await training()).parameters);
  const together = (i: number, j: number) => matrix[i][j] + matrix[j][i];
  const most = Math.max(...matrix.flatMap((row, i) => row.map((_, j) => i === j ? 0 : together(i, j))));
  const count = together(one, other);
  if (count > 0 && count >= NEARLY_MOST * most) {
    return assertTrueAnswer(
      OFTEN_CONFUSED.some((pair) => pair.every((name) => names.includes(name))),
      "mostConfused",
      "MLP",
    );
  }
  throw new AssertionError(
    `${FASHION_MNIST_CLASSES[one]} and ${FASHION_MNIST_CLASSES[other]} are confused ${
      counted(count, "time")
    }, and another pair ` +
      `${counted(requireNumber(most, "the most"), "time")}: add matrix[i][j] and matrix[j][i] for each pair.`,
  );
});
