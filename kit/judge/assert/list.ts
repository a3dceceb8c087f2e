/**
 * @module
 */
import { AssertionError } from "@std/assert";
import { Failure } from "./failure.ts";
import { counted, countText } from "../../learn/plot/parts/number_text.ts";
import { describe } from "./describe.ts";

/**
 * Checks that `value` is a list and returns it; the items can be of any kind. For a list of numbers, use
 * `requireNumbers`, which also checks the items.
 * @example
 * ```ts
 * import { requireList } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * const [first, second] = requireList([1, "x"], "the answers", 2);
 * assertThrows(() => requireList({ 0: first, 1: second }, "the answers"), Error, "the answers is an object with 0, 1");
 * ```
 * @param value A value from the lesson, which can be anything.
 * @param name The name of the list, for the message: "the batches".
 * @param length The number of items that it must have, if known.
 * @throws {AssertionError} If `value` is not a list, or has another length.
 */
export function requireList(value: unknown, name: string, length?: number): readonly unknown[] {
  if (value === undefined) {
    throw new Failure(`${name} is undefined, expected a list: does the function return it?`, true);
  }
  if (!Array.isArray(value)) throw new AssertionError(`${name} is ${describe(value)}, expected a list.`);
  if (length !== undefined && value.length !== length) {
    throw new AssertionError(`${name} has ${counted(value.length, "item")}, expected ${countText(length)}.`);
  }
  return value;
}

/**
 * Whether `value` is a list or a typed array, with items of any kind. Call this first if you need a message of your own
 * instead of those of `requireList` and `requireNumbers`.
 * @param value A value from the lesson, which can be anything.
 */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value) && !(value instanceof DataView);
}
