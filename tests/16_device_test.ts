/**
 * The checks of lesson 16. No verdict depends on how fast a device is: the stop-watch is judged with a clock that the
 * check turns itself, and the numbers of the devices with the bound on the rounding error of a sum.
 * @module
 */
import { AssertionError } from "@std/assert";
import {
  assertClose,
  assertNoTensorsLeft,
  assertTexts,
  assertTrueAnswer,
  check,
  counted,
  describe,
  itemName,
  open,
  RandomState,
  requireChoice,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireTensor,
  withMinus,
} from "downhill/testing";

const lesson = open<typeof import("../solutions/16_device.ts")>("16_device");

/** Where TF.js can compute. */
const BACKENDS = ["cpu", "wasm", "webgpu"] as const;

/** A device that no machine has. */
const MISSING = "abacus";

/** A product of inputs with weights, as lists of numbers, row by row. */
interface Numbers {
  /** How many products each sum consists of. */
  length: number;
  /** How many sums are in a row of the result. */
  columns: number;
  /** Shape [length, columns]. */
  weights: number[];
  /** Each of shape [n, length]. */
  inputs: number[][];
}

/** Numbers drawn at random, such that float32 holds them exactly; `rows` says how many rows each input has. */
function draw(seed: number, length: number, columns: number, rows: number[]): Numbers {
  const random = new RandomState(seed);
  const list = (count: number) => Array.from({ length: count }, () => Math.fround(random.normal()));
  return { length, columns, weights: list(length * columns), inputs: rows.map((count) => list(count * length)) };
}

/** Many short sums, for two inputs of different sizes. */
const short = (seed: number) => draw(seed, 4, 64, [64, 3]);

/** A few long sums. */
const long = (seed: number) => draw(seed, 4096, 2, [2]);

/** For what may start a graphics card: software that stands in for one takes half a second, 3 s on a busy machine. */
const START_SECONDS = 20;

/** How far a product of the first input and of the second turns the clock of `compare`, in milliseconds. */
const COSTS = [5, 3];

/**
 * Compares devices, with a model that notes where it is asked to compute, and a clock that stands still but while it
 * computes.
 */
const compare = (numbers: Numbers, devices: string[]) =>
  lesson.share(
    async ({ compareDevices, Product }, { length, columns, weights, inputs }, devices, costs) => {
      const tf = await import("@tensorflow/tfjs");
      const { isDisposed, turnClock } = await import("downhill/instruments");
      const home = tf.getBackend();
      const where = ({ dataId }: { dataId: object }) => {
        const { state, registry } = tf.engine();
        return Object.keys(registry).find((name) => registry[name] === state.tensorInfo.get(dataId)?.backend) ??
          "nowhere";
      };
      let now = 1e6;
      const calls: { device: string; weights: string; x: string; rows: number }[] = [];
      const model = new Product(1);
      model.weights.dispose();
      model.weights = tf.variable(tf.tensor2d(weights, [length, columns])) as typeof model.weights;
      const tensors = inputs.map((values) => tf.tensor2d(values, [values.length / length, length]));
      model.forward = (x) => {
        if (calls.length < 1000) {
          calls.push({ device: tf.getBackend(), weights: where(model.weights), x: where(x), rows: x.shape[0] });
        }
        now += costs[inputs.findIndex((values) => values.length === x.size)];
        return tf.matMul(x, model.weights);
      };
      const turnBack = turnClock(() => now);
      try {
        const reports = await compareDevices(model, tensors, devices as never);
        const after = {
          device: tf.getBackend(),
          weights: where(model.weights),
          disposed: tensors.map(isDisposed),
        };
        const hasAdapter = devices.includes("webgpu") && !!await navigator.gpu?.requestAdapter();
        return { reports, calls, home, after, values: model.weights, hasAdapter };
      } finally {
        turnBack();
        await tf.setBackend(home); // the checks that come after this one find the device of the run
      }
    },
    numbers,
    devices,
    COSTS,
  )();

/** Only one of the two starts a graphics card, which takes half a second if it is software. */
const DEVICES = { short: ["cpu", MISSING, "wasm"], long: ["wasm", "webgpu", "cpu"] };

