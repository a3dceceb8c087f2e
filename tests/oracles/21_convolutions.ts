/**
 * The reference for lesson 21, in float64: a filter on an image, a CNN and an MLP, each correct or with a mistake. Also
 * the checks of the training of three networks for each seed, and of their accuracies.
 * @module
 */
import {
  assertClose,
  counted,
  countText,
  describe,
  fail,
  isList,
  itemsNamed,
  RandomState,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireTensor,
  shapeText,
} from "downhill/testing";
import { denseLayer, imagesOf, mlpLogits, shareRight, softmax } from "./classifier.ts";
import { list, mean, product, sum } from "./lists.ts";

type Lesson = typeof import("../../solutions/21_convolutions.ts");

const SIDE = 28;
export const PIXELS = SIDE * SIDE;
export const KINDS = 10;

const whole = (random: RandomState, low: number, high: number) => Math.floor(random.uniform(low, high + 1));

/** An image, a filter, and the filter's stride and padding. */
export interface Case {
  image: number[][];
  filter: number[][];
  stride: number;
  padding: number;
}

/** Functions that choose the pixel and the weight of each product; the default functions are right. */
interface Way {
  pixel?: (row: number, column: number, given: Case) => number | undefined;
  weight?: (a: number, b: number, given: Case) => number | undefined;
  /** The row of the image under row a of the filter, when the filter is at place i. */
  row?: (i: number, a: number, given: Case) => number;
  /** The same for columns; by default, the function for rows. */
  column?: (j: number, b: number, given: Case) => number;
}

/** The row of the image under row a of the filter, when the filter is at place i; the same for columns. */
const inImage = (i: number, a: number, { stride, padding }: Case) => i * stride + a - padding;

/** The sum of all products at each place of the filter, row by row. */
export function slid(given: Case, way: Way = {}): number[] {
  const { image, filter } = given;
  const {
    pixel = (row, column) => image[row]?.[column] ?? 0,
    weight = (a, b) => filter[a]?.[b],
    row = inImage,
    column = row,
  } = way;
  return list(
    places(image.length, filter.length, given),
    (i) =>
      list(places(image[0].length, filter[0].length, given), (j) => {
        let total = 0;
        for (let a = 0; a < filter.length; a++) {
          for (let b = 0; b < filter[0].length; b++) {
            total += (pixel(row(i, a, given), column(j, b, given), given) ?? 0) * (weight(a, b, given) ?? 0);
          }
        }
        return total;
      }),
  ).flat();
}

const clamp = (index: number, length: number) => Math.min(Math.max(index, 0), length - 1);
const withoutStride: Way["row"] = (i, a, { padding }) => i + a - padding;
const withoutPadding: Way["row"] = (i, a, { stride }) => i * stride + a;

/** Mistakes that learners make; each key is the message about the mistake. */
const WAYS: Record<string, Way> = {
  "the filter is turned by half a turn: multiply filter[a][b] by the pixel a rows down and b columns to the right": {
    weight: (a, b, { filter }) => filter[filter.length - 1 - a][filter[0].length - 1 - b],
  },
  "rows and columns of the filter are swapped: in filter[a][b], a is the row": {
    weight: (a, b, { filter }) => filter[b]?.[a],
  },
  "that uses only a square part of the filter: use all of its rows and columns": {
    weight: (a, b, { filter }) => Math.max(a, b) < Math.min(filter.length, filter[0].length) ? filter[a][b] : 0,
  },
  "that is only the product at the lower right corner of the filter: add up all products": {
    weight: (a, b, { filter }) => a === filter.length - 1 && b === filter[0].length - 1 ? filter[a][b] : 0,
  },
  "rows and columns of the image are swapped: image[row][column]": {
    pixel: (row, column, { image }) => image[column]?.[row],
  },
  "the place in the image does not depend on the stride": { row: withoutStride },
  "the columns do not depend on the stride": { row: inImage, column: withoutStride },
  "the rows do not depend on the stride": { row: withoutStride, column: inImage },
  "the place in the image does not depend on the padding": { row: withoutPadding },
  "the columns do not depend on the padding": { row: inImage, column: withoutPadding },
  "the rows do not depend on the padding": { row: withoutPadding, column: inImage },
  "the padding has the wrong sign: place 0 begins at row −padding": {
    row: (i, a, { stride, padding }) => i * stride + a + padding,
  },
  "the padding is multiplied by the stride: it is a number of pixels": {
    row: (i, a, { stride, padding }) => (i - padding) * stride + a,
  },
  "any padding counts as 1": { row: (i, a, { stride, padding }) => i * stride + a - Math.min(padding, 1) },
  "stride and padding are swapped: the row is i · stride + a − padding": {
    row: (i, a, { stride, padding }) => i * padding + a - stride,
  },
  "outside the image, the nearest pixel of the image is used instead of 0": {
    pixel: (row, column, { image }) => image[clamp(row, image.length)][clamp(column, image[0].length)],
  },
  "outside the image, pixels from the opposite edge are used instead of 0": {
    pixel: (row, column, { image }) => image.at(row % image.length)!.at(column % image[0].length),
  },
};

