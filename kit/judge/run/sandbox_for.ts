/**
 * The process that a run is given for a lesson.
 * @module
 */
import { chooseDevice } from "../../learn/device/choose.ts";
import { arePackagesHere } from "../../base/packages/missing.ts";
import { readLesson } from "../sandbox/lesson_file.ts";
import { FULL_LIMITS } from "../sandbox/process.ts";
import { Sandbox, type SandboxOptions } from "../sandbox/sandbox.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
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
  const { target = "lessons", device = "auto", limits, full, measured } = options;
  const lesson = targetUrl(target, entry.id);
  return new Sandbox(lesson, {
    device: chooseDevice(entry, device),
    data: dataFor(entry, full),
    packages: entry.packages,
    usesGpu: entry.usesGpu,
    measured: entry.usesGpu ? measured : undefined,
    isLight: entry.device === null && !arePackagesHere() && !usesTensorFlow(lesson),
    limits: full ? { ...FULL_LIMITS, ...limits } : limits,
    ...more,
  });
}

/** Whether it names TF.js, which a lesson may use although it needs none. One that cannot be read does not. */
function usesTensorFlow(lesson: URL): boolean {
  try {
    return readLesson(lesson.href)?.includes("@tensorflow/tfjs") ?? false;
  } catch {
    return false;
  }
}

/** Opens the course's own solution in the same way; undefined where that is what is judged. */
export function solutionFor(entry: LessonEntry, options: RunOptions): (() => Sandbox) | undefined {
  if (options.target === "solutions") return undefined;
  return () => sandboxFor(entry, { ...options, target: "solutions" });
}
