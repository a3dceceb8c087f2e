/**
 * @module
 */
import { checksOf } from "../judge/run/check.ts";
import type { Job } from "../judge/run/job.ts";
import { DEFAULT_LIMITS } from "../judge/sandbox/process.ts";

/** The sum of the time limits of a lesson's checks, in seconds: the longest time that judging it may take. */
export async function secondsOf(job: Job): Promise<number> {
  const checks = await checksOf(job);
  return checks.reduce((sum, { seconds = DEFAULT_LIMITS.evaluateMs / 1000 }) => sum + seconds, 0);
}
