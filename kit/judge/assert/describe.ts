/**
 * Describes values in words, for messages.
 * @module
 */
import { withMinus } from "../../base/minus.ts";
import { countText } from "../../learn/plot/parts/number_text.ts";
import { Opaque, type TensorData } from "../sandbox/values.ts";

/**
 * Describes `value` in a few words, with an article: `undefined`, `NaN`, `the text "2"`, `a list of length 3`, `a tensor of
 * shape [80, 1]`, `a function`. Even a very large value gets a short description.
 * @example
 * ```ts
 * import { describe } from "downhill/testing";
 * import { assertEquals } from "@std/assert";
 * assertEquals(describe({ x: 1, losses: [] }), "an object with x, losses");
 * ```
 * @param value A value from the lesson, which can be anything.
 */
export function describe(value: unknown): string {
  if (value instanceof Opaque) return value.description;
  if (typeof value === "number") return digits(value, 5);
  if (typeof value === "string") return `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === "bigint") return withMinus(`the bigint ${String(value).slice(0, 40)}`);
  if (value === null || typeof value !== "object") return String(value).slice(0, 40);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of length ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (isTensorData(value)) return `a tensor of shape ${shapeText(value.shape)}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? "an empty object" : `an object with ${keys.slice(0, 5).join(", ").slice(0, 80)}`;
}

/** Whether `value` is the data of a tensor: a lesson can make an object that only looks like one. */
function isTensorData(value: object): value is TensorData {
  const { dtype, shape, values } = value as Partial<Record<keyof TensorData, unknown>>;
  return typeof dtype === "string" && ArrayBuffer.isView(values) && Array.isArray(shape) &&
    shape.every((length) => typeof length === "number");
}

/**
 * Writes a shape or a list of shapes: "[80, 1]", "[1, 100], [100]". If there are more than ten lengths or shapes, it
 * shows only the first ten.
 * @example
 * ```ts
 * import { shapeText } from "downhill/testing";
 * import { assertEquals } from "@std/assert";
 * assertEquals(shapeText([80, 1]), "[80, 1]");
 * assertEquals(shapeText([[1, 100], [100]]), "[1, 100], [100]");
 * ```
 * @param shapes Numbers that `requireNumbers` has accepted.
 */
export function shapeText(shapes: readonly number[] | readonly (readonly number[])[]): string {
  const lists: readonly (readonly number[])[] = isOneShape(shapes) ? [shapes] : shapes;
  const shown = lists.slice(0, 10).map((shape) => `[${shape.slice(0, 10).join(", ")}${more(shape.length)}]`);
  return withMinus(shown.join(", ") + more(lists.length));
}

function isOneShape(shapes: readonly number[] | readonly (readonly number[])[]): shapes is readonly number[] {
  return !Array.isArray(shapes[0]);
}

const more = (count: number) => count > 10 ? `, … (${countText(count)} in all)` : "";

/** Writes two numbers with enough digits to tell them apart, and with at least three. */
export function apart(a: number, b: number): [string, string] {
  for (let precision = 3; precision < 17; precision++) {
    if (digits(a, precision) !== digits(b, precision)) return [digits(a, precision), digits(b, precision)];
  }
  return [withMinus(String(a)), withMinus(String(b))];
}

/** Writes `value` with at most `precision` significant digits, and uses a power of ten if there are too many zeros. */
export function digits(value: number, precision: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size === 0 || size >= 1e-3 && size < 1e6) {
    return withMinus(String(Number(value.toPrecision(precision))));
  }
  return withMinus(value.toExponential(Math.max(2, precision - 1)).replace(/\.?0+e/, "e").replace("e+", "e"));
}
