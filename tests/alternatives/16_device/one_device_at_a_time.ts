/**
 * Lesson 16 solved with a function for one device that fails, and one that says so; the times of all repeats are kept,
 * and the model is moved anew for each input.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type DeviceName, Module, Parameter, timesBySize, useDevice } from "downhill";

/** As in the lesson. */
export class Product extends Module {
  weights: Parameter;

  constructor(size = 200) {
    super();
    this.weights = new Parameter(tf.ones([size, size]));
  }

  forward(x: tf.Tensor): tf.Tensor {
    return tf.matMul(x, this.weights);
  }
}

/** As in the lesson, by way of lists of lists; the device is changed first, for values can be read wherever they are. */
export async function toDevice(x: tf.Tensor, device: DeviceName) {
  await useDevice(device);
  return tf.tensor(await x.array(), x.shape, x.dtype);
}

/** As in the lesson, with a list of all times. */
export async function time(compute: () => tf.Tensor, { repeats = 3, clock = () => performance.now() } = {}) {
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

/** The report on a device that is there. */
async function measure(model: Module, inputs: tf.Tensor[], device: DeviceName) {
  const { adapter } = await useDevice(device);
  const timings = [];
  for (const input of inputs) {
    await model.to(device);
    const x = await toDevice(input, device);
    timings.push(await time(() => model.forward(x)));
    tf.dispose(x);
  }
  const milliseconds = timings.map((timing) => timing.milliseconds);
  return { device, adapter, milliseconds, outputs: timings.map(({ values }) => values), reason: null };
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

/** As in the lesson. */
export const picture = () => timesBySize([1, 10], { cpu: [0.1, 1] }, { title: "The same product on every device" });
