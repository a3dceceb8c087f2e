/**
 * @module
 */
import { valueText } from "../../base/kind_of.ts";

/**
 * Refuses a value that would silently lead to NaN.
 * @throws {RangeError} If `value` is not a finite number.
 */
export function checkFinite(name: string, value: unknown): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${valueText(value)}: pass a finite number.`);
}
