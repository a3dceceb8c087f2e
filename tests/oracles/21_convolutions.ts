/**
 * What lesson 21 is compared with, in float64: a filter on an image, a CNN and an MLP, correctly and with mistakes; and
 * how three networks for each seed are trained, and how good they are.
 * @module
 */
import {
  assertClose,
  counted,
  fail,
  RandomState,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireTensor,
  shapeText,
} from "downhill/testing";
import { denseLayer, imagesOf, mlpLogits, shareRight, softmax } from "./classifier.ts";
import { list, product, sum } from "./lists.ts";

type Lesson = typeof import("../../solutions/21_convolutions.ts");

const SIDE = 28;
export const PIXELS = SIDE * SIDE;
export const KINDS = 10;

const whole = (random: RandomState, low: number, high: number) => Math.floor(random.uniform(low, high + 1));

/** An image, a filter, and how it moves over the image. */
export interface Case {
  image: number[][];
  filter: number[][];
  stride: number;
  padding: number;
}

/** Which weight meets which pixel: the right one, or a mistake. */
interface Way {
  pixel?: (row: number, column: number, { image }: Case) => number | undefined;
  weight?: (a: number, b: number, { filter }: Case) => number | undefined;
  stride?: (given: Case) => number;
  padding?: (given: Case) => number;
}

/** The sum of all products at each place of the filter, row by row. */
export function slid(given: Case, way: Way = {}): number[] {
  const { image, filter, stride, padding } = given;
  const {
    pixel = (row, column) => image[row]?.[column],
    weight = (a, b) => filter[a]?.[b],
    stride: step = () => stride,
    padding: shift = () => padding,
  } = way;
  return list(
    places(image.length, filter.length, given),
    (i) =>
      list(places(image[0].length, filter[0].length, given), (j) => {
        let total = 0;
        for (let a = 0; a < filter.length; a++) {
          for (let b = 0; b < filter[0].length; b++) {
            const [row, column] = [i * step(given) + a - shift(given), j * step(given) + b - shift(given)];
            total += (pixel(row, column, given) ?? 0) * (weight(a, b, given) ?? 0);
          }
        }
        return total;
      }),
  ).flat();
}

const clamp = (index: number, length: number) => Math.min(Math.max(index, 0), length - 1);

/** The mistakes that learners make. */
const WAYS: Record<string, Way> = {
  "the filter is turned round, as mathematicians have it: filter[a][b] meets the pixel a below and b to the right": {
    weight: (a, b, { filter }) => filter[filter.length - 1 - a][filter[0].length - 1 - b],
  },
  "rows and columns of the filter are swapped: filter[a][b], a for the row": {
    weight: (a, b, { filter }) => filter[b]?.[a],
  },
  "rows and columns of the image are swapped: image[row][column]": {
    pixel: (row, column, { image }) => image[column]?.[row],
  },
  "the stride is missing: place i begins at the row i · stride": { stride: () => 1 },
  "the padding is missing: place 0 begins at the row −padding": { padding: () => 0 },
  "the padding has the wrong sign: place 0 begins at the row −padding": { padding: ({ padding }) => -padding },
  "stride and padding are swapped: the row is i · stride + a − padding": {
    stride: ({ padding }) => padding,
    padding: ({ stride }) => stride,
  },
  "beyond the edge the image is 0, and not what is nearest to it": {
    pixel: (row, column, { image }) => image[clamp(row, image.length)][clamp(column, image[0].length)],
  },
};

/** The sums with a mistake, by the message about it. */
export function slidMistakes(given: Case): Record<string, number[]> {
  const right = slid(given);
  const perPlace = given.filter.length * given.filter[0].length;
  return {
    ...Object.fromEntries(Object.entries(WAYS).map(([name, way]) => [name, slid(given, way)])),
    "that is the mean of the products: add them up": right.map((value) => value / perPlace),
    "that has another sign": right.map((value) => -value),
  };
}

/** Images and filters of random numbers: plain, with a stride, with padding, with both, and of any shape. */
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

/** At how many places a filter of this size fits into this length. */
export function places(length: number, size: number, { stride, padding }: Case): number {
  return Math.floor((length + 2 * padding - size) / stride) + 1;
}

/** How wide a CNN is. */
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

/** The mistakes that can be made in a network. */
interface Wrong {
  /** The layers without relu: 0 and 1 for the convolutions, 2 for the hidden units. */
  noRelu?: number[];
  /** Leaves out the biases of all layers, or of the convolutions. */
  noBias?: "all" | "convolutions";
  /** Applies relu before adding the bias. */
  biasLast?: boolean;
  pooling?: "mean" | "first";
  /** Swaps rows and columns of the image. */
  turned?: boolean;
  end?: (logits: number[]) => number[];
}

