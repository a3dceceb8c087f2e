/**
 * The reference for lesson 16: matrix products in float64, and the required content of a report on a device.
 * @module
 */
import {
  assertClose,
  assertTexts,
  describe,
  fail,
  itemName,
  RandomState,
  requireList,
  requireNumbers,
  requireRecord,
  requireTexts,
  withMinus,
} from "downhill/testing";
import { list, sum } from "./lists.ts";

type Lesson = typeof import("../../solutions/16_device.ts");

/** Inputs that are multiplied by weights; all are lists of numbers, row by row. */
export interface MatrixProduct {
  /** How many products are added in each sum. */
  length: number;
  /** How many sums are in a row of the result. */
  columns: number;
  /** Shape [length, columns]. */
  weights: number[];
  /** Each of shape [n, length]. */
  inputs: number[][];
}

/** Random numbers that are exact in float32; `rows` has the number of rows of each input. */
export function drawnProduct(seed: number, length: number, columns: number, rows: readonly number[]): MatrixProduct {
  const random = new RandomState(seed);
  const draw = (count: number) => list(count, () => Math.fround(random.normal()));
  return { length, columns, weights: draw(length * columns), inputs: rows.map((count) => draw(count * length)) };
}

/**
 * The result for one of the inputs, and how far float32 may be from each of the sums.
 *
 * In any order, a sum of n products is off by at most n · u · Σ|aᵢbᵢ|, with u = 2⁻²⁴ in float32 (Higham 2002, Accuracy
 * and Stability of Numerical Algorithms, 3.1). Because errors cancel, at most one long sum in 10⁴ is off by more than
 * 6√n · u · Σ|aᵢbᵢ| (Higham & Mary 2019, A New Approach to Probabilistic Rounding Error Analysis). So the bound grows
 * with the length of the sum. With 100 seeds, the errors on cpu, wasm and webgpu reached 0.73 of the bound for sums of
 * 4 products, and 0.004 for sums of 4,096.
 */
export function productOf(input: readonly number[], { length, columns, weights }: MatrixProduct) {
  const unit = Math.min(length, 6 * Math.sqrt(length)) * 2 ** -24;
  const sums: number[] = [];
  const bounds: number[] = [];
  for (let row = 0; row < input.length / length; row++) {
    for (let column = 0; column < columns; column++) {
      const products = list(length, (i) => input[row * length + i] * weights[i * columns + column]);
      sums.push(sum(products));
      bounds.push(unit * sum(products.map(Math.abs)));
    }
  }
  return { sums, bounds };
}

/** Checks that an output is the model's output for an input, up to the rounding of float32. */
export function assertRounded(output: unknown, input: number[], product: MatrixProduct, name: string): void {
  const { sums, bounds } = productOf(input, product);
  const values = requireNumbers(output, name, sums.length);
  const excess = values.map((value, i) => Math.abs(value - sums[i]) - bounds[i]);
  const worst = excess.indexOf(excess.reduce((a, b) => Math.max(a, b)));
  if (excess[worst] <= 0) return;
  const digits = [0, 1, 2, 3, 4].find((digits) => values.every((value) => value === Number(value.toFixed(digits))));
  if (digits !== undefined && new Set(values).size > 1) {
    fail(
      `${
        withMinus(`${itemName(name, worst)} is ${values[worst]}`)
      }: the output is rounded; keep its numbers as they are.`,
    );
  }
  const numbers = `${values[worst]}, expected ${sums[worst].toPrecision(9)} ± ${bounds[worst].toPrecision(1)}`;
  fail(
    `${withMinus(`${itemName(name, worst)} is ${numbers}`)}, the largest rounding error of float32: ` +
      "is it the model's output for this input?",
    { hasCause: false },
  );
}

/** A report whose fields are not checked yet. */
export type AnyReport = { device: string } & Record<"adapter" | "milliseconds" | "outputs" | "reason", unknown>;

/** The reports, one for each of the devices. */
export function reportsOf(reports: unknown, devices: readonly string[]): AnyReport[] {
  const all = requireList(reports, "what compareDevices returns").map((report) => requireRecord(report, "a report"));
  const name = "the list of the devices with a report";
  const came = requireTexts(all.map(({ device }) => device), name);
  if (came.join() !== devices.join() && came.toSorted().join() === devices.toSorted().join()) {
    fail(
      `The reports are on ${came.join(", ")}, expected ${devices.join(", ")}: keep the order of the ` +
        "list. Do all devices start at once, or is a missing device noted in the wrong place?",
    );
  }
  assertTexts(came, devices, { name, why: "one for each device in the list, in the same order" });
  return all.map(({ adapter, milliseconds, outputs, reason }, i) => (
    { device: devices[i], adapter, milliseconds, outputs, reason }
  ));
}

