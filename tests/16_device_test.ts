/**
 * The checks of lesson 16. No verdict depends on how fast a device is: the stopwatch is judged with a clock that the
 * check sets itself, and the numbers of the devices by the bound on the rounding error of a sum.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  fail,
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
import {
  assertMissing,
  assertPresent,
  drawnProduct,
  type MatrixProduct,
  placeText,
  productOf,
  reportsOf,
} from "./oracles/16_device.ts";

const lesson = open<typeof import("../solutions/16_device.ts")>("16_device");

/** Where TF.js can compute. */
const BACKENDS = ["cpu", "wasm", "webgpu"] as const;

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
    const { backendOf, isDisposed } = await import("downhill/instruments");
    const home = tf.getBackend();
    const seen = [];
    try {
      for (const device of ["wasm", "cpu"] as const) {
        for (const dtype of ["float32", "int32"] as const) {
          const x = tf.tensor(values, [3, 1, 2], dtype);
          const before = tf.getBackend();
          const y = await toDevice(x, device);
          const computes = tf.getBackend();
          const isGone = isDisposed(x);
          const places = { x: isGone ? before : backendOf(x), y: y && backendOf(y) };
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
    if (isSame !== false) fail(`${name} is x itself: make a new tensor.`);
    if (isDisposed !== false) fail(`${name} disposes of x: leave that to whoever made it.`);
    if (computes !== device) fail(`After ${name}, ${placeText(computes)} computes: await useDevice(device).`);
    if (places.y !== device) {
      fail(`${name} lies on ${placeText(places.y)}: make it after useDevice(device), and wait for that.`);
    }
    if (places.x !== before) {
      fail(
        `${name} carries x itself to ${placeText(places.x)}. TF.js does that for the first operation on another ` +
          "device, but cannot fetch it from a graphics card: read its values with await x.data(), and make a new " +
          "tensor of them.",
      );
    }
  });
});