const relu = (value: number) => Math.max(0, value);

/** Applies all filters of 3 × 3 to an image of `side` × `side` with any number of channels. */
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

/** One number for every 2 × 2 pixels; an odd last row or column is left out. */
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
  const { noRelu = [], noBias, biasLast = false, pooling, end = (logits) => logits } = wrong;
  const biasOf = (i: number) =>
    noBias === "all" || noBias && i < 2 ? new Float64Array(parameters[2 * i + 1].length) : parameters[2 * i + 1];
  let [x, side]: [ArrayLike<number>, number] = [wrong.turned ? turned(image, SIDE, 1) : image, SIDE];
  for (const i of [0, 1]) {
    const bias = biasOf(i);
    let found = convolved(x, side, parameters[2 * i], biasLast ? new Float64Array(bias.length) : bias);
    if (!noRelu.includes(i)) found = found.map(relu);
    if (biasLast) found = found.map((value, k) => value + bias[k % bias.length]);
    x = pooled(found, side - 2, bias.length, pooling);
    side = Math.floor((side - 2) / 2);
  }
  for (let i = 2; i < parameters.length / 2; i++) {
    if (i > 2 && !noRelu.includes(2)) x = Float64Array.from(x, relu);
    x = denseLayer(x, parameters[2 * i], biasOf(i));
  }
  return end(Array.from(x));
}

/** Numbers for parameters of these shapes, scaled so that the outputs of each layer have a size of about 1. */
export function parametersFor(random: RandomState, shapes: number[][]): number[][] {
  return shapes.map((shape) => {
    const most = shape.length === 1 ? 0.5 : Math.sqrt(3 * shape.at(-1)! / product(shape));
    return list(product(shape), () => Math.fround(random.uniform(-most, most)));
  });
}

/** Images of noise, half of each black. */
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

/** Its output with a mistake, by the message about the mistake. */
export function cnnMistakes(
  images: readonly ArrayLike<number>[],
  parameters: readonly ArrayLike<number>[],
): Record<string, number[]> {
  const expected = (wrong: Wrong) => cnnOutputs(images, parameters, wrong);
  const hasUnits = parameters.length > 6;
  return {
    "there is no relu": expected({ noRelu: [0, 1, 2] }),
    "there is no relu after the convolutions": expected({ noRelu: [0, 1] }),
    "there is no relu after the first convolution": expected({ noRelu: [0] }),
    "there is no relu after the second convolution": expected({ noRelu: [1] }),
    ...(hasUnits && { "there is no relu between the dense layers": expected({ noRelu: [2] }) }),
    "there is a relu at the end: logits may be below 0": expected({ end: (logits) => logits.map(relu) }),
    "those are probabilities: leave the softmax to the loss": expected({ end: softmax }),
    "the biases are missing": expected({ noBias: "all" }),
    "the biases of the convolutions are missing": expected({ noBias: "convolutions" }),
    "the bias comes after the relu: add it before": expected({ biasLast: true }),
    "pooling takes the mean of 2 × 2: take the largest, tf.maxPool": expected({ pooling: "mean" }),
    "that takes one of 2 × 2 pixels: take the largest, tf.maxPool": expected({ pooling: "first" }),
    "rows and columns of the image are swapped": expected({ turned: true }),
  };
}

/** The widths in the lesson, and others. */
export function widthsToCount(seed: number): Widths[] {
  const random = new RandomState(seed);
  const others = list(4, (i): Widths => ({
    channels: [whole(random, 1, 12), whole(random, 1, 12)],
    units: i % 2 === 0 ? 0 : whole(random, 1, 30),
  }));
  return [{ channels: [8, 16], units: 0 }, { channels: [16, 32], units: 64 }, ...others];
}

/** Wrong counts of the parameters of a CNN, by the message about each. */
export function countMistakes(widths: Widths): Record<string, number> {
  const { channels: [first, second], units } = widths;
  const right = sum(shapesOf(widths).map(product));
  const biases = first + second + units + KINDS;
  const perChannel = 9 * first * second;
  return {
    "the biases are missing, one for each output": right - biases,
    "the biases of the convolutions are missing": right - first - second,
    "the biases of the dense layers are missing": right - (units + KINDS),
    "each filter of the second convolution sees all channels of the first, 3 · 3 · first · second": right -
      perChannel + 9 * second,
    "a filter of 3 × 3 has nine weights": right - 6 * first - 6 * first * second,
    "the dense layer takes 5 × 5 pixels of each channel, 25 · second": right - 24 * second * (units || KINDS),
    "with hidden units there are two dense layers": right - (25 * second + 1) * units - units * KINDS +
      25 * second * KINDS,
  };
}

