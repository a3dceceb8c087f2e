/**
 * Says in a word or two what a value is, for messages.
 * @module
 */
import { withMinus } from "./minus.ts";

/** `undefined`, `a string`, `an Object`, `a Tensor`. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  const kind = typeof value === "object" ? className(value) : typeof value;
  return `${/^[aeiou]/i.test(kind) ? "an" : "a"} ${kind}`;
}

/** A value as text: a number or a short string as it is, and any other value by its kind: `−1`, `"10"`, `a Tensor`. */
export function valueText(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return withMinus(String(value));
  return typeof value === "string" && value.length <= 40 ? JSON.stringify(value) : kindOf(value);
}

/** The name of an object's class. The object may have its own field `constructor`, with any value. */
function className({ constructor }: object): string {
  return typeof constructor === "function" && constructor.name ? constructor.name.slice(0, 40) : "Object";
}
