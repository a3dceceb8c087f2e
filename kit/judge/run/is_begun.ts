/**
 * @module
 */
import type { CheckRecord } from "./record.ts";

/**
 * Whether somebody has written something in a lesson: in an untouched lesson, every check is `todo` or was not asked.
 * If no check could be asked, this is unknown.
 */
export function isBegun(checks: readonly Pick<CheckRecord, "status">[]): boolean {
  const isStub = ({ status }: Pick<CheckRecord, "status">) => status === "todo" || status === "skipped";
  return !(checks.every(isStub) && checks.some(({ status }) => status === "todo"));
}
