/**
 * Wrong answers to lesson 22.
 * @module
 */
import { mutants } from "downhill/testing";

const WHOLE = "Math.floor(random.uniform(low, high + 1))";
const MIRROR = "redraw(image, (row) => row, (column) => SIDE - 1 - column)";
const DOWN = "const down = wholeNumber(random, -pixels, pixels);";
const RIGHT = "const right = wholeNumber(random, -pixels, pixels);";
const SHIFTED = "redraw(image, (row) => row - down, (column) => column - right)";
const FLIPPED = "batch.map((image) => random.uniform() < 0.5 ? mirror(image) : image)";
const TOP = "const top = wholeNumber(random, 0, SIDE - side);";
const LEFT = "const left = wholeNumber(random, 0, SIDE - side);";
const SHRUNK = "const shrunk = (place: number) => Math.floor(place * side / SIDE);";
const CROPPED = "redraw(image, (row) => top + shrunk(row), (column) => left + shrunk(column))";
const ORIGINAL = "const [image, label] = this.data.item(index);";
const VARIANT = "const [variant] = this.augmentation([image], this.random);";
const ITEM = "return [variant, label]";
const SEEN = "augmentation ? new Augmented(sets.training, augmentation, new RandomState(seed)) : sets.training";
const TRAINED = "await train(model, seen, trainOptions);";
const ANSWERS = "{ overfits: true, narrowsGap: true, helpsOnTest: false, helpsOnMirrored: true }";

/** Mistakes in drawing whole numbers. */
const DIE = [
  {
    name: "never draws the upper end",
    replace: WHOLE,
    by: WHOLE.replace("high + 1", "high"),
    causes: [
      "the upper end never occurs",
      "it is always 0",
      "does it draw from the one that is passed in",
      "it is never 0",
    ],
  },
  {
    name: "rounds to the nearest whole number, so both ends are drawn less often",
    replace: WHOLE,
    by: "Math.round(random.uniform(low, high))",
    causes: ["the ends occur half as often"],
  },
  {
    name: "rounds towards 0, so 0 is drawn twice as often as other numbers",
    replace: WHOLE,
    by: "Math.trunc(random.uniform(low, high + 1))",
    causes: ["0 occurs twice as often"],
  },
  { name: "does not round", replace: WHOLE, by: "random.uniform(low, high)", causes: ["is it rounded"] },
  {
    name: "rounds up, so the lower end is never drawn",
    replace: WHOLE,
    by: "Math.ceil(random.uniform(low, high))",
    causes: ["it is never below 0", "the lower end never occurs", "it is never 0"],
  },
  {
    name: "draws with Math.random instead of the generator that is passed in",
    replace: WHOLE,
    by: "low + Math.floor(Math.random() * (high - low + 1))",
    causes: ["does it draw only from the generator", "does it also use another source"],
  },
  {
    name: "starts a new generator for each number",
    replace: WHOLE,
    by: "random && Math.floor(new RandomState(42).uniform(low, high + 1))",
    causes: [
      "is a new place drawn for each image",
      "is a new number drawn each time",
      "is a number drawn for each image",
      "does it draw from the one that is passed in",
    ],
  },
  {
    name: "draws numbers from 0 upwards, even if the lower end is larger",
    replace: WHOLE,
    by: "Math.floor(random.uniform(Math.min(0, low), high + 1))",
  },
  {
    name: "draws normally distributed numbers",
    replace: WHOLE,
    by: "Math.min(high, Math.max(low, Math.round(random.normal((low + high) / 2, (high - low) / 4))))",
  },
].map((mutant) => ({ ...mutant, refusedBy: "22-whole" }));

/** Mistakes in mirroring an image. */
const MIRRORS = [
  {
    name: "is off by one column when it mirrors",
    replace: MIRROR,
    by: MIRROR.replace("SIDE - 1 - column", "SIDE - column"),
    causes: ["column 0 comes from column 28"],
  },
  {
    name: "turns the image upside down",
    replace: MIRROR,
    by: "redraw(image, (row) => SIDE - 1 - row, (column) => column)",
    causes: ["that is upside down"],
  },
  {
    name: "rotates the image by 180°",
    replace: MIRROR,
    by: "image.slice().reverse()",
    causes: ["turned by half a turn"],
  },
  {
    name: "reverses the image that is passed in",
    replace: MIRROR,
    by: "image.reverse()",
    causes: [
      "changes the image",
      "changes image",
      "turned by half a turn",
      "trained with and without augmentation are the same",
    ],
  },
  {
    name: "returns the image as it is",
    replace: MIRROR,
    by: "redraw(image, (row) => row, (column) => column)",
    causes: ["that is the image itself", "mirrors no image", "the same variants with any generator"],
  },
  {
    name: "swaps rows and columns",
    replace: MIRROR,
    by: "image.map((_, i) => image[(i % SIDE) * SIDE + Math.floor(i / SIDE)])",
    causes: ["rows and columns are swapped"],
  },
  {
    name: "overwrites the left half before it is copied to the right",
    replace: MIRROR,
    by: `redraw(image, (row) => row, (column) => Math.max(column, SIDE - 1 - column))`,
    causes: ["only the left half"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "22-mirror" }));