/** The sums with a mistake; each key is the message about the mistake. */
export function slidMistakes(given: Case): Record<string, number[]> {
  const right = slid(given);
  const perPlace = given.filter.length * given.filter[0].length;
  return {
    ...Object.fromEntries(Object.entries(WAYS).map(([name, way]) => [name, slid(given, way)])),
    "that is the mean of the products: add them up": right.map((value) => value / perPlace),
    "the sign is wrong": right.map((value) => -value),
    "sums below 0 are replaced by 0: sums can be negative": right.map(relu),
    "that is the sum without its sign": right.map(Math.abs),
    "the sum continues from place to place: start each sum at 0": list(right.length, (i) => sum(right.slice(0, i + 1))),
  };
}

/** Whether `value`, which may be anything, is a list of exactly these rows of numbers. */
export function isGrid(value: unknown, rows: readonly (readonly number[])[]): boolean {
  const isRow = (came: unknown, row: readonly number[]) =>
    isList(came) && came.length === row.length && row.every((number, i) => came[i] === number);
  return isList(value) && value.length === rows.length && rows.every((row, i) => isRow(value[i], row));
}

/** Whether the sums are NaN exactly where the filter sticks out of the image. */
export function isNaNOutside(rows: readonly unknown[], given: Case): boolean {
  const outside = slid(given, { pixel: (row, column, { image }) => image[row]?.[column] ?? NaN });
  const values = rows.flat();
  return values.some(Number.isNaN) && values.length === outside.length &&
    outside.every((sum, i) => Number.isNaN(sum) === Number.isNaN(values[i]));
}

/** Random images and filters: without options, with a stride, with padding, with both, and of random shapes. */
export function cases(seed: number): { what: string; given: Case }[] {
  const random = new RandomState(seed);
  const grid = (rows: number, columns: number) =>
    list(rows, () => list(columns, () => Math.fround(random.uniform(-1, 1))));
  const make = (filter: [number, number], stride: number, padding: number) => ({
    image: grid(whole(random, 7, 9), whole(random, 10, 12)),
    filter: grid(...filter),
    stride,
    padding,
  });
  const side = () => whole(random, 1, 5);
  return [
    { what: "of 3 × 3", given: make([3, 3], 1, 0) },
    { what: "of 2 × 4", given: make([2, 4], 1, 0) },
    { what: "of 3 × 3, stride 2", given: make([3, 3], 2, 0) },
    { what: "of 3 × 3, padding 1", given: make([3, 3], 1, 1) },
    { what: "of 3 × 3, stride 3, padding 2", given: make([3, 3], 3, 2) },
    ...list(6, () => {
      const given = make([side(), side()], whole(random, 1, 4), whole(random, 0, 3));
      const [rows, columns] = [given.filter.length, given.filter[0].length];
      return { what: `of ${rows} × ${columns}, stride ${given.stride}, padding ${given.padding}`, given };
    }),
  ];
}

/** The number of places at which a filter of this size fits into this length. */
export function places(length: number, size: number, { stride, padding }: Case): number {
  return Math.floor((length + 2 * padding - size) / stride) + 1;
}

/** The widths of a CNN's layers. */
export interface Widths {
  channels: [number, number];
  units: number;
}

/** The shapes of a CNN's parameters, in the order of its layers. */
export function shapesOf({ channels: [first, second], units }: Widths): number[][] {
  const pixels = 25 * second;
  const dense = units > 0 ? [[pixels, units], [units], [units, KINDS], [KINDS]] : [[pixels, KINDS], [KINDS]];
  return [[3, 3, 1, first], [first], [3, 3, first, second], [second], ...dense];
}

/** The shapes of an MLP's parameters. */
export const mlpShapes = (units: number) => [[PIXELS, units], [units], [units, KINDS], [KINDS]];

/** The possible mistakes in a network. */
interface Wrong {
  /** The layers without relu: 0 and 1 for the convolutions, 2 for the hidden units. */
  noRelu?: number[];
  /** Leaves out the biases of these layers. */
  noBias?: "all" | "convolutions" | "dense layers";
  /** Applies relu before adding the bias. */
  biasLast?: boolean;
  /** Is used instead of relu after the convolutions. */
  activation?: (value: number) => number;
  pooling?: "mean" | "first";
  /** Flattens channel by channel, not pixel by pixel. */
  channelsFirst?: boolean;
  /** Swaps rows and columns of the image. */
  turned?: boolean;
  /** Changes the pixels before everything else. */
  pixel?: (value: number) => number;
  end?: (logits: number[]) => number[];
}

