/**
 * @module
 */
import { valueText } from "../../base/kind_of.ts";

/**
 * Refuses what would go on as NaN without a word.
 * @throws {RangeError} If `value` is not a finite number.
 */
export function checkFinite(name: string, value: unknown): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${valueText(value)}: pass a finite number.`);
}
