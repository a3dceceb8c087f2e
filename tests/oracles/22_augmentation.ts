/**
 * The reference for lesson 22: an image whose pixels show where they were, tests of random numbers that must be equally
 * likely, and the accuracies of networks. Probes call the lesson itself.
 * @module
 */
import {
  assertClose,
  counted,
  countText,
  describe,
  type Evidence,
  fail,
  type ListName,
  RandomState,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  shapeText,
} from "downhill/testing";
import { type Images, imagesOf, mlpLogits, pixelsOf, shareRight } from "./classifier.ts";
import { list, mean, product, sum } from "./lists.ts";

type Lesson = typeof import("../../solutions/22_augmentation.ts");

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;
export const KINDS = 10;
const HIDDEN = 64;
const SHAPES = [[PIXELS, HIDDEN], [HIDDEN], [HIDDEN, KINDS], [KINDS]];

/** An image in which every pixel has a different number, and none is 0: (its place + 1) / 785. */
export const MAP = list(PIXELS, (i) => Math.fround((i + 1) / (PIXELS + 1)));

/** The old place of a pixel in a redrawn {@linkcode MAP}, from 0 to 783, or −1 for background. */
const placeOf = (pixel: number) => Math.round(pixel * (PIXELS + 1)) - 1;

/** Whether this is a pixel of the {@linkcode MAP}, not background. */
const isPixel = (pixel: number) => Math.abs(pixel - (MAP[placeOf(pixel)] ?? NaN)) <= 1e-6;

/** The map with rows and columns from other places; `beyond` replaces places beyond the edge. */
function redrawn(
  rowOf: (row: number) => number,
  columnOf: (column: number) => number,
  beyond: (place: number) => number = () => NaN,
): number[] {
  return list(PIXELS, (i) => {
    const [row, column] = [rowOf(Math.floor(i / SIDE)), columnOf(i % SIDE)].map((place) =>
      place >= 0 && place < SIDE ? place : beyond(place)
    );
    return MAP[row * SIDE + column] ?? 0;
  });
}

const same = (place: number) => place;
const back = (place: number) => SIDE - 1 - place;
/** The map, mirrored. */
export const MIRRORED = redrawn(same, back);

/** Names the pixels of an image by their places in it. */
export function namesOfPixels(image: string): ListName {
  const item = (place: number) => `the pixel at row ${Math.floor(place / SIDE)}, column ${place % SIDE} of ${image}`;
  return { list: image, item };
}

/** Wrong variants of randomFlip; each key is the message about the mistake. */
export const flipMistakes: Record<string, number[]> = {
  "that is upside down": redrawn(back, same),
  "that is turned by half a turn": redrawn(back, back),
};

/** Images that are mirrored wrongly; each key is the message about the mistake. */
export const mirrorMistakes: Record<string, number[]> = {
  "that is the image itself": MAP,
  "that is upside down: change the columns, not the rows": redrawn(back, same),
  "that is turned by half a turn: do not change the rows": redrawn(back, back),
  "rows and columns are swapped": list(PIXELS, (i) => MAP[(i % SIDE) * SIDE + Math.floor(i / SIDE)]),
  "column 0 comes from column 28, which does not exist": redrawn(same, (column) => SIDE - column),
  "column 1 comes from column 27, but column 0 stays": redrawn(same, (column) => (SIDE - column) % SIDE),
  "only the right half is a mirror image": redrawn(same, (column) => column < SIDE / 2 ? column : SIDE - 1 - column),
  "only the left half is a mirror image": redrawn(same, (column) => column < SIDE / 2 ? SIDE - 1 - column : column),
  "that is all background: do you reuse the list of an earlier call?": list(PIXELS, () => 0),
};

/** A pixel in the middle, which no small shift moves out of the image. */
export const MIDDLE = 14 * SIDE + 14;

/** How far each variant has moved, judged by its middle pixel; fails if one moved more than `most` in any direction. */
export function movesOf(middles: readonly number[], most: number, name: string): { down: number; right: number }[] {
  const moves = middles.map((pixel, i) => {
    if (!isPixel(pixel)) {
      const what = `the middle of variant ${i} of ${name} is ${describe(pixel)}`;
      fail(`${what}, which is not a pixel of the image.`, { hasCause: false });
    }
    const place = placeOf(pixel);
    return { down: 14 - Math.floor(place / SIDE), right: 14 - place % SIDE };
  });
  const far = moves.findIndex(({ down, right }) => Math.max(Math.abs(down), Math.abs(right)) > most);
  if (far < 0) return moves;
  const [down, right] = [moves[far].down, moves[far].right].map(describe);
  fail(`${name} moves image ${far} by ${down} down and ${right} to the right, expected at most ${most} each.`, {
    hasCause: false,
  });
}