const relu = (value: number) => Math.max(0, value);
/** Centres and scales a pixel like `trainAndTest`. */
const centre = (pixel: number) => (pixel - 0.286) / 0.353;

/** Applies all 3 × 3 filters to an image of `side` × `side` with any number of channels. */
function convolved(x: ArrayLike<number>, side: number, weights: ArrayLike<number>, bias: ArrayLike<number>) {
  const [inputs, outputs, places] = [x.length / side ** 2, bias.length, side - 2];
  const result = new Float64Array(places * places * outputs);
  for (let i = 0; i < places; i++) {
    for (let j = 0; j < places; j++) {
      const at = (i * places + j) * outputs;
      for (let output = 0; output < outputs; output++) result[at + output] = bias[output];
      for (let a = 0; a < 3; a++) {
        for (let b = 0; b < 3; b++) {
          for (let input = 0; input < inputs; input++) {
            const pixel = x[((i + a) * side + j + b) * inputs + input];
            if (pixel === 0) continue;
            const from = ((a * 3 + b) * inputs + input) * outputs;
            for (let output = 0; output < outputs; output++) result[at + output] += pixel * weights[from + output];
          }
        }
      }
    }
  }
  return result;
}

/** Pools 2 × 2 pixels to one number; an odd last row or column is left out. */
function pooled(x: ArrayLike<number>, side: number, channels: number, of: Wrong["pooling"]): Float64Array {
  const places = Math.floor(side / 2);
  const result = new Float64Array(places * places * channels);
  for (let i = 0; i < places; i++) {
    for (let j = 0; j < places; j++) {
      for (let channel = 0; channel < channels; channel++) {
        const at = (row: number, column: number) => x[((2 * i + row) * side + 2 * j + column) * channels + channel];
        const [p, q, r, s] = [at(0, 0), at(0, 1), at(1, 0), at(1, 1)];
        const value = of === "mean" ? (p + q + r + s) / 4 : of === "first" ? p : Math.max(p, q, r, s);
        result[(i * places + j) * channels + channel] = value;
      }
    }
  }
  return result;
}

/** `x` with rows and columns swapped. */
function turned(x: ArrayLike<number>, side: number, channels: number): Float64Array {
  return Float64Array.from(x, (_, k) => {
    const [pixel, channel] = [Math.floor(k / channels), k % channels];
    return x[((pixel % side) * side + Math.floor(pixel / side)) * channels + channel];
  });
}

/** The output of a CNN for one image of 784 numbers. */
export function cnnLogits(
  image: ArrayLike<number>,
  parameters: readonly ArrayLike<number>[],
  wrong: Wrong = {},
): number[] {
  const { noRelu = [], noBias, biasLast = false, activation = relu, pooling, end = (logits) => logits } = wrong;
  const hasBias = (i: number) => noBias !== "all" && noBias !== (i < 2 ? "convolutions" : "dense layers");
  const biasOf = (i: number) => hasBias(i) ? parameters[2 * i + 1] : new Float64Array(parameters[2 * i + 1].length);
  let [x, side]: [ArrayLike<number>, number] = [wrong.turned ? turned(image, SIDE, 1) : image, SIDE];
  if (wrong.pixel) x = Float64Array.from(x, wrong.pixel);
  for (const i of [0, 1]) {
    const bias = biasOf(i);
    let found = convolved(x, side, parameters[2 * i], biasLast ? new Float64Array(bias.length) : bias);
    if (!noRelu.includes(i)) found = found.map(activation);
    if (biasLast) found = found.map((value, k) => value + bias[k % bias.length]);
    x = pooled(found, side - 2, bias.length, pooling);
    side = Math.floor((side - 2) / 2);
  }
  if (wrong.channelsFirst) {
    const [flat, pixels] = [x, side ** 2];
    const channels = flat.length / pixels;
    x = Float64Array.from(flat, (_, k) => flat[(k % pixels) * channels + Math.floor(k / pixels)]);
  }
  for (let i = 2; i < parameters.length / 2; i++) {
    if (i > 2 && !noRelu.includes(2)) x = Float64Array.from(x, relu);
    x = denseLayer(x, parameters[2 * i], biasOf(i));
  }
  return end(Array.from(x));
}