/** Mistakes in randomShift. */
const SHIFTS = [
  {
    name: "moves images to the right, but never to the left",
    replace: RIGHT,
    by: RIGHT.replace("-pixels", "0"),
    causes: ["it is never below 0"],
  },
  {
    name: "moves each image by the same number of pixels down and to the right",
    replace: RIGHT,
    by: "const right = down;",
    causes: ["do you draw only once"],
  },
  {
    name: "moves each image only down or only to the right",
    replace: RIGHT,
    by: "const right = down === 0 ? wholeNumber(random, -pixels, pixels) : 0;",
  },
  {
    name: "moves all images of a batch in the same way",
    replace: `batch.map((image) => {
    ${DOWN}
    ${RIGHT}
    return ${SHIFTED};`,
    by: `[0].flatMap(() => {
    ${DOWN}
    ${RIGHT}
    return batch.map((image) => ${SHIFTED});`,
    causes: ["all images of a batch alike"],
  },
  {
    name: "moves pixels that leave at one edge to the opposite edge",
    replace: SHIFTED,
    by: "redraw(image, (row) => (row - down + SIDE) % SIDE, (column) => (column - right + SIDE) % SIDE)",
    causes: ["come back at the other"],
  },
  {
    name: "fills the gap with copies of the pixels at the edge",
    replace: SHIFTED,
    by:
      "redraw(image, (row) => Math.min(Math.max(row - down, 0), 27), (column) => Math.min(Math.max(column - right, 0), 27))",
    causes: ["the edge is repeated"],
  },
  {
    name: "moves images by fractions of a pixel",
    replace: DOWN,
    by: "const down = random.uniform(-pixels, pixels);",
  },
  {
    name: "moves images only up and down",
    replace: SHIFTED,
    by: "redraw(image, (row) => row - down, (column) => column - 0 * right)",
    causes: ["it is always 0"],
  },
  {
    name: "moves images by at most 1 pixel, whatever pixels is",
    replace: `${DOWN}\n    ${RIGHT}`,
    by: "const down = wholeNumber(random, -1, 1);\n    const right = wholeNumber(random, -1, 1);",
    causes: ["does it use its option, pixels"],
  },
  {
    name: "moves images by up to 2 pixels by default",
    replace: "random: RandomState, pixels = 1",
    by: "random: RandomState, pixels = 2",
  },
  {
    name: "never leaves an image where it is",
    replace: DOWN,
    by: "const down = random.uniform() < 0.5 ? -pixels : pixels;",
    causes: ["it is never 0"],
  },
  {
    name: "moves the images that are passed in",
    replace: `return ${SHIFTED};`,
    by: `image.set(${SHIFTED});\n    return image;`,
    causes: ["changes image"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "22-shift" }));

/** Mistakes in randomFlip. */
const FLIPS = [
  {
    name: "mirrors every image",
    replace: FLIPPED,
    by: "random && batch.map(mirror)",
    causes: ["every image", "does it draw from the one that is passed in"],
  },
  { name: "mirrors one image in ten", replace: FLIPPED, by: FLIPPED.replace("0.5", "0.1") },
  {
    name: "mirrors a quarter of the images",
    replace: FLIPPED,
    by: FLIPPED.replace("random.uniform() < 0.5", "random.uniform() < 0.5 && random.uniform() < 0.5"),
  },
  {
    name: "mirrors all images of a batch or none",
    replace: FLIPPED,
    by: "random.uniform() < 0.5 ? batch.map(mirror) : [...batch]",
    causes: ["all images of a batch or none", "the same variants with any generator"],
  },
  {
    name: "turns half of the images upside down",
    replace: FLIPPED,
    by: FLIPPED.replace("mirror(image)", "redraw(image, (row) => SIDE - 1 - row, (column) => column)"),
    causes: ["that is upside down"],
  },
  {
    name: "returns the image and its mirror image",
    replace: FLIPPED,
    by: "random ? batch.flatMap((image) => [image, mirror(image)]) : []",
    causes: ["makes 4,000 images"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "22-flip" }));

