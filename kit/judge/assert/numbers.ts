/**
 * The first stages of every assertion about numbers: the value is defined, has the right type and shape, and is finite.
 * @module
 */
import { AssertionError } from "@std/assert";
import { Failure } from "./failure.ts";
import { counted, countText } from "../../learn/plot/parts/number_text.ts";
import { describe, digits } from "./describe.ts";
import { itemName, listName, type Name } from "./item_name.ts";
import { isList } from "./list.ts";

/**
 * Checks that `value` is a finite number and returns it.
 * @param name The name of the value, for the message: "x after 1,000 steps".
 * @throws {AssertionError} If `value` is not a finite number.
 */
export function requireNumber(value: unknown, name: string): number {
  if (value === undefined) {
    throw new Failure(`${name} is undefined, expected a number: does the function return it?`, true);
  }
  if (typeof value !== "number") throw new AssertionError(`${name} is ${describe(value)}, expected a number.`);
  if (!Number.isFinite(value)) {
    throw new AssertionError(
      `${name} is ${describe(value)}, expected a finite number: is something divided by 0, or growing without limit?`,
    );
  }
  return value;
}

/**
 * Checks that `value` is a list of finite numbers (an array or a typed array) and returns it as an array.
 * @param name The name of the list, for the message: "losses". The message mentions steps only for a list of losses.
 * @param length The number of items that it must have, if known.
 * @throws {AssertionError} If `value` is not such a list.
 */
export function requireNumbers(value: unknown, name: Name, length?: number): number[] {
  const whole = listName(name);
  if (value === undefined) {
    throw new Failure(`${whole} is undefined, expected a list: does the function return it?`, true);
  }
  if (!isList(value)) throw new AssertionError(`${whole} is ${describe(value)}, expected a list of numbers.`);
  const list = Array.from(value);
  if (length !== undefined && list.length !== length) {
    const isOneMore = hasStep(whole) && list.length === length + 1;
    const hint = isOneMore ? ": is the value before the first step included? Or is there one step too many?" : ".";
    throw new Failure(`${whole} has ${counted(list.length, "value")}, expected ${countText(length)}${hint}`, isOneMore);
  }
  const wrongType = list.findIndex((item) => typeof item !== "number");
  if (wrongType >= 0) {
    const hint = list[wrongType] === undefined ? ": is an await missing, or is there nothing to read?" : ".";
    throw new AssertionError(`${itemName(name, wrongType)} is ${describe(list[wrongType])}, expected a number${hint}`);
  }
  const numbers = list as number[];
  const wild = numbers.findIndex((item) => !Number.isFinite(item));
  if (wild < 0) return numbers;
  if (!hasStep(whole)) return [requireNumber(numbers[wild], itemName(name, wild))];
  const before = wild > 0 ? ` and ${itemName(name, wild - 1)} was ${describe(numbers[wild - 1])}` : "";
  throw new AssertionError(
    `${itemName(name, wild)} is ${describe(numbers[wild])}${before}: ` +
      "do the steps overshoot, or is one of them not a number?",
  );
}

/** Whether a list has a value for each step. Only lists of losses do, and they are recognised by their names. */
function hasStep(name: string): boolean {
  return /losses/i.test(name);
}

/**
 * Checks that no number has an absolute value above `most`, and returns the numbers. Call this before you compute
 * anything with evidence, because numbers that are too large can lead to results that are not finite.
 * @example
 * ```ts
 * import { requireNumbers, requireWithin } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * const weights = requireWithin(requireNumbers([0.1, -0.2], "w1"), 10, "w1");
 * assertThrows(() => requireWithin(weights, 0.15, "w1"), Error, "w1[1] is −0.2, expected at most 0.15 in size.");
 * ```
 * @param values Finite numbers, as `requireNumbers` returns them.
 * @param most The largest absolute value that a right answer can have, with room to spare.
 * @param name The name of the numbers, for the message: "w1".
 * @throws {AssertionError} If an absolute value is larger.
 */
export function requireWithin(values: readonly number[], most: number, name: Name): readonly number[] {
  const wild = values.findIndex((value) => !(Math.abs(value) <= most));
  if (wild < 0) return values;
  throw new AssertionError(
    `${itemName(name, wild)} is ${digits(values[wild], 3)}, expected at most ${digits(most, 3)} in size.`,
  );
}