/** Numbers for parameters of these shapes, scaled to give outputs of about 1 in each layer. */
export function parametersFor(random: RandomState, shapes: number[][]): number[][] {
  return shapes.map((shape) => {
    const most = shape.length === 1 ? 0.5 : Math.sqrt(3 * shape.at(-1)! / product(shape));
    return list(product(shape), () => Math.fround(random.uniform(-most, most)));
  });
}

/** Images of noise, in which half of the pixels are black. */
export const noise = (random: RandomState, count: number) =>
  list(count, () => list(PIXELS, () => Math.fround(relu(random.uniform(-1, 1)))));

/** The output of a CNN for images, one after the other. */
export function cnnOutputs(
  images: readonly ArrayLike<number>[],
  parameters: readonly ArrayLike<number>[],
  wrong?: Wrong,
): number[] {
  return images.flatMap((image) => cnnLogits(image, parameters, wrong));
}

/** The outputs of a CNN with a mistake; each key is the message about the mistake. */
export function cnnMistakes(
  images: readonly ArrayLike<number>[],
  parameters: readonly ArrayLike<number>[],
): Record<string, number[]> {
  const expected = (wrong: Wrong) => cnnOutputs(images, parameters, wrong);
  const hasUnits = parameters.length > 6;
  return {
    "there is no relu after the convolutions": expected({ noRelu: [0, 1] }),
    "there is no relu after the first convolution": expected({ noRelu: [0] }),
    "there is no relu after the second convolution": expected({ noRelu: [1] }),
    "tanh is used instead of relu after the convolutions": expected({ activation: Math.tanh }),
    ...(hasUnits && { "there is no relu between the dense layers": expected({ noRelu: [2] }) }),
    "there is a relu at the end: logits may be below 0": expected({ end: (logits) => logits.map(relu) }),
    "those are probabilities: leave the softmax to the loss": expected({ end: softmax }),
    "those are logarithms of probabilities: leave the softmax to the loss": expected({
      end: (logits) => softmax(logits).map(Math.log),
    }),
    "the biases are missing": expected({ noBias: "all" }),
    "the biases of the convolutions are missing": expected({ noBias: "convolutions" }),
    "the biases of the dense layers are missing": expected({ noBias: "dense layers" }),
    "the bias is added after the relu, not before": expected({ biasLast: true }),
    "pooling takes the mean of 2 × 2 pixels instead of the largest": expected({ pooling: "mean" }),
    "pooling takes the first of 2 × 2 pixels instead of the largest": expected({ pooling: "first" }),
    "rows and columns of the image are swapped": expected({ turned: true }),
    "the images are flattened channel by channel: do not change the order of the axes": expected({
      channelsFirst: true,
    }),
    "the pixels are centred in forward: trainAndTest has already done so": expected({ pixel: centre }),
    "the pixels are divided by 255 in forward: use them as they are passed in": expected({
      pixel: (value) => value / 255,
    }),
  };
}

/** The mistake for each side length, in pixels, of the images that reach the dense layers; 5 is right. */
const SIDE_CAUSES: Record<number, string> = {
  6: 'does a layer use the padding "same", or a stride instead of pooling?',
  7: 'the convolutions pad the images: use "valid", not "same".',
  22: "pooling moves by 1 pixel, not by 2.",
  24: "that is the size after the convolutions without pooling.",
};

/**
 * Fails with the size of the images if TF.js refused to multiply them by the weights of the dense layer.
 * @param error The error that came instead of logits.
 * @param second The number of output channels of the second convolution.
 */
export function failForSize(error: unknown, second: number): void {
  const [, came] = /^Error in matMul: inner shapes \((\d+)\)/.exec(error instanceof Error ? error.message : "") ?? [];
  const side = Math.sqrt(Number(came) / second);
  if (!(side in SIDE_CAUSES)) return;
  fail(`${side} × ${side} pixels of each channel reach the dense layers, expected 5 × 5: ${SIDE_CAUSES[side]}`);
}

/** The widths in the lesson, and other widths. */
export function widthsToCount(seed: number): Widths[] {
  const random = new RandomState(seed);
  const others = list(4, (i): Widths => ({
    channels: [whole(random, 1, 12), whole(random, 1, 12)],
    units: i % 2 === 0 ? 0 : whole(random, 1, 30),
  }));
  return [
    { channels: [8, 16], units: 0 },
    { channels: [16, 32], units: 64 },
    { channels: [2, 3], units: 1 },
    ...others,
  ];
}

