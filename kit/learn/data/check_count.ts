/**
 * @module
 */
import { valueText } from "../../base/kind_of.ts";

/**
 * The largest count allowed. A larger one is a mistake, and would fill a lesson's memory without an error that says
 * why.
 */
export const MOST = 10_000_000;

/**
 * Checks that `count` is a whole number in the allowed range.
 * @throws {RangeError} If `count` is not a whole number from 0 to {@linkcode MOST}.
 */
export function checkCount(count: unknown, name = "count"): void {
  if (Number.isInteger(count) && count as number >= 0 && count as number <= MOST) return;
  throw new RangeError(`The ${name} ${valueText(count)} is not a whole number from 0 to ${MOST}.`);
}