/** The map, moved; places beyond the edge are background, or are replaced by `beyond`. */
export function moved(down: number, right: number, beyond?: (place: number) => number): number[] {
  return redrawn((row) => row - down, (column) => column - right, beyond);
}

/** The moved map with wrong pixels beyond the edge; each key is the message about the mistake. */
export function edgeMistakes(down: number, right: number): Record<string, number[]> {
  return {
    "pixels that leave at one edge come back at the other: they should be 0 there": moved(
      down,
      right,
      (place) => (place + SIDE) % SIDE,
    ),
    "the edge is repeated: new pixels should be 0": moved(
      down,
      right,
      (place) => Math.min(Math.max(place, 0), SIDE - 1),
    ),
  };
}

/** Where the square of each variant starts in the image, from pixel 0. */
export function cornersOf(pixels: readonly number[], name: string): { top: number; left: number }[] {
  return pixels.map((pixel, i) => {
    if (!isPixel(pixel)) {
      fail(`pixel 0 of variant ${i} of ${name} is ${describe(pixel)}, which is not a pixel of the image.`, {
        hasCause: false,
      });
    }
    const place = placeOf(pixel);
    return { top: Math.floor(place / SIDE), left: place % SIDE };
  });
}

/** Checks that all squares end inside the image. */
export function assertInside(corners: readonly { top: number; left: number }[], side: number, name: string): void {
  const beyond = corners.find(({ top, left }) => Math.max(top, left) > SIDE - side);
  if (beyond === undefined) return;
  fail(
    `a square of ${name} starts at row ${beyond.top} and column ${beyond.left}, expected at most ${
      SIDE - side
    }: it is ` +
      `${side} pixels wide and high, and must end inside the image.`,
  );
}

/** A square of the map, enlarged to the whole image; the functions give the old place for each new place. */
const enlarged = (top: number, left: number, rowOf: (place: number) => number, columnOf = rowOf) =>
  redrawn((row) => top + rowOf(row), (column) => left + columnOf(column));

/** Squares that are enlarged wrongly; each key is the message about the mistake. */
function cropMistakes(top: number, left: number, side: number): Record<string, number[]> {
  const shrunk = (place: number) => Math.floor(place * side / SIDE);
  const cutOut = (place: number) => place < side ? place : NaN;
  const others = list(SIDE, (i) => i + 1).filter((other) => other !== side);
  return {
    "the square is cut out, but not enlarged": enlarged(top, left, cutOut),
    "the image is moved, but not enlarged": enlarged(top, left, same),
    "the image is made smaller, not larger": enlarged(top, left, (place) => Math.floor(place * SIDE / side)),
    "that is rounded to the nearest row and column: round down": enlarged(
      top,
      left,
      (place) => Math.round(place * side / SIDE),
    ),
    "that is rounded up, not down": enlarged(top, left, (place) => Math.ceil(place * side / SIDE)),
    "the last row is exactly the last row of the square: row r is r · side / 28, rounded down": enlarged(
      top,
      left,
      (place) => Math.round(place * (side - 1) / (SIDE - 1)),
    ),
    "only the rows are enlarged": enlarged(top, left, shrunk, cutOut),
    "only the columns are enlarged": enlarged(top, left, cutOut, shrunk),
    "rows and columns are swapped": list(
      PIXELS,
      (i) => MAP[(top + shrunk(i % SIDE)) * SIDE + left + shrunk(Math.floor(i / SIDE))] ?? 0,
    ),
    ...Object.fromEntries(
      others.map((other) => [
        `that is a square of ${other} × ${other} pixels`,
        enlarged(top, left, (place) => Math.floor(place * other / SIDE)),
      ]),
    ),
  };
}

/** Checks that a variant is a square of the map, enlarged to the whole image; pixels outside the image are 0. */
export function assertEnlarged(
  variant: readonly number[],
  { top, left }: { top: number; left: number },
  side: number,
  name: string,
): void {
  assertClose(variant, enlarged(top, left, (place) => Math.floor(place * side / SIDE)), {
    name: namesOfPixels(name),
    absolute: 1e-6,
    why: `the square starts at row ${top}, column ${left}; row r is the square's row r · ${side} / 28, rounded down`,
    mistakes: () => cropMistakes(top, left, side),
  });
}

/** How often each of the values from `low` to `high` occurs. */
const countsOf = (values: readonly number[], low: number, high: number) =>
  list(high - low + 1, (i) => values.filter((value) => value === low + i).length);