/** Wrong counts of the parameters of a CNN; each key is the message about the mistake. */
export function countMistakes(widths: Widths): Record<string, number> {
  const { channels: [first, second], units } = widths;
  const right = sum(shapesOf(widths).map(product));
  const biases = first + second + units + KINDS;
  const outputs = units || KINDS; // of the first dense layer
  return {
    "the biases are missing, one for each output": right - biases,
    "the biases of the convolutions are missing": right - first - second,
    "the biases of the dense layers are missing": right - (units + KINDS),
    "that counts one bias for each layer: count one for each output": right - biases + (units > 0 ? 4 : 3),
    "the filters of the second convolution have weights for all channels of the first, 3 · 3 · first · second": right -
      9 * first * second + 9 * second,
    "a 3 × 3 filter has nine weights": right - 6 * first - 6 * first * second,
    "the dense layer has inputs for 5 × 5 pixels of each channel, 25 · second": right - 24 * second * outputs,
    "pooling leaves 5 × 5 pixels of each channel, not 6 × 6": right + 11 * second * outputs,
    "pooling leaves 5 × 5 pixels of each channel, not 7 × 7": right + 24 * second * outputs,
    "the dense layer has inputs for 5 × 5 pixels of each channel, not the image's 784 pixels": right +
      (PIXELS - 25 * second) * outputs,
    "with hidden units there are two dense layers": sum(shapesOf({ ...widths, units: 0 }).map(product)),
    "with hidden units, the last layer is missing": units > 0 ? right - (units + 1) * KINDS : right,
    "that is the same number for all widths": 5258,
  };
}

/** The three networks: their shapes, and the options of their training. */
export const CONTESTANTS = [
  { key: "cnn", name: "CNN", shapes: shapesOf({ channels: [8, 16], units: 0 }), epochs: 1, learningRate: 0.02 },
  { key: "smallMLP", name: "small MLP", shapes: mlpShapes(6), epochs: 1, learningRate: 0.015 },
  { key: "largeMLP", name: "large MLP", shapes: mlpShapes(128), epochs: 2, learningRate: 0.005 },
] as const;

/** The numbers of epochs for the two networks that are trained on all images. */
export const FULL_PLANS = [
  { key: "cnn", name: "CNN", epochs: 12 },
  { key: "mlp", name: "MLP", epochs: 10 },
] as const;

/** The options of a training run, and its network. */
export interface Call {
  lengths: number[][];
  shapes: string;
  count: number;
  weights: unknown;
  isNew: unknown;
  epochs: unknown;
  learningRate: unknown;
  seed: unknown;
}

/** The calls in their order. Their shapes are also given as text. */
export function callsOf(calls: readonly unknown[]): Call[] {
  return calls.map((each, i) => {
    const { shapes, weights, isNew, epochs, learningRate, seed } = requireRecord(each, `training run ${i + 1}`);
    const lengths = requireList(shapes, `the shapes in training run ${i + 1}`).map((shape) =>
      requireNumbers(shape, `a shape in training run ${i + 1}`)
    );
    const count = sum(lengths.map(product));
    return { lengths, shapes: shapeText(lengths), count, weights, isNew, epochs, learningRate, seed };
  });
}

/** The number of hidden units of an MLP with parameters of these shapes; undefined if it is not an MLP. */
export function unitsOfMLP({ lengths }: Call): number | undefined {
  return lengths[0]?.length === 2 && lengths[0][0] === PIXELS ? lengths[0][1] : undefined;
}

/** Checks that each kind of network is trained once for each seed, and no other kind. */
export function assertContestants(calls: readonly Call[], seeds: readonly number[]): void {
  if (calls.length === 0) fail("compare(seeds, train) never calls the train that is passed in.");
  if (calls.length !== 3 * seeds.length) {
    const networks = counted(calls.length, "network is", "networks are");
    fail(`${networks} trained for 3 seeds, expected 9: three for each seed.`);
  }
  const other = calls.find(({ shapes }) => !CONTESTANTS.some((each) => shapeText(each.shapes) === shapes));
  if (other) {
    const units = unitsOfMLP(other);
    fail(
      units === undefined
        ? `a CNN with ${countText(other.count)} parameters is trained, expected 5,258, the number of new CNN(seed).`
        : `an MLP with ${counted(units, "hidden unit")} is trained, expected 6 or 128.`,
    );
  }
  for (const { name, shapes } of CONTESTANTS) {
    const those = calls.filter((call) => call.shapes === shapeText(shapes));
    if (those.length !== seeds.length) fail(`${counted(those.length, name)} trained, expected 3.`);
    if (those.some(({ isNew }) => isNew !== true)) {
      fail(`one ${name} is trained again for another seed: make a new network for each seed.`);
    }
    const used = those.map(({ seed }) => seed);
    if (seeds.every((seed) => used.includes(seed))) continue;
    const given = `the seeds that are passed in, ${seeds.join(", ")}`;
    if (used.includes(undefined)) fail(`a ${name} is trained without a seed: pass the seed together with the plan.`);
    const came = used.map((seed) => describe(seed));
    fail(
      new Set(came).size === 1
        ? `every ${name} is trained with the seed ${came[0]}, expected ${given}.`
        : `the ${name}s are trained with the seeds ${came.join(", ")}, expected ${given}.`,
    );
  }
}

