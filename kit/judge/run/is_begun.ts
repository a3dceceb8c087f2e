/**
 * @module
 */
import type { CheckRecord } from "./record.ts";

/**
 * Whether somebody has written something in a lesson: its stub has nothing but `todo`, and what was not asked of it. Where
 * nothing at all could be asked, nobody knows.
 */
export function isBegun(checks: readonly Pick<CheckRecord, "status">[]): boolean {
  const isStub = ({ status }: Pick<CheckRecord, "status">) => status === "todo" || status === "skipped";
  return !(checks.every(isStub) && checks.some(({ status }) => status === "todo"));
}