/**
 * Checks that the whole numbers from `low` to `high` occur equally often. Each count is binomial; 1 in 500 million is
 * more than 6 standard deviations away.
 */
export function assertEven(values: readonly number[], low: number, high: number, name: string): void {
  const counts = countsOf(values, low, high);
  assertCounts(counts, values.length, low, name);
}

/**
 * Checks that the moves from −`most` to `most` occur equally often, or as often as for a distance from 0 to `most` with
 * a random direction. Such a draw is also right, but leaves more images where they are.
 */
export function assertMoves(moves: readonly number[], most: number, name: string): void {
  const counts = countsOf(moves, -most, most);
  const isByDistance = counts.every((count, i) => {
    const share = (i === most ? 1 : 1 / 2) / (most + 1);
    const expected = moves.length * share;
    return Math.abs(count - expected) <= 6 * Math.sqrt(expected * (1 - share));
  });
  if (!isByDistance) assertCounts(counts, moves.length, -most, name);
}

/** Checks by their counts that the whole numbers, counted from `low`, occur equally often. */
function assertCounts(counts: readonly number[], total: number, low: number, name: string): void {
  const share = 1 / counts.length;
  const expected = total * share;
  const tolerance = 6 * Math.sqrt(expected * (1 - share));
  const isOdd = (count: number) => Math.abs(count - expected) > tolerance;
  if (!counts.some(isOdd)) return;
  // a value that never occurs shows the cause most clearly
  const odd = counts.includes(0) ? counts.indexOf(0) : counts.findIndex(isOdd);
  const came = `${name} is ${describe(low + odd)} in ${counts[odd]} of ${countText(total)} cases`;
  const cause = causeOfUneven(counts, low, expected);
  fail(`${came}, expected about ${countText(Math.round(expected))}${cause ? `: ${cause}` : "."}`, {
    hasCause: cause !== undefined,
  });
}

/** The mistake that leads to these counts of the whole numbers, counted from `low`. */
function causeOfUneven(counts: readonly number[], low: number, expected: number): string | undefined {
  const at = (value: number) => counts[value - low];
  const [first, last] = [counts[0], counts[counts.length - 1]];
  const rest = counts.slice(1, -1);
  const isNear = (count: number, share: number) => Math.abs(count / expected - share) < 0.2; // 3 standard deviations, if 9 values share 2,000 draws
  const only = counts.findIndex((count, i) => count > 0 && counts.every((other, k) => k === i || other === 0));
  if (only >= 0) return `it is always ${describe(low + only)}: is a new number drawn each time, and used?`;
  if (low < 0 && first === 0 && isNear(at(0), 2) && (low === -1 || isNear(at(-1), 1))) {
    return "0 occurs twice as often as other numbers, because numbers are rounded towards 0: round down.";
  }
  if (low < 0 && counts.every((count, i) => low + i >= 0 || count === 0)) return "it is never below 0.";
  if (low < 0 && at(0) === 0 && counts.every((count, i) => low + i === 0 || count > 0)) return "it is never 0.";
  if (last === 0 && counts.slice(0, -1).every((count) => count > 0)) {
    return "the upper end never occurs, as if numbers below it were drawn and rounded down.";
  }
  const width = counts.length / (counts.length - 1); // the share of each inner value if numbers are rounded
  if (isNear(first, width / 2) && isNear(last, width / 2) && rest.every((count) => isNear(count, width))) {
    return "the ends occur half as often as the rest, as if numbers were rounded to the nearest whole number.";
  }
  if (first === 0 && rest.every((count) => count > 0) && last > 0) {
    return "the lower end never occurs, as if numbers up to the upper end were rounded up.";
  }
}

/** Whether 2,000 variants are all alike because there is one draw for each batch, judged by further batches. */
export function isAlikeInBatches(batches: unknown): boolean {
  const all = requireList(batches, "a pixel of each variant in further batches").map((batch) =>
    requireNumbers(batch, "a pixel of each variant of a batch")
  );
  return all.every((batch) => batch.every((pixel) => pixel === batch[0])) &&
    new Set(all.map(([pixel]) => pixel)).size > 1;
}