/** The three networks: their shapes, and how they are trained. */
export const CONTESTANTS = [
  { key: "cnn", name: "CNN", shapes: shapesOf({ channels: [8, 16], units: 0 }), epochs: 1, learningRate: 0.02 },
  { key: "smallMLP", name: "small MLP", shapes: mlpShapes(6), epochs: 1, learningRate: 0.015 },
  { key: "largeMLP", name: "large MLP", shapes: mlpShapes(128), epochs: 2, learningRate: 0.005 },
] as const;

/** The options of a training. */
interface Call {
  shapes: string;
  count: number;
  weights: unknown;
  epochs: unknown;
  learningRate: unknown;
  seed: unknown;
}

/** The calls in their order, with their shapes as text. */
export function callsOf(calls: readonly unknown[]): Call[] {
  return calls.map((each, i) => {
    const { shapes, weights, epochs, learningRate, seed } = requireRecord(each, `training ${i + 1}`);
    const lengths = requireList(shapes, `the shapes in training ${i + 1}`).map((shape) =>
      requireNumbers(shape, `a shape in training ${i + 1}`)
    );
    return { shapes: shapeText(lengths), count: sum(lengths.map(product)), weights, epochs, learningRate, seed };
  });
}

/** Probe: applies each filter to its image, with the lesson and with TF.js. */
export const convolveBothWays = async ({ convolve }: Lesson, all: readonly Case[]) => {
  const tf = await import("@tensorflow/tfjs");
  return all.map(({ image, filter, stride, padding }) => ({
    byHand: convolve(image, filter, { stride, padding }),
    byDefault: stride === 1 && padding === 0 ? convolve(image, filter) : null,
    // TF.js takes a number as padding only for square filters, so the image gets its border before
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

/** Probe: the names of the parameters of a CNN with other weights, and the gradient of a sum of its logits for each. */
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

/** Probe: compares with a training that only records its options; each takes a turn of the event loop. */
export const noteTrainings = async ({ compare, CNN, MLP }: Lesson, seeds: number[]) => {
  const head = async (model: InstanceType<typeof CNN> | InstanceType<typeof MLP>) =>
    Array.from((await model.parameters()[0].data()).slice(0, 5));
  const calls: unknown[] = [];
  let [busy, most] = [0, 0];
  const comparison = await compare(seeds, async (model, options) => {
    most = Math.max(most, ++busy);
    const { epochs, learningRate, seed } = options;
    const shapes = model.parameters().map(({ shape }) => shape);
    const weights = await head(model as InstanceType<typeof MLP>);
    const count = calls.push({ shapes, weights, epochs, learningRate, seed });
    await new Promise((resolve) => setTimeout(resolve, 2));
    busy--;
    return { model, accuracy: count / 100, seconds: 1 };
  });
  const { cnn, smallMLP, largeMLP } = comparison;
  return {
    calls: [...calls],
    most,
    comparison: [cnn, smallMLP, largeMLP].map((all) => all.map(({ accuracy }) => accuracy)),
    own: await Promise.all(
      seeds.map((seed) => Promise.all([new CNN(seed), new MLP(seed, 6), new MLP(seed, 128)].map(head))),
    ),
  };
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
  const centred = (bytes: Uint8Array) => new Float64Array(bytes).map((byte) => (byte / 255 - 0.286) / 0.353);
  return shareRight(imagesOf("test"), (bytes) => logitsOf(centred(bytes)));
}

/** What was computed from the parameters of a network, to compute it only once. */
const known = new WeakMap<object, number>();

/** The test accuracy of a contestant for each seed, computed here from the weights and 1,000 images. */
export function accuraciesOf(comparison: unknown, k: number): number[] {
  const { name, shapes } = CONTESTANTS[k];
  const all = requireList(comparison, "what compared() returns", CONTESTANTS.length);
  const trained = requireList(all[k], `the trainings of the ${name}`);
  if (trained.length !== 3) {
    fail(`compared() has ${counted(trained.length, "training")} of the ${name}, expected 3: one for each seed.`);
  }
  return trained.map((each, i) => {
    const title = `the ${name} number ${i}`;
    const { parameters: evidence, accuracy, seconds } = requireRecord(each, title);
    const parameters = parametersOf(evidence, shapes, title);
    const logits = k === 0 ? cnnLogits : mlpLogits;
    const share = known.get(evidence as object) ?? testShare((image) => logits(image, parameters));
    known.set(evidence as object, share); // parametersOf has checked that it is a list
    assertClose(accuracy, share, {
      name: `the accuracy of ${title}`,
      absolute: 0.0031, // float32 changes the order of some logits: in 3 of 1,000 images at most
      why: "what it is right about, of 1,000 test images",
    });
    requireNumber(seconds, `the seconds of a ${name}`);
    return share;
  });
}
