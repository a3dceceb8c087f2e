/**
 * Tests mistakes of learners: every public function of mod.ts is called with wrong types, wrong shapes and numbers that
 * are not finite. It may refuse these with one of our messages, or handle them. It must neither hang nor silently
 * return NaN.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { join } from "node:path";
import * as downhill from "downhill";
import { giveData } from "./data/given_data.ts";
import { fashionMNISTSubset } from "./data/find_fashion_mnist.ts";
import "./tfjs/quiet.ts";

/** One way to call an export: right arguments, which are replaced by nonsense one at a time. */
interface Call {
  /** The name of the export, and the part that is replaced if only a part is. */
  name: string;
  /** Right arguments. */
  args: () => unknown[];
  /** Calls the export. */
  call: (...args: never[]) => unknown;
  /** Whether a result may contain numbers that are not finite, because a picture marks them or a file stores them. */
  keepsNonFinite?: boolean;
}

await tf.setBackend("cpu");
const folder = await Deno.makeTempDir();
addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

const points = { xs: [0, 1, 2], ys: [1, 0, 2] };
giveData(fashionMNISTSubset()); // even if this machine has all images
const clothes = new downhill.FashionMNIST({ train: false });
const weights = () => [new downhill.Parameter([1, 2])];
const optimizers = [
  ["SGD", downhill.SGD, { momentum: 0.5 }],
  ["RMSprop", downhill.RMSprop, { alpha: 0.5, epsilon: 1 }],
  ["Adam", downhill.Adam, { betas: [0.5, 0.5], epsilon: 1 }],
  ["AdamW", downhill.AdamW, { betas: [0.5, 0.5], epsilon: 1 }],
] as const;

class Line extends downhill.Module {
  slope = new downhill.Parameter([[1]]);
  forward = (x: tf.Tensor) => x.matMul(this.slope);
}

async function readAll(loader: AsyncIterable<tf.Tensor[]>): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const batch of loader) read.push(await Promise.all(batch.map((each) => each.data())));
  return read;
}

