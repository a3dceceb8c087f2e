/**
 * What lesson 22 is compared with: an image in which every pixel says where it was, random numbers that must be equally
 * likely, and how good networks are. Probes call the lesson itself.
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
  requireNumbers,
  requireRecord,
  shapeText,
} from "downhill/testing";
import { type Images, imagesOf, mlpLogits, pixelsOf, shareRight } from "./classifier.ts";
import { list, mean, product } from "./lists.ts";

type Lesson = typeof import("../../solutions/22_augmentation.ts");

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;
export const KINDS = 10;
const HIDDEN = 64;
const SHAPES = [[PIXELS, HIDDEN], [HIDDEN], [HIDDEN, KINDS], [KINDS]];

/** An image in which every pixel has a different number, and none is 0: (its place + 1) / 785. */
export const MAP = list(PIXELS, (i) => Math.fround((i + 1) / (PIXELS + 1)));

/** Where a pixel of a redrawn {@linkcode MAP} was: its place from 0 to 783, or −1 for background. */
const placeOf = (pixel: number) => Math.round(pixel * (PIXELS + 1)) - 1;

/** Whether this is a pixel of the {@linkcode MAP}, not background. */
const isPixel = (pixel: number) => Math.abs(pixel - (MAP[placeOf(pixel)] ?? NaN)) <= 1e-6;

/** The map with other rows and columns; a place beyond the edge is replaced by `beyond` of it. */
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

/** Variants of randomFlip that are turned wrongly, by the message about each. */
export const flipMistakes: Record<string, number[]> = {
  "that is upside down": redrawn(back, same),
  "that is turned by half a turn": redrawn(back, back),
};

/** Images that are mirrored wrongly, by the message about each. */
export const mirrorMistakes: Record<string, number[]> = {
  "that is the image itself": MAP,
  "that is upside down: rows stay, columns change": redrawn(back, same),
  "that is turned by half a turn: rows stay": redrawn(back, back),
  "rows and columns have changed places": list(PIXELS, (i) => MAP[(i % SIDE) * SIDE + Math.floor(i / SIDE)]),
  "column 0 comes from column 28, which there is not: 27 − column": redrawn(same, (column) => SIDE - column),
};

/** A pixel in the middle, which no small shift moves out of the image. */
export const MIDDLE = 14 * SIDE + 14;

/** How far each variant has moved, from the pixel in its middle; checks that none moved more than `most` each way. */
export function movesOf(middles: readonly number[], most: number, name: string): { down: number; right: number }[] {
  const moves = middles.map((pixel, i) => {
    if (!isPixel(pixel)) {
      const what = `the middle of variant ${i} of ${name} is ${describe(pixel)}`;
      fail(`${what}, which is no pixel of the image: move by whole pixels.`);
    }
    const place = placeOf(pixel);
    return { down: 14 - Math.floor(place / SIDE), right: 14 - place % SIDE };
  });
  const far = moves.findIndex(({ down, right }) => Math.max(Math.abs(down), Math.abs(right)) > most);
  if (far < 0) return moves;
  const [down, right] = [moves[far].down, moves[far].right].map(describe);
  fail(`${name} moves image ${far} by ${down} down and ${right} to the right, expected at most ${most} each way.`);
}

/** The map, moved; a place beyond the edge is replaced by `beyond` of it, or is background. */
export function moved(down: number, right: number, beyond?: (place: number) => number): number[] {
  return redrawn((row) => row - down, (column) => column - right, beyond);
}

/** The moved map without background beyond the edge, by the message about the mistake. */
export function edgeMistakes(down: number, right: number): Record<string, number[]> {
  return {
    "what leaves at one edge comes back at the other: it should be 0 there": moved(
      down,
      right,
      (place) => (place + SIDE) % SIDE,
    ),
    "the edge is repeated: it should be 0 there": moved(down, right, (place) => Math.min(Math.max(place, 0), SIDE - 1)),
  };
}

