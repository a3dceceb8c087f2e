/**
 * Keeps the measured times of the devices in a file in the course's cache folder. You can delete the file at any time.
 * @module
 */
import { cpus } from "node:os";
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { writeAtomically } from "../../base/write.ts";
import type { Adapter } from "./adapters.ts";
import { type MeasuredDevice, parseDevices } from "./device_table.ts";
import { areKernelsOff } from "../tfjs/kernels_off.ts";
import { DEVICES_FILE } from "./measured_devices.ts";

/** A measurement, and the machine for which it was made. */
export interface Remembered {
  /** TF.js, Deno, the processor and the GPUs. If one of them changes, the times are no longer valid. */
  madeFor: string[];
  /** A row for each device. */
  devices: MeasuredDevice[];
}

/** The value of `madeFor` for a measurement made now, on a machine with these adapters. */
export function madeFor(adapters: readonly Adapter[]): string[] {
  const { imports } = JSON.parse(Deno.readTextFileSync(join(root, "import_map.json")));
  return [
    imports["@tensorflow/tfjs"],
    `Deno ${Deno.version.deno}`,
    `${cpus()[0]?.model}`,
    areKernelsOff() ? "TF.js's own kernels" : "our kernels",
    ...adapters.map(({ name }) => name),
  ];
}

/** Whether a measurement was made on this machine in its current state. */
export function fits(remembered: Remembered, adapters: readonly Adapter[]): boolean {
  return JSON.stringify(remembered.madeFor) === JSON.stringify(madeFor(adapters));
}

/** Reads the kept measurement. Returns null if there is none, or if it cannot be read: the caller must then measure. */
export async function recallDevices(file = DEVICES_FILE!): Promise<Remembered | null> {
  try {
    const { madeFor, devices } = JSON.parse(await Deno.readTextFile(file));
    return { madeFor, devices: parseDevices(devices) };
  } catch {
    return null;
  }
}

/**
 * Writes a measurement to the file.
 * @throws {UsageError} If the file cannot be written.
 */
export async function rememberDevices(remembered: Remembered, file = DEVICES_FILE!): Promise<void> {
  await writeAtomically(file, JSON.stringify(remembered));
}
