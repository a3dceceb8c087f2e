/**
 * What lesson 16 is compared with: products of matrices in float64, and what a report on a device must contain.
 * @module
 */
import {
  assertClose,
  assertTexts,
  describe,
  fail,
  RandomState,
  requireList,
  requireNumbers,
  requireRecord,
} from "downhill/testing";
import { list, sum } from "./lists.ts";

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

/** Random numbers that are exact in float32; `rows` says how many rows each input has. */
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
 * with the length of the sum. With 100 seeds, cpu, wasm and webgpu reached 0.73 of it for sums of 4 products, and 0.004
 * for sums of 4,096.
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

/** A report whose fields may be anything. */
export type AnyReport = { device: string } & Record<"adapter" | "milliseconds" | "outputs" | "reason", unknown>;

/** The reports, one for each of the devices. */
export function reportsOf(reports: unknown, devices: readonly string[]): AnyReport[] {
  const all = requireList(reports, "what compareDevices returns").map((report) => requireRecord(report, "a report"));
  assertTexts(all.map(({ device }) => device), devices, {
    name: "the list of the devices that there are reports on",
    why: "one for each device that was asked for, in that order",
  });
  return all.map(({ adapter, milliseconds, outputs, reason }, i) => (
    { device: devices[i], adapter, milliseconds, outputs, reason }
  ));
}

/** Checks that the report on a missing device has a reason, and nothing else. */
export function assertMissing({ device, milliseconds, outputs, reason }: AnyReport): void {
  if (reason === null || reason === undefined) {
    fail(`There is no ${device} on this machine, and the report on it gives no reason: who computed there?`);
  }
  if (typeof reason !== "string" || !reason.includes(device === "webgpu" ? "WebGPU" : device)) {
    fail(`The reason in the report on ${device} is ${describe(reason)}: keep the message of useDevice's error.`);
  }
  const numbers = requireNumbers(milliseconds, `milliseconds of ${device}`);
  if (numbers.length > 0 || requireList(outputs, "outputs").length > 0) {
    fail(`The report on ${device} says why it is not there, and has numbers: whose are they?`);
  }
}

/** What was seen on a device that is not missing. */
export interface Seen {
  /** The calls of the model: on which device, for how many rows, and where its weights and x were. */
  calls: unknown;
  /** What the model had to compute. */
  product: MatrixProduct;
  /** How far each input moves the clock, in milliseconds. */
  costs: readonly number[];
}

/** Checks that the model and its inputs were on the device when it computed, and that its times were kept. */
export function assertPresent(report: AnyReport, { calls, product: { inputs, length }, costs }: Seen): void {
  const { device, adapter, milliseconds, reason } = report;
  if (reason !== null) {
    fail(`There is ${device} on this machine, and the report on it has the reason ${describe(reason)}, expected null.`);
  }
  if (device === "webgpu" ? typeof adapter !== "string" : adapter !== null) {
    fail(
      `adapter in the report on ${device} is ${describe(adapter)}: keep what useDevice returns, the name of a ` +
        "graphics card, and null for all others.",
    );
  }
  const all = requireList(calls, "when the model was asked").map((call) => requireRecord(call, "a call of forward"));
  const there = all.filter((call) => call.device === device);
  inputs.forEach((values, i) => {
    const first = there.find(({ rows }) => rows === values.length / length);
    if (!first) fail(`On ${device}, the model is never asked for inputs[${i}].`);
    if (first.weights !== device) {
      fail(
        `The model's weights lie on ${placeText(first.weights)} when ${device} begins to compute: ` +
          "await model.to(device) before.",
      );
    }
    if (first.x !== device) {
      fail(
        `The input lies on ${placeText(first.x)} when ${device} begins to compute: give the model what ` +
          "toDevice(inputs[i], device) returns.",
      );
    }
  });
  const expected = costs.slice(0, inputs.length);
  assertClose(milliseconds, expected, {
    name: `milliseconds of ${device}`,
    why: `in this check the clock runs only while the model computes: ${expected.join(" and ")} ms`,
    mistakes: {
      ...(expected.length > 1 && { "the times are in the wrong order": expected.toReversed() }),
      "nothing was measured": expected.map(() => 0),
    },
  });
}

/** The name of a device, or whatever came instead of it. */
export function placeText(device: unknown): string {
  return typeof device === "string" ? device.slice(0, 40) : describe(device);
}