/** Checks that two draws for an image are independent: the counts of pairs agree with the counts of single numbers. */
export function assertIndependent(
  first: readonly number[],
  second: readonly number[],
  [low, high]: readonly [number, number],
  { name, of }: { name: string; of: readonly [string, string] },
): void {
  const isSame = first.every((value, i) => value === second[i]);
  if (isSame || first.every((value, i) => value === -second[i])) {
    const sign = isSame ? "" : ", apart from the sign,";
    fail(`${name}: ${of[0]} and ${of[1]} are the same number${sign} for every image: do you draw only once?`);
  }
  const count = high - low + 1;
  const [firsts, seconds] = [first, second].map((values) => countsOf(values, low, high));
  const pairs = first.map((value, i) => (value - low) * count + second[i] - low);
  list(count ** 2, (pair) => {
    const came = pairs.filter((each) => each === pair).length;
    const expected = firsts[Math.floor(pair / count)] * seconds[pair % count] / first.length;
    // small counts are skewed: if 25 are expected, a count is 8 deviations too large once in 3 billion cases
    const tolerance = 8 * Math.sqrt(expected);
    if (Math.abs(came - expected) <= tolerance) return;
    const [a, b] = [low + Math.floor(pair / count), low + pair % count].map(describe);
    fail(
      `${name}: ${of[0]} is ${a} and ${of[1]} is ${b} in ${came} of ${countText(first.length)} cases, expected about ` +
        `${countText(Math.round(expected))}: does one depend on the other?`,
    );
  });
}

/** One of the three functions that make variants. */
export type Maker = "randomShift" | "randomFlip" | "randomCrop";

/**
 * Probe: makes variants of many maps; returns all pixels of the first 40 and of their originals, and one pixel of each
 * variant, also in 24 further batches of 4.
 */
export const makeVariants = async (
  lesson: Lesson,
  name: Maker,
  map: readonly number[],
  seed: number,
  pixel: number,
  amount: number | null,
) => {
  const { RandomState } = await import("downhill");
  const batch = Array.from({ length: 2000 }, () => Float32Array.from(map));
  const make = lesson[name] as typeof lesson.randomShift;
  const variants = make(batch, new RandomState(seed), ...(amount === null ? [] : [amount]));
  if (!Array.isArray(variants)) return { variants };
  const pixels = (variants: Float32Array[]) => variants.map((each) => each?.[pixel]);
  const after = batch.slice(0, 40).map((image) => image.slice());
  const random = new RandomState(seed + 1);
  const four = () => Array.from({ length: 4 }, () => Float32Array.from(map));
  const further = Array.from({ length: 24 }, () => make(four(), random, ...(amount === null ? [] : [amount])));
  return {
    count: variants.length,
    whole: variants.slice(0, 40),
    pixels: pixels(variants),
    after,
    batches: further.map(pixels),
  };
};

/** Checks that a function has not changed an image that was passed in. */
export function assertUnchanged(image: unknown, original: readonly number[], what: string, name: string): void {
  const pixels = requireNumbers(image, `${what} after ${name}`, original.length);
  if (pixels.every((pixel, i) => Math.abs(pixel - original[i]) <= 1e-6)) return;
  fail(`${name} changes ${what}, which is needed again: make a new list for the variant.`);
}

/** The evidence of {@linkcode makeVariants}, with the right shapes. */
export function requireVariants(variants: Evidence<Awaited<ReturnType<typeof makeVariants>>>, name: string) {
  if (typeof variants?.count !== "number") {
    fail(`${name} returns no list, expected a list with one variant of each image in the batch: is a return missing?`);
  }
  if (variants.count !== 2000) fail(`${name} makes ${counted(variants.count, "image")} of 2,000: make one for each.`);
  requireList(variants.after, `the originals after ${name}`, 40).forEach((image, i) =>
    assertUnchanged(image, MAP, `image ${i}`, name)
  );
  return {
    batches: variants.batches,
    whole: requireList(variants.whole, `the first variants of ${name}`, 40)
      .map((variant, i) => requireNumbers(variant, namesOfPixels(`variant ${i} of ${name}`), PIXELS)),
    pixels: requireNumbers(variants.pixels, `a pixel of each variant of ${name}`, 2000),
  };
}

/** The three functions that make variants. */
export const MAKERS: readonly Maker[] = ["randomShift", "randomFlip", "randomCrop"];

/**
 * Probe: the variants of images of noise by each function: twice from the same seed, and once more with the next random
 * numbers; and a pixel of each of four variants with each of 16 other seeds.
 */