/** Where the square of each variant starts in the image, from pixel 0; checks that it ends inside the image. */
export function cornersOf(pixels: readonly number[], side: number, name: string): { top: number; left: number }[] {
  const corners = pixels.map((pixel, i) => {
    if (!isPixel(pixel)) {
      fail(
        `pixel 0 of variant ${i} of ${name} is ${describe(pixel)}, which is no pixel of the image: take the value of ` +
          "the old pixel that it lies on.",
      );
    }
    const place = placeOf(pixel);
    return { top: Math.floor(place / SIDE), left: place % SIDE };
  });
  const beyond = corners.find(({ top, left }) => Math.max(top, left) > SIDE - side);
  if (beyond === undefined) return corners;
  const corner = `row ${beyond.top} and column ${beyond.left}`;
  fail(
    `a square of ${name} begins at ${corner}, expected at most ${
      SIDE - side
    }: it is ${side} pixels wide and high, and ` +
      "has to end within the image.",
  );
}

/** Checks that a variant is a square of the map, stretched to the whole image. */
export function assertStretched(
  variant: readonly number[],
  { top, left }: { top: number; left: number },
  side: number,
  name: string,
): void {
  // rounded down or to the nearest, from corners or from middles: all are within one pixel
  const isOff = (came: number, start: number, to: number) =>
    Math.abs(came - (start + (to + 0.5) * side / SIDE - 0.5)) > 1.001;
  variant.forEach((pixel, i) => {
    const place = placeOf(pixel);
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    const where = `the pixel at row ${row}, column ${column} of ${name}`;
    if (place < 0) fail(`${where} is background: enlarge the square of ${side} × ${side} to 28 × 28.`);
    const [fromRow, fromColumn] = [Math.floor(place / SIDE), place % SIDE];
    if (!isOff(fromRow, top, row) && !isOff(fromColumn, left, column)) return;
    const [rightRow, rightColumn] = [[top, row], [left, column]].map(([start, to]) =>
      start + Math.floor(to * side / SIDE)
    );
    fail(
      `${where} comes from row ${fromRow}, column ${fromColumn}, expected about row ${rightRow}, column ${rightColumn}: ` +
        `the square from row ${top}, column ${left} on is ${side} pixels wide and high, and is stretched to 28.`,
    );
  });
}

/** How often each of the values from `low` to `high` occurs. */
const countsOf = (values: readonly number[], low: number, high: number) =>
  list(high - low + 1, (i) => values.filter((value) => value === low + i).length);

/**
 * Checks that the whole numbers from `low` to `high` came equally often. Each count is binomial; one in 500 million is
 * more than 6 standard deviations away.
 */
export function assertEven(values: readonly number[], low: number, high: number, name: string): void {
  const counts = countsOf(values, low, high);
  const share = 1 / counts.length;
  const expected = values.length * share;
  const tolerance = 6 * Math.sqrt(expected * (1 - share));
  const isOdd = (count: number) => Math.abs(count - expected) > tolerance;
  if (!counts.some(isOdd)) return;
  // a value that never comes says most about the reason
  const odd = counts.includes(0) ? counts.indexOf(0) : counts.findIndex(isOdd);
  const [first, last] = [counts[0], counts[counts.length - 1]];
  const isHalf = (count: number) => Math.abs(count / expected - 0.5) < 0.2;
  const cause = counts.includes(values.length)
    ? `it is always ${describe(low + counts.indexOf(values.length))}, so draw it, and use what was drawn`
    : counts.indexOf(0) === counts.length - 1
    ? "who rounds down has to draw below high + 1"
    : isHalf(first) && isHalf(last)
    ? "rounded to the nearest, the ends come half as often as the rest, so round down, and draw below high + 1"
    : "each whole number has to be as likely as another";
  const came = `${name} is ${describe(low + odd)} in ${counts[odd]} of ${countText(values.length)} cases`;
  fail(`${came}, expected about ${countText(Math.round(expected))}: ${cause}.`);
}

/** One of the three functions that make variants. */
export type Maker = "randomShift" | "randomFlip" | "randomCrop";

/** Probe: makes variants of many maps; returns all pixels of the first 40, and one pixel of each other. */
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
  return { count: variants.length, whole: variants.slice(0, 40), pixels: variants.map((each) => each?.[pixel]) };
};

