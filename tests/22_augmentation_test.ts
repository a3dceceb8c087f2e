/**
 * The checks of lesson 22. Variants are judged by images in which every pixel says where it was; what has to be equally
 * likely is counted. Two seeds are trained both ways, once for all checks that need it; how good the networks are is
 * computed again here, from their weights and from the images in the files.
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
import {
  accuracyOf,
  askDataset,
  assertEven,
  assertStretched,
  compareWays,
  cornersOf,
  edgeMistakes,
  flipMistakes,
  KINDS,
  LIMITS,
  makeFromNoise,
  type Maker,
  MAKERS,
  makeVariants,
  MAP,
  MEANT,
  measured,
  MIDDLE,
  MIRRORED,
  mirrorMistakes,
  moved,
  movesOf,
  namesOfPixels,
  numberedImages,
  otherAccuracies,
  part,
  PIXELS,
  requireVariants,
  runExperiments,
  SETS,
  SIDE,
  weightsOf,
} from "./oracles/22_augmentation.ts";
import { list, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/22_augmentation.ts")>("22_augmentation");

check("draws every whole number of a range equally often", {
  id: "22-whole",
  points: 1,
  hints: [
    "Which numbers can random.uniform(0, 2) be? What is left of them when they are rounded down?",
    "From low to high are high − low + 1 whole numbers. As many numbers of length 1 have to fit in what uniform draws from.",
    "return Math.floor(random.uniform(low, high + 1));",
  ],
}, async ({ seed }) => {
  const drawn = await lesson.evaluate(async ({ wholeNumber }, seed) => {
    const { RandomState } = await import("downhill");
    const [random, again] = [new RandomState(seed), new RandomState(seed)];
    return [random, again].map((random) => Array.from({ length: 6000 }, () => wholeNumber(random, -2, 3)));
  }, seed);
  const [values, repeated] = requireList(drawn, "two lists of drawn numbers", 2).map((numbers) =>
    requireNumbers(numbers, "the drawn numbers", 6000)
  );
  const odd = values.find((value) => !Number.isInteger(value) || value < -2 || value > 3);
  if (odd !== undefined) {
    const came = `wholeNumber(random, −2, 3) is ${describe(odd)}`;
    fail(`${came}, expected a whole number from −2 to 3: round down, with Math.floor.`);
  }
  assertEven(values, -2, 3, "wholeNumber(random, −2, 3)");
  if (values.some((value, i) => value !== repeated[i])) {
    const came = "wholeNumber draws other numbers from a generator with the same seed";
    fail(`${came}: draw with random.uniform, not Math.random.`);
  }
});

check("mirrors an image", {
  id: "22-mirror",
  points: 1,
  hints: [
    "Which column of the old image becomes the first of the new one?",
    "redraw asks for each new row and each new column which old one it comes from. Rows stay what they are.",
    "return redraw(image, (row) => row, (column) => SIDE - 1 - column);",
  ],
}, async () => {
  const seen = await lesson.evaluate(({ mirror }, map) => {
    const image = Float32Array.from(map);
    const mirrored = mirror(image);
    return [mirrored, image.slice()];
  }, MAP);
  const [mirrored, original] = requireList(seen, "the mirrored image and the original", 2);
  const why = "it is needed again: make a new image";
  assertClose(original, MAP, { name: namesOfPixels("the original, afterwards,"), absolute: 1e-6, why });
  assertClose(mirrored, MIRRORED, {
    name: namesOfPixels("the mirrored image"),
    absolute: 1e-6, // pixels are copied, and neighbours differ by 1.3e-3
    why: "each pixel is the number of its place, divided by 785",
    mistakes: mirrorMistakes,
  });
});

check("moves each image by its own number of pixels, in any direction", {
  id: "22-shift",
  points: 2,
  hints: [
    "If an image moves down by one row, which old row is the new row 5? And the new row 0?",
    "batch.map((image) => …); for each image two draws of wholeNumber(random, -pixels, pixels), and a redraw.",
    "return redraw(image, (row) => row - down, (column) => column - right);",
  ],
}, async ({ seed }) => {
  for (const pixels of [undefined, 3]) {
    const name = pixels === undefined ? "randomShift(batch, random)" : `randomShift(batch, random, ${pixels})`;
    const { whole, pixels: middles } = requireVariants(await variantsOf("randomShift", seed, MIDDLE, pixels), name);
    const most = pixels ?? 1;
    const moves = movesOf(middles, most, name);
    whole.forEach((variant, i) => {
      const { down, right } = moves[i];
      assertClose(variant, moved(down, right), {
        name: namesOfPixels(`variant ${i} of ${name}`),
        absolute: 1e-6,
        why: `its middle has moved ${describe(down)} down and ${describe(right)} to the right, and so must the rest`,
        mistakes: edgeMistakes(down, right),
      });
    });
    const [downs, rights] = [moves.map(({ down }) => down), moves.map(({ right }) => right)];
    if (new Set(downs).size === 1 && new Set(rights).size === 1) {
      const [down, right] = [downs[0], rights[0]].map(describe);
      fail(`${name} moves all 2,000 images alike, by ${down} and ${right}: draw anew for each image.`);
    }
    // drawn apart, they are equal once in 2 · most + 1 times, so it is practically impossible that all 2,000 are
    if (downs.every((down, i) => Math.abs(down) === Math.abs(rights[i]))) {
      fail(`${name} moves every image as far down as to the right: draw twice.`);
    }
    assertEven(downs, -most, most, `how far ${name} moves down`);
    assertEven(rights, -most, most, `how far ${name} moves to the right`);
  }
});

check("mirrors half of the images, at random", {
  id: "22-flip",
  points: 1,
  hints: [
    "How often is random.uniform() below 0.5?",
    "For each image of the batch draw once, and depending on that take mirror(image) or the image.",
    "return batch.map((image) => random.uniform() < 0.5 ? mirror(image) : image);",
  ],
}, async ({ seed }) => {
  const name = "randomFlip(batch, random)";
  const { whole, pixels } = requireVariants(await variantsOf("randomFlip", seed, MIDDLE), name);
  const isMirrored = pixels.map((pixel) => Math.abs(pixel - MIRRORED[MIDDLE]) < 1e-6);
  whole.forEach((variant, i) =>
    assertClose(variant, isMirrored[i] ? MIRRORED : MAP, {
      name: namesOfPixels(`variant ${i} of ${name}`),
      absolute: 1e-6,
      why: "the image, or the image in a mirror",
      mistakes: flipMistakes,
    })
  );
  const count = isMirrored.filter(Boolean).length;
  if (count === 0 || count === 2000) {
    const what = count === 0 ? "none" : "all";
    fail(`${name} mirrors ${what} of 2,000 images: draw for each image whether to mirror it.`);
  }
  // the expected number is 1,000, with a standard deviation of 22: 134 are 6 of those, one chance in 500 million
  if (Math.abs(count - 1000) > 134) {
    fail(`${name} mirrors ${count} of 2,000 images, expected about 1,000: compare with 0.5.`);
  }
});

check("enlarges a square from anywhere in the image", {
  id: "22-crop",
  points: 2,
  hints: [
    "If 24 rows are stretched to 28, on which of the 24 does the new row 27 lie? And how many places are there for a square?",
    "A square begins at row 0 to 28 − side. The new row r lies on its row r · side / 28, rounded down; columns likewise.",
    "redraw(image, (row) => top + Math.floor(row * side / SIDE), (column) => left + Math.floor(column * side / SIDE))",
  ],
}, async ({ seed }) => {
  for (const amount of [undefined, 20]) {
    const name = amount === undefined ? "randomCrop(batch, random)" : `randomCrop(batch, random, ${amount})`;
    const side = amount ?? 24;
    const { whole, pixels } = requireVariants(await variantsOf("randomCrop", seed, 0, amount), name);
    const corners = cornersOf(pixels, side, name);
    whole.forEach((variant, k) => assertStretched(variant, corners[k], side, `variant ${k} of ${name}`));
    const [tops, lefts] = [corners.map(({ top }) => top), corners.map(({ left }) => left)];
    if (new Set(tops).size === 1 && new Set(lefts).size === 1) {
      const corner = `row ${tops[0]} and column ${lefts[0]}`;
      fail(`${name} cuts the same square out of 2,000 images, from ${corner} on: draw for each.`);
    }
    if (tops.every((top, i) => top === lefts[i])) {
      fail(`all squares of ${name} begin at as many rows as columns: draw twice.`);
    }
    assertEven(tops, 0, SIDE - side, `the first row of a square of ${name}`);
    assertEven(lefts, 0, SIDE - side, `the first column of a square of ${name}`);
  }
});

check("keeps shapes, ranges and the originals", {
  id: "22-kept",
  points: 1,
  hints: [
    "Are there as many variants as images? Is one of them as long as an image? Is the image still there afterwards?",
    "batch.map makes a new list with as many images; redraw makes a new image, and leaves the old one as it was.",
    "return batch.map((image) => redraw(image, …)); changes neither the batch nor an image in it.",
  ],
}, async ({ seed }) => {
  const evidence = await fromNoise(seed);
  const random = new RandomState(seed);
  const batch = list(30, () => list(PIXELS, () => Math.fround(random.uniform())));
  MAKERS.forEach((name, k) => {
    const { first, counts, after } = requireRecord(evidence[k], `what ${name} makes of noise`);
    assertClose(counts, [0, 1, 7], { name: `the numbers of variants that ${name} makes of 0, 1 and 7 images` });
    requireList(after, `the batch after ${name}`, 30).forEach((image, i) =>
      assertClose(image, batch[i], {
        name: namesOfPixels(`image ${i} of the batch, after ${name},`),
        absolute: 1e-6,
        why: "an original is needed again: make a new image",
      })
    );
    requireList(first, `the variants of ${name}`, 30).forEach((variant, i) => {
      const pixels = requireNumbers(variant, namesOfPixels(`variant ${i} of ${name}`), PIXELS);
      const wild = pixels.find((pixel) => pixel < 0 || pixel > 1);
      if (wild !== undefined) {
        fail(`a pixel of variant ${i} of ${name} is ${describe(wild)}, expected 0 to 1, as in the images.`);
      }
    });
  });
});

check("draws from the generator that it is given", {
  id: "22-generator",
  points: 2,
  hints: [
    "Two trainings with the same seed have to see the same variants. Where does what is random come from?",
    "Draw with the generator that is passed in, and make no generator of your own: it would begin anew at every call.",
    "random.uniform() < 0.5, and wholeNumber(random, -pixels, pixels); not Math.random(), not new RandomState(42)",
  ],
}, async ({ seed }) => {
  const evidence = await fromNoise(seed);
  MAKERS.forEach((name, k) => {
    const { first, further, again } = requireRecord(evidence[k], `what ${name} makes of noise`);
    const pixels = (variants: unknown) =>
      requireList(variants, `the variants of ${name}`, 30)
        .flatMap((variant, i) => requireNumbers(variant, namesOfPixels(`variant ${i} of ${name}`), PIXELS));
    const [a, b, c] = [first, further, again].map(pixels);
    if (a.some((pixel, i) => pixel !== c[i])) {
      const came = `${name} makes other variants with a generator of the same seed`;
      fail(`${came}: draw from the generator that is passed in, and from nothing else.`);
    }
    // by chance, 30 images are mirrored alike twice in one of 2³⁰ cases; the others are even less likely
    if (a.every((pixel, i) => pixel === b[i])) {
      const came = `${name} makes the same variants again from a generator that has gone on`;
      fail(`${came}: draw from that generator, and do not make one yourself.`);
    }
  });
});

check("returns a new variant at every call, with the original's label", {
  id: "22-dataset",
  points: 2,
  hints: [
    "What does this.data.item(index) give? What of it may change, and what may not?",
    "The augmentation takes a batch: [image] is one of a single image, and what comes back is a list of one.",
    "const [image, label] = this.data.item(index); return [this.augmentation([image], this.random)[0], label];",
  ],
}, async ({ seed }) => {
  const asked = [3, 3, 0, 5, 3];
  const labels = list(6, (i) => (7 * i + seed) % KINDS);
  const evidence = await lesson.evaluate(askDataset, asked, labels, seed);
  assertClose(evidence?.length, labels.length, { name: "the length of a data set around one of 6 images" });
  const random = new RandomState(seed);
  const drawn = asked.map(() => random.uniform());
  const came = requireList(evidence.items, "the list of items", asked.length);
  asked.forEach((index, i) => {
    const name = `item(${index}), asked for as number ${i + 1}`;
    const item = requireList(came[i], `${name},`);
    if (item.length !== 2) fail(`${name}, is no list of two, expected [image, label].`);
    const isListOfOne = isList(item[0]) && item[0].length === 1 && typeof item[0][0] !== "number";
    if (isListOfOne) fail(`the image of ${name}, is a list of images: take the first of what augmentation returns.`);
    assertClose(item[1], labels[index], { name: `the label of ${name},`, why: "a variant keeps the original's label" });
    const image = requireNumbers(item[0], `the image of ${name},`, 2);
    assertClose(image[0], index, { name: `the first pixel of ${name},`, why: "it should be made of that image" });
    assertClose(image[1], drawn[i], {
      name: `what the augmentation drew for ${name},`,
      absolute: 1e-6, // it went through float32
      why: "each time, a variant is made from the generator that was passed in",
      mistakes: {
        "that is the original: ask the augmentation": index,
        ...(i > 0 && { "that is the variant from the beginning: make a new one each time": drawn[0] }),
      },
    });
  });
});

check("augments what it learns from, and nothing it is tested with", {
  id: "22-test",
  points: 3,
  seconds: 30,
  hints: [
    "Which of the three sets may the network see as variants? When: while it learns, or while its accuracy is measured?",
    "A data set around sets.training if there is an augmentation, else sets.training; train it on that. Accuracies are " +
    "measured on the three sets themselves, sets.training too.",
    "const seen = augmentation ? new Augmented(sets.training, augmentation, new RandomState(seed)) : sets.training;",
  ],
}, async ({ seed }) => {
  const counts = [100, 60, 50];
  const epochs = 3;
  const { images, labels } = numberedImages(seed, sum(counts));
  const seeds = [seed % 1000, seed % 1000, seed % 1000 + 1, seed % 1000];
  const runs = await lesson.evaluate(runExperiments, images, labels, counts, seeds, epochs);
  const trainings = requireList(runs, "the list of trainings", 4);
  const evidence = trainings.map((run, i) => requireRecord(run, `training ${i + 1}`));
  const seen = requireNumbers(evidence[0].seen, "the augmented images");
  const tested = seen.find((image) => image >= counts[0]);
  if (tested !== undefined) {
    const set = tested < counts[0] + counts[1] ? "test" : "mirrored";
    fail(
      `an image of the ${set} set was augmented: what one tests with stays as it is, so give accuracy the set itself.`,
    );
  }
  if (seen.length !== epochs * counts[0]) {
    const cause = seen.length === 0
      ? "train on new Augmented(…) if there is an augmentation"
      : seen.length === counts[0]
      ? "make new variants in each epoch; an Augmented data set does"
      : seen.length === (epochs + 1) * counts[0]
      ? "measure the training accuracy on the originals, sets.training"
      : "once for each time that an image is learned from";
    const variants = counted(seen.length, "variant was", "variants were");
    fail(`${variants} made in a training of 3 epochs on 100 images, expected 300: ${cause}.`);
  }
  const [drawn, again, other] = [0, 1, 2].map((i) => requireNumbers(evidence[i].drawn, "what was drawn", 300));
  if (drawn.some((value, i) => value !== again[i])) {
    fail(
      "with the same seed the experiment makes other variants: draw from new RandomState(seed), made in the experiment.",
    );
  }
  if (drawn.every((value, i) => value === other[i])) {
    fail("with another seed the experiment makes the same variants: draw from new RandomState(seed).");
  }
  const weights = evidence.map((run, i) => weightsOf(run.parameters, `the network of training ${i + 1}`));
  if (weights[0][0].every((weight, i) => weight === weights[3][0][i])) {
    fail("the network is the same with augmentation and without it: is it trained in both cases?");
  }
  const from = (set: number) => sum(counts.slice(0, set));
  [0, 3].forEach((run) => {
    const right = counts.map((_, set) => accuracyOf(weights[run], part({ images, labels }, from(set), from(set + 1))));
    const claimed = requireNumbers(evidence[run].accuracies, "the accuracies", 3);
    SETS.forEach((set, i) =>
      assertClose(claimed[i], right[i], {
        name: `the ${set} accuracy ${run === 3 ? "without" : "with"} augmentation`,
        absolute: 1.5 / counts[i], // in float32 one image may round to another kind
        why: "of the network that is returned, on these images as they are",
        mistakes: otherAccuracies(right, i, counts[i]),
      })
    );
  });
});

/** The four trainings, and what the lesson says about them. */
const comparison = lesson.share(compareWays);

