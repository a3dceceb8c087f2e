/**
 * The measured times of a machine's devices, and which device is the fastest for a lesson.
 * @module
 */
import { type Backend, BACKENDS, type StepName, STEPS } from "../../base/devices.ts";

/** The measured times of one device. */
export interface MeasuredDevice {
  /** The device: "cpu", "wasm" or "webgpu". */
  device: Backend;
  /** The name of the GPU, or null if the device is not a GPU. */
  adapter: string | null;
  /** Whether the adapter is software that replaces a GPU. */
  isSoftware: boolean;
  /** How long a training step takes, in milliseconds; a step that could not be measured is missing. */
  milliseconds: Partial<Record<StepName, number>>;
  /** Why a step is missing; null if none is missing. */
  reason: string | null;
}

/**
 * The device that takes the shortest time for `step`; null if there is no GPU, because then there is nothing to choose.
 * If there are several GPUs, only the first counts, because TF.js uses it. Software that replaces a GPU does not count.
 * A row for WebGPU without an adapter only says that there is no GPU.
 */
export function fastestDevice(step: StepName, devices: readonly MeasuredDevice[]): Backend | null {
  const gpu = devices.find(({ device }) => device === "webgpu");
  if (!gpu || gpu.isSoftware || gpu.adapter === null) return null;
  const measured = devices.filter(({ device, milliseconds }) =>
    milliseconds[step] !== undefined && device !== "webgpu"
  );
  if (gpu.milliseconds[step] !== undefined) measured.push(gpu);
  return measured.toSorted((a, b) => a.milliseconds[step]! - b.milliseconds[step]!)[0]?.device ?? null;
}

/**
 * Reads a table from JSON.
 * @throws {SyntaxError} If it is not a valid table.
 */
export function parseDevices(json: unknown): MeasuredDevice[] {
  if (!Array.isArray(json)) throw new SyntaxError("The table of devices is not a list.");
  return json.map((row) => {
    const { device, adapter, isSoftware, milliseconds, reason } = row ?? {};
    const isText = (value: unknown) => value === null || typeof value === "string";
    const times = Object.entries(milliseconds ?? {});
    const isRight = BACKENDS.includes(device) && isText(adapter) && typeof isSoftware === "boolean" && isText(reason) &&
      times.every(([step, time]) => STEPS.includes(step as StepName) && typeof time === "number" && time > 0);
    if (!isRight) throw new SyntaxError("A row of the table of devices is not valid.");
    return { device, adapter, isSoftware, milliseconds: Object.fromEntries(times), reason };
  });
}