/** The first weights of a contestant: newLayer draws them from ±1/√n, if each output depends on n inputs. */
export function firstWeights(seed: number, { shapes: [first] }: typeof CONTESTANTS[number]): number[] {
  const random = new RandomState(seed);
  const most = 1 / Math.sqrt(product(first) / first.at(-1)!);
  return list(5, () => Math.fround(random.uniform(-most, most)));
}

/** Checks the epochs and the learning rate of a training run. */
export function assertPlan({ epochs, learningRate }: Call, plan: typeof CONTESTANTS[number]): void {
  const others = CONTESTANTS.filter(({ key }) => key !== plan.key);
  assertClose([epochs, learningRate], [plan.epochs, plan.learningRate], {
    name: itemsNamed(
      `the plan of the ${plan.name}`,
      ["epochs", "learning rate"].map((each) => `the ${each} of the ${plan.name}`),
    ),
    why: `PLANS.${plan.key}`,
    mistakes: Object.fromEntries(
      others.map((each) => [`that is the plan of the ${each.name}`, [each.epochs, each.learningRate]]),
    ),
  });
}

/** Checks the epochs, the learning rate and the seed of a training run on all images. */
export function assertFullPlan({ epochs, learningRate, seed }: Call, plan: typeof FULL_PLANS[number]): void {
  const { name } = plan;
  const others = FULL_PLANS.filter(({ key }) => key !== plan.key);
  const short = CONTESTANTS.filter((each) => each.name.endsWith(name));
  assertClose(epochs, plan.epochs, {
    name: `the epochs of the ${name}`,
    why: "the number in the comment above compareOnAll",
    mistakes: Object.fromEntries([
      ...others.map((each) => [`those are the epochs of the ${each.name}`, each.epochs]),
      ...short.map((each) => [`that is the number of epochs of the ${each.name} in compare`, each.epochs]),
    ]),
  });
  const rate = requireNumber(learningRate, `the learning rate of the ${name}`);
  if (!(rate >= 0.001 && rate <= 0.01)) {
    const known = short.find((each) => each.learningRate === rate);
    const cause = known ? `: that is the learning rate of the ${known.name} in compare.` : ".";
    fail(`the learning rate of the ${name} is ${describe(rate)}, expected 0.001 to 0.01${cause}`, {
      hasCause: known !== undefined,
    });
  }
  requireNumber(seed, `the seed of the ${name}`);
}

/** Checks that the CNN for all images has hidden units and an allowed number of parameters. */
export function assertFullCNN({ lengths, count }: Call): void {
  if (lengths.length === 6) fail("the CNN has no hidden units: there is only one dense layer.");
  if (count >= 30_000 && count <= 60_000) return;
  const limit = count > 60_000 ? "at most 60,000" : "at least 30,000";
  fail(`the CNN has ${counted(count, "parameter")}, expected ${limit}.`);
}

/** The result of training run `number` (from 1) in {@linkcode noteTrainings} and {@linkcode noteFullTrainings}. */
const resultOf = (number: number) => ({ accuracy: (number * 7 % 10) / 10, seconds: number });

/**
 * Checks the results that are kept in a list: accuracy, seconds and the number of the network.
 * @param trained The numbers of the training runs whose results should be in the list, from 1, in order.
 * @param isOfKind Whether the training run with this number has the right kind of network.
 */
export function assertKept(
  evidence: unknown,
  trained: readonly number[],
  { name, isOfKind }: { name: string; isOfKind: (number: number) => boolean },
): void {
  const rows = requireList(evidence, name).map((row) => isList(row) ? Array.from(row) : []);
  const numbers = rows.map(([accuracy]) => list(9, (i) => i + 1).find((i) => resultOf(i).accuracy === accuracy));
  if (numbers.some((number) => number !== undefined && !isOfKind(number))) {
    fail(`${name} has the result of another kind of network: are the results swapped?`);
  }
  if (rows.length !== trained.length) {
    fail(`${name} has ${counted(rows.length, "result")}, expected ${trained.length}.`, { hasCause: false });
  }
  if (trained.some((number, i) => number !== numbers[i]) && trained.every((number) => numbers.includes(number))) {
    fail(`${name} is not in the order of the seeds.`);
  }
  trained.forEach((number, i) => {
    const { accuracy, seconds } = resultOf(number);
    const items = ["accuracy", "seconds", "model"].map((field) => `the ${field} in ${name}`);
    assertClose(rows[i], [accuracy, seconds, number], {
      name: itemsNamed(name, items),
      why: "the result of its training",
    });
  });
}

