/**
 * @module
 */
import { AssertionError } from "@std/assert";
import { describe, shapeText } from "./describe.ts";
import { inShape } from "./item_name.ts";
import { requireNumbers } from "./numbers.ts";

/** A description of the expected tensor. */
export interface TensorOptions {
  /** The name of the tensor: "forward(x)". */
  name: string;
  /** The length of each axis. */
  shape: readonly number[];
  /** The type of its numbers: "float32" by default. */
  dtype?: string;
  /** The reason for this shape, or what to do: "a row for each example". */
  why?: string;
}

/**
 * Checks, in this order, that `actual` is defined, is a tensor, has the right type and shape, and contains only finite
 * numbers. Returns its numbers, row by row.
 * @example
 * ```ts
 * import { requireTensor } from "downhill/testing";
 * import { assertEquals, assertThrows } from "@std/assert";
 * const column = { dtype: "float32", shape: [2, 1], values: Float32Array.of(1, 2) };
 * assertEquals(requireTensor(column, { name: "f(x)", shape: [2, 1] }), [1, 2]);
 * assertThrows(
 *   () => requireTensor(column, { name: "f(x)", shape: [2], why: "a number for each x" }),
 *   Error,
 *   "f(x) has the shape [2, 1], expected [2]: a number for each x.",
 * );
 * ```
 * @param actual A value from the lesson, which can be anything.
 * @throws {AssertionError} With one sentence that says what `actual` is and what was expected.
 */
export function requireTensor(actual: unknown, options: TensorOptions): number[] {
  const { name, shape, dtype = "float32", why } = options;
  const tensor = (actual ?? {}) as { shape?: unknown; dtype?: unknown; values?: unknown };
  if (!Array.isArray(tensor.shape) || typeof tensor.dtype !== "string") {
    throw new AssertionError(`${name} is ${describe(actual)}, expected a tensor of shape ${shapeText(shape)}.`);
  }
  if (tensor.dtype !== dtype) {
    throw new AssertionError(`${name} is of type ${tensor.dtype.slice(0, 40)}, expected ${dtype}.`);
  }
  const came = requireNumbers(tensor.shape, `the shape of ${name}`);
  if (came.length !== shape.length || came.some((length, axis) => length !== shape[axis])) {
    const reason = why ? `: ${why}` : "";
    throw new AssertionError(`${name} has the shape ${shapeText(came)}, expected ${shapeText(shape)}${reason}.`);
  }
  return requireNumbers(tensor.values, inShape(name, shape), shape.reduce((product, length) => product * length, 1));
}
