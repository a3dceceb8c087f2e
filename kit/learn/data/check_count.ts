/**
 * @module
 */
import { valueText } from "../../base/kind_of.ts";

/** A count above this is a mistake, and would fill a lesson's memory before anybody sees why. */
export const MOST = 10_000_000;

/**
 * Checks that `count` is a count.
 * @throws {RangeError} If `count` is not a whole number from 0 to {@linkcode MOST}.
 */
export function checkCount(count: unknown, name = "count"): void {
  if (Number.isInteger(count) && count as number >= 0 && count as number <= MOST) return;
  throw new RangeError(`The ${name} ${valueText(count)} is not a whole number from 0 to ${MOST}.`);
}