/** Probe: applies each filter to its image, with the lesson's convolve and with TF.js. */
export const convolveBothWays = async ({ convolve }: Lesson, all: readonly Case[]) => {
  const tf = await import("@tensorflow/tfjs");
  return all.map(({ image, filter, stride, padding }) => ({
    byHand: convolve(image, filter, { stride, padding }),
    // leaves out options with default values
    byDefault: stride === 1 && padding === 0
      ? convolve(image, filter)
      : convolve(image, filter, { ...(stride !== 1 && { stride }), ...(padding !== 0 && { padding }) }),
    given: { image: image.map((row) => [...row]), filter: filter.map((row) => [...row]) },
    // TF.js accepts a number as padding only for square filters, so the border is added to the image first
    library: tf.conv2d(
      tf.pad(
        tf.tensor3d(image.map((row) => row.map((pixel) => [pixel]))),
        [[padding, padding], [padding, padding], [0, 0]],
      ),
      tf.tensor4d(filter.map((row) => row.map((weight) => [[weight]]))),
      stride,
      "valid",
    ),
  }));
};

/** Probe: the parameters' names in a CNN with other weights, and for each the gradient of a weighted sum of logits. */
export const gradientsOf = async (
  { CNN }: Lesson,
  widths: Widths,
  shapes: number[][],
  values: number[][],
  images: number[][],
  factors: number[],
) => {
  const tf = await import("@tensorflow/tfjs");
  const model = new CNN(1, widths);
  const parameters = model.parameters();
  parameters.forEach((parameter, i) => parameter.assign(tf.tensor(values[i], shapes[i])));
  const { grads } = tf.variableGrads(
    () => model.forward(tf.tensor2d(images)).mul(tf.tensor1d(factors)).sum() as import("@tensorflow/tfjs").Scalar,
    parameters as unknown as import("@tensorflow/tfjs").Variable[],
  );
  return {
    names: [...model.namedParameters().keys()],
    gradients: parameters.map(({ name }) => grads[name] ?? null),
  };
};

/** Probe: the logits of networks with other weights, each for its own number of images, and counts of tensors. */
export const logitsOf = async (
  { CNN }: Lesson,
  all: readonly Widths[],
  counts: readonly number[],
  shapes: number[][][],
  values: number[][][],
  images: number[][],
) => {
  const tf = await import("@tensorflow/tfjs");
  const { isDisposed } = await import("downhill/instruments");
  return all.map((widths, k) => {
    const model = new CNN(1, widths);
    model.parameters().forEach((parameter, i) => parameter.assign(tf.tensor(values[k][i], shapes[k][i])));
    const x = tf.tensor2d(images.slice(0, counts[k]));
    const before = tf.memory().numTensors;
    const logits = tf.tidy(() => model.forward(x));
    return { logits, made: tf.memory().numTensors - before, isInputDisposed: isDisposed(x) };
  });
};

/** Probe: runs the lesson's compare with a simulated train, which records its options and waits for 2 ms. */
export const noteTrainings = async ({ compare, CNN, MLP }: Lesson, seeds: number[]) => {
  type Network = InstanceType<typeof CNN> | InstanceType<typeof MLP>;
  const head = async (model: Network) => Array.from((await model.parameters()[0].data()).slice(0, 5));
  const calls: object[] = [];
  const models: unknown[] = [];
  let [busy, most] = [0, 0];
  const comparison = await compare(seeds, async (model, options) => {
    most = Math.max(most, ++busy);
    const { epochs, learningRate, seed } = options;
    const shapes = model.parameters().map(({ shape }) => shape);
    const call = { shapes, isNew: !models.includes(model), epochs, learningRate, seed, weights: [] as number[] };
    calls.push(call);
    const number = models.push(model);
    call.weights = await head(model as Network);
    await new Promise((resolve) => setTimeout(resolve, 2));
    busy--;
    return { model, accuracy: (number * 7 % 10) / 10, seconds: number };
  });
  const kept = [comparison.cnn, comparison.smallMLP, comparison.largeMLP].map((all) =>
    all.map(({ model, accuracy, seconds }) => [accuracy, seconds, models.indexOf(model) + 1])
  );
  return {
    calls: calls.map((call) => ({ ...call })),
    most,
    kept,
    own: await Promise.all(
      seeds.map((seed) => Promise.all([new CNN(seed), new MLP(seed, 6), new MLP(seed, 128)].map(head))),
    ),
  };
};

