/**
 * Makes sure that a solution passes, for tools that compare other answers with it.
 * @module
 */
import type { DeviceName } from "../../base/devices.ts";
import { digitsOf } from "../../base/lesson_number.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";
import { collect } from "../../judge/run/collect.ts";
import { jobFor } from "../../judge/run/job.ts";
import { runJob } from "../../judge/run/run.ts";

/**
 * Checks that the lesson's solution passes.
 * @throws {UsageError} If a check refuses it, or its tests do not load: a table of other answers would then be wrong.
 */
export async function requireSolution(lesson: LessonEntry, device: DeviceName): Promise<void> {
  const verify = `deno task verify ${Number(digitsOf(lesson.id))} says why.`;
  const run = await collect(runJob(jobFor(lesson, { target: "solutions", device }), { picture: false }))
    .catch((error) => {
      if (error instanceof UsageError) throw error;
      throw new UsageError(`tests/${lesson.id}_test.ts does not load: ${verify}`);
    });
  const failed = run.checks.find(({ status }) => status !== "pass" && status !== "skipped");
  if (failed) throw new UsageError(`solutions/${lesson.id}.ts does not pass ${failed.id}: ${verify}`);
}