/** Mistakes in randomCrop. */
const CROPS = [
  {
    name: "cuts the square out, but does not enlarge it",
    replace: CROPPED,
    by:
      "redraw(image, (row) => shrunk(28) > row ? top + row : -1, (column) => shrunk(28) > column ? left + column : -1)",
    causes: ["cut out, but not enlarged"],
  },
  {
    name: "makes the image smaller",
    replace: SHRUNK,
    by: "const shrunk = (place: number) => Math.floor(place * SIDE / side);",
    causes: ["made smaller"],
  },
  {
    name: "rounds to the nearest row and column",
    replace: SHRUNK,
    by: SHRUNK.replace("floor", "round"),
    causes: ["rounded to the nearest"],
  },
  {
    name: "rounds rows and columns up",
    replace: SHRUNK,
    by: SHRUNK.replace("floor", "ceil"),
    causes: ["rounded up"],
  },
  {
    name: "enlarges only the rows",
    replace: CROPPED,
    by: CROPPED.replace("left + shrunk(column)", "column < side ? left + column : SIDE"),
    causes: ["only the rows are enlarged"],
  },
  {
    name: "always takes the square at the upper left",
    replace: CROPPED,
    by: "redraw(image, (row) => 0 * top + shrunk(row), (column) => 0 * left + shrunk(column))",
    causes: ["the same square for every image", "the same variants with any generator"],
  },
  {
    name: "always takes the square in the middle",
    replace: `${TOP}\n    ${LEFT}`,
    by: "const top = (SIDE - side) / 2 + 0 * random.uniform();\n    const left = top;",
    causes: ["the same square for every image", "the same variants with any generator"],
  },
  {
    name: "takes the same square for all images of a batch",
    replace: `batch.map((image) => {
    ${TOP}
    ${LEFT}`,
    by: `batch.map((image, _, all: { top?: number; left?: number } & typeof batch) => {
    const top = all.top ??= wholeNumber(random, 0, SIDE - side);
    const left = all.left ??= wholeNumber(random, 0, SIDE - side);`,
    causes: ["the same square for all images of a batch"],
  },
  {
    name: "never starts a square at the last possible row",
    replace: TOP,
    by: TOP.replace("SIDE - side", "SIDE - side - 1"),
    causes: ["the upper end never occurs"],
  },
  {
    name: "uses one number for both the first row and the first column of a square",
    replace: LEFT,
    by: "const left = top;",
    causes: ["do you draw only once"],
  },
  {
    name: "lets a square stick out of the image",
    replace: LEFT,
    by: "const left = wholeNumber(random, 0, side);",
    causes: ["must end inside the image"],
  },
  {
    name: "takes a square of 24 pixels, whatever side is",
    replace: `${TOP}
    ${LEFT}
    ${SHRUNK}`,
    by: `${TOP}
    ${LEFT}
    ${SHRUNK}`.replaceAll(/\bside\b/g, "24"),
    causes: ["that is a square of 24 × 24"],
  },
  {
    name: "takes a square of 20 pixels by default",
    replace: "random: RandomState, side = 24",
    by: "random: RandomState, side = 20",
    causes: ["that is a square of 20 × 20"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "22-crop" }));

