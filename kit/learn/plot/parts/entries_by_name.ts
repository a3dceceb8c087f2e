/**
 * @module
 */

/**
 * The entries of `record`, by name, in its order. In an object literal, `__proto__: list` sets the prototype and makes
 * no property. The author means a name like any other, so this function adds it as the last entry.
 */
export function entriesByName<Value>(record: Readonly<Record<string, Value>>): [name: string, value: Value][] {
  const prototype = Object.getPrototypeOf(record);
  const isNamed = prototype !== null && !Object.hasOwn(prototype, "constructor"); // the prototype of a class has a constructor
  return isNamed ? [...Object.entries(record), ["__proto__", prototype]] : Object.entries(record);
}