/** Checks that the report on a missing device has a reason, the message of useDevice's error, and nothing else. */
export function assertMissing({ device, milliseconds, outputs, reason }: AnyReport, message: unknown): void {
  const hasNumbers = requireList(outputs, `outputs of ${device}`).length > 0 ||
    requireNumbers(milliseconds, `milliseconds of ${device}`).length > 0;
  if (hasNumbers && typeof reason === "string") {
    fail(`The report on ${device} says why the device is missing, but has numbers: which device computed them?`);
  }
  if (hasNumbers) {
    fail(`There is no ${device} on this machine, but the report on it has numbers and no reason: what computed them?`);
  }
  const [expected] = requireTexts([message], "the message of useDevice");
  if (typeof reason !== "string" || !reason.includes(expected)) {
    fail(`The reason in the report on ${device} is ${describe(reason)}: keep the message of useDevice's error.`);
  }
}

/** The records of a device that is not missing. */
export interface Seen {
  /** The calls to the model, each with the device, the number of rows, and the places of the weights and of x. */
  calls: unknown;
  /** The product that the model had to compute. */
  product: MatrixProduct;
  /** How many milliseconds each input takes on the clock. */
  costs: readonly number[];
}

/** How many more milliseconds the first product of each size takes on each device. */
export const WARM_UP = 100;

/** Checks that the model and its inputs were on the device when it computed, and that the report has its times. */
export function assertPresent(report: AnyReport, { calls, product: { inputs, length }, costs }: Seen): void {
  const { device, adapter, milliseconds, reason } = report;
  if (reason !== null) {
    const came = `the report on it has the reason ${describe(reason)}`;
    fail(`There is ${device} on this machine, and ${came}, expected null.`, { hasCause: false });
  }
  if (device === "webgpu" ? typeof adapter !== "string" : adapter !== null) {
    fail(
      `adapter in the report on ${device} is ${describe(adapter)}: keep the adapter that useDevice returns, the name ` +
        "of a graphics card or null.",
    );
  }
  const all = requireList(calls, "the calls to the model").map((call) => requireRecord(call, "a call to forward"));
  const there = all.filter((call) => call.device === device);
  inputs.forEach((values, i) => {
    const first = there.find(({ rows }) => rows === values.length / length);
    if (!first) fail(`On ${device}, the model is never called with inputs[${i}].`, { hasCause: false });
    if (first.weights !== device) {
      fail(
        `The model's weights are on ${placeText(first.weights)} when ${device} begins to compute: ` +
          "await model.to(device) first.",
      );
    }
    if (first.x !== device) {
      fail(
        `The input is on ${placeText(first.x)} when ${device} begins to compute: give the model ` +
          "the result of toDevice(inputs[i], device).",
      );
    }
  });
  const expected = costs.slice(0, inputs.length);
  assertClose(milliseconds, expected, {
    name: `milliseconds of ${device}`,
    why: `in this check, performance.now() advances only while the model computes, by ${expected.join(" and ")} ms`,
    mistakes: {
      ...(expected.length > 1 && { "the times are in the wrong order": expected.toReversed() }),
      "that is the time of the first product, which does not count: measure with time()": expected.map((cost) =>
        cost + WARM_UP
      ),
    },
  });
}

/** The name of a device, or a description of the value that came instead. */
export function placeText(device: unknown): string {
  return typeof device === "string" ? device.slice(0, 40) : describe(device);
}

/** Probe: moves tensors that can be read only asynchronously, as on a graphics card. */
export const moveTensors = async ({ toDevice }: Lesson, values: number[]) => {
  const tf = await import("@tensorflow/tfjs");
  const { useDevice } = await import("downhill");
  const { backendOf, isDisposed } = await import("downhill/instruments");
  const home = tf.getBackend();
  const moves = [];
  const dataSync = () => {
    throw new Error(
      "A graphics card cannot give the numbers of x at once: write await x.data() instead of x.dataSync().",
    );
  };
  try {
    const { backend: expected } = await useDevice("auto");
    await useDevice(home as "cpu");
    for (const device of ["wasm", "cpu"] as const) {
      for (const dtype of ["float32", "int32"] as const) {
        const x = tf.tensor(values, [3, 1, 2], dtype);
        Object.defineProperty(x, "dataSync", { value: dataSync }); // dataSync is read-only, so redefine it
        Object.defineProperty(x, "print", { value: () => {} }); // calls dataSync, but is allowed
        const before = tf.getBackend();
        const y = await toDevice(x, device);
        const computes = tf.getBackend();
        const isGone = isDisposed(x);
        const places = { x: isGone ? before : backendOf(x), y: y && backendOf(y) };
        moves.push({ device, dtype, y, places, before, computes, isSame: y === x, isDisposed: isGone });
      }
    }
    const place = await toDevice(tf.tensor1d([1, 2]), "auto").then(
      backendOf,
      (error) => ({ error: `${error.message}` }),
    );
    const problem = typeof place === "string" ? null : place.error;
    return { moves, auto: { problem, place: problem === null ? place : null, expected } };
  } finally {
    await tf.setBackend(home);
  }
};

