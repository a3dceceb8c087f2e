/**
 * That the solutions pass on every device, for tests: one file a device, so that they run side by side.
 * @module
 */
import { assertEquals } from "@std/assert";
import type { CheckRecord, StartRecord } from "../run/record.ts";
import { run, type RunOptions } from "../run/run.ts";
import { syllabus } from "../syllabus.ts";
import type { DeviceName } from "./start.ts";

/** Whether this machine has an adapter at all: a GPU, or Mesa's software. */
export const hasAdapter: boolean = await navigator.gpu?.requestAdapter() != null;

/** What a solution's checks say, and how its run began. */
export async function judged(
  lesson: string,
  options: RunOptions,
): Promise<{ start: StartRecord; checks: CheckRecord[] }> {
  const found: { start?: StartRecord; checks: CheckRecord[] } = { checks: [] };
  for await (const record of run(lesson, { target: "solutions", picture: false, ...options })) {
    if (record.type === "start") found.start = record;
    if (record.type === "check") found.checks.push(record);
  }
  return found as { start: StartRecord; checks: CheckRecord[] };
}

/**
 * Declares a test for each lesson with TF.js, except where `device` is the one that the lesson takes by itself: that run
 * is one of `deno task verify`.
 */
export function testSolutionsOn(device: Exclude<DeviceName, "auto">): void {
  const usual = device === "wasm" ? "auto" : device;
  for (const { id: lesson } of syllabus.filter((entry) => entry.device !== null && entry.device !== usual)) {
    Deno.test({
      name: `the solution of ${lesson} passes on ${device}, and prints nothing`,
      ignore: device === "webgpu" && !hasAdapter,
      fn: async () => {
        const { start, checks } = await judged(lesson, { device });
        assertEquals(start.device.backend, device);
        assertEquals(start.device.adapter !== null, device === "webgpu");
        assertEquals(
          checks.map(({ id, status, message }) => ({ id, status, message })).filter((c) => c.status !== "pass"),
          [],
        );
        assertEquals(checks.map(({ printed }) => printed).join(""), ""); // not even TF.js's greeting
      },
    });
  }
}
