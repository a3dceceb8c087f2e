/**
 * Wrong answers to lesson 22.
 * @module
 */
import { mutants } from "downhill/testing";

const WHOLE = "Math.floor(random.uniform(low, high + 1))";
const MIRROR = "redraw(image, (row) => row, (column) => SIDE - 1 - column)";
const SHIFTED = "redraw(image, (row) => row - down, (column) => column - right)";
const FLIPPED = "batch.map((image) => random.uniform() < 0.5 ? mirror(image) : image)";
const CROPPED = "redraw(image, (row) => top + shrunk(row), (column) => left + shrunk(column))";
const VARIANT = "const [variant] = this.augmentation([image], this.random);";
const SEEN = "augmentation ? new Augmented(sets.training, augmentation, new RandomState(seed)) : sets.training";
const ANSWERS = "{ overfits: true, narrowsGap: true, helpsOnTest: false, helpsOnMirrored: true }";

export default mutants("22_augmentation", [
  { name: "never reaches the upper end", replace: WHOLE, by: WHOLE.replace("high + 1", "high"), refusedBy: "22-whole" },
  {
    name: "rounds to the nearest, so that the ends are rare",
    replace: WHOLE,
    by: "Math.round(random.uniform(low, high))",
    refusedBy: "22-whole",
  },
  { name: "does not round", replace: WHOLE, by: "random.uniform(low, high)", refusedBy: "22-whole" },
  {
    name: "throws a die of its own",
    replace: WHOLE,
    by: "low + Math.floor(Math.random() * (high - low + 1))",
    refusedBy: "22-whole",
  },
  {
    name: "is off by one column in the mirror",
    replace: MIRROR,
    by: MIRROR.replace("SIDE - 1 - column", "SIDE - column"),
    refusedBy: "22-mirror",
  },
  {
    name: "turns the image upside down",
    replace: MIRROR,
    by: "redraw(image, (row) => SIDE - 1 - row, (column) => column)",
    refusedBy: "22-mirror",
  },
  { name: "reverses the original", replace: MIRROR, by: "image.reverse()", refusedBy: "22-mirror" },
  {
    name: "moves right only",
    replace: "const right = wholeNumber(random, -pixels, pixels);",
    by: "const right = wholeNumber(random, 0, pixels);",
    refusedBy: "22-shift",
  },
  {
    name: "draws once for both directions",
    replace: "const right = wholeNumber(random, -pixels, pixels);",
    by: "const right = down;",
    refusedBy: "22-shift",
  },
  {
    name: "moves a whole batch alike",
    replace: `batch.map((image) => {
    const down = wholeNumber(random, -pixels, pixels);
    const right = wholeNumber(random, -pixels, pixels);
    return ${SHIFTED};`,
    by: `[0].flatMap(() => {
    const down = wholeNumber(random, -pixels, pixels);
    const right = wholeNumber(random, -pixels, pixels);
    return batch.map((image) => ${SHIFTED});`,
    refusedBy: "22-shift",
  },
  {
    name: "lets what leaves at one edge come in at the other",
    replace: SHIFTED,
    by: "redraw(image, (row) => (row - down + SIDE) % SIDE, (column) => (column - right + SIDE) % SIDE)",
    refusedBy: "22-shift",
  },
  {
    name: "repeats the edge",
    replace: SHIFTED,
    by:
      "redraw(image, (row) => Math.min(Math.max(row - down, 0), 27), (column) => Math.min(Math.max(column - right, 0), 27))",
    refusedBy: "22-shift",
  },
  {
    name: "moves by parts of a pixel",
    replace: "const down = wholeNumber(random, -pixels, pixels);",
    by: "const down = random.uniform(-pixels, pixels);",
    refusedBy: "22-shift",
  },
  {
    name: "moves up and down only",
    replace: SHIFTED,
    by: "redraw(image, (row) => row - down, (column) => column - 0 * right)",
    refusedBy: "22-shift",
  },
  { name: "mirrors all", replace: FLIPPED, by: "random && batch.map(mirror)", refusedBy: "22-flip" },
  { name: "mirrors one of ten", replace: FLIPPED, by: FLIPPED.replace("0.5", "0.1"), refusedBy: "22-flip" },
  {
    name: "mirrors a whole batch or none",
    replace: FLIPPED,
    by: "random.uniform() < 0.5 ? batch.map(mirror) : [...batch]",
    refusedBy: "22-flip",
  },
  {
    name: "cuts out, and does not enlarge",
    replace: CROPPED,
    by:
      "redraw(image, (row) => shrunk(28) > row ? top + row : -1, (column) => shrunk(28) > column ? left + column : -1)",
    refusedBy: "22-crop",
  },
  {
    name: "shrinks instead of enlarging",
    replace: "Math.floor(place * side / SIDE)",
    by: "Math.floor(place * SIDE / side)",
    refusedBy: "22-crop",
  },
  {
    name: "always cuts at the upper left",
    replace: CROPPED,
    by: "redraw(image, (row) => 0 * top + shrunk(row), (column) => 0 * left + shrunk(column))",
    refusedBy: "22-crop",
  },
  {
    name: "lets the square stick out",
    replace: "const left = wholeNumber(random, 0, SIDE - side);",
    by: "const left = wholeNumber(random, 0, side);",
    refusedBy: "22-crop",
  },
  {
    name: "changes the batch itself",
    replace: FLIPPED,
    by: "batch.map((image) => random.uniform() < 0.5 ? (image as Float32Array).set(mirror(image)) ?? image : image)",
    refusedBy: "22-kept",
  },
  {
    name: "makes one variant too few",
    replace: FLIPPED,
    by: `${FLIPPED}.slice(1)`,
    refusedBy: "22-kept",
  },
  {
    name: "begins anew at each call",
    replace: FLIPPED,
    by: FLIPPED.replace("batch.map(", "((random) => batch.map(").replace(/\)$/, "))(random && new RandomState(42))"),
    refusedBy: "22-generator",
  },
  {
    name: "has a generator of its own",
    replace: FLIPPED,
    by: FLIPPED.replace("random.uniform()", "Math.random()"),
    refusedBy: "22-generator",
  },
  {
    name: "shows the original",
    replace: "return [variant, label]",
    by: "return [image, label]",
    refusedBy: "22-dataset",
  },
  {
    name: "shows a batch instead of an image",
    replace: VARIANT,
    by: "const variant = this.augmentation([image], this.random) as unknown as Float32Array;",
    refusedBy: "22-dataset",
  },
  {
    name: "gives a variant another label",
    replace: "return [variant, label]",
    by: "return [variant, (label + 1) % 10]",
    refusedBy: "22-dataset",
  },
  {
    name: "makes one variant of each image, for good",
    replace: VARIANT,
    by: `const known = (this as unknown as { known: Float32Array[] }).known ??= [];
    const variant = known[index] ??= this.augmentation([image], this.random)[0];`,
    refusedBy: "22-dataset",
  },
  {
    name: "begins anew for each image",
    replace: VARIANT,
    by: "const [variant] = this.augmentation([image], new RandomState(1));",
    refusedBy: "22-dataset",
  },
  { name: "never augments", replace: SEEN, by: "augmentation ? sets.training : sets.training", refusedBy: "22-test" },
  {
    name: "augments the test images, too",
    replace: "test: await accuracy(model, sets.test)",
    by:
      "test: await accuracy(model, augmentation ? new Augmented(sets.test, augmentation, new RandomState(seed)) : sets.test)",
    refusedBy: "22-test",
  },
  {
    name: "augments the mirrored images, too",
    replace: "mirrored: await accuracy(model, sets.mirrored)",
    by:
      "mirrored: await accuracy(model, augmentation ? new Augmented(sets.mirrored, augmentation, new RandomState(seed)) : sets.mirrored)",
    refusedBy: "22-test",
  },
  {
    name: "measures the training accuracy on variants",
    replace: "training: await accuracy(model, sets.training)",
    by: "training: await accuracy(model, seen)",
    refusedBy: "22-test",
  },
  {
    name: "measures what it learned by heart",
    replace: "test: await accuracy(model, sets.test)",
    by: "test: await accuracy(model, sets.training)",
    refusedBy: "22-test",
  },
  {
    name: "draws the same variants with each seed",
    replace: SEEN,
    by: SEEN.replace("RandomState(seed)", "RandomState(1)"),
    refusedBy: "22-test",
  },
  { name: "forgets to train", replace: "await train(model, seen, trainOptions);", by: "seen;", refusedBy: "22-test" },
  {
    name: "compares with an augmentation that changes nothing",
    replace: "randomFlip(randomShift(batch, random), random)",
    by: "random && [...batch]",
    refusedBy: "22-gap",
  },
  {
    name: "believes that augmentation always helps",
    replace: ANSWERS,
    by: ANSWERS.replace("helpsOnTest: false", "helpsOnTest: true"),
    refusedBy: "22-answer",
  },
  {
    name: "answers in words",
    replace: ANSWERS,
    by: ANSWERS.replace("overfits: true", 'overfits: "yes" as unknown as boolean'),
    refusedBy: "22-answer",
  },
]);
