/**
 * @module
 */
import type { CheckRecord } from "./record.ts";

/**
 * The check that a learner should look at first: the first that was asked and did not pass. If none was asked, it is
 * the very first, which says why. Undefined if there is no such check.
 */
export function firstUnsolved(checks: readonly CheckRecord[]): CheckRecord | undefined {
  const asked = checks.filter(({ status }) => status !== "skipped");
  return asked.length > 0 ? asked.find(({ status }) => status !== "pass") : checks[0];
}
