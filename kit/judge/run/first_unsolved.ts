/**
 * @module
 */
import type { CheckRecord } from "./record.ts";

/**
 * The check that a learner should look at first: of those that were asked, the first that did not pass; where none was
 * asked, the first of all, which says why. Undefined if there is no such check.
 */
export function firstUnsolved(checks: readonly CheckRecord[]): CheckRecord | undefined {
  const asked = checks.filter(({ status }) => status !== "skipped");
  return asked.length > 0 ? asked.find(({ status }) => status !== "pass") : checks[0];
}
