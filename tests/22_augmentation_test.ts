/**
 * The checks of lesson 22. Variants are made of images whose pixels show where they were, and random numbers that must
 * be equally likely are counted. Networks are trained with and without augmentation, with two seeds, once for all
 * checks that need them. Their accuracies are computed again here, from their weights and from the images in the files.
 * @module
 */
import {
  assertClose,
  assertTrueAnswer,
  check,
  counted,
  describe,
  fail,
  isList,
  open,
  RandomState,
  requireChoice,
  requireList,
  requireNumbers,
  requireRecord,
} from "downhill/testing";
import * as oracle from "./oracles/22_augmentation.ts";
import { list, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/22_augmentation.ts")>("22_augmentation");

check("draws every whole number of a range equally often", {
  id: "22-whole",
  points: 1,
  hints: [
    "Which numbers can random.uniform(0, 2) return? Which numbers are left when they are rounded down?",
    "There are high − low + 1 whole numbers from low to high. Each needs an interval of length 1 in uniform's range.",
    "return Math.floor(random.uniform(low, high + 1));",
  ],
}, async ({ seed }) => {
  const ranges = [[-2, 3], [0, 1], [4, 8]];
  const drawn = await lesson.evaluate(oracle.drawNumbers, ranges, seed);
  const all = requireList(drawn, "the lists of drawn numbers", 4).map((numbers) =>
    requireNumbers(numbers, "the drawn numbers", 3000)
  );
  ranges.forEach(([low, high], i) => {
    const name = `wholeNumber(random, ${describe(low)}, ${high})`;
    const odd = all[i].find((value) => !Number.isInteger(value) || value < low || value > high);
    if (odd !== undefined) {
      const isRounded = Number.isInteger(odd);
      fail(
        `${name} is ${describe(odd)}, expected a whole number from ${describe(low)} to ${high}${
          isRounded ? "." : ": is it rounded?"
        }`,
        { hasCause: !isRounded },
      );
    }
    oracle.assertEven(all[i], low, high, name);
  });
  if (all[0].some((value, i) => value !== all[3][i])) {
    const came = "wholeNumber draws different numbers from a generator with the same seed";
    fail(`${came}: does it draw only from the generator that is passed in?`);
  }
});

check("mirrors an image", {
  id: "22-mirror",
  points: 1,
  hints: [
    "Which column of the old image becomes the first of the new one?",
    "redraw takes two functions. They return the old row for a new row, and the old column for a new column.",
    "return redraw(image, (row) => row, (column) => SIDE - 1 - column);",
  ],
}, async () => {
  const seen = await lesson.evaluate(oracle.mirrorImage, oracle.MAP);
  const [mirrored, original] = requireList(seen, "the mirrored image and the original", 2);
  oracle.assertUnchanged(original, oracle.MAP, "the image", "mirror(image)");
  assertClose(mirrored, oracle.MIRRORED, {
    name: oracle.namesOfPixels("the mirrored image"),
    absolute: 1e-6, // pixels are copied without rounding; neighbours differ by 1.3e-3
    why: "each pixel is its number, from 1 to 784, divided by 785",
    mistakes: oracle.mirrorMistakes,
  });
});

check("moves each image by a random number of pixels, in any direction", {
  id: "22-shift",
  points: 2,
  hints: [
    "If an image moves down by one row, which old row becomes the new row 5? And the new row 0?",
    "batch.map((image) => …): for each image, draw two numbers with wholeNumber(random, -pixels, pixels); redraw it.",
    "return redraw(image, (row) => row - down, (column) => column - right);",
  ],
}, async ({ seed }) => {
  for (const pixels of [undefined, 3]) {
    const name = pixels === undefined ? "randomShift(batch, random)" : `randomShift(batch, random, ${pixels})`;
    const { whole, pixels: middles, batches } = oracle.requireVariants(
      await variantsOf("randomShift", seed, oracle.MIDDLE, pixels),
      name,
    );
    const most = pixels ?? 1;
    const moves = oracle.movesOf(middles, most, name);
    whole.forEach((variant, i) => {
      const { down, right } = moves[i];
      assertClose(variant, oracle.moved(down, right), {
        name: oracle.namesOfPixels(`variant ${i} of ${name}`),
        absolute: 1e-6,
        why: `all pixels must move as its middle does, ${describe(down)} down and ${describe(right)} to the right`,
        mistakes: oracle.edgeMistakes(down, right),
      });
    });
    const [downs, rights] = [moves.map(({ down }) => down), moves.map(({ right }) => right)];
    if (new Set(middles).size === 1) {
      const [down, right] = [downs[0], rights[0]].map(describe);
      const what = oracle.isAlikeInBatches(batches)
        ? "all images of a batch alike"
        : `every image by ${down} and ${right}`;
      fail(`${name} moves ${what}: is a number drawn for each image?`);
    }
    if (most === 3 && [...downs, ...rights].every((move) => Math.abs(move) <= 1)) {
      fail(`${name} moves no image by more than 1 pixel: does it use its option, pixels?`);
    }
    oracle.assertMoves(downs, most, `how far ${name} moves down`);
    oracle.assertMoves(rights, most, `how far ${name} moves to the right`);
    oracle.assertIndependent(downs, rights, [-most, most], { name, of: ["how far down", "how far to the right"] });
  }
});

check("mirrors half of the images, at random", {
  id: "22-flip",
  points: 1,
  hints: [
    "In what share of calls is random.uniform() below 0.5?",
    "Draw one number for each image of the batch, and take mirror(image) or the image, depending on the number.",
    "return batch.map((image) => random.uniform() < 0.5 ? mirror(image) : image);",
  ],
}, async ({ seed }) => {
  const name = "randomFlip(batch, random)";
  const { whole, pixels, batches } = oracle.requireVariants(await variantsOf("randomFlip", seed, oracle.MIDDLE), name);
  const isMirrored = pixels.map((pixel) => Math.abs(pixel - oracle.MIRRORED[oracle.MIDDLE]) < 1e-6);
  whole.forEach((variant, i) =>
    assertClose(variant, isMirrored[i] ? oracle.MIRRORED : oracle.MAP, {
      name: oracle.namesOfPixels(`variant ${i} of ${name}`),
      absolute: 1e-6,
      why: "the image, or its mirror image",
      mistakes: oracle.flipMistakes,
    })
  );
  const count = isMirrored.filter(Boolean).length;
  if (count === 0 || count === 2000) {
    const isOneDraw = oracle.isAlikeInBatches(batches);
    const what = isOneDraw ? "all images of a batch or none" : count === 0 ? "no image" : "every image";
    fail(`${name} mirrors ${what}, expected about half of 2,000: is a number drawn for each image?`);
  }
  // the expected number is 1,000, with a standard deviation of 22: 134 are 6 deviations, one chance in 500 million
  if (Math.abs(count - 1000) > 134) {
    fail(`${name} mirrors ${count} of 2,000 images, expected about 1,000.`, { hasCause: false });
  }
});

check("enlarges a square from a random place in the image", {
  id: "22-crop",
  points: 2,
  hints: [
    "If 24 rows are stretched to 28, which of the 24 becomes row 27? And at how many rows can a square begin?",
    "A square begins at row 0 to 28 − side. New row r is its row r · side / 28, rounded down; likewise for columns.",
    "redraw(image, (row) => top + Math.floor(row * side / SIDE), (column) => left + Math.floor(column * side / SIDE))",
  ],
}, async ({ seed }) => {
  for (const amount of [undefined, 20]) {
    const name = amount === undefined ? "randomCrop(batch, random)" : `randomCrop(batch, random, ${amount})`;
    const side = amount ?? 24;
    const { whole, pixels, batches } = oracle.requireVariants(await variantsOf("randomCrop", seed, 0, amount), name);
    const corners = oracle.cornersOf(pixels, name);
    whole.forEach((variant, k) => oracle.assertEnlarged(variant, corners[k], side, `variant ${k} of ${name}`));
    oracle.assertInside(corners, side, name);
    const [tops, lefts] = [corners.map(({ top }) => top), corners.map(({ left }) => left)];
    if (new Set(pixels).size === 1) {
      const same = `the same square for every image, at row ${tops[0]} and column ${lefts[0]}`;
      const what = oracle.isAlikeInBatches(batches) ? "the same square for all images of a batch" : same;
      fail(`${name} takes ${what}: is a new place drawn for each image?`);
    }
    oracle.assertEven(tops, 0, oracle.SIDE - side, `the first row of a square of ${name}`);
    oracle.assertEven(lefts, 0, oracle.SIDE - side, `the first column of a square of ${name}`);
    oracle.assertIndependent(tops, lefts, [0, oracle.SIDE - side], { name, of: ["the first row", "the first column"] });
  }
});

check("keeps shapes, ranges and the originals", {
  id: "22-kept",
  points: 1,
  hints: [
    "Are there as many variants as images? Is each variant as long as an image? Are the images unchanged afterwards?",
    "batch.map makes a new list with as many images; redraw makes a new image, and does not change the old image.",
    "return batch.map((image) => redraw(image, …)); changes neither the batch nor its images.",
  ],
}, async ({ seed }) => {
  const evidence = await fromNoise(seed);
  const random = new RandomState(seed);
  const batch = list(30, () => list(oracle.PIXELS, () => Math.fround(random.uniform())));
  oracle.MAKERS.forEach((name, k) => {
    const { first, counts, after } = requireRecord(evidence[k], `what ${name} makes of noise`);
    assertClose(counts, [0, 1, 7], { name: `the numbers of variants that ${name} makes of 0, 1 and 7 images` });
    requireList(after, `the batch after ${name}`, 30).forEach((image, i) =>
      oracle.assertUnchanged(image, batch[i], `image ${i} of the batch`, name)
    );
    requireList(first, `the variants of ${name}`, 30).forEach((variant, i) => {
      const pixels = requireNumbers(variant, oracle.namesOfPixels(`variant ${i} of ${name}`), oracle.PIXELS);
      const wild = pixels.find((pixel) => pixel < 0 || pixel > 1);
      if (wild !== undefined) {
        fail(`a pixel of variant ${i} of ${name} is ${describe(wild)}, expected a number from 0 to 1.`);
      }
    });
  });
});

check("draws from the generator that is passed in", {
  id: "22-generator",
  points: 2,
  hints: [
    "Two training runs with the same seed must use the same variants. Where do the random numbers come from?",
    "Draw with the generator that is passed in, and do not make another generator: it would start again at every call.",
    "random.uniform() < 0.5, and wholeNumber(random, -pixels, pixels); not Math.random(), not new RandomState(42)",
  ],
}, async ({ seed }) => {
  const evidence = await fromNoise(seed);
  oracle.MAKERS.forEach((name, k) => {
    const { first, further, again, others } = requireRecord(evidence[k], `what ${name} makes of noise`);
    const pixels = (variants: unknown) =>
      requireList(variants, `the variants of ${name}`, 30)
        .flatMap((variant, i) =>
          requireNumbers(variant, oracle.namesOfPixels(`variant ${i} of ${name}`), oracle.PIXELS)
        );
    const [a, b, c] = [first, further, again].map(pixels);
    const bySeed = requireList(others, `what ${name} makes with other seeds`, 16).map((each) =>
      requireNumbers(each, `a pixel of each variant of ${name}`, 4)
    );
    if (a.some((pixel, i) => pixel !== c[i])) {
      fail(`${name} makes different variants with a generator of the same seed: does it also use another source?`);
    }
    // by chance, 30 images are mirrored alike twice in one of 2³⁰ cases; the others give equal variants even less often
    if (bySeed.every((each) => each.every((pixel, i) => pixel === bySeed[0][i]))) {
      fail(`${name} makes the same variants with any generator: does it draw from the one that is passed in?`);
    }
    if (a.every((pixel, i) => pixel === b[i])) {
      fail(`${name} makes the same variants again, although the generator gives new numbers.`, { hasCause: false });
    }
  });
});

check("returns a new variant at every call, with the original's label", {
  id: "22-dataset",
  points: 2,
  hints: [
    "What does this.data.item(index) return? Which part of it changes, and which part must stay?",
    "The augmentation takes a batch: [image] is a batch of one image, and the result is a list of one variant.",
    "const [image, label] = this.data.item(index); return [this.augmentation([image], this.random)[0], label];",
  ],
}, async ({ seed }) => {
  const asked = [3, 3, 0, 5, 3];
  const labels = list(6, (i) => (7 * i + seed) % oracle.KINDS);
  const evidence = await lesson.evaluate(oracle.askDataset, asked, labels, seed);
  assertClose(evidence?.length, labels.length, { name: "the length of a data set around one of 6 images" });
  const random = new RandomState(seed);
  const drawn = asked.map(() => random.uniform());
  const batches = requireNumbers(evidence.batches, "the sizes of the batches that are augmented");
  if (evidence.early !== 0) fail("new Augmented(…) makes variants at once, expected only in item(index).");
  if (batches.length === 0) fail("item(index) never calls the augmentation.");
  const large = batches.find((size) => size !== 1);
  if (large !== undefined) {
    fail(`item(index) gives ${counted(large, "image")} to the augmentation, expected a batch of one.`);
  }
  requireList(evidence.originals, "the originals", 6).forEach((image, i) =>
    oracle.assertUnchanged(image, [i, i], `the image at ${i}`, "item(index)")
  );
  const came = requireList(evidence.items, "the list of items", asked.length);
  const numbers = came.map((item) => isList(item) && isList(item[0]) ? item[0][1] : undefined);
  if (numbers.every((number) => typeof number === "number" && number === numbers[0])) {
    fail("the augmentation draws the same number for every item: does each call make a new generator?");
  }
  asked.forEach((index, i) => {
    const name = `item(${index}), in call number ${i + 1}`;
    const item = requireList(came[i], `${name},`);
    if (item.length !== 2) fail(`${name}, is not a list of two, expected [image, label].`);
    const isListOfOne = isList(item[0]) && item[0].length === 1 && typeof item[0][0] !== "number";
    if (isListOfOne) fail(`the image of ${name}, is a list with one image in it.`);
    assertClose(item[1], labels[index], { name: `the label of ${name},`, why: "a variant keeps the original's label" });
    const image = requireNumbers(item[0], `the image of ${name},`, 2);
    assertClose(image[0], index, { name: `the first pixel of ${name},`, why: "it is the pixel of the original" });
    assertClose(image[1], drawn[i], {
      name: `what the augmentation drew for ${name},`,
      absolute: 1e-6, // it has been rounded to float32
      why: "each variant is made with the generator that is passed in",
      mistakes: {
        "that is the original: is the variant used?": index,
        ...(i > 0 && { "that is the variant from the first call: do you make a new variant in each call?": drawn[0] }),
      },
    });
  });
});

check("augments training images only, and only while it trains", {
  id: "22-test",
  points: 3,
  seconds: 30,
  hints: [
    "Of which of the three sets may the network see variants? While it learns, or also when its accuracy is measured?",
    "Train on new Augmented(sets.training, …) if there is an augmentation, else on sets.training. Accuracies are " +
    "measured on the three sets themselves, also on sets.training.",
    "const seen = augmentation ? new Augmented(sets.training, augmentation, new RandomState(seed)) : sets.training;",
  ],
}, async ({ seed }) => {
  const counts = [100, 60, 50];
  const epochs = 3;
  const { images, labels } = oracle.numberedImages(seed, sum(counts));
  const own = seed % 1000 + 2; // not 1, which a lesson may contain as a constant
  const seeds = [own, own, own + 1, own];
  const answer = await lesson.evaluate(oracle.runExperiments, images, labels, counts, seeds, [epochs, 1, 1, epochs]);
  const trainings = requireList(answer.runs, "the list of training runs", 4);
  const evidence = trainings.map((run, i) => requireRecord(run, `run ${i + 1}`));
  const learning = { counts, epochs, steps: 6 };
  oracle.assertAugmented(evidence, learning, () => {
    oracle.assertLearned(evidence[0], answer.expected, { ...learning, way: oracle.WITH });
    oracle.assertLearned(evidence[3], answer.expected, { ...learning, way: oracle.WITHOUT });
  });
  const weights = evidence.map((run, i) => oracle.weightsOf(run.parameters, `the network of run ${i + 1}`));
  const from = (set: number) => sum(counts.slice(0, set));
  [0, 3].forEach((run) => {
    const right = counts.map((_, set) =>
      oracle.accuracyOf(weights[run], oracle.part({ images, labels }, from(set), from(set + 1)))
    );
    const claimed = requireNumbers(evidence[run].accuracies, "the accuracies", 3);
    oracle.SETS.forEach((set, i) =>
      assertClose(claimed[i], right[i], {
        name: `the ${set} accuracy ${run === 3 ? "without" : "with"} augmentation`,
        absolute: 1.5 / counts[i], // in float32 one image may be classified differently
        why: "of the network that is returned, on the original images",
        mistakes: oracle.otherAccuracies(right, i, counts[i]),
      })
    );
  });
});

/** The four training runs, and the lesson's results. */
const comparison = lesson.share(oracle.compareWays);

/** 1,600 steps take 4 to 10 s on wasm, a minute on a software GPU, and 40 to 100 s on cpu, where they are skipped. */
const TRAINING_SECONDS = 240;

const text = (share: number) => share.toFixed(3);

check("learns 500 images by heart, but fewer with augmentation", {
  id: "22-gap",
  points: 3,
  seconds: TRAINING_SECONDS,
  slowOn: ["cpu"],
  hints: [
    "Print the result of compare(). Is the training accuracy nearly 1 without augmentation, and lower with it?",
    "If both ways have the same results, does the network get variants? If it learns nothing, are the labels right?",
    "for (const [i, run] of (await compare()).plain.entries()) console.log(i, run.training, run.test, run.mirrored);",
  ],
}, async () => {
  const { plain, augmented } = oracle.measured(await comparison());
  for (const [way, { test }] of Object.entries({ without: plain, with: augmented })) {
    if (test >= oracle.LIMITS.leastTest && test <= oracle.LIMITS.mostTest) continue;
    const advice = test > oracle.LIMITS.mostTest
      ? "which is too good: does it learn only from sets.training?"
      : "expected 0.75 to 0.80: does it learn from sets.training, with the original labels?";
    fail(`the test accuracy ${way} augmentation is ${text(test)}, ${advice}`, { hasCause: false });
  }
  if (plain.training < oracle.LIMITS.byHeart) {
    const came = `the training accuracy without augmentation is ${text(plain.training)}`;
    fail(`${came}, expected nearly 1: does it learn from the original images, for all epochs?`, { hasCause: false });
  }
  if (augmented.gap > plain.gap - oracle.MEANT.narrower) {
    const came = `the gap between training and test is ${text(plain.gap)} without augmentation and`;
    fail(`${came} ${text(augmented.gap)} with it, expected 0.10 less: is the network trained on variants?`, {
      hasCause: false,
    });
  }
});

check("says whether augmentation helps, and whether it was needed", {
  id: "22-answer",
  points: 2,
  seconds: TRAINING_SECONDS,
  slowOn: ["cpu"],
  hints: [
    "Draw the picture. How far does an orange line fall from the training images to the test images? And a blue one?",
    "For each way, take the mean over both seeds, then subtract. Is the difference above the number in the question?",
    "const mean = (runs: Experiment[]) => runs.reduce((sum, { test }) => sum + test / runs.length, 0);",
  ],
}, async () => {
  const answers = requireRecord(await lesson.evaluate(({ answers }) => answers()), "what answers() returns");
  for (const name of ["overfits", "narrowsGap", "helpsOnTest", "helpsOnMirrored"]) {
    requireChoice(answers[name], [true, false], `answers().${name}`);
  }
  const { plain, augmented } = oracle.measured(await comparison());
  const raised = (set: "test" | "mirrored") => augmented[set] - plain[set];
  const both = (set: "test" | "mirrored") => `${text(plain[set])} to ${text(augmented[set])}`;
  const gaps = `${text(plain.gap)} without augmentation and ${text(augmented.gap)} with it`;
  const questions = {
    overfits: { truth: plain.gap >= oracle.MEANT.overfit, why: `without augmentation the gap is ${text(plain.gap)}` },
    narrowsGap: { truth: plain.gap - augmented.gap >= oracle.MEANT.narrower, why: `the gap is ${gaps}` },
    helpsOnTest: {
      truth: raised("test") >= oracle.MEANT.help,
      why: `augmentation changes the accuracy on the test images from ${both("test")}`,
    },
    helpsOnMirrored: {
      truth: raised("mirrored") >= oracle.MEANT.help,
      why: `augmentation changes the accuracy on the mirrored images from ${both("mirrored")}`,
    },
  };
  for (const [name, { truth, why }] of Object.entries(questions)) {
    // true for all 40 measured seeds; MEANT gives the chance that another seed differs
    const isTrue = truth === (name !== "helpsOnTest");
    if (answers[name] !== truth) fail(`answers().${name} is ${!truth}, but ${why}.`, { hasCause: isTrue });
    assertTrueAnswer(isTrue, `answers().${name}`, "compare");
  }
});

/** The variants that one of the three functions makes of many copies of {@linkcode oracle.MAP}. */
function variantsOf(name: oracle.Maker, seed: number, pixel: number, amount?: number) {
  return lesson.evaluate(oracle.makeVariants, name, oracle.MAP, seed, pixel, amount ?? null);
}

/** The variants that each of the three functions makes of images of noise. */
async function fromNoise(seed: number) {
  const evidence = await lesson.share(oracle.makeFromNoise, oracle.MAKERS, seed)();
  return requireList(evidence, "what three functions make of noise", oracle.MAKERS.length);
}
