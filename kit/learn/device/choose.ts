/**
 * Chooses the device for a lesson.
 * @module
 */
import type { LessonEntry } from "../../base/syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";
import { type DeviceName, isDeviceName } from "../../base/devices.ts";

/**
 * The device to start for `lesson`, or null if the lesson needs no TF.js. If `asked` names a device, it is used; "auto"
 * leaves the choice to the lesson.
 *
 * A lesson that trains one number, or five, uses the cpu: a fast kernel saves nothing there, and calling it takes time.
 * For 1,000 steps of SGD on x² (first use, median of 12 on two shared cores), wasm takes 1.2 to 1.3 times as long as
 * the cpu, and starts 40 ms later. A network's matrices are different: 1,000 steps of Adam on 80 points and a hidden
 * layer of 100 take 2.0 s on the cpu, 1.4 s on wasm.
 */
export function chooseDevice(lesson: LessonEntry, asked: DeviceName): DeviceName | null {
  if (lesson.device === null) return null;
  return asked === "auto" ? lesson.device : asked;
}

/**
 * The device that `text` names; auto if `text` is missing.
 * @throws {UsageError} If there is no such device.
 */
export function deviceOf(text: string | undefined): DeviceName {
  if (text === undefined) return "auto";
  if (isDeviceName(text)) return text;
  throw new UsageError(`There is no device "${text}": use auto, cpu, wasm or webgpu.`);
}
