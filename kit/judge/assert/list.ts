/**
 * @module
 */
import { AssertionError } from "@std/assert";
import { Failure } from "./failure.ts";
import { counted, countText } from "../../learn/plot/parts/number_text.ts";
import { describe } from "./describe.ts";

/**
 * Checks that `value` is a list and returns it, with anything at all in it. For a list of numbers, `requireNumbers`
 * also checks its items.
 * @example
 * ```ts
 * import { requireList } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * const [first, second] = requireList([1, "x"], "the answers", 2);
 * assertThrows(() => requireList({ 0: first, 1: second }, "the answers"), Error, "the answers is an object with 0, 1");
 * ```
 * @param value What came from the lesson: anything at all.
 * @param name What it is, for the message: "the batches".
 * @param length How many items it must have, if known.
 * @throws {AssertionError} If it is not.
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
 * Whether `value` is a list or a typed array, whatever is in it. Use it for a hint that must come before the messages
 * of `requireList` and `requireNumbers`.
 * @param value What came from the lesson: anything at all.
 */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value) && !(value instanceof DataView);
}
