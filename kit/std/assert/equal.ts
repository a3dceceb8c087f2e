/**
 * Decides whether two values are equal, for `assertEquals`.
 * @module
 */
import { isDeepStrictEqual, types } from "node:util";

/** Whether two values are deeply equal, as in Node, except that 0 equals −0, and `Object.create(null)` equals `{}`. */
export function equal(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(plain(a, new Map()), plain(b, new Map()));
}

/**
 * A copy without −0 and without objects that have no prototype. Only plain objects, arrays, typed arrays, maps and sets
 * are copied.
 */
function plain(value: unknown, copies: Map<unknown, unknown>): unknown {
  if (value === 0) return 0;
  if (typeof value !== "object" || value === null) return value;
  if (copies.has(value)) return copies.get(value); // it may contain itself
  if (types.isTypedArray(value)) return plainTypedArray(value);
  const inside = (item: unknown) => plain(item, copies);
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Map.prototype) {
    const copy = new Map();
    copies.set(value, copy);
    for (const [key, item] of value as Map<unknown, unknown>) copy.set(inside(key), inside(item));
    return copy;
  }
  if (prototype === Set.prototype) {
    const copy = new Set();
    copies.set(value, copy);
    for (const item of value as Set<unknown>) copy.add(inside(item));
    return copy;
  }
  if (prototype !== null && prototype !== Object.prototype && prototype !== Array.prototype) return value;
  const copy: Record<PropertyKey, unknown> | unknown[] = Array.isArray(value) ? new Array(value.length) : {};
  copies.set(value, copy);
  for (const key of Reflect.ownKeys(value)) {
    if (key === "length" && Array.isArray(value)) continue;
    const item = inside((value as Record<PropertyKey, unknown>)[key]);
    Object.defineProperty(copy, key, { value: item, enumerable: true, writable: true, configurable: true });
  }
  return copy;
}

function plainTypedArray(value: NodeJS.TypedArray): unknown {
  return value instanceof Float32Array || value instanceof Float64Array ? value.map((x) => x + 0) : value; // −0 + 0 is 0
}
