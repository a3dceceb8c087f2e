/**
 * Remembers how fast the devices are, in a file of the course's cache folder, which can be deleted at any time.
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

/** What was measured, and what it fits. */
export interface Remembered {
  /** With another TF.js, Deno, processor or GPU, other times would be measured. */
  madeFor: string[];
  /** A row for each device. */
  devices: MeasuredDevice[];
}

/** What a measurement that is made now, on a machine with these adapters, fits. */
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

/** Whether that is a measurement of this machine as it is now. */
export function fits(remembered: Remembered, adapters: readonly Adapter[]): boolean {
  return JSON.stringify(remembered.madeFor) === JSON.stringify(madeFor(adapters));
}

/** What is remembered; null if there is no file, or if it cannot be read: then one measures anew. */
export async function recallDevices(file = DEVICES_FILE!): Promise<Remembered | null> {
  try {
    const { madeFor, devices } = JSON.parse(await Deno.readTextFile(file));
    return { madeFor, devices: parseDevices(devices) };
  } catch {
    return null;
  }
}

/**
 * Remembers a measurement.
 * @throws {UsageError} If the file cannot be written.
 */
export async function rememberDevices(remembered: Remembered, file = DEVICES_FILE!): Promise<void> {
  await writeAtomically(file, JSON.stringify(remembered));
}