const CALLS: Call[] = [
  { name: "normal", args: () => [42], call: (seed) => downhill.normal(seed)() },
  { name: "RandomState", args: () => [42], call: (seed) => new downhill.RandomState(seed).normal() },
  { name: "RandomState.uniform", args: () => [0, 1], call: (...args) => new downhill.RandomState(1).uniform(...args) },
  { name: "RandomState.normal", args: () => [0, 1], call: (...args) => new downhill.RandomState(1).normal(...args) },
  { name: "RandomState.shuffle", args: () => [[1, 2]], call: (list) => new downhill.RandomState(1).shuffle(list) },
  { name: "RandomState.permutation", args: () => [3], call: (n) => new downhill.RandomState(1).permutation(n) },
  { name: "linspace", args: () => [0, 1, 5], call: downhill.linspace },
  { name: "cubic", args: () => [1], call: downhill.cubic },
  { name: "noisyCubic", args: () => [{ seed: 1, count: 3 }], call: downhill.noisyCubic },
  {
    name: "DataLoader",
    args:
      () => [{ length: 3, item: (i: number) => [[i], i] }, { batchSize: 2, shuffle: true, dropLast: true, seed: 1 }],
    call: (...args) => readAll(new downhill.DataLoader<tf.Tensor[]>(...args as unknown as [never])),
  },
  {
    name: "DataLoader: the items",
    args: () => [[1], 2, Float32Array.of(3)],
    call: (...fields: number[][]) =>
      readAll(new downhill.DataLoader({ length: 2, item: () => fields }, { batchSize: 2 })),
  },
  {
    name: "FashionMNIST",
    args: () => [{ train: false }],
    call: (options) => new downhill.FashionMNIST(options).length,
  },
  { name: "FashionMNIST.item", args: () => [1], call: (index) => clothes.item(index) },
  {
    name: "FashionMNIST.tensors",
    args: () => [[28, 28, 1]],
    call: async (shape) => {
      const tensors = clothes.tensors(shape);
      await tensors[1].data();
      tf.dispose(tensors);
    },
  },
  { name: "Parameter", args: () => [[[1, 2]]], call: async (initial) => await new downhill.Parameter(initial).data() },
  { name: "Module.loadStateDict", args: () => [{ slope: tf.tensor([[2]]) }], call: (s) => new Line().loadStateDict(s) },
  { name: "Module.to", args: () => ["cpu"], call: async (device) => void await new Line().to(device) },
  ...optimizers.map(([name, Optimizer, options]): Call => ({
    name,
    args: () => [weights(), { learningRate: 0.1, weightDecay: 0.1, ...options }],
    call: async (parameters: downhill.Parameter[], options: object) => {
      const optimizer = new Optimizer(parameters, options);
      optimizer.step(() => parameters[0].square().sum()).dispose();
      return await parameters[0].data();
    },
  })),
  {
    name: "Optimizer.step",
    args: () => [() => tf.tidy(() => weights()[0].sum())],
    call: (lossFunction) => new downhill.SGD(weights()).step(lossFunction),
  },
  { name: "Optimizer.step: the loss", args: () => [1], call: (loss) => new downhill.SGD(weights()).step(() => loss) },
  {
    name: "Optimizer.loadStateDict",
    args: () => [{ steps: tf.scalar(1), average: tf.tensor([1, 2]), squareAverage: tf.tensor([1, 2]) }],
    call: (state) => new downhill.Adam(weights()).loadStateDict(state),
    keepsNonFinite: true,
  },
  { name: "useDevice", args: () => ["cpu"], call: downhill.useDevice },
  {
    name: "encodeTensors",
    args: () => [{ a: tf.tensor([1, 2]) }, { epoch: "1" }],
    call: downhill.encodeTensors,
    keepsNonFinite: true,
  },
  {
    name: "decodeTensors",
    args: () => [Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 123, 125)],
    call: downhill.decodeTensors,
  },
  {
    name: "saveTensors",
    args: () => ["a.safetensors", { a: tf.tensor([1, 2]) }, { epoch: "1" }],
    // "1" is also a valid path, and all paths must be in this folder
    call: (path: string, tensors: Record<string, tf.Tensor>, metadata: Record<string, string>) =>
      downhill.saveTensors(path && typeof path === "string" ? join(folder, path) : path, tensors, metadata),
    keepsNonFinite: true,
  },
  { name: "loadTensors", args: () => [join(folder, "none.safetensors")], call: downhill.loadTensors },
  { name: "lossCurve", args: () => [[3, 2, 1], { title: "t" }], call: downhill.lossCurve, keepsNonFinite: true },
  {
    name: "lossCurves",
    args: () => [{ a: [3, 2, 1] }, { title: "t" }],
    call: downhill.lossCurves,
    keepsNonFinite: true,
  },
  {
    name: "walkOnCurve",
    args: () => [(x: number) => x ** 2, [2, 1, 0], { title: "t" }],
    call: downhill.walkOnCurve,
    keepsNonFinite: true,
  },
  {
    name: "fitCurve",
    args: () => [{ data: points, model: points }, { title: "t", names: { model: "m" } }],
    call: downhill.fitCurve,
    keepsNonFinite: true,
  },
  {
    name: "fitCurve: the names",
    args: () => ["d", "m"],
    call: (data, model) => downhill.fitCurve({ data: points, model: points }, { names: { data, model } }),
  },
  {
    name: "sumOfParts",
    args: () => [[points, points], points, { title: "t", name: "n" }],
    call: downhill.sumOfParts,
    keepsNonFinite: true,
  },
  {
    name: "sumOfParts: a part",
    args: () => [points.xs, points.ys],
    call: (xs, ys) => downhill.sumOfParts([{ xs, ys }], points),
    keepsNonFinite: true,
  },
  {
    name: "moduleDiagram",
    args: () => [{ name: "x", shape: ["n", 1] }, [{ name: "y", shape: ["n", 2] }], { title: "t", description: "d" }],
    call: downhill.moduleDiagram,
  },
  {
    name: "moduleDiagram: a step",
    args: () => [{ name: "y", shape: ["n", 2], text: "x · w", parameters: [{ name: "w", shape: [1, 2] }] }],
    call: (step) => downhill.moduleDiagram({ name: "x", shape: ["n", 1] }, [step]),
  },
  {
    name: "moduleDiagram: a parameter",
    args: () => [{ name: "w", shape: [1, 2] }],
    call: (w) => downhill.moduleDiagram({ name: "x", shape: [1] }, [{ name: "y", shape: [2], parameters: [w] }]),
  },
  {
    name: "batchRows",
    args: () => [[[0, 1], [2]], { title: "t", description: "d", xTitle: "x" }],
    call: downhill.batchRows,
    keepsNonFinite: true,
  },
  {
    name: "timesBySize",
    args: () => [[1, 10, 100], { cpu: [0.1, 1, 10], wasm: [] }, { title: "t", xTitle: "size" }],
    call: downhill.timesBySize,
    keepsNonFinite: true,
  },
  {
    name: "walksOnContours",
    args: () => [
      (x: number, y: number) => x ** 2 + y ** 2,
      { straight: [[2, 1], [1, 0.5]] },
      { title: "t", xDomain: [-1, 3], yDomain: [-1, 3] },
    ],
    call: downhill.walksOnContours,
    keepsNonFinite: true,
  },
  {
    name: "imageSheet",
    args: () => [{ boots: [[0, 0.5, 1, 0]] }, { title: "t", imageWidth: 2 }],
    call: downhill.imageSheet,
  },
  {
    name: "imageSheet: an image",
    args: () => [[0, 0.5, 1, 0], "boots"],
    call: (image: number[], name: string) => downhill.imageSheet({ [name]: [image] }, { imageWidth: 2 }),
    keepsNonFinite: true,
  },
  {
    name: "confusionMatrix",
    args: () => [[[8, 2], [1, 9]], ["cat", "dog"], { title: "t" }],
    call: downhill.confusionMatrix,
  },
  {
    name: "confusionMatrix: a row",
    args: () => [[1, 9], "dog"],
    call: (row, name) => downhill.confusionMatrix([[8, 2], row], ["cat", name]),
  },
  {
    name: "spread",
    args: () => [[0.82, 0.84], 0.83, { title: "t", xTitle: "share" }],
    call: downhill.spread,
  },
  {
    name: "slopeChart",
    args: () => [["here", "there"], { plain: [[1, 0.8]] }, { title: "t", yTitle: "y" }],
    call: downhill.slopeChart,
    keepsNonFinite: true,
  },
  {
    name: "slopeChart: a run",
    args: () => [[1, 0.8], "plain"],
    call: (run: number[], name: string) => downhill.slopeChart(["here", "there"], { [name]: [run] }),
    keepsNonFinite: true,
  },
  {
    name: "namedDots",
    args: () => [{ small: { xs: [10], ys: [0.5] } }, { title: "t", xTitle: "x", logX: true }],
    call: downhill.namedDots,
  },
  {
    name: "namedDots: a kind",
    args: () => [[10, 20], [0.5, 0.6], "small"],
    call: (xs: number[], ys: number[], name: string) => downhill.namedDots({ [name]: { xs, ys } }),
  },
  { name: "differenceCurve", args: () => [[1, 2], [1, 3]], call: downhill.differenceCurve, keepsNonFinite: true },
  {
    name: "sideBySide",
    args: () => ["title", "description", downhill.lossCurve([2, 1])],
    call: downhill.sideBySide,
    keepsNonFinite: true,
  },
  {
    name: "stacked",
    args: () => ["title", "description", downhill.lossCurve([2, 1])],
    call: downhill.stacked,
    keepsNonFinite: true,
  },
  { name: "sparkline", args: () => [[3, 2, 1], 10], call: downhill.sparkline },
  { name: "showProgress", args: () => [{ step: 1, steps: 2, loss: 1 }], call: downhill.showProgress },
];

