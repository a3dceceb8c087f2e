/**
 * @module
 */
import type { CheckRecord } from "./record.ts";

/**
 * The check that a learner should look at first: the first one that was asked and did not pass. If that one fails
 * without saying why, and a later one can name the mistake, it is the later one. If none was asked, it is the very
 * first check, which says why. Undefined if there is no such check.
 */
export function firstUnsolved(checks: readonly CheckRecord[]): CheckRecord | undefined {
  const asked = checks.filter(({ status }) => status !== "skipped");
  if (asked.length === 0) return checks[0];
  const first = asked.find(({ status }) => status !== "pass");
  if (first?.status !== "fail" || first.hasCause) return first;
  return asked.find(({ status, hasCause }) => status === "fail" && hasCause) ?? first;
}
