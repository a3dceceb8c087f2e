/**
 * Tests that the solutions pass on every device. There is one file for each device, and two for WebGPU; the files run
 * at the same time.
 * @module
 */
import { assertEquals } from "@std/assert";
import { checksOf } from "../../judge/run/check.ts";
import { collect, type Result } from "../../judge/run/collect.ts";
import { run, type RunOptions } from "../../judge/run/run.ts";
import { reasonToSkip } from "../../judge/run/skipped.ts";
import { jobFor } from "../../judge/run/job.ts";
import { findLesson } from "../../judge/run/find_lesson.ts";
import { syllabus } from "../../../syllabus.ts";
import type { Backend } from "../../base/devices.ts";

/** Whether this machine has a WebGPU adapter: a GPU, or Mesa's software renderer. */
export const hasAdapter: boolean = await navigator.gpu?.requestAdapter() != null;

/** The lessons whose training takes longest on the cpu. The remaining lessons cover other networks and images. */
export const LONG_ON_CPU: readonly string[] = [
  "11_library_mlp",
  "13_mlp_training",
  "18_overfitting",
  "20_fashion_mnist",
];

/** The verdicts on a solution, and the first record of its run. */
export function judged(lesson: string, options: RunOptions): Promise<Result> {
  return collect(run(lesson, { target: "solutions", picture: false, ...options }));
}

/** Whether the course has a lesson with this id. */
export function isHere(lesson: string): boolean {
  return syllabus.some(({ id }) => id === lesson);
}

/** The ids of the lessons in these parts of the course. */
export function lessonsOf(...parts: string[]): string[] {
  return syllabus.filter(({ part }) => parts.includes(part)).map(({ id }) => id);
}

/**
 * Declares a test for each lesson with TF.js, unless the lesson uses `device` by default: `deno task test` already
 * tests that.
 * @param lessons The ids of the lessons; by default all.
 * @param only The ids of the checks; by default all.
 */
export function testSolutionsOn(
  device: Backend,
  lessons: readonly string[] = syllabus.map(({ id }) => id),
  only?: readonly string[],
): void {
  const usual = device === "wasm" ? "auto" : device;
  const others = lessons.filter(isHere).map((id) => findLesson(id)).filter((entry) =>
    entry.device !== null && entry.device !== usual
  );
  for (const entry of others) {
    const lesson = entry.id;
    Deno.test({
      name: `the solution of ${lesson} passes on ${device}, and prints nothing`,
      ignore: device === "webgpu" && !hasAdapter,
      fn: async () => {
        const { start, checks } = await judged(lesson, { device, only });
        const job = jobFor(entry, { target: "solutions", device });
        const notAsked = (await checksOf(job)).filter((check) => reasonToSkip(check, job, device));
        const expected = (id: string) => notAsked.some((check) => check.id === id) ? "skipped" : "pass";
        assertEquals(
          checks.map(({ id, status, message }) => ({ id, status, message })).filter((c) => c.status !== expected(c.id)),
          [],
        ); // compared first, because each check says why if the device did not start
        assertEquals(start.device.backend, device);
        assertEquals(start.device.adapter !== null, device === "webgpu");
        assertEquals(checks.map(({ printed }) => printed).join(""), ""); // not even TF.js's greeting
      },
    });
  }
}
