/**
 * The names of devices, and of the training steps that are measured on them.
 * @module
 */

/** The kinds of devices that TF.js can use: the `backend` of a `Device`. */
export type Backend = "cpu" | "wasm" | "webgpu";

/** All of them. */
export const BACKENDS: readonly Backend[] = ["cpu", "wasm", "webgpu"];

/** What `--device` accepts: "auto" lets the lesson choose. */
export type DeviceName = "auto" | Backend;

/** Whether `name` is "auto" or the name of a device. */
export function isDeviceName(name: unknown): name is DeviceName {
  return name === "auto" || BACKENDS.includes(name as Backend);
}

/** Where TF.js runs. */
export interface Device {
  /** "cpu", "wasm" or "webgpu". */
  backend: string;
  /** The GPU's name, or null on a CPU. */
  adapter: string | null;
}

/**
 * The training steps that are measured. The networks have 100 hidden units and learn from 80 points (lesson 13), 128
 * hidden units and 64 images (lesson 20), or two convolutions and 64 images (lesson 21).
 */
export type StepName = "small MLP" | "784-128-10" | "CNN";

/** All steps, ordered by the amount of work. */
export const STEPS: readonly StepName[] = ["small MLP", "784-128-10", "CNN"];
