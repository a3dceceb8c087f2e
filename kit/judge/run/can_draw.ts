/**
 * @module
 */
import type { CheckRecord, Status } from "./record.ts";

/** The verdicts after which a lesson would probably hang or end again. */
const LOST: readonly Status[] = ["timeout", "memory", "crash"];

/** Whether a picture can be drawn after these verdicts. An untouched lesson has none, and one that hangs would hang again. */
export function canDraw(checks: readonly Pick<CheckRecord, "status">[]): boolean {
  const isBegun = checks.some(({ status }) => status === "pass" || status === "fail");
  return isBegun && !checks.some(({ status }) => LOST.includes(status));
}
