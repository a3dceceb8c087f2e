/**
 * Makes the sandbox in which the lesson of a job runs.
 * @module
 */
import { arePackagesHere } from "../packages/missing.ts";
import { readLesson } from "../sandbox/lesson_file.ts";
import { Sandbox, type SandboxOptions } from "../sandbox/sandbox.ts";
import type { Job } from "./job.ts";

/**
 * Makes the sandbox for `job`.
 * @param more Other modules that may replace the lesson, whether the lesson is edited while its process waits, and the
 *   speeds of the devices, for a lesson that compares them.
 */
export function sandboxFor(job: Job, more: Pick<SandboxOptions, "others" | "isEdited" | "measured"> = {}): Sandbox {
  const { entry, url, device, data, limits } = job;
  return new Sandbox(url, {
    device,
    data,
    limits,
    packages: entry.packages,
    usesGpu: entry.usesGpu,
    isLight: entry.device === null && !arePackagesHere() && !usesTensorFlow(url),
    ...more,
    measured: entry.usesGpu ? more.measured : undefined,
  });
}

/**
 * Whether a lesson's text mentions TF.js. A lesson may use TF.js even if its entry in the syllabus does not require it.
 * False for an unreadable file.
 */
function usesTensorFlow(lesson: URL): boolean {
  try {
    return readLesson(lesson.href)?.includes("@tensorflow/tfjs") ?? false;
  } catch {
    return false;
  }
}

/** A function that makes the same sandbox for the course's own solution; undefined if the solution itself is judged. */
export function solutionFor(job: Job): (() => Sandbox) | undefined {
  return job.target === "solutions" ? undefined : () => sandboxFor({ ...job, url: job.solution });
}
