/**
 * What lessons may know about the devices of their machine.
 * @module
 */
import { join } from "node:path";
import { mayRead } from "../../base/may_read.ts";
import { courseFolder } from "../../base/root.ts";
import { type MeasuredDevice, parseDevices } from "./device_table.ts";

/** Where the course remembers what was measured; null in a program that loads the library over the network. */
export const DEVICES_FILE: string | null = courseFolder && join(courseFolder, ".cache", "devices.json");

/** What this process was told; undefined where it has to look by itself. */
let told: readonly MeasuredDevice[] | undefined;

/** Tells what was measured, or with an empty list that nothing was: a lesson's process may not look for it. */
export function tellDevices(devices: readonly MeasuredDevice[]): void {
  told = devices;
}

/**
 * How long the devices of this machine take for a training step, as `deno task devices` has measured it: a row for each
 * device; none where that has not been measured, or may not be read. Nothing is measured here.
 * @example
 * ```ts
 * import { measuredDevices } from "downhill";
 * for (const { device, milliseconds } of measuredDevices()) console.log(device, milliseconds["CNN"]);
 * ```
 */
export function measuredDevices(): MeasuredDevice[] {
  return told ? parseDevices(told) : readDevices(DEVICES_FILE);
}

/** The table in `file`; an empty one where there is none that can be read. */
export function readDevices(file: string | null): MeasuredDevice[] {
  if (file === null || !mayRead(file)) return [];
  try {
    return parseDevices(JSON.parse(Deno.readTextFileSync(file)).devices);
  } catch {
    return []; // nothing has been measured yet, or the file is damaged: the next measurement replaces it
  }
}
