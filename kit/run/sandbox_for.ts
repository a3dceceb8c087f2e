/**
 * @module
 */
import { chooseDevice } from "../device/choose.ts";
import { FULL_LIMITS } from "../sandbox/process.ts";
import { Sandbox, type SandboxOptions } from "../sandbox/sandbox.ts";
import type { LessonEntry } from "../syllabus.ts";
import { dataFor } from "./data_for.ts";
import type { RunOptions } from "./run.ts";
import { targetUrl } from "./target.ts";

/**
 * The sandbox that {@linkcode run} uses.
 * @param more Modules that may take the lesson's place, and whether it is edited while its process waits.
 */
export function sandboxFor(
  entry: LessonEntry,
  options: RunOptions,
  more: Pick<SandboxOptions, "others" | "isEdited"> = {},
): Sandbox {
  const { target = "lessons", device = "auto", limits, full } = options;
  return new Sandbox(targetUrl(target, entry.id), {
    device: chooseDevice(entry, device),
    data: dataFor(entry, full),
    packages: entry.packages,
    usesGpu: entry.usesGpu,
    limits: full ? { ...FULL_LIMITS, ...limits } : limits,
    ...more,
  });
}
