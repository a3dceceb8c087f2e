/**
 * @module
 */
import type { CheckRecord } from "./record.ts";

/**
 * Whether somebody has begun to write a lesson: in an untouched lesson, every check is `todo` or `skipped`. If no check
 * could run, this is unknown, and the result is true.
 */
export function isBegun(checks: readonly Pick<CheckRecord, "status">[]): boolean {
  const isStub = ({ status }: Pick<CheckRecord, "status">) => status === "todo" || status === "skipped";
  return !(checks.every(isStub) && checks.some(({ status }) => status === "todo"));
}