/** Mistakes in the use of the generator, and in the augmented data set. */
const VARIANTS = [
  {
    name: "mirrors every second image",
    replace: FLIPPED,
    by: "random ? batch.map((image, i) => i % 2 === 1 ? mirror(image) : image) : []",
    refusedBy: "22-generator",
    causes: ["the same variants with any generator", "all images of a batch or none"],
  },
  {
    name: "starts its own generator at each call",
    replace: FLIPPED,
    by: FLIPPED.replace("batch.map(", "((random) => batch.map(").replace(/\)$/, "))(random && new RandomState(42))"),
    refusedBy: "22-generator",
    causes: ["the same variants with any generator"],
  },
  {
    name: "decides with Math.random whether to mirror an image",
    replace: FLIPPED,
    by: FLIPPED.replace("random.uniform()", "Math.random()"),
    refusedBy: "22-generator",
    causes: ["does it also use another source"],
  },
  {
    name: "returns the original",
    replace: ITEM,
    by: "return [image, label]",
    refusedBy: "22-dataset",
    causes: ["trained with and without augmentation are the same", "that is the original"],
  },
  {
    name: "returns a batch instead of an image",
    replace: VARIANT,
    by: "const variant = this.augmentation([image], this.random) as unknown as Float32Array;",
    refusedBy: "22-dataset",
    causes: ["a list with one image"],
  },
  {
    name: "gives a variant a different label",
    replace: ITEM,
    by: "return [variant, (label + 1) % 10]",
    refusedBy: "22-dataset",
  },
  {
    name: "makes one variant of each image and returns it in every epoch",
    replace: VARIANT,
    by: `const known = (this as unknown as { known: Float32Array[] }).known ??= [];
    const variant = known[index] ??= this.augmentation([image], this.random)[0];`,
    refusedBy: "22-dataset",
    causes: ["that is the variant from the first call", "a new variant in each epoch"],
  },
  {
    name: "makes all variants in the constructor",
    replace: "    this.length = data.length;",
    by: `    this.length = data.length;
    const images = Array.from({ length: data.length }, (_, i) => data.item(i)[0]);
    augmentation(images, random);`,
    refusedBy: "22-dataset",
    causes: ["makes variants at once"],
  },
  {
    name: "starts a new generator for each image",
    replace: VARIANT,
    by: "const [variant] = this.augmentation([image], new RandomState(1));",
    refusedBy: "22-dataset",
    causes: ["does each call make a new generator", "with another seed, the experiment makes the same variants"],
  },
  {
    name: "augments the whole data set to return one image",
    replace: VARIANT,
    by: `const all = Array.from({ length: this.length }, (_, i) => this.data.item(i)[0]);
    const variant = this.augmentation(all, this.random)[index];`,
    refusedBy: "22-dataset",
    causes: ["to the augmentation, expected a batch of one"],
  },
  {
    name: "writes the variant over the original",
    replace: ITEM,
    by: "image.set(variant);\n    return [image, label]",
    refusedBy: "22-dataset",
    causes: ["changes the image"],
  },
  {
    name: "always returns variants of the first image",
    replace: ORIGINAL,
    by: "const [image, label] = this.data.item(0 * index);",
    refusedBy: "22-dataset",
  },
];

