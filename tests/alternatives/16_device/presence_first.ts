/**
 * Lesson 16 solved in two rounds: first every device is tried, then the available devices compute. The moved inputs are
 * made and freed all at once, outputs are plain lists, and the stopwatch finds the shortest time by recursion.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type Device, type DeviceName, Module, Parameter, timesBySize, useDevice } from "downhill";

/** As in the lesson. */
export class Product extends Module {
  weights: Parameter;

  constructor(size = 200) {
    super();
    this.weights = new Parameter(tf.zeros([size, size]));
  }

  forward(x: tf.Tensor): tf.Tensor {
    return x.dot(this.weights);
  }
}

/** As in the lesson, with a buffer. */
export async function toDevice(x: tf.Tensor, device: DeviceName): Promise<tf.Tensor> {
  const values = await x.data();
  await useDevice(device);
  return tf.buffer(x.shape, x.dtype, values as never).toTensor();
}

interface Clocked {
  repeats?: number;
  clock?: () => number;
}

/** As in the lesson: the shorter of this time and the shortest of the others. */
export async function time(
  compute: () => tf.Tensor,
  { repeats = 5, clock = performance.now.bind(performance) }: Clocked = {},
): Promise<{ milliseconds: number; values: number[] }> {
  const first = tf.tidy(compute);
  const values = Array.from(await first.data()); // also warms up for all later runs
  first.dispose();
  const best = async (left: number): Promise<number> => {
    if (left === 0) return Infinity;
    const start = clock();
    const product = tf.tidy(compute);
    await product.array();
    const end = clock();
    product.dispose();
    return Math.min(end - start, await best(left - 1));
  };
  return { milliseconds: await best(repeats), values };
}

/** As in the lesson. */
export async function compareDevices(model: Module, inputs: tf.Tensor[], devices: DeviceName[]) {
  const home = tf.getBackend() as DeviceName;
  const found = new Map<DeviceName, Device | Error>();
  for (const device of devices) found.set(device, await useDevice(device).catch((error) => error));
  const reports = [];
  for (const [device, start] of found) {
    const report = { device, adapter: null as string | null, milliseconds: [] as number[], outputs: [] as number[][] };
    if (start instanceof Error) {
      reports.push({ ...report, reason: `${start.message}` });
      continue;
    }
    await model.to(device);
    const moved: tf.Tensor[] = [];
    for (const input of inputs) moved.push(await toDevice(input, device));
    for (const x of moved) {
      const { milliseconds, values } = await time(() => model.forward(x));
      report.milliseconds.push(milliseconds);
      report.outputs.push(values);
    }
    tf.dispose(moved);
    reports.push({ ...report, adapter: start.adapter, reason: null });
  }
  await model.to(home);
  return reports;
}

/** As in the lesson. */
export function answers() {
  return { differenceGrowsWith: "how long each sum is", agreement: "up to rounding" };
}

/** As in the lesson. */
export const picture = () => timesBySize([1, 10], { cpu: [0.1, 1] }, { title: "The same product on every device" });