const compareShort = (seed: number) => compare(short(seed), DEVICES.short);
const compareLong = (seed: number) => compare(long(seed), DEVICES.long);

check("makes the same tensor on another device", {
  id: "16-move",
  points: 2,
  hints: [
    "What makes up a tensor, besides its numbers? And on which device does tf.tensor make one?",
    "Read the values, change the device, and make a tensor of these values, in the shape and of the type of x.",
    "const values = await x.data(); await useDevice(device); return tf.tensor(values, x.shape, x.dtype);",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const values = Array.from({ length: 6 }, () => Math.fround(random.normal()));
  const seen = await lesson.evaluate(async ({ toDevice }, values) => {
    const tf = await import("@tensorflow/tfjs");
    const { isDisposed } = await import("downhill/instruments");
    const home = tf.getBackend();
    const where = ({ dataId }: { dataId: object }) => {
      const { state, registry } = tf.engine();
      return Object.keys(registry).find((name) => registry[name] === state.tensorInfo.get(dataId)?.backend) ??
        "nowhere";
    };
    const seen = [];
    try {
      for (const device of ["wasm", "cpu"] as const) {
        for (const dtype of ["float32", "int32"] as const) {
          const x = tf.tensor(values, [3, 1, 2], dtype);
          const before = tf.getBackend();
          const y = await toDevice(x, device);
          const computes = tf.getBackend();
          const isGone = isDisposed(x);
          const places = { x: isGone ? before : where(x), y: y && where(y) };
          seen.push({ device, dtype, y, places, before, computes, isSame: y === x, isDisposed: isGone });
        }
      }
      return seen;
    } finally {
      await tf.setBackend(home);
    }
  }, values);
  const moves = ["wasm", "cpu"].flatMap((device) => ["float32", "int32"].map((dtype) => ({ device, dtype })));
  const all = requireList(seen, "what came of four moves", moves.length);
  moves.forEach(({ device, dtype }, i) => {
    const name = `toDevice(x, "${device}")`;
    const { y, places: seenAt, before: start, computes, isSame, isDisposed } = requireRecord(
      all[i],
      `what ${name} did`,
    );
    const places = requireRecord(seenAt, "where x and the new tensor lie");
    const before = requireChoice(start, BACKENDS, "the device before");
    const moved = requireTensor(y, { name, shape: [3, 1, 2], dtype, why: "those of x, pass x.shape and x.dtype on" });
    const expected = dtype === "int32" ? values.map(Math.trunc) : values;
    assertClose(moved, expected, {
      name,
      why: "the values of x",
      mistakes: { "all are 0": values.map(() => 0) },
    });
    if (isSame !== false) throw new AssertionError(`${name} is x itself: make a new tensor.`);
    if (isDisposed !== false) throw new AssertionError(`${name} disposes of x: leave that to whoever made it.`);
    if (computes !== device) {
      throw new AssertionError(`After ${name}, ${placeText(computes)} computes: await useDevice(device).`);
    }
    if (places.y !== device) {
      throw new AssertionError(
        `${name} lies on ${placeText(places.y)}: make it after useDevice(device), and wait for that.`,
      );
    }
    if (places.x !== before) {
      throw new AssertionError(
        `${name} carries x itself to ${
          placeText(places.x)
        }. TF.js does that for the first operation on another device, but cannot ` +
          "fetch it from a graphics card: read its values with await x.data(), and make a new tensor of them.",
      );
    }
  });
});

check("stops the clock when the numbers are here, and not before", {
  id: "16-time",
  points: 3,
  hints: [
    "When product = compute() returns, has a graphics card computed anything? What has to have happened for that?",
    "Compute once before the clock runs. Then read the clock, compute, wait for the numbers, and read it again.",
    "const start = clock(); const product = compute(); const values = await product.data(); … clock() - start",
  ],
}, async () => {
  // a graphics card that notes down an order in 0.25 ms, and computes while somebody waits for the numbers
  const ask = (repeats: number) =>
    lesson.evaluate(
      async ({ time }, repeats) => {
        const tf = await import("@tensorflow/tfjs");
        const durations = [100, 7, 5, 6, 8, 2, 1];
        let [now, pending, runs, looks] = [1e6, 0, 0, 0];
        const compute = () => {
          now += 0.25;
          pending += durations[runs++] ?? 1;
          const product = tf.tensor1d([3, 1, 2]);
          const read = product.data.bind(product);
          const data = async () => {
            now += pending;
            pending = 0;
            return await read();
          };
          return Object.defineProperty(product, "data", { value: data }); // all tensors inherit one that is read-only
        };
        const clock = () => {
          looks++;
          return now;
        };
        const { milliseconds, values } = await time(compute, { repeats, clock });
        return { milliseconds, values, runs, looks };
      },
      repeats,
    );
  const [one, four] = [await ask(1), await ask(4)];
  if (requireNumber(one.looks, "how often the clock was read") === 0) {
    throw new AssertionError("time() never reads its clock: call clock(), which is performance.now() by default.");
  }
  const name = (repeats: number) => `the time of a product, with repeats: ${repeats},`;
  const early = "the clock stops before the numbers are here: await product.data() first";
  assertClose(one.milliseconds, 7.25, {
    name: name(1),
    why: "the first takes 100.25 ms, the second 7.25",
    mistakes: {
      "the first one does not count: compute once before you measure": 100.25,
      [early]: 0.25,
      "start the clock before compute()": 7,
      "that is the first one and the second: read the clock after the first one": 107.5,
    },
  });
  assertClose(four.milliseconds, 5.25, {
    name: name(4),
    why: "the first takes 100.25 ms, the next four 7.25, 5.25, 6.25 and 8.25",
    mistakes: {
      "that is the average: return the shortest": (7.25 + 5.25 + 6.25 + 8.25) / 4,
      "that is the sum of all: return the shortest": 7.25 + 5.25 + 6.25 + 8.25,
      "that is the first of them: return the shortest": 7.25,
      "that is the last of them, and the longest: return the shortest": 8.25,
      "that is measured more often than repeats says": 2.25,
      [early]: 0.25,
    },
  });
  assertClose(four.runs, 5, { name: "how often compute() is called, with repeats: 4,", why: "1 + 4" });
  assertClose(four.values, [3, 1, 2], { name: "values", why: "what compute() computes" });
});

check("computes on every device that is there, and says which are not", {
  id: "16-every",
  points: 3,
  hints: [
    "What does useDevice do if there is no such device? What happens to the devices that come after it in your loop?",
    "Catch the error, keep its message as the reason, and go on. Where there is none, move model and inputs, and measure.",
    "try { adapter = (await useDevice(device)).adapter } catch (error) { reason = error.message }; await model.to(device)",
  ],
}, async ({ seed }) => {
  const { reports, calls } = await compareShort(seed);
  for (const report of reportsOf(reports, DEVICES.short)) {
    if (report.device === MISSING) assertMissing(report);
    else assertPresent(report, calls, short(seed));
  }
});

check("takes a graphics card if there is one, and nothing else for it", {
  id: "16-gpu",
  seconds: START_SECONDS,
  points: 1,
  hints: [
    'Is there a graphics card on this machine? What does useDevice("webgpu") return, or throw?',
    "It is a device like the others. What useDevice returns has the card's name; where it throws, there is none.",
    "report.adapter = (await useDevice(device)).adapter;",
  ],
}, async ({ seed }) => {
  const { reports, calls, hasAdapter } = await compareLong(seed);
  for (const report of reportsOf(reports, DEVICES.long)) {
    // an adapter may be found, and TF.js not start on it: then useDevice says so
    const isThere = report.device !== "webgpu" || hasAdapter === true &&
        !(typeof report.reason === "string" && report.reason.includes("did not start"));
    if (isThere) assertPresent(report, calls, long(seed));
    else assertMissing(report);
  }
});

check("gets the same numbers from all, but for rounding", {
  id: "16-same",
  seconds: START_SECONDS,
  points: 2,
  hints: [
    "Which numbers come out of your stop-watch, and which of them belong into the report?",
    "Each output is what the model made of one input, on that very device: nothing is rounded, nothing left out.",
    "const { milliseconds, values } = await time(() => model.forward(x)); report.outputs.push(values);",
  ],
}, async ({ seed }) => {
  const runs = [
    { numbers: short(seed), reports: (await compareShort(seed)).reports, devices: DEVICES.short },
    { numbers: long(seed), reports: (await compareLong(seed)).reports, devices: DEVICES.long },
  ];
  for (const { numbers, reports, devices } of runs) {
    for (const { device, outputs, reason } of reportsOf(reports, devices)) {
      if (reason !== null) continue; // whether that is right is the business of two other checks
      const lists = requireList(outputs, `the outputs of ${device}`);
      if (lists.length !== numbers.inputs.length) {
        throw new AssertionError(
          `The report on ${device} has ${counted(lists.length, "output")} for ${
            counted(numbers.inputs.length, "input")
          }: note each.`,
        );
      }
      numbers.inputs.forEach((input, i) => assertRounded(lists[i], input, numbers, `outputs[${i}] of ${device}`));
    }
  }
});

check("leaves the model, the inputs and the device as they were", {
  id: "16-home",
  points: 2,
  hints: [
    "Which device computes after your loop, and where does the model lie? And before it?",
    "`home` is the device from before. The model knows the way: where it goes, the computing goes as well.",
    "await model.to(home); as the last line before return reports;",
  ],
}, async ({ seed }) => {
  // wherever the lesson runs, one of the two ends on another device
  for (const devices of [DEVICES.short, ["wasm", "cpu"]]) {
    const { length, columns, weights, inputs } = short(seed);
    const evidence = await compare(short(seed), devices);
    const home = requireChoice(evidence.home, BACKENDS, "the device before compareDevices");
    const after = requireRecord(evidence.after, "what there is after compareDevices");
    if (after.device !== home) {
      throw new AssertionError(
        `After compareDevices, ${placeText(after.device)} computes, and before it was ${home}: go back there.`,
      );
    }
    if (after.weights !== home) {
      throw new AssertionError(
        `After compareDevices, the model lies on ${placeText(after.weights)}: await model.to(home).`,
      );
    }
    const disposed = requireList(after.disposed, "which inputs are disposed of", inputs.length);
    if (disposed.some((isDisposed) => isDisposed !== false)) {
      throw new AssertionError("compareDevices disposes of its inputs: dispose of the copies that toDevice makes.");
    }
    const name = "the model's weights after compareDevices";
    assertClose(requireTensor(evidence.values, { name, shape: [length, columns] }), weights, {
      name,
      why: "those from before",
    });
  }
});

check("frees every tensor that it makes", {
  id: "16-clean",
  points: 1,
  hints: [
    "Print tf.memory().numTensors before and after a call of each function.",
    "time() has done with a product when its numbers are read; compareDevices with a moved input when it is measured.",
    "product.dispose() in time(), after the clock; x.dispose() in compareDevices.",
  ],
}, async () => {
  const counts = await lesson.evaluate(async ({ compareDevices, Product, time, toDevice }) => {
    const tf = await import("@tensorflow/tfjs");
    const home = tf.getBackend();
    const count = () => tf.memory().numTensors;
    const model = new Product(2);
    const inputs = [tf.ones([1, 2]), tf.ones([2, 2]), tf.ones([3, 2])];
    try {
      const moving = { before: count(), after: 0 };
      (await toDevice(inputs[0], "wasm")).dispose();
      moving.after = count();
      const timing = { before: count(), after: 0 };
      await time(() => tf.scalar(1), { repeats: 9 });
      timing.after = count();
      const comparing = { before: count(), after: 0 };
      await compareDevices(model, inputs, ["cpu", "wasm"]);
      comparing.after = count();
      return { moving, timing, comparing };
    } finally {
      await tf.setBackend(home);
    }
  });
  assertNoTensorsLeft(counts?.moving ?? {}, 1, "is it what toDevice makes besides its result?");
  assertNoTensorsLeft(counts.timing ?? {}, 10, "is it the product in time(), or the one that warms up?");
  assertNoTensorsLeft(counts.comparing ?? {}, 6, "is it the moved input in compareDevices?");
});

check("says how far the devices agree", {
  id: "16-answer",
  seconds: START_SECONDS,
  points: 1,
  hints: [
    "Subtract the outputs of cpu from those of wasm: are they all 0? Are they as large as the outputs themselves?",
    "Compare a product of [64, 4] and [4, 64], many short sums, with one of [2, 4096] and [4096, 2], few long ones.",
    'The differences are in the sixth or seventh digit, so "up to rounding"; each addition of a sum rounds once more.',
  ],
}, async ({ seed }) => {
  const { agreement, differenceGrowsWith } = await lesson.evaluate(({ answers }) => answers());
  const [many, few] = [
    differences((await compareShort(seed)).reports, DEVICES.short, short(seed)),
    differences((await compareLong(seed)).reports, DEVICES.long, long(seed)),
  ];
  // of 300 seeds, the largest in the long sums is 1.5e-5 or more, in the short ones 1.9e-6 or less
  const largest = withMinus(few.largest.toPrecision(2));
  const measured = few.largest === 0 ? "to the last bit" : few.share < 1e-3 ? "up to rounding" : "not at all";
  expectAnswer(agreement, measured, {
    name: "agreement",
    known: ["to the last bit", "up to rounding", "not at all"],
    truth: "up to rounding",
    because: `where cpu and wasm add 4,096 products, your outputs differ by up to ${largest}`,
  });
  const cause = few.largest > many.largest ? "how long each sum is" : "how many sums there are";
  expectAnswer(differenceGrowsWith, cause, {
    name: "differenceGrowsWith",
    known: ["how many sums there are", "how long each sum is"],
    truth: "how long each sum is",
    because: `your outputs differ by up to ${withMinus(many.largest.toPrecision(2))} in 4,096 sums of 4 products, ` +
      `and by up to ${largest} in 4 sums of 4,096`,
  });
});

/** The name of a device, or whatever else came in its place. */
function placeText(device: unknown): string {
  return typeof device === "string" ? device.slice(0, 40) : describe(device);
}

/** A report whose fields may be anything at all. */
type AnyReport = { device: string } & Record<"adapter" | "milliseconds" | "outputs" | "reason", unknown>;

/** The reports, one for each of the devices. */
function reportsOf(reports: unknown, devices: readonly string[]): AnyReport[] {
  const all = requireList(reports, "what compareDevices returns").map((report) => requireRecord(report, "a report"));
  assertTexts(all.map(({ device }) => device), devices, {
    name: "the list of the devices that there are reports on",
    why: "one for each device that was asked for, in that order",
  });
  return all.map(({ adapter, milliseconds, outputs, reason }, i) => (
    { device: devices[i], adapter, milliseconds, outputs, reason }
  ));
}

/** The report on a device that is not there has a reason, and nothing else. */
function assertMissing({ device, milliseconds, outputs, reason }: AnyReport): void {
  if (reason === null || reason === undefined) {
    throw new AssertionError(
      `There is no ${device} on this machine, and the report on it gives no reason: who computed there?`,
    );
  }
  if (typeof reason !== "string" || !reason.includes(device === MISSING ? MISSING : "WebGPU")) {
    throw new AssertionError(
      `The reason in the report on ${device} is ${describe(reason)}: keep the message of useDevice's error.`,
    );
  }
  if (
    requireNumbers(milliseconds, `milliseconds of ${device}`).length > 0 || requireList(outputs, "outputs").length > 0
  ) {
    throw new AssertionError(`The report on ${device} says why it is not there, and has numbers: whose are they?`);
  }
}

/** On a device that is there, model and inputs lie there when the model is asked, and its time is noted. */
function assertPresent(report: AnyReport, calls: unknown, { inputs, length }: Numbers): void {
  const { device, adapter, milliseconds, reason } = report;
  if (reason !== null) {
    throw new AssertionError(
      `There is ${device} on this machine, and the report on it has the reason ${describe(reason)}, expected null.`,
    );
  }
  if (device === "webgpu" ? typeof adapter !== "string" : adapter !== null) {
    throw new AssertionError(
      `adapter in the report on ${device} is ${
        describe(adapter)
      }: keep what useDevice returns, the name of a graphics ` +
        "card, and null for all others.",
    );
  }
  const there = requireList(calls, "when the model was asked").map((call) => requireRecord(call, "a call of forward"))
    .filter((call) => call.device === device);
  inputs.forEach((values, i) => {
    const first = there.find(({ rows }) => rows === values.length / length);
    if (!first) throw new AssertionError(`On ${device}, the model is never asked for inputs[${i}].`);
    if (first.weights !== device) {
      throw new AssertionError(
        `The model's weights lie on ${
          placeText(first.weights)
        } when ${device} begins to compute: await model.to(device) before.`,
      );
    }
    if (first.x !== device) {
      throw new AssertionError(
        `The input lies on ${
          placeText(first.x)
        } when ${device} begins to compute: give the model what toDevice(inputs[i], device) ` +
          "returns.",
      );
    }
  });
  const costs = COSTS.slice(0, inputs.length);
  assertClose(milliseconds, costs, {
    name: `milliseconds of ${device}`,
    why: `in this check the clock runs only while the model computes: ${costs.join(" and ")} ms`,
    mistakes: {
      ...(costs.length > 1 && { "the times are in the wrong order": [...costs].reverse() }),
      "nothing was measured": costs.map(() => 0),
    },
  });
}

/** What a product comes to in float64, and how far float32 may be from it. */
function exactly(input: number[], { length, columns, weights }: Numbers) {
  const rows = input.length / length;
  const sums: number[] = [];
  const bounds: number[] = [];
  // A sum of n products, added in whatever order, is off by at most n · u · Σ|aᵢbᵢ|, with u = 2⁻²⁴ in float32 (Higham
  // 2002, Accuracy and Stability of Numerical Algorithms, 3.1); as errors cancel, for long sums by no more than 6√n · u ·
  // Σ|aᵢbᵢ|, but once in 10⁴ or more (Higham & Mary 2019, A New Approach to Probabilistic Rounding Error Analysis). So
  // the bound grows with the length of the sum. Of 100 seeds, cpu, wasm and webgpu came to 0.73 of it for sums of 4
  // products, and to 0.004 for sums of 4,096.
  const unit = Math.min(length, 6 * Math.sqrt(length)) * 2 ** -24;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let [sum, size] = [0, 0];
      for (let i = 0; i < length; i++) {
        const product = input[row * length + i] * weights[i * columns + column];
        sum += product;
        size += Math.abs(product);
      }
      sums.push(sum);
      bounds.push(unit * size);
    }
  }
  return { sums, bounds };
}