/** Mistakes in the experiment. */
const EXPERIMENT = [
  {
    name: "never augments",
    replace: SEEN,
    by: "augmentation ? sets.training : sets.training",
    causes: ["is the augmentation used", "trained with and without augmentation are the same"],
  },
  {
    name: "augments even if no augmentation is passed in",
    replace: SEEN,
    by: "new Augmented(sets.training, augmentation ?? shiftAndFlip, new RandomState(seed))",
    causes: ["are they augmented", "trained with and without augmentation are the same"],
  },
  {
    name: "learns from originals and variants in each epoch",
    replace: TRAINED,
    by: `const both = {
    length: augmentation ? 2 * seen.length : seen.length,
    item: (i: number) => i < seen.length ? seen.item(i) : sets.training.item(i - seen.length),
  };
  await train(model, both, trainOptions);`,
    causes: ["more images than sets.training"],
  },
  {
    name: "also learns from the test images",
    replace: TRAINED,
    by: `${TRAINED}\n  await train(model, sets.test, { ...trainOptions, epochs: 1 });`,
    causes: ["the network learns from images of the test set", "which is too good"],
  },
  {
    name: "also learns from the mirrored test images",
    replace: TRAINED,
    by: `${TRAINED}\n  await train(model, sets.mirrored, { ...trainOptions, epochs: 1 });`,
    causes: ["the network learns from images of the mirrored set"],
  },
  {
    name: "trains twice",
    replace: TRAINED,
    by: `${TRAINED}\n  ${TRAINED}`,
    causes: ["more images than sets.training"],
  },
  {
    name: "trains without the options",
    replace: TRAINED,
    by: "await train(model, seen, {});",
    causes: ["does train get the options"],
  },
  {
    name: "trains without the seed",
    replace: TRAINED,
    by: "await train(model, seen, { epochs: trainOptions.epochs, onProgress: trainOptions.onProgress });",
    causes: ["do not come in the order of the seed"],
  },
  {
    name: "also augments the test images",
    replace: "test: await accuracy(model, sets.test)",
    by:
      "test: await accuracy(model, augmentation ? new Augmented(sets.test, augmentation, new RandomState(seed)) : sets.test)",
    causes: ["an image of the test set was augmented"],
  },
  {
    name: "also augments the mirrored test images",
    replace: "mirrored: await accuracy(model, sets.mirrored)",
    by:
      "mirrored: await accuracy(model, augmentation ? new Augmented(sets.mirrored, augmentation, new RandomState(seed)) : sets.mirrored)",
    causes: ["an image of the mirrored set was augmented"],
  },
  {
    name: "measures the training accuracy on variants",
    replace: "training: await accuracy(model, sets.training)",
    by: "training: await accuracy(model, seen)",
    causes: ["is the training accuracy measured on variants"],
  },
  {
    name: "measures the test accuracy on the training images",
    replace: "test: await accuracy(model, sets.test)",
    by: "test: await accuracy(model, sets.training)",
    causes: ["that is its training accuracy"],
  },
  {
    name: "swaps the accuracies on the test images and on the mirrored ones",
    replace: `test: await accuracy(model, sets.test),
    mirrored: await accuracy(model, sets.mirrored),`,
    by: `test: await accuracy(model, sets.mirrored),
    mirrored: await accuracy(model, sets.test),`,
    causes: ["that is its mirrored accuracy"],
  },
  {
    name: "draws the same variants for every seed",
    replace: SEEN,
    by: SEEN.replace("RandomState(seed)", "RandomState(1)"),
    causes: ["with another seed, the experiment makes the same variants"],
  },
  {
    name: "does not train",
    replace: TRAINED,
    by: "seen;",
    causes: ["has learned nothing", "trained with and without augmentation are the same"],
  },
  {
    name: "does not wait for the training",
    replace: TRAINED,
    by: TRAINED.replace("await ", ""),
    causes: ["awaited"],
    isTimed: true,
  },
  {
    name: "measures the accuracies before the training",
    replace: `${TRAINED}
  return {
    model,
    training: await accuracy(model, sets.training),
    test: await accuracy(model, sets.test),
    mirrored: await accuracy(model, sets.mirrored),
  };`,
    by: `const before = {
    model,
    training: await accuracy(model, sets.training),
    test: await accuracy(model, sets.test),
    mirrored: await accuracy(model, sets.mirrored),
  };
  ${TRAINED}
  return before;`,
    causes: ["before the training"],
  },
  {
    name: "returns percentages",
    replace: "training: await accuracy(model, sets.training)",
    by: "training: 100 * await accuracy(model, sets.training)",
    causes: ["that is a percentage"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "22-test" }));

export default mutants("22_augmentation", [
  ...DIE,
  ...MIRRORS,
  ...SHIFTS,
  ...FLIPS,
  ...CROPS,
  {
    name: "makes one variant too few",
    replace: FLIPPED,
    by: `${FLIPPED}.slice(1)`,
    refusedBy: "22-kept",
    causes: ["makes 1,999 images"],
  },
  {
    name: "changes the images of the batch",
    replace: FLIPPED,
    by: "batch.map((image) => random.uniform() < 0.5 ? (image as Float32Array).set(mirror(image)) ?? image : image)",
    refusedBy: "22-kept",
    causes: ["changes image"],
  },
  ...VARIANTS,
  ...EXPERIMENT,
  {
    name: "compares with an augmentation that changes nothing",
    replace: "randomFlip(randomShift(batch, random), random)",
    by: "random && [...batch]",
    refusedBy: "22-gap",
    causes: ["trained with and without augmentation are the same"],
  },
  ...["overfits: true", "narrowsGap: true", "helpsOnTest: false", "helpsOnMirrored: true"].map((answer) => {
    const [question, value] = answer.split(": ");
    const says = {
      overfits: "says that the network does not overfit",
      narrowsGap: "says that augmentation does not narrow the gap",
      helpsOnTest: "says that augmentation helps on the original test images",
      helpsOnMirrored: "says that augmentation does not help on the mirrored test images",
    }[question]!;
    return {
      name: says,
      replace: ANSWERS,
      by: ANSWERS.replace(answer, `${question}: ${value !== "true"}`),
      refusedBy: "22-answer",
      causes: [`answers().${question} is`],
    };
  }),
  {
    name: "answers in words instead of true or false",
    replace: ANSWERS,
    by: ANSWERS.replace("overfits: true", 'overfits: "yes" as unknown as boolean'),
    refusedBy: "22-answer",
  },
]);