/** The evidence of {@linkcode makeVariants}, with the right shapes. */
export function requireVariants(variants: Evidence<Awaited<ReturnType<typeof makeVariants>>>, name: string) {
  if (typeof variants?.count !== "number") {
    fail(`${name} returns no list, expected one with an image for each of the batch: is it returned?`);
  }
  if (variants.count !== 2000) fail(`${name} makes ${counted(variants.count, "image")} of 2,000: make one of each.`);
  return {
    whole: requireList(variants.whole, `the first variants of ${name}`, 40)
      .map((variant, i) => requireNumbers(variant, namesOfPixels(`variant ${i} of ${name}`), PIXELS)),
    pixels: requireNumbers(variants.pixels, `a pixel of each variant of ${name}`, 2000),
  };
}

/** All three of them. */
export const MAKERS: readonly Maker[] = ["randomShift", "randomFlip", "randomCrop"];

/** Probe: what each function makes of images of noise: twice with the same seed, and once continuing. */
export const makeFromNoise = async (lesson: Lesson, functions: readonly Maker[], seed: number) => {
  const { RandomState } = await import("downhill");
  const random = new RandomState(seed);
  const batch = Array.from({ length: 30 }, () => Float32Array.from({ length: 784 }, () => random.uniform()));
  return functions.map((name) => {
    const make = (batch: Float32Array[], random: InstanceType<typeof RandomState>) =>
      (lesson[name](batch, random) as Float32Array[] | undefined)?.map((image) => image?.slice());
    const generator = new RandomState(seed);
    const first = make(batch, generator);
    const further = make(batch, generator);
    const again = make(batch, new RandomState(seed));
    const counts = [0, 1, 7].map((count) => make(batch.slice(0, count), generator)?.length);
    return { first, further, again, counts, after: batch.map((image) => image.slice()) };
  });
};

/** Probe: the items of an augmented data set of six small images, in the order that is asked for. */
export const askDataset = async (
  { Augmented }: Lesson,
  asked: readonly number[],
  labels: readonly number[],
  seed: number,
) => {
  const { RandomState } = await import("downhill");
  const data = {
    length: labels.length,
    item: (i: number): [Float32Array, number] => [Float32Array.of(i, i), labels[i]],
  };
  const batches: number[] = [];
  const augmented = new Augmented(data, (batch, random) => {
    batches.push(batch.length);
    return batch.map((image) => Float32Array.of(image[0], random.uniform()));
  }, new RandomState(seed));
  const items = asked.map((i) => augmented.item(i));
  return { length: augmented.length, items, batches };
};

/** Up to 256 images of noise; the first byte of each is its number. */
export function numberedImages(seed: number, count: number): { images: Uint8Array; labels: number[] } {
  const random = new RandomState(seed);
  const images = Uint8Array.from({ length: count * PIXELS }, () => random.uniform(0, 256));
  for (let i = 0; i < count; i++) images[i * PIXELS] = i;
  return { images, labels: list(count, () => Math.floor(random.uniform(0, KINDS))) };
}

/** The images from one number to another. */
export function part({ images, labels }: Images, from: number, to: number): Images {
  return { images: images.subarray(from * PIXELS, to * PIXELS), labels: Array.from(labels).slice(from, to) };
}

/** Probe: trains on small sets in which the first byte names each image; the last of the runs has no augmentation. */
export const runExperiments = async (
  { experiment }: Lesson,
  images: Uint8Array,
  labels: readonly number[],
  counts: readonly number[],
  seeds: readonly number[],
  epochs: number,
) => {
  const [training, test, mirrored] = counts.map((length, set) => {
    const first = counts.slice(0, set).reduce((a, b) => a + b, 0);
    const item = (i: number): [Float32Array, number] => {
      const start = (first + i) * 784;
      return [Float32Array.from(images.subarray(start, start + 784), (byte) => byte / 255), labels[first + i]];
    };
    return { length, item };
  });
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
          return image.map((pixel) => 1 - pixel);
        });
    const sets = { training, test, mirrored };
    const result = await experiment(sets, { seed, epochs, augmentation, onProgress: () => {} });
    const parameters = result.model.parameters();
    runs.push({
      seen: [...seen],
      drawn: [...drawn],
      parameters,
      accuracies: [result.training, result.test, result.mirrored],
    });
  }
  return runs;
};

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