/** Exports that are not tested here, with the reason. */
const NOT_CALLED = [
  "FASHION_MNIST_CLASSES", // a list
  "measuredDevices", // has no arguments
  "todo", // always throws
  "Module", // abstract: tested as Line
  "Optimizer", // abstract: tested as its four subclasses
  "show", // tested with nonsense in kit/learn/plot/parts/render_test.ts
];

/**
 * Numbers that are not finite, or of the wrong kind or size; values that are not numbers; tensors of any shape and
 * type.
 */
const nonsense: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(NaN, Infinity, -Infinity, -1, 0.5, 2 ** 53, null, undefined, "", "1", true, [], {}, () => 1),
  fc.constantFrom<unknown>(
    [NaN],
    [[1], [1, 2]],
    [1, "2"],
    [[]],
    Float32Array.of(NaN),
    new Float64Array(0),
    1n,
    Symbol("s"),
  ),
  fc.constantFrom<unknown>(new Date(NaN), Promise.resolve(1), { length: 3 }, { xs: [1], ys: [1, 2] }, new Map(), /x/),
  fc.record({
    shape: fc.constantFrom<number[]>([], [0], [1], [2], [3, 1], [80, 80]),
    dtype: fc.constantFrom("float32", "int32", "bool"),
  }).map(({ shape, dtype }) => tf.ones(shape, dtype as "float32")),
  // for larger x, x³ is not finite
  fc.anything({ maxDepth: 2, values: [fc.string(), fc.double({ min: -1e30, max: 1e30 }), fc.integer(), fc.bigInt()] }),
);

