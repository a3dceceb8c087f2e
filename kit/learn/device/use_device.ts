/**
 * Changes the device while a program runs.
 * @module
 */
import { valueText } from "../../base/kind_of.ts";
import { type Device, type DeviceName, isDeviceName } from "../../base/devices.ts";
import { startDevice } from "./start.ts";

/**
 * Makes `name` the device on which TF.js computes from now on: the processor in plain JavaScript ("cpu"), the processor
 * in WebAssembly ("wasm"), a GPU ("webgpu"), or the best choice for this machine ("auto"). Tensors that were made on
 * another device can still be used, except those on a GPU: read these with `await tensor.data()` first.
 * @example
 * ```ts
 * import { useDevice } from "downhill";
 * import * as tf from "@tensorflow/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await useDevice("wasm"), { backend: "wasm", adapter: null });
 * assertEquals(await tf.scalar(20).add(1).data(), Float32Array.of(21));
 * ```
 * @returns The device that computes now, with the name of the GPU if it is a GPU.
 * @throws {Error} If there is no such device on this machine, with the reason. The device then stays the same.
 * @throws {TypeError} If `name` is not one of these four names.
 */
export async function useDevice(name: DeviceName = "auto"): Promise<Device> {
  if (!isDeviceName(name)) {
    throw new TypeError(`There is no device ${valueText(name)}: use "auto", "cpu", "wasm" or "webgpu".`);
  }
  const tf = await import("@tensorflow/tfjs");
  const before = tf.getBackend();
  try {
    return await startDevice(name);
  } catch (error) {
    if (before) await tf.setBackend(before);
    throw error;
  }
}