/** The accuracies on the other sets, by the message about each, if they are more than two images apart. */
export function otherAccuracies(accuracies: readonly number[], set: number, count: number): Record<string, number> {
  const others = SETS.map((name, i) => [`that is its ${name} accuracy`, accuracies[i]] as const);
  return Object.fromEntries(others.filter(([_, accuracy]) => Math.abs(accuracy - accuracies[set]) > 2 / count));
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

/** The results for networks that two checks use, because four of them and 2,500 images take a second. */
const found = new WeakMap<object, number[]>();

/** The accuracies of a network on all three sets, computed once. */
function accuraciesOf(weights: Weights, evidence: object): number[] {
  const accuracies = found.get(evidence) ?? imageSets().map((set) => accuracyOf(weights, set));
  found.set(evidence, accuracies);
  return accuracies;
}

/** How good the networks are on average over both seeds, without and with augmentation. */
export function measured(comparison: unknown): { plain: Means; augmented: Means } {
  const evidence = requireList(comparison, "what compare() returns", 2);
  const seen = new Set<string>();
  const [plain, augmented] = ["without augmentation", "with augmentation"].map((way, k) => {
    const runs = requireList(evidence[k], `the trainings ${way}`);
    if (runs.length !== 2) fail(`there are ${runs.length} trainings ${way}, expected 2: leave compare as it was.`);
    const accuracies = runs.map((run, i) => {
      const name = `the network of training ${i + 1} ${way}`;
      const { parameters, accuracies } = requireRecord(run, name);
      const weights = weightsOf(parameters, name);
      seen.add(weights[0].slice(0, 20).join());
      const right = accuraciesOf(weights, parameters as object); // weightsOf has checked that it is a list
      const claimed = requireNumbers(accuracies, `the accuracies of ${name}`, 3);
      SETS.forEach((set, i) =>
        assertClose(claimed[i], right[i], {
          name: `the ${set} accuracy of ${name}`,
          absolute: 0.0041, // float32 may move a few images to another kind: none of 1,000 on cpu and wasm
          why: "what its weights say to the images in the files",
        })
      );
      return right;
    });
    const [training, test, mirrored] = SETS.map((_, set) => mean(accuracies.map((each) => each[set])));
    return { training, test, mirrored, gap: training - test };
  });
  if (seen.size < 4) fail("two of the four trained networks are the same: does each training have its own seed?");
  return { plain, augmented };
}

/**
 * The limits for right answers. With 40 seeds, the mean of two networks has these accuracies on average, with the
 * standard deviation in brackets. Without augmentation: training 0.998 (0.0013), test 0.788 (0.004), mirrored 0.579
 * (0.005). With it: training 0.884 (0.005), test 0.774 (0.004), mirrored 0.775 (0.004).
 */
export const LIMITS = {
  /** 36 standard deviations below a right answer; with the variants of shiftAndFlip it is 0.9 or less. */
  byHeart: 0.95,
  /** 17 below; a network that guesses has 0.1. */
  leastTest: 0.7,
  /** 18 above; training with the test images gives 0.95 or more. */
  mostTest: 0.86,
};

/**
 * What "the gap is smaller", "it helps" and "it overfits" mean. Each standard deviation is that of the mean of two
 * differences, each between two trainings with the same seed, again with 40 seeds. The gap falls by 0.100 (0.0054),
 * which is 9 deviations more than 0.05; the test accuracy falls by 0.015 (0.0061), 5.7 deviations from a rise by 0.02;
 * the mirrored accuracy rises by 0.196 (0.0062), 28 more than 0.02; the gap itself is 0.210 (0.0042), 26 more than 0.1.
 * So the chance that a right answer fails is that of the 5.7: 1 in 100 million, or 1 in 14,000 if the measured
 * deviation were half as large again.
 */
export const MEANT = { narrower: 0.05, help: 0.02, overfit: 0.1 };