check("stops the clock when it has the numbers, and not before", {
  id: "16-time",
  points: 3,
  hints: [
    "When product = compute() returns, has a graphics card computed anything? What has to have happened for that?",
    "Compute once before the clock runs. Then read the clock, compute, wait for the numbers, and read it again.",
    "const start = clock(); const product = compute(); const values = await product.data(); … clock() - start",
  ],
}, async () => {
  // a graphics card that notes an order in 0.25 ms, and computes while somebody waits for the numbers
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
          return Object.defineProperty(product, "data", { value: data }); // all tensors inherit a read-only one
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
    fail("time() never reads its clock: call clock(), which is performance.now() by default.");
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

/** A device that no machine has. */
const MISSING = "abacus";

/** Only one of the two starts a graphics card, because that takes half a second if it is software. */
const DEVICES = { short: ["cpu", MISSING, "wasm"], long: ["wasm", "webgpu", "cpu"] };

/** How far a product of the first and of the second input moves the clock of {@linkcode compareOn}, in milliseconds. */
const COSTS = [5, 3];

check("computes on each device, and says which ones are missing", {
  id: "16-every",
  points: 3,
  hints: [
    "What does useDevice do if there is no such device? What happens to the devices that come after it in your loop?",
    "Catch the error, keep its message as the reason, and go on. Where there is none, move model and inputs, and measure.",
    "try { adapter = (await useDevice(device)).adapter } catch (error) { reason = (error as Error).message }; await model.to(device)",
  ],
}, async ({ seed }) => {
  const { reports, calls } = await compareShort(seed);
  for (const report of reportsOf(reports, DEVICES.short)) {
    if (report.device === MISSING) assertMissing(report);
    else assertPresent(report, { calls, product: short(seed), costs: COSTS });
  }
});

/** For checks that may start a graphics card: one in software takes half a second, 3 s on a busy machine. */
const START_SECONDS = 20;

check("uses a graphics card if there is one, and nothing else instead", {
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
    // there may be an adapter on which TF.js does not start: then useDevice says so
    const isThere = report.device !== "webgpu" || hasAdapter === true &&
        !(typeof report.reason === "string" && report.reason.includes("did not start"));
    if (isThere) assertPresent(report, { calls, product: long(seed), costs: COSTS });
    else assertMissing(report);
  }
});

check("gets the same numbers from all devices, up to rounding", {
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
    { product: short(seed), reports: (await compareShort(seed)).reports, devices: DEVICES.short },
    { product: long(seed), reports: (await compareLong(seed)).reports, devices: DEVICES.long },
  ];
  for (const { product, reports, devices } of runs) {
    for (const { device, outputs, reason } of reportsOf(reports, devices)) {
      if (reason !== null) continue; // two other checks say whether that is right
      const lists = requireList(outputs, `the outputs of ${device}`);
      if (lists.length !== product.inputs.length) {
        const [outputs, inputs] = [counted(lists.length, "output"), counted(product.inputs.length, "input")];
        fail(`The report on ${device} has ${outputs} for ${inputs}: note each.`);
      }
      product.inputs.forEach((input, i) => assertRounded(lists[i], input, product, `outputs[${i}] of ${device}`));
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
  // whichever device the lesson runs on, one of the two ends on another
  for (const devices of [DEVICES.short, ["wasm", "cpu"]]) {
    const { length, columns, weights, inputs } = short(seed);
    const evidence = await compareOn(short(seed), devices);
    const home = requireChoice(evidence.home, BACKENDS, "the device before compareDevices");
    const after = requireRecord(evidence.after, "what there is after compareDevices");
    if (after.device !== home) {
      fail(`After compareDevices, ${placeText(after.device)} computes, and before it was ${home}: go back there.`);
    }
    if (after.weights !== home) {
      fail(`After compareDevices, the model lies on ${placeText(after.weights)}: await model.to(home).`);
    }
    const disposed = requireList(after.disposed, "which inputs are disposed of", inputs.length);
    if (disposed.some((isDisposed) => isDisposed !== false)) {
      fail("compareDevices disposes of its inputs: dispose of the copies that toDevice makes.");
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
  // with 300 seeds, the largest in the long sums is 1.5e-5 or more, in the short ones 1.9e-6 or less
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

/** Many short sums, for two inputs of different sizes. */
function short(seed: number): MatrixProduct {
  return drawnProduct(seed, 4, 64, [64, 3]);
}

/** A few long sums. */
function long(seed: number): MatrixProduct {
  return drawnProduct(seed, 4096, 2, [2]);
}

function compareShort(seed: number) {
  return compareOn(short(seed), DEVICES.short);
}

function compareLong(seed: number) {
  return compareOn(long(seed), DEVICES.long);
}

/**
 * Compares devices, with a model that records where it computes, and a clock that runs only while the model computes.
 */
function compareOn(product: MatrixProduct, devices: string[]) {
  return lesson.share(
    async ({ compareDevices, Product }, { length, columns, weights, inputs }, devices, costs) => {
      const tf = await import("@tensorflow/tfjs");
      const { backendOf, isDisposed, turnClock } = await import("downhill/instruments");
      const home = tf.getBackend();
      let now = 1e6;
      const calls: { device: string; weights: string; x: string; rows: number }[] = [];
      const model = new Product(1);
      model.weights.dispose();
      model.weights = tf.variable(tf.tensor2d(weights, [length, columns])) as typeof model.weights;
      const tensors = inputs.map((values) => tf.tensor2d(values, [values.length / length, length]));
      model.forward = (x) => {
        if (calls.length < 1000) {
          calls.push({ device: tf.getBackend(), weights: backendOf(model.weights), x: backendOf(x), rows: x.shape[0] });
        }
        now += costs[inputs.findIndex((values) => values.length === x.size)];
        return tf.matMul(x, model.weights);
      };
      const turnBack = turnClock(() => now);
      try {
        const reports = await compareDevices(model, tensors, devices as never);
        const disposed = tensors.map(isDisposed);
        const after = { device: tf.getBackend(), weights: backendOf(model.weights), disposed };
        const hasAdapter = devices.includes("webgpu") && !!await navigator.gpu?.requestAdapter();
        return { reports, calls, home, after, values: model.weights, hasAdapter };
      } finally {
        turnBack();
        await tf.setBackend(home); // the checks after this one use the device of the run
      }
    },
    product,
    devices,
    COSTS,
  )();
}

function assertRounded(output: unknown, input: number[], product: MatrixProduct, name: string): void {
  const { sums, bounds } = productOf(input, product);
  const values = requireNumbers(output, name, sums.length);
  const excess = values.map((value, i) => Math.abs(value - sums[i]) - bounds[i]);
  const worst = excess.indexOf(excess.reduce((a, b) => Math.max(a, b)));
  if (excess[worst] <= 0) return;
  const numbers = `${values[worst]}, expected ${sums[worst].toPrecision(9)} ± ${bounds[worst].toPrecision(1)}`;
  fail(
    `${withMinus(`${itemName(name, worst)} is ${numbers}`)}, which is what float32 may be off: ` +
      "is it what the model made of this input?",
  );
}

/** The largest difference between the outputs of cpu and wasm, and its share of the largest output. */
function differences(reports: unknown, devices: readonly string[], { inputs, length, columns }: MatrixProduct) {
  const size = inputs[0].length / length * columns;
  const [cpu, wasm] = ["cpu", "wasm"].map((name) => {
    const report = reportsOf(reports, devices).find(({ device }) => device === name);
    return requireNumbers(requireList(report?.outputs, `outputs of ${name}`)[0], `outputs[0] of ${name}`, size);
  });
  const largest = cpu.map((value, i) => Math.abs(value - wasm[i])).reduce((a, b) => Math.max(a, b));
  return { largest, share: largest / cpu.map(Math.abs).reduce((a, b) => Math.max(a, b)) };
}

/** Compares an answer with the experiment, and with what a right solution gives for every seed. */
function expectAnswer(
  answer: unknown,
  measured: string,
  { name, known, truth, because }: { name: string; known: readonly string[]; truth: string; because: string },
): void {
  if (requireChoice(answer, known, name) === measured) {
    return assertTrueAnswer(answer === truth, name, "compareDevices");
  }
  fail(`${name} is "${answer}", but ${because}.`);
}
