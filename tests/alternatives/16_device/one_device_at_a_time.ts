/**
 * Lesson 16 solved with a function that measures one device. If the device is missing, its error becomes the report.
 * All times are kept, the model is moved again for each input, and a report is an instance with getters.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type DeviceName, type Module, useDevice } from "downhill";
import type { Timing } from "../../../solutions/16_device.ts";

/**
 * As in the lesson, by way of nested lists; the device is changed first, because values can be read from any device.
 */
export async function toDevice(x: tf.Tensor, device: DeviceName) {
  await useDevice(device);
  return tf.tensor(await x.array(), x.shape, x.dtype);
}

/** As in the lesson, with a list of all times. */
export async function time(compute: () => tf.Tensor, { repeats = 5, clock = () => performance.now() } = {}) {
  const times: number[] = [];
  let values: ArrayLike<number> = [];
  for (let i = 0; i <= repeats; i++) {
    const start = clock();
    const product = tf.tidy(compute);
    values = await product.data();
    times.push(clock() - start);
    product.dispose();
  }
  return { milliseconds: Math.min(...times.slice(1)), values };
}

/** A report that computes its lists from all timings when they are read. */
class Measured {
  readonly reason = null;
  constructor(readonly device: DeviceName, readonly adapter: string | null, readonly timings: Timing[]) {}
  get milliseconds() {
    return this.timings.map((timing) => timing.milliseconds);
  }
  get outputs() {
    return this.timings.map(({ values }) => values);
  }
}

/** The report on a device that is not missing. */
async function measure(model: Module, inputs: tf.Tensor[], device: DeviceName) {
  const { adapter } = await useDevice(device);
  const timings = [];
  for (const input of inputs) {
    await model.to(device);
    const x = await toDevice(input, device);
    timings.push(await time(() => model.forward(x)));
    tf.dispose(x);
  }
  return new Measured(device, adapter, timings);
}

/** As in the lesson. */
export async function compareDevices(model: Module, inputs: tf.Tensor[], devices: DeviceName[]) {
  const home = tf.getBackend() as DeviceName;
  const reports = [];
  for (const device of devices) {
    const missing = ({ message }: Error) => ({
      device,
      adapter: null,
      milliseconds: [] as number[],
      outputs: [] as ArrayLike<number>[],
      reason: message,
    });
    reports.push(await measure(model, inputs, device).catch(missing));
  }
  await model.to(home);
  return reports;
}

/** As in the lesson. */
export const answers = () => ({ agreement: "up to rounding", differenceGrowsWith: "how long each sum is" });