export const makeFromNoise = async (lesson: Lesson, functions: readonly Maker[], seed: number) => {
  const { RandomState } = await import("downhill");
  const random = new RandomState(seed);
  const batch = Array.from({ length: 30 }, () => Float32Array.from({ length: 784 }, () => random.uniform()));
  const copyOf = (images: Float32Array[]) => images.map((image) => image.slice());
  return functions.map((name) => {
    const make = (batch: Float32Array[], random: InstanceType<typeof RandomState>) =>
      (lesson[name](batch, random) as Float32Array[] | undefined)?.map((image) => image?.slice());
    const generator = new RandomState(seed);
    const given = copyOf(batch);
    const first = make(given, generator);
    const after = copyOf(given);
    const further = make(copyOf(batch), generator);
    const again = make(copyOf(batch), new RandomState(seed));
    const others = Array.from(
      { length: 16 },
      (_, i) => make(copyOf(batch).slice(0, 4), new RandomState(seed + 1 + i))?.map((image) => image?.[400]),
    ); // pixel 400 is inside every crop
    const counts = [0, 1, 7].map((count) => make(copyOf(batch).slice(0, count), generator)?.length);
    return { first, further, again, others, counts, after };
  });
};

/** Probe: numbers from each range, and from the first range again with an equal generator. */
export const drawNumbers = async ({ wholeNumber }: Lesson, ranges: readonly (readonly number[])[], seed: number) => {
  const { RandomState } = await import("downhill");
  return [...ranges, ranges[0]].map(([low, high]) => {
    const random = new RandomState(seed);
    return Array.from({ length: 3000 }, () => wholeNumber(random, low, high));
  });
};

/** Probe: a mirrored image, and the original afterwards. Another call in between must not change the first result. */
export const mirrorImage = ({ mirror }: Lesson, map: readonly number[]) => {
  const image = Float32Array.from(map);
  const mirrored = mirror(image);
  mirror(new Float32Array(map.length));
  return [mirrored, image.slice()];
};

/** Probe: the items of an augmented data set of six small images, in the given order. */
export const askDataset = async (
  { Augmented }: Lesson,
  asked: readonly number[],
  labels: readonly number[],
  seed: number,
) => {
  const { RandomState } = await import("downhill");
  const originals = labels.map((_, i) => Float32Array.of(i, i));
  const data = {
    length: labels.length,
    item: (i: number): [Float32Array, number] => [originals[i], labels[i]],
  };
  const batches: number[] = [];
  const augmented = new Augmented(data, (batch, random) => {
    batches.push(batch.length);
    return batch.map((image) => Float32Array.of(image[0], random.uniform()));
  }, new RandomState(seed));
  const early = batches.length;
  const items = asked.map((i) => {
    const item = augmented.item(i);
    return Array.isArray(item) ? item.map((field) => ArrayBuffer.isView(field) ? field.slice() : field) : item;
  });
  return { length: augmented.length, items, batches, early, originals };
};

/** Up to 256 images of noise; the first byte of each is its number. */
export function numberedImages(seed: number, count: number): { images: Uint8Array; labels: number[] } {
  const random = new RandomState(seed);
  const images = Uint8Array.from({ length: count * PIXELS }, () => random.uniform(0, 256));
  for (let i = 0; i < count; i++) images[i * PIXELS] = i;
  return { images, labels: list(count, () => Math.floor(random.uniform(0, KINDS))) };
}

/** The images from number `from` up to, but not including, number `to`. */
export function part({ images, labels }: Images, from: number, to: number): Images {
  return { images: images.subarray(from * PIXELS, to * PIXELS), labels: Array.from(labels).slice(from, to) };
}

/**
 * Probe: trains on small sets in which the first byte names each image; the last of the runs has no augmentation. The
 * augmentation inverts images. `expected` is the result of the lesson's own train for the images of the last run.
 */