/**
 * Probe: simulates a graphics card that accepts a command in 0.75 ms, and computes while the lesson waits for the
 * numbers. Without `repeats`, no options are passed, and performance.now() shows the simulated time.
 */
export const timeProducts = async ({ time }: Lesson, repeats: number | null) => {
  const tf = await import("@tensorflow/tfjs");
  const { turnClock } = await import("downhill/instruments");
  const durations = [100.5, 7.5, 5.5, 10.5, 8.5, 9.5, 2.5];
  let [now, pending, runs, looks] = [1e6, 0, 0, 0];
  const compute = () => {
    now += 0.75;
    pending += durations[runs++] ?? 1;
    const product = tf.tensor1d([3, 1, 2]);
    const read = product.data.bind(product);
    const data = async () => {
      now += pending;
      pending = 0;
      return await read();
    };
    const dataSync = () => {
      throw new Error("A graphics card cannot give the numbers at once: await product.data().");
    };
    Object.defineProperty(product, "dataSync", { value: dataSync });
    Object.defineProperty(product, "print", { value: () => {} }); // calls dataSync, but is allowed
    return Object.defineProperty(product, "data", { value: data }); // data is read-only, so redefine it
  };
  const clock = () => {
    looks++;
    return now;
  };
  const turnBack = repeats === null ? turnClock(clock) : () => {};
  try {
    const timing = await (repeats === null ? time(compute) : time(compute, { repeats, clock }));
    return { milliseconds: timing?.milliseconds, values: timing?.values, runs, looks };
  } finally {
    turnBack();
  }
};

/**
 * Probe: compares devices, beginning on `home`, with a model that records where it computes, and a clock that runs only
 * while the model computes.
 */
export const compareThem = async (
  { compareDevices, Product }: Lesson,
  { length, columns, weights, inputs }: MatrixProduct,
  asked: string[],
  home: "cpu" | "wasm" | undefined,
  costs: readonly number[],
  warmUp: number,
) => {
  const tf = await import("@tensorflow/tfjs");
  const { useDevice } = await import("downhill");
  const { backendOf, isDisposed, turnClock } = await import("downhill/instruments");
  const ofRun = tf.getBackend();
  if (home) await useDevice(home);
  let now = 1e6;
  const calls: { device: string; weights: string; x: string; rows: number }[] = [];
  const warm = new Set<string>();
  const model = new Product(1);
  model.weights.dispose();
  model.weights = tf.variable(tf.tensor2d(weights, [length, columns])) as typeof model.weights;
  const originals = inputs.map((values) => tf.tensor2d(values, [values.length / length, length]));
  const [tensors, devices] = [[...originals], [...asked]];
  model.forward = (x) => {
    const call = { device: tf.getBackend(), weights: backendOf(model.weights), x: backendOf(x), rows: x.shape[0] };
    if (calls.length < 1000) calls.push(call);
    now += costs[inputs.findIndex((values) => values.length === x.size)];
    const size = `${call.device} ${call.rows}`;
    if (!warm.has(size)) now += warmUp;
    warm.add(size);
    return tf.matMul(x, model.weights);
  };
  const turnBack = turnClock(() => now);
  try {
    const before = tf.getBackend();
    const all = await compareDevices(model, tensors, devices as never);
    const after = {
      device: tf.getBackend(),
      weights: backendOf(model.weights),
      disposed: originals.map(isDisposed),
      isSame: originals.map((tensor, i) => tensors[i] === tensor),
      devices: [...devices],
    };
    const reports = Array.isArray(all)
      ? all.map((each) =>
        each && {
          device: each.device,
          adapter: each.adapter,
          milliseconds: each.milliseconds,
          outputs: each.outputs,
          reason: each.reason,
        }
      )
      : all;
    const values = model.weights;
    const other = asked.find((name) => name !== "cpu" && name !== "wasm");
    const problem = other && await useDevice(other as "cpu").then(() => "", (error) => `${error.message}`);
    return { reports, calls, home: before, after, values, problem };
  } finally {
    turnBack();
    await tf.setBackend(ofRun); // later checks use the device of the run
  }
};
