/**
 * @module
 */
import type { CheckRecord } from "./record.ts";

/**
 * The check that a learner should look at first: the first one that ran and did not pass. If that check only shows
 * numbers and a later one names the mistake, the later one is returned. If no check ran, the very first check is
 * returned, because its message gives the reason. Undefined if there is no such check.
 */
export function firstUnsolved<Check extends Pick<CheckRecord, "status" | "hasCause">>(
  checks: readonly Check[],
): Check | undefined {
  const asked = checks.filter(({ status }) => status !== "skipped");
  if (asked.length === 0) return checks[0];
  const first = asked.find(({ status }) => status !== "pass");
  if (first?.status !== "fail" || first.hasCause) return first;
  return asked.find(({ status, hasCause }) => status === "fail" && hasCause) ?? first;
}