export const runExperiments = async (
  { experiment, train, MLP }: Lesson,
  images: Uint8Array,
  labels: readonly number[],
  counts: readonly number[],
  seeds: readonly number[],
  epochs: readonly number[],
) => {
  const asked: number[] = [];
  const pixelsOf = (i: number) => Float32Array.from(images.subarray(i * 784, i * 784 + 784), (byte) => byte / 255);
  const inverted = (image: Float32Array) => image.map((pixel) => 1 - pixel);
  const [training, test, mirrored] = counts.map((length, set) => {
    const first = counts.slice(0, set).reduce((a, b) => a + b, 0);
    const item = (i: number): [Float32Array, number] => {
      asked.push(first + i);
      return [pixelsOf(first + i), labels[first + i]];
    };
    return { length, item };
  });
  type Network = InstanceType<typeof MLP>;
  const biasOf = async (model: unknown) => Array.from(await (model as Network).b2.data()); // b2 changes in every step
  const runs = [];
  for (const [run, seed] of seeds.entries()) {
    const seen: number[] = [];
    const drawn: number[] = [];
    const augmentation = run === 3
      ? undefined
      : (batch: readonly Float32Array[], random: { uniform(): number }) =>
        batch.map((image) => {
          seen.push(Math.round(image[0] * 255));
          drawn.push(random.uniform());
          return inverted(image);
        });
    const sets = { training, test, mirrored };
    asked.length = 0;
    const steps: { asked: number[]; seen: number; bias: number[] }[] = [];
    const onProgress = async ({ model }: { model?: unknown }) => {
      steps.push({ asked: [...asked], seen: seen.length, bias: await biasOf(model) });
    };
    const result = await experiment(sets, { seed, epochs: epochs[run], augmentation, onProgress });
    const count = steps.length;
    const bias = await biasOf(result.model);
    runs.push({
      seen: [...seen],
      drawn: [...drawn],
      steps: count,
      asked: steps.at(-1)?.asked ?? [],
      seenInSteps: steps.at(-1)?.seen ?? 0,
      bias,
      lastBias: steps.at(-1)?.bias ?? [],
      parameters: result.model.parameters(),
      accuracies: [result.training, result.test, result.mirrored],
    });
  }
  const order: number[] = [];
  const item = (i: number): [Float32Array, number] => {
    order.push(i);
    return [pixelsOf(i), labels[i]];
  };
  const model = new MLP(seeds[3]);
  await train(model, { length: counts[0], item }, { seed: seeds[3], epochs: epochs[3], onProgress: () => {} });
  return { runs, expected: { order, bias: await biasOf(model) } };
};

/** The expected numbers of a run of {@linkcode runExperiments}. */
interface Learning {
  /** The lengths of the three sets. */
  counts: readonly number[];
  epochs: number;
  steps: number;
}

/**
 * Checks which images the runs have augmented, and with which random numbers.
 * @param learned Checks the training of the networks; called after the checks of the variants.
 */
export function assertAugmented(
  runs: readonly Readonly<Record<string, unknown>>[],
  { counts: [count, tests], epochs }: Learning,
  learned: () => void,
): void {
  const seen = requireNumbers(runs[0].seen, "the augmented images");
  const tested = seen.find((image) => image >= count);
  if (tested !== undefined) {
    const set = tested < count + tests ? "test" : "mirrored";
    fail(`an image of the ${set} set was augmented, but a network is tested with the original images.`);
  }
  const expected = epochs * count;
  const isMeasured = seen.length === expected + count && runs[0].seenInSteps === expected;
  if (!isMeasured) learned();
  if (seen.length !== expected) {
    const cause = seen.length === 0
      ? "is the augmentation used?"
      : seen.length === count
      ? "is there a new variant in each epoch?"
      : isMeasured
      ? "is the training accuracy measured on variants?"
      : undefined;
    const variants = counted(seen.length, "variant was", "variants were");
    fail(
      `${variants} made in a training run of ${epochs} epochs on ${count} images, expected ${expected}${
        cause ? `: ${cause}` : "."
      }`,
      { hasCause: cause !== undefined },
    );
  }
  const [all, again, other] = [0, 1, 2].map((i) => requireNumbers(runs[i].drawn, "what was drawn"));
  const drawn = all.slice(0, count); // the other two runs have only one epoch
  if (drawn.some((value, i) => value !== again[i])) {
    fail("with the same seed, a second experiment makes different variants: make a new generator in each experiment.");
  }
  if (drawn.every((value, i) => value === other[i])) {
    fail("with another seed, the experiment makes the same variants: does the generator get the seed?");
  }
}