/**
 * 1,600 steps take 4 to 10 s on wasm, a minute on WebGPU in software, and 40 to 100 s on cpu, where they are skipped.
 */
const TRAINING_SECONDS = 240;

const text = (share: number) => share.toFixed(3);

check("learns 500 images by heart, but less so with augmentation", {
  id: "22-gap",
  points: 3,
  seconds: TRAINING_SECONDS,
  slowOn: ["cpu"],
  hints: [
    "Print what compare() returns. Is one of the training accuracies nearly 1? Is the other smaller?",
    "If both ways come out alike, do the variants reach the network? If nothing is learned, do their labels?",
    "for (const [i, run] of (await compare()).plain.entries()) console.log(i, run.training, run.test, run.mirrored);",
  ],
}, async () => {
  const { plain, augmented } = measured(await comparison());
  for (const [way, { test }] of Object.entries({ without: plain, with: augmented })) {
    if (test >= LIMITS.leastTest && test <= LIMITS.mostTest) continue;
    const cause = test > LIMITS.mostTest
      ? "too good to be true: train with sets.training only"
      : "expected 0.75 to 0.80: does it learn from sets.training, with all labels as they were?";
    fail(`the test accuracy ${way} augmentation is ${text(test)}, ${cause}.`);
  }
  if (plain.training < LIMITS.byHeart) {
    const came = `the training accuracy without augmentation is ${text(plain.training)}`;
    fail(`${came}, expected nearly 1: train on the images as they are, for all epochs.`);
  }
  if (augmented.gap > plain.gap - MEANT.narrower) {
    const came = `the gap between training and test is ${text(plain.gap)} without augmentation and`;
    fail(`${came} ${text(augmented.gap)} with it, expected 0.10 less: does the network see the variants?`);
  }
});

