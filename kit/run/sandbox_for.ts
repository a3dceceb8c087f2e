/**
 * The process that a run is given for a lesson.
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

/** Opens the course's own solution in the same way; undefined where that is what is judged. */
export function solutionFor(entry: LessonEntry, options: RunOptions): (() => Sandbox) | undefined {
  if (options.target === "solutions") return undefined;
  return () => sandboxFor(entry, { ...options, target: "solutions" });
}