/** Checks which images a network has learned from, and how often. */
export function assertLearned(
  run: Readonly<Record<string, unknown>>,
  expected: unknown,
  { way, counts, epochs, steps }: Learning & { way: string },
): void {
  const bias = requireNumbers(run.bias, `a bias of the network ${way}`, KINDS);
  const { order: rightOrder, bias: rightBias } = requireRecord(expected, "the expected training");
  const order = requireNumbers(rightOrder, "the expected order");
  const allAsked = requireNumbers(run.asked, `the images that were requested ${way}`);
  const asked = withoutFirstMeasurements(allAsked, order.length, counts);
  const [count, tests] = counts;
  const taken = requireNumber(run.steps, `the number of steps ${way}`);
  if (bias.every((value) => value === 0)) {
    fail(`the network has learned nothing ${way} when experiment returns: is train called, and awaited?`);
  }
  if (taken === 0) fail(`train never calls the onProgress that is passed in: does train get the options?`);
  if (taken < steps) {
    fail(`experiment returns after ${describe(taken)} of ${steps} steps ${way}: is the training awaited?`);
  }
  const tested = asked.find((image) => image >= count);
  if (tested !== undefined) {
    const set = tested < count + tests ? "test" : "mirrored";
    fail(
      taken === steps
        ? `images of the ${set} set are used before the training ${way} has ended: do you await it before you measure?`
        : `the network learns from images of the ${set} set ${way}: use only images of the training set for learning.`,
    );
  }
  if (taken !== steps || asked.length !== order.length) {
    const times = asked.length / count;
    fail(
      `in ${counted(epochs, "epoch")} ${way}, the network learns ${
        describe(times)
      } times from each training image, expected ` +
        `${epochs}: does an epoch have more images than sets.training?`,
      { hasCause: taken > steps },
    );
  }
  const lastBias = requireNumbers(run.lastBias, `a bias after the last step ${way}`, KINDS);
  if (bias.some((value, i) => value !== lastBias[i])) {
    fail(`the network ${way} changes again after its training, or a different network is returned.`);
  }
  if (asked.some((image, i) => image !== order[i])) {
    const isSame = asked.toSorted((a, b) => a - b).join() === order.toSorted((a, b) => a - b).join();
    fail(
      isSame
        ? `the images ${way} do not come in the order of the seed that is passed in: does train get the seed?`
        : `the network does not learn from each image of sets.training once in each epoch ${way}.`,
      { hasCause: isSame },
    );
  }
  if (way === WITH) return; // the results of learning from variants depend on their random numbers
  // the same steps on the same images give the same biases; one wrong image changes a bias by 1e-4 or more
  const right = requireNumbers(rightBias, "the expected bias", KINDS);
  if (bias.some((value, i) => Math.abs(value - right[i]) > 2e-5)) {
    fail(`without augmentation, the network does not learn from the original images: are they augmented?`);
  }
}

/**
 * The images that a training run requested, without the images for measuring the untrained network. A measurement
 * requests whole sets, each from its first image to its last, before the `length` images of the training.
 */
export function withoutFirstMeasurements(
  asked: readonly number[],
  length: number,
  counts: readonly number[],
): readonly number[] {
  for (const [set, count] of counts.entries()) {
    const first = sum(counts.slice(0, set));
    const whole = list(count, (i) => first + i);
    const isMeasured = asked.length >= length + count && whole.every((image, i) => image === asked[i]);
    if (isMeasured) return withoutFirstMeasurements(asked.slice(count), length, counts);
  }
  return asked;
}

/** The two ways to train. */
export const [WITH, WITHOUT] = ["with augmentation", "without augmentation"];

/** The four parameters of a network, row by row. */
type Weights = Float64Array[];

/** The numbers of a network with the right shapes. */
export function weightsOf(parameters: unknown, name: string): Weights {
  const tensors = requireList(parameters, `the parameters of ${name}`, SHAPES.length).map((each, i) =>
    requireRecord(each, `parameter ${i} of ${name}`)
  );
  const shapes = tensors.map(({ shape }, i) => requireNumbers(shape, `the shape of parameter ${i} of ${name}`));
  // all shapes are different, so the fields may come in any order
  const order = SHAPES.map((shape) => shapes.findIndex((each) => each.join() === shape.join()));
  if (order.includes(-1)) fail(`${name} has parameters of shapes ${shapeText(shapes)}, expected ${shapeText(SHAPES)}.`);
  return order.map((place, i) => {
    const size = product(SHAPES[i]);
    return new Float64Array(requireNumbers(tensors[place].values, `parameter ${place} of ${name}`, size));
  });
}

/** The share of the images that a network with these weights classifies correctly. */
export function accuracyOf(weights: Weights, data: Images): number {
  return shareRight(data, (bytes) => mlpLogits(pixelsOf(bytes), weights));
}

/** The sets of images, in the order of the accuracies. */
export const SETS = ["training", "test", "mirrored"] as const;

/** Wrong accuracies that are more than two images away from the right one; each key is a message about the mistake. */
export function otherAccuracies(accuracies: readonly number[], set: number, count: number): Record<string, number> {
  const right = accuracies[set];
  const others = [
    ...SETS.map((name, i) => [`that is its ${name} accuracy`, accuracies[i]] as const),
    ["that is a percentage, not a share", 100 * right] as const,
    ["that is the share of wrong answers", 1 - right] as const,
  ];
  return Object.fromEntries(others.filter(([_, accuracy]) => Math.abs(accuracy - right) > 2 / count));
}

/** Probe: the four networks that the lesson compares, and their accuracies. */
export const compareWays = async ({ compare }: Lesson) => {
  const { plain, augmented } = await compare();
  return [plain, augmented].map((runs) =>
    runs.map(({ model, training, test, mirrored }) => ({
      parameters: model.parameters(),
      accuracies: [training, test, mirrored],
    }))
  );
};