check("says whether augmentation helps, and whether it was needed", {
  id: "22-answer",
  points: 2,
  seconds: TRAINING_SECONDS,
  slowOn: ["cpu"],
  hints: [
    "Draw the picture. How far does an orange line fall from the training images to the test images? And a blue one?",
    "For each way take the mean over both seeds; subtract. Is what is left above the number in the question?",
    "const mean = (runs: Experiment[]) => runs.reduce((sum, { test }) => sum + test / runs.length, 0);",
  ],
}, async () => {
  const answers = requireRecord(await lesson.evaluate(({ answers }) => answers()), "what answers() returns");
  for (const name of ["overfits", "narrowsGap", "helpsOnTest", "helpsOnMirrored"]) {
    requireChoice(answers[name], [true, false], `answers().${name}`);
  }
  const { plain, augmented } = measured(await comparison());
  const raised = (set: "test" | "mirrored") => augmented[set] - plain[set];
  const both = (set: "test" | "mirrored") => `${text(plain[set])} without and ${text(augmented[set])} with it`;
  const gaps = `${text(plain.gap)} without augmentation and ${text(augmented.gap)} with it`;
  const questions = {
    overfits: { truth: plain.gap >= MEANT.overfit, why: `without augmentation the gap is ${text(plain.gap)}` },
    narrowsGap: { truth: plain.gap - augmented.gap >= MEANT.narrower, why: `the gap is ${gaps}` },
    helpsOnTest: { truth: raised("test") >= MEANT.help, why: `on the test images the accuracy is ${both("test")}` },
    helpsOnMirrored: {
      truth: raised("mirrored") >= MEANT.help,
      why: `on the mirrored images the accuracy is ${both("mirrored")}`,
    },
  };
  for (const [name, { truth, why }] of Object.entries(questions)) {
    if (answers[name] !== truth) fail(`answers().${name} is ${!truth}, but ${why}.`);
    // that holds for all 40 seeds that were measured, except for the chances given above
    assertTrueAnswer(truth === (name !== "helpsOnTest"), `answers().${name}`, "compare");
  }
});

/** The variants that one of the three functions makes of many maps. */
function variantsOf(name: Maker, seed: number, pixel: number, amount?: number) {
  return lesson.evaluate(makeVariants, name, MAP, seed, pixel, amount ?? null);
}

/** What each of the three functions makes of images of noise. */
async function fromNoise(seed: number) {
  const evidence = await lesson.share(makeFromNoise, MAKERS, seed)();
  return requireList(evidence, "what three functions make of noise", MAKERS.length);
}
