/**
 * @module
 */
import { AssertionError } from "@std/assert";
import { Failure } from "./failure.ts";
import { Opaque } from "../sandbox/values.ts";
import { describe } from "./describe.ts";

/**
 * Checks that `value` is an object with fields and returns it; the fields can have any values, and a missing field is
 * undefined. Lists, typed arrays and instances of `Opaque` are refused.
 * @example
 * ```ts
 * import { assertClose, requireRecord } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * const { x } = requireRecord({ x: 1 }, "the first walk");
 * assertClose(x, 1);
 * assertThrows(() => requireRecord(null, "the first walk"), Error, "the first walk is null, expected an object.");
 * ```
 * @param value A value from the lesson, which can be anything.
 * @param name The name of the object, for the message: "the first walk".
 * @throws {AssertionError} If `value` is not such an object.
 */
export function requireRecord(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (value === undefined) {
    throw new Failure(`${name} is undefined, expected an object: does the function return it?`, true);
  }
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value) &&
    !(value instanceof Opaque);
  if (!isRecord) throw new AssertionError(`${name} is ${describe(value)}, expected an object.`);
  return value as Record<string, unknown>;
}