/** Probe: like {@linkcode noteTrainings}, for training on all images. */
export const noteFullTrainings = async ({ compareOnAll }: Lesson) => {
  const calls: object[] = [];
  const models: unknown[] = [];
  const result = await compareOnAll((model, options) => {
    const { epochs, learningRate, seed } = options;
    const shapes = model.parameters().map(({ shape }) => shape);
    calls.push({ shapes, epochs, learningRate, seed });
    const number = models.push(model);
    return Promise.resolve({ model, accuracy: (number * 7 % 10) / 10, seconds: number });
  });
  const kept = [result.cnn, result.mlp].map(({ model, accuracy, seconds }) => [
    accuracy,
    seconds,
    models.indexOf(model) + 1,
  ]);
  return { calls: [...calls], kept };
};

/** The parameters of a trained network. */
export function parametersOf(evidence: unknown, shapes: readonly (readonly number[])[], name: string): Float64Array[] {
  const tensors = requireList(evidence, `the parameters of ${name}`);
  if (tensors.length !== shapes.length) {
    fail(`${name} has ${counted(tensors.length, "parameter")}, expected ${shapes.length}.`);
  }
  return tensors.map((tensor, i) =>
    Float64Array.from(requireTensor(tensor, { name: `parameter ${i} of ${name}`, shape: shapes[i] }))
  );
}

/** The share of the 1,000 test images that are classified correctly; pixels are centred as in the lesson. */
export function testShare(logitsOf: (image: Float64Array) => readonly number[]): number {
  const centred = (bytes: Uint8Array) => new Float64Array(bytes).map((byte) => centre(byte / 255));
  return shareRight(imagesOf("test"), (bytes) => logitsOf(centred(bytes)));
}

/** The accuracy of each network, looked up by its parameters and computed only once. */
const known = new WeakMap<object, number>();

/** The test accuracy of a contestant for each seed, computed here from the weights and 1,000 images. */
export function accuraciesOf(comparison: unknown, k: number): number[] {
  const { name, shapes } = CONTESTANTS[k];
  const all = requireList(comparison, "what compared() returns", CONTESTANTS.length);
  const trained = requireList(all[k], `the training runs of the ${name}`);
  if (trained.length !== 3) {
    fail(`compared() has ${counted(trained.length, "training run")} of the ${name}, expected 3: one for each seed.`, {
      hasCause: trained.length > 0 && trained.length < 3, // the others may be in another list
    });
  }
  return trained.map((each, i) => {
    const title = `${name} number ${i}`;
    const { parameters: evidence, accuracy, seconds } = requireRecord(each, title);
    const parameters = parametersOf(evidence, shapes, title);
    const logits = k === 0 ? cnnLogits : mlpLogits;
    const share = known.get(evidence as object) ?? testShare((image) => logits(image, parameters));
    known.set(evidence as object, share); // parametersOf has checked that it is a list
    assertClose(accuracy, share, {
      name: `the accuracy of ${title}`,
      absolute: 0.0031, // float32 changes the order of some logits, in 3 of 1,000 images at most
      why: "the accuracy of its weights on 1,000 test images",
    });
    if (seconds !== "number") fail(`The seconds of ${title} are not a number: keep the result of train.`);
    return share;
  });
}

/**
 * Compares the means over three seeds with each other, and with the lesson's answer. In right answers, the `winner` has
 * the larger mean.
 *
 * Measured: 20 CNNs reach 0.765 on average (standard deviation 0.014; 0.737 to 0.784), 100 small MLPs 0.671, with a
 * median of 0.696 and a maximum of 0.750. They go down to 0.394, where units die, and deviate by 0.027 upwards from the
 * median. So the means of three differ by 4.0 standard deviations. In random draws from these networks, three MLPs are
 * better than three CNNs 4 times in a million, and 7 times in 100,000 if noise of 0.01 is added to each: this is the
 * chance that a right answer fails. 19 large MLPs reach 0.820 (0.005; 0.812 to 0.828), so these means differ by 6.5
 * deviations, a chance of 5e-11.
 */
export function assertWinner(
  answer: unknown,
  question: string,
  cnn: readonly number[],
  mlp: readonly number[],
  winner: string,
) {
  const shares = (values: readonly number[]) => values.map((value) => value.toFixed(3)).join(", ");
  const said = `${question}: the CNN reaches ${shares(cnn)}, the MLP ${shares(mlp)}`;
  const found = mean(cnn) > mean(mlp) ? "CNN" : "MLP";
  if (found !== winner) {
    fail(`${said}, but in right answers the ${winner} is better: is each network trained as planned?`, {
      hasCause: false,
    });
  }
  if (answer !== found) {
    fail(`${said}. Your answer is ${describe(answer)}, expected "CNN" or "MLP": whose mean is larger?`);
  }
}
