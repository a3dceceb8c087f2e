/**
 * Checks lists before they are drawn, because our messages are shorter than Vega's.
 * @module
 */
import { kindOf } from "../../../base/kind_of.ts";

/**
 * Copies `values` into a plain list. NaN and the infinities count as numbers.
 * @param name The name of the list for the message.
 * @throws {TypeError} If `values` is not a list, or contains something that is not a number.
 * @throws {RangeError} If it is empty.
 */
export function checkNumbers(values: ArrayLike<number>, name: string): number[] {
  if (!Array.isArray(values) && !(ArrayBuffer.isView(values) && "length" in values)) {
    throw new TypeError(`${name} is ${kindOf(values)}: pass a list of numbers.`);
  }
  if (values.length === 0) throw new RangeError(`${name} is empty: pass at least one number.`);
  const numbers = Array.from(values);
  const wrong = numbers.findIndex((value) => typeof value !== "number");
  if (wrong >= 0) throw new TypeError(`${name}[${wrong}] is ${kindOf(numbers[wrong])}: pass a list of numbers.`);
  return numbers;
}
