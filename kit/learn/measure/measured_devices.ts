/**
 * The measured times of the devices, for lessons.
 * @module
 */
import { join } from "node:path";
import { mayRead } from "../../base/may_read.ts";
import { courseFolder } from "../../base/root.ts";
import { type MeasuredDevice, parseDevices } from "./device_table.ts";

/** The file in which the course keeps the measured times; null in a program that loads the library over the network. */
export const DEVICES_FILE: string | null = courseFolder && join(courseFolder, ".cache", "devices.json");

/** The devices that were passed to this process; undefined if it must read the file itself. */
let told: readonly MeasuredDevice[] | undefined;

/**
 * Passes the measured devices to a lesson's process, which may not read the file. Pass an empty list if nothing was
 * measured.
 */
export function tellDevices(devices: readonly MeasuredDevice[]): void {
  told = devices;
}

/**
 * How long the devices of this machine take for a training step, as measured by `deno task devices`: a row for each
 * device. The list is empty if nothing has been measured, or if the program may not read it. This function does not
 * measure.
 * @example
 * ```ts
 * import { measuredDevices } from "downhill";
 * for (const { device, milliseconds } of measuredDevices()) console.log(device, milliseconds["CNN"]);
 * ```
 */
export function measuredDevices(): MeasuredDevice[] {
  return told ? parseDevices(told) : readDevices(DEVICES_FILE);
}

/** The table in `file`; an empty one if it cannot be read. */
export function readDevices(file: string | null): MeasuredDevice[] {
  if (file === null || !mayRead(file)) return [];
  try {
    return parseDevices(JSON.parse(Deno.readTextFileSync(file)).devices);
  } catch {
    return []; // nothing has been measured yet, or the file is damaged: the next measurement replaces it
  }
}
