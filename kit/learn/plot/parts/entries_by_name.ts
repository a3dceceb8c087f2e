/**
 * @module
 */

/**
 * What `record` has, by name, in its order. In an object literal, `__proto__: list` gives no property but a prototype;
 * whoever writes that means a name like any other, so it comes last.
 */
export function entriesByName<Value>(record: Readonly<Record<string, Value>>): [name: string, value: Value][] {
  const prototype = Object.getPrototypeOf(record);
  const isNamed = prototype !== null && !Object.hasOwn(prototype, "constructor"); // that of a class has one
  return isNamed ? [...Object.entries(record), ["__proto__", prototype]] : Object.entries(record);
}
