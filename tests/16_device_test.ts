/**
 * The checks of lesson 16. No verdict depends on how fast a device is: the stopwatch is judged with a clock that the
 * check sets itself, and the numbers that devices compute may differ by the largest rounding error of a sum.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  assertTexts,
  assertTrueAnswer,
  check,
  counted,
  describe,
  fail,
  open,
  RandomState,
  requireChoice,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireTensor,
  requireTexts,
  withMinus,
} from "downhill/testing";
import {
  assertMissing,
  assertPresent,
  assertRounded,
  compareThem,
  drawnProduct,
  type MatrixProduct,
  moveTensors,
  placeText,
  reportsOf,
  timeProducts,
  WARM_UP,
} from "./oracles/16_device.ts";

const lesson = open<typeof import("../solutions/16_device.ts")>("16_device");

/** The devices that TF.js can compute on. */
const BACKENDS = ["cpu", "wasm", "webgpu"] as const;

check("makes the same tensor on another device", {
  id: "16-move",
  points: 2,
  hints: [
    "What does a tensor consist of, apart from its numbers? And on which device does tf.tensor make one?",
    "Read the values, change the device, and make a tensor of these values, with the shape and the type of x.",
    "const values = await x.data(); await useDevice(device); return tf.tensor(values, x.shape, x.dtype);",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const values = Array.from({ length: 6 }, () => Math.fround(random.normal()));
  const { moves, auto } = await lesson.evaluate(moveTensors, values);
  const asked = ["wasm", "cpu"].flatMap((device) => ["float32", "int32"].map((dtype) => ({ device, dtype })));
  const all = requireList(moves, "the results of four moves", asked.length);
  asked.forEach(({ device, dtype }, i) => {
    const name = `toDevice(x, "${device}")`;
    const { y, places: seenAt, before: start, computes, isSame, isDisposed } = requireRecord(
      all[i],
      `what ${name} did`,
    );
    const places = requireRecord(seenAt, "the devices of x and of the new tensor");
    const before = requireChoice(start, BACKENDS, "the device before");
    if (isDisposed !== false) fail(`${name} disposes of x: leave that to the caller.`);
    const came = requireRecord(y, `what ${name} returns`).dtype;
    if (came === "float32" && dtype === "int32") {
      fail(`${name} is of type float32, and x is of type int32: also pass the type of x to tf.tensor.`);
    }
    const moved = requireTensor(y, { name, shape: [3, 1, 2], dtype, why: "that of x" });
    const expected = dtype === "int32" ? values.map(Math.trunc) : values;
    assertClose(moved, expected, {
      name,
      why: "the values of x",
      mistakes: { "all are 0": values.map(() => 0) },
    });
    if (isSame !== false) fail(`${name} is x itself: make a new tensor.`);
    if (computes !== device && places.y === device) {
      fail(`${name} makes the tensor there, but then switches back to ${placeText(computes)}: stay on the new device.`);
    }
    if (computes !== device) {
      fail(`After ${name}, ${placeText(computes)} computes: does it call useDevice(device), and await it?`);
    }
    if (places.y !== device) {
      fail(`${name} is on ${placeText(places.y)}: await useDevice(device) first, then make the tensor.`);
    }
    if (places.x !== before) {
      fail(
        `${name} moves x itself to ${placeText(places.x)}. TF.js does that in the first operation on another ` +
          "device, but not if x is on a graphics card: read its values with await x.data(), and make a new " +
          "tensor of them.",
      );
    }
  });
  const { problem, place, expected } = requireRecord(auto, 'what toDevice(x, "auto") did');
  if (problem !== null) {
    if (typeof problem === "string" && problem.includes("not found in registry")) {
      fail(
        'toDevice(x, "auto") throws an error: tf.setBackend accepts only devices that have been started; useDevice ' +
          "starts them, and accepts all names.",
      );
    }
    fail(`toDevice(x, "auto") throws ${describe(problem)}, but useDevice accepts this name.`, { hasCause: false });
  }
  assertTexts([place], requireTexts([expected], "what useDevice returns"), {
    name: 'the device of toDevice(x, "auto")',
    why: 'where useDevice("auto") computes',
  });
});

check("stops the clock only when it has the numbers", {
  id: "16-time",
  points: 3,
  hints: [
    "When compute() returns a product, has a graphics card already computed it? If not, when does it do so?",
    "Compute once before you measure. Then read the clock, compute, wait for the numbers, and read the clock again.",
    "const start = clock(); const product = tf.tidy(compute); const values = await product.data(); … clock() - start",
  ],
}, async () => {
  const [one, five] = [await lesson.evaluate(timeProducts, 1), await lesson.evaluate(timeProducts, 5)];
  if (requireNumber(one.looks, "how often the clock was read") === 0) {
    fail("time() never reads its clock: call clock(), which is performance.now() by default.");
  }
  const name = (repeats: number) => `the time of a product, with repeats: ${repeats},`;
  const early = "the clock stops before the numbers have arrived: await product.data() first";
  assertClose(one.milliseconds, 8.25, {
    name: name(1),
    why: "the first run takes 101.25 ms, the second 8.25",
    mistakes: {
      "the first run does not count: compute once before you measure": 101.25,
      [early]: 0.75,
      "compute() is called before the clock starts: start it first": 7.5,
      "that is the time of both runs: read the clock after the first run": 109.5,
      "the first run is still computing: also wait for its numbers before you measure": 108.75,
      "that is the shortest of more runs than `repeats`": 6.25,
      "that is in seconds: the clock counts milliseconds": 0.00825,
      "that is rounded to whole milliseconds": 8,
    },
  });
  const times = [8.25, 6.25, 11.25, 9.25, 10.25];
  const sum = times.reduce((a, b) => a + b);
  assertClose(five.milliseconds, 6.25, {
    name: name(5),
    why: "the first run takes 101.25 ms, the next five 8.25, 6.25, 11.25, 9.25 and 10.25",
    mistakes: {
      "that is the average: return the shortest": sum / 5,
      "that is the sum of all: return the shortest": sum,
      "that is the average of all six: leave out the first run, and return the shortest": (sum + 101.25) / 6,
      "that is the first of the five times: return the shortest": 8.25,
      "that is the last of the five times: return the shortest": 10.25,
      "that is the longest of the five times: return the shortest": 11.25,
      "that is the time of the first run, which does not count: return the shortest of the others": 101.25,
      "that is the median: other programs only make a time longer, so return the shortest": 9.25,
      "that is the shortest of more runs than `repeats`": 3.25,
      [early]: 0.75,
    },
  });
  assertClose(five.runs, 6, {
    name: "the number of calls to compute(), with repeats: 5,",
    why: "1 + 5",
    mistakes: { "that is one run too few": 5, "that is one run too many": 7 },
  });
  assertClose(five.values, [3, 1, 2], { name: "values", why: "what compute() computes" });
  const plain = await lesson.evaluate(timeProducts, null);
  if (requireNumber(plain.looks, "how often performance.now() was read") === 0) {
    fail(
      "Without a clock in the options, time() never reads performance.now(), the default: other clocks, such as " +
        "Date.now(), may count only whole milliseconds.",
    );
  }
  assertClose(plain.runs, 6, {
    name: "the number of calls to compute() without options",
    why: "1 + 5, as repeats is 5 by default",
  });
  assertClose(plain.milliseconds, 6.25, { name: "the time of a product without options" });
});

/** A device that no machine has. */
const MISSING = "abacus";

/** Only one of the two lists has webgpu, because starting a graphics card in software takes half a second. */
const DEVICES = { short: ["cpu", MISSING, "wasm"], long: ["wasm", "webgpu", "cpu"] };

/** How many milliseconds a product with each of the two inputs takes on the clock of {@linkcode compareOn}. */
const COSTS = [5, 3];

check("computes on each device, and says which ones are missing", {
  id: "16-every",
  points: 3,
  hints: [
    "What does useDevice do if a device does not exist? Does your loop still reach the devices after it?",
    "Catch the error, keep its message as the reason, and continue. Otherwise move model and inputs, and measure.",
    "try { adapter = (await useDevice(device)).adapter } catch (error) { reason = (error as Error).message }; await model.to(device)",
  ],
}, async ({ seed }) => {
  const { reports, calls, problem } = await compareShort(seed);
  for (const report of reportsOf(reports, DEVICES.short)) {
    if (report.device === MISSING) assertMissing(report, problem);
    else assertPresent(report, { calls, product: short(seed), costs: COSTS });
  }
});

/** For checks that may start a graphics card: in software, this takes half a second, or 3 s on a busy machine. */
const START_SECONDS = 20;

check("uses a graphics card, and never a substitute for one", {
  id: "16-gpu",
  seconds: START_SECONDS,
  points: 1,
  hints: [
    'Is there a graphics card on this machine? What does useDevice("webgpu") return, or throw?',
    "It is a device like the others. useDevice returns an object with the card's name, or throws if there is no card.",
    "report.adapter = (await useDevice(device)).adapter;",
  ],
}, async ({ seed }) => {
  const { reports, calls, problem } = await compareLong(seed);
  for (const report of reportsOf(reports, DEVICES.long)) {
    if (report.device !== "webgpu" || problem === "") {
      assertPresent(report, { calls, product: long(seed), costs: COSTS });
    } else assertMissing(report, problem);
  }
});

check("gets the same numbers on all devices, up to rounding", {
  id: "16-same",
  seconds: START_SECONDS,
  points: 2,
  hints: [
    "Which numbers does time() return, and which of them belong in the report?",
    "Each output holds all the numbers that the model computes from one input on that device. Do not round them.",
    "const { milliseconds, values } = await time(() => model.forward(x)); report.outputs.push(values);",
  ],
}, async ({ seed }) => {
  const runs = [
    { product: short(seed), reports: (await compareShort(seed)).reports, devices: DEVICES.short },
    { product: long(seed), reports: (await compareLong(seed)).reports, devices: DEVICES.long },
  ];
  for (const { product, reports, devices } of runs) {
    for (const { device, milliseconds, outputs, reason } of reportsOf(reports, devices)) {
      if (reason !== null || device === MISSING) continue; // other checks judge the reports on missing devices
      const lists = requireList(outputs, `the outputs of ${device}`);
      if (lists.length !== product.inputs.length) {
        const [outputs, inputs] = [counted(lists.length, "output"), counted(product.inputs.length, "input")];
        const hasTimes = requireNumbers(milliseconds, "milliseconds").length === product.inputs.length;
        fail(`The report on ${device} has ${outputs} for ${inputs}: keep one output for each.`, { hasCause: hasTimes });
      }
      const lengths = lists.map((list) => requireNumbers(list, `an output of ${device}`).length);
      const expected = product.inputs.map((input) => input.length / product.length * product.columns);
      if (expected.length > 1 && lengths.join() === expected.toReversed().join()) {
        fail(`The outputs of ${device} are in the wrong order: outputs[i] belongs to inputs[i].`);
      }
      product.inputs.forEach((input, i) => assertRounded(lists[i], input, product, `outputs[${i}] of ${device}`));
    }
  }
});

check("leaves the model, the inputs and the device unchanged", {
  id: "16-home",
  points: 2,
  hints: [
    "Which device computes after your loop, and where is the model? Are both the same as before the loop?",
    "`home` is the device used before. model.to(device) moves the model, and also switches the device.",
    "await model.to(home); just before return reports;",
  ],
}, async ({ seed }) => {
  // neither run ends on the device on which it begins
  const other = ["wasm", "cpu"];
  const runs = [
    { evidence: await compareShort(seed), asked: DEVICES.short },
    { evidence: await compareOn(short(seed), other, "wasm"), asked: other },
  ];
  const { length, columns, weights, inputs } = short(seed);
  for (const { evidence, asked } of runs) {
    const home = requireChoice(evidence.home, BACKENDS, "the device before compareDevices");
    const { device, weights: place, disposed, isSame, devices } = requireRecord(
      evidence.after,
      "the state after compareDevices",
    );
    const gone = requireList(disposed, "which inputs are disposed of", inputs.length);
    if (requireList(isSame, "which inputs are still in the list", inputs.length).includes(false)) {
      fail("compareDevices puts other tensors into the list of inputs: that list belongs to the caller.");
    }
    if (gone.some((isDisposed) => isDisposed !== false)) {
      fail("compareDevices disposes of its inputs: dispose of the copies that toDevice makes.");
    }
    assertTexts(devices, asked, {
      name: "the list of devices after compareDevices",
      why: "that list belongs to the caller",
    });
    if (device !== home) {
      fail(`After compareDevices, ${placeText(device)} computes instead of ${home}: switch back.`);
    }
    if (place !== home) {
      fail(`After compareDevices, the model is on ${placeText(place)}: await model.to(home).`);
    }
    const name = "the model's weights after compareDevices";
    assertClose(requireTensor(evidence.values, { name, shape: [length, columns] }), weights, {
      name,
      why: "those before the call",
    });
  }
});

check("frees every tensor that it makes", {
  id: "16-clean",
  points: 1,
  hints: [
    "Print tf.memory().numTensors before and after a call to each function.",
    "time() needs a product until its numbers are read; compareDevices needs a moved input until its time is measured.",
    "tf.tidy(compute) frees its intermediate tensors; use product.dispose() in time(), x.dispose() in compareDevices.",
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
      await time(() => tf.scalar(16).sqrt().sqrt(), { repeats: 9 }); // two intermediate tensors
      timing.after = count();
      const comparing = { before: count(), after: 0 };
      await compareDevices(model, inputs, ["cpu", "wasm"]);
      comparing.after = count();
      return { moving, timing, comparing };
    } finally {
      await tf.setBackend(home);
    }
  });
  assertNoTensorsLeft(counts?.moving ?? {}, 1, "does toDevice make tensors other than its result?");
  assertNoneLeft(counts.timing ?? {}, 10, "is it the product in time(), or that of the first run?", {
    10: "the result of each compute(); dispose of it after you read its numbers",
    20: "the intermediate tensors of compute(); call it in a tf.tidy",
    30: "the intermediate tensors of compute(), and its result",
    1: "the result of the run that does not count",
    9: "the result of each run that counts",
  });
  assertNoneLeft(counts.comparing ?? {}, 6, "is it the moved input in compareDevices?", {
    6: "three inputs, moved to two devices; dispose of each moved input when its time is measured",
  });
});