/** The three sets for judging the networks. */
function imageSets(): Images[] {
  const [train, test] = [imagesOf("train"), imagesOf("test")];
  const mirrored = Uint8Array.from(test.images, (_, i) => test.images[i - i % SIDE + SIDE - 1 - i % SIDE]);
  return [part(train, 0, 500), test, { images: mirrored, labels: test.labels }];
}

/** The mean accuracies over both seeds. */
interface Means {
  training: number;
  test: number;
  mirrored: number;
  /** training − test */
  gap: number;
}

/** The accuracies of each network. They are kept for a second check: four networks with 2,500 images take a second. */
const found = new WeakMap<object, number[]>();

/** The accuracies of a network on all three sets, computed once. */
function accuraciesOf(weights: Weights, evidence: object): number[] {
  const accuracies = found.get(evidence) ?? imageSets().map((set) => accuracyOf(weights, set));
  found.set(evidence, accuracies);
  return accuracies;
}

/** The mean accuracies of the networks over both seeds, without and with augmentation. */
export function measured(comparison: unknown): { plain: Means; augmented: Means } {
  const evidence = requireList(comparison, "what compare() returns", 2);
  const firstLayers: Float64Array[] = [];
  const [plain, augmented] = ["without augmentation", "with augmentation"].map((way, k) => {
    const runs = requireList(evidence[k], `the training runs ${way}`);
    if (runs.length !== 2) fail(`there are ${runs.length} training runs ${way}, expected 2: do not change compare.`);
    const accuracies = runs.map((run, i) => {
      const name = `the network of training run ${i + 1} ${way}`;
      const { parameters, accuracies } = requireRecord(run, name);
      const weights = weightsOf(parameters, name);
      firstLayers.push(weights[0]);
      const right = accuraciesOf(weights, parameters as object); // weightsOf has checked that it is a list
      const claimed = requireNumbers(accuracies, `the accuracies of ${name}`, 3);
      SETS.forEach((set, i) =>
        assertClose(claimed[i], right[i], {
          name: `the ${set} accuracy of ${name}`,
          absolute: 0.0041, // in float32, a few images may be classified differently: none of 1,000 on cpu and wasm
          why: "the accuracy of its weights on the images in the files",
        })
      );
      return right;
    });
    const [training, test, mirrored] = SETS.map((_, set) => mean(accuracies.map((each) => each[set])));
    return { training, test, mirrored, gap: training - test };
  });
  // the weights of a pixel that is always black never change, so some weights of two networks are the same
  const areSame = (i: number, j: number) => firstLayers[i].every((weight, k) => weight === firstLayers[j][k]);
  if (areSame(0, 2) || areSame(1, 3)) {
    fail("the networks trained with and without augmentation are the same: do both learn from the same images?");
  }
  if (areSame(0, 1) || areSame(2, 3) || areSame(0, 3) || areSame(1, 2)) {
    fail("two networks with different seeds are the same: do you pass each its own seed?");
  }
  return { plain, augmented };
}

/**
 * The limits for right answers. Over 40 seeds, the mean of two networks has these accuracies on average, with the
 * standard deviation in brackets. Without augmentation: training 0.998 (0.0013), test 0.788 (0.004), mirrored 0.579
 * (0.005). With augmentation: training 0.884 (0.005), test 0.774 (0.004), mirrored 0.775 (0.004).
 */
export const LIMITS = {
  /** 36 deviations below a right answer; training on the variants of shiftAndFlip gives 0.9 or less. */
  byHeart: 0.95,
  /** 17 deviations below; a network that guesses has 0.1. */
  leastTest: 0.7,
  /** 18 deviations above; training with the test images gives 0.95 or more. */
  mostTest: 0.86,
};

/**
 * What "the gap is smaller", "it helps" and "it overfits" mean. Each standard deviation is for the mean of two
 * differences between training runs with the same seed, again over 40 seeds. The gap falls by 0.100 (0.0054),
 * which is 9 deviations more than 0.05; the test accuracy falls by 0.015 (0.0061), 5.7 deviations from a rise by 0.02;
 * the mirrored accuracy rises by 0.196 (0.0062), 28 more than 0.02; the gap itself is 0.210 (0.0042), 26 more than 0.1.
 * So the chance that a right answer fails is the chance of 5.7 deviations: 1 in 100 million, or 1 in 14,000 if the true
 * deviation is half as large again.
 */
export const MEANT = { narrower: 0.05, help: 0.02, overfit: 0.1 };