function assertRounded(output: unknown, input: number[], numbers: Numbers, name: string): void {
  const { sums, bounds } = exactly(input, numbers);
  const values = requireNumbers(output, name, sums.length);
  const excess = values.map((value, i) => Math.abs(value - sums[i]) - bounds[i]);
  const worst = excess.indexOf(excess.reduce((a, b) => Math.max(a, b)));
  if (excess[worst] <= 0) return;
  throw new AssertionError(
    withMinus(`${itemName(name, worst)} is ${values[worst]}, expected ${sums[worst].toPrecision(9)}`) +
      ` ± ${
        withMinus(bounds[worst].toPrecision(1))
      }, which is what float32 may be off: is it what the model made of this input?`,
  );
}

/** How far the outputs of cpu and wasm are apart at most: in numbers, and as a share of the largest output. */
function differences(reports: unknown, devices: readonly string[], { inputs, length, columns }: Numbers) {
  const size = inputs[0].length / length * columns;
  const [cpu, wasm] = ["cpu", "wasm"].map((name) => {
    const report = reportsOf(reports, devices).find(({ device }) => device === name);
    return requireNumbers(requireList(report?.outputs, `outputs of ${name}`)[0], `outputs[0] of ${name}`, size);
  });
  const largest = cpu.map((value, i) => Math.abs(value - wasm[i])).reduce((a, b) => Math.max(a, b));
  return { largest, share: largest / cpu.map(Math.abs).reduce((a, b) => Math.max(a, b)) };
}

/** Compares an answer with what was found out by experiment, and with what comes of a right one, whatever the seed. */
function expectAnswer(
  answer: unknown,
  measured: string,
  { name, known, truth, because }: { name: string; known: readonly string[]; truth: string; because: string },
): void {
  if (requireChoice(answer, known, name) === measured) {
    return assertTrueAnswer(answer === truth, name, "compareDevices");
  }
  throw new AssertionError(`${name} is "${answer}", but ${because}.`);
}