check("says how far the devices agree", {
  id: "16-answer",
  seconds: START_SECONDS,
  points: 1,
  hints: [
    "Subtract the outputs of cpu from those of wasm: are the differences 0? Are they as large as the outputs?",
    "Compare a product of [64, 4] and [4, 64] (many short sums) with one of [2, 4096] and [4096, 2] (few long sums).",
    'The differences are in the sixth or seventh digit, so "up to rounding". Each addition in a sum rounds once more.',
  ],
}, async ({ seed }) => {
  const { agreement, differenceGrowsWith } = await lesson.evaluate(({ answers }) => answers());
  const [many, few] = [
    differences((await compareShort(seed)).reports, DEVICES.short, short(seed)),
    differences((await compareLong(seed)).reports, DEVICES.long, long(seed)),
  ];
  // over 300 seeds, the largest difference is 1.5e-5 or more in the long sums, 1.9e-6 or less in the short sums
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
  return compareOn(short(seed), DEVICES.short, "cpu");
}

function compareLong(seed: number) {
  return compareOn(long(seed), DEVICES.long);
}

/** Compares devices, beginning on `home`, by default on the device of the run. */
function compareOn(product: MatrixProduct, devices: string[], home?: "cpu" | "wasm") {
  return lesson.share(compareThem, product, devices, home, COSTS, WARM_UP)();
}

/** The largest difference between the outputs of cpu and wasm, also divided by the largest output. */
function differences(reports: unknown, devices: readonly string[], { inputs, length, columns }: MatrixProduct) {
  const size = inputs[0].length / length * columns;
  const [cpu, wasm] = ["cpu", "wasm"].map((name) => {
    const report = reportsOf(reports, devices).find(({ device }) => device === name);
    return requireNumbers(requireList(report?.outputs, `outputs of ${name}`)[0], `outputs[0] of ${name}`, size);
  });
  const largest = cpu.map((value, i) => Math.abs(value - wasm[i])).reduce((a, b) => Math.max(a, b));
  return { largest, share: largest / cpu.map(Math.abs).reduce((a, b) => Math.max(a, b)) };
}

/** Compares an answer with the experiment, and with the answer that right solutions give for every seed. */
function expectAnswer(
  answer: unknown,
  measured: string,
  { name, known, truth, because }: { name: string; known: readonly string[]; truth: string; because: string },
): void {
  if (requireChoice(answer, known, name) === measured) {
    return assertTrueAnswer(answer === truth, name, "compareDevices");
  }
  if (answer === truth) {
    const own = "your own compareDevices() leads to a different answer: fix compareDevices() first.";
    fail(`${name} is the right answer, but ${own}`, { hasCause: false });
  }
  fail(`${name} is "${answer}", but ${because}.`);
}

/** Like assertNoTensorsLeft, but `known` gives the cause for certain numbers of remaining tensors. */
function assertNoneLeft(
  counts: { before?: unknown; after?: unknown },
  steps: number,
  cause: string,
  known: Record<number, string>,
): void {
  const { before, after } = counts;
  const left = requireNumber(after, "tensors after") - requireNumber(before, "tensors before");
  if (known[left]) fail(`${counted(left, "tensor is", "tensors are")} left behind: ${known[left]}.`);
  assertNoTensorsLeft({ before, after }, steps, cause);
}