for (const { name, args, call, keepsNonFinite = false } of CALLS) {
  Deno.test(`${name} refuses nonsense in a sentence, or handles it`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), nonsense, async (place, wrong) => {
        const right = args();
        let result: unknown;
        try {
          result = await (call as (...args: unknown[]) => unknown)(...withNonsense(right, place, wrong));
        } catch (error) {
          return assertIsSentence(error);
        } finally {
          await tf.setBackend("cpu");
          tf.disposeVariables();
        }
        if (!keepsNonFinite) assertFinite(result);
      }),
      { seed: 42, numRuns: 100 },
    );
  });
}

Deno.test("Every function of mod.ts is tested with nonsense", () => {
  const called = new Set(CALLS.map(({ name }) => name.split(/[.:]/)[0]));
  assertEquals(Object.keys(downhill).filter((name) => !called.has(name) && !NOT_CALLED.includes(name)), []);
});

/** Returns `args` with one argument, or one field of an argument, replaced by `wrong`; `place` chooses which. */
function withNonsense(args: unknown[], place: number, wrong: unknown): unknown[] {
  const places: ((wrong: unknown) => unknown[])[] = [];
  args.forEach((argument, i) => {
    places.push((wrong) => args.with(i, wrong));
    if (typeof argument !== "object" || argument === null || argument instanceof tf.Tensor) return;
    for (const key of Object.keys(argument)) {
      const changed = (wrong: unknown) =>
        Array.isArray(argument) ? argument.with(Number(key), wrong) : { ...argument, [key]: wrong };
      places.push((wrong) => args.with(i, changed(wrong)));
    }
  });
  return places[place % places.length](wrong);
}

/**
 * Checks that an error is ours: one sentence that says what to do, without the default messages of JavaScript or TF.js.
 */
function assertIsSentence(error: unknown): void {
  assert(error instanceof TypeError || error instanceof RangeError || error instanceof Error, String(error));
  const { message } = error;
  const accidental =
    /Cannot read|Cannot destructure|is not a function|is not iterable|Cannot convert|Cannot mix BigInt|Invalid array length/;
  assert(!accidental.test(message), `by accident: ${error.stack}`);
  assert(message.length < 400 && !message.includes("\n") && /[.?:]/.test(message), `no sentence: ${message}`);
}

function assertFinite(value: unknown, depth = 0): void {
  if (typeof value === "number") assert(Number.isFinite(value), "a silent NaN");
  if (typeof value !== "object" || value === null || depth > 5 || value instanceof tf.Tensor) return;
  const parts = ArrayBuffer.isView(value) ? [...value as Float32Array] : Object.values(value);
  for (const part of parts) assertFinite(part, depth + 1);
}
