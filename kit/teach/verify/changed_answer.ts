/**
 * Makes answers that no honest lesson gives: at any place, they may contain any value that can cross the boundary.
 * @module
 */
import { Opaque } from "../../judge/sandbox/values.ts";

/** The length of very large lists and strings. Lessons could send them: the limit of 16 MiB allows 800,000 numbers. */
const HUGE = 200_000;

const hugeNumbers = Array.from({ length: HUGE }, (_, i) => (HUGE - i) / 7);

/** Values of every kind that `decode` can return, by name. */
export const WRONG_VALUES: Record<string, unknown> = {
  "undefined": undefined,
  "null": null,
  "true": true,
  "false": false,
  "NaN": NaN,
  "Infinity": Infinity,
  "-0": -0,
  "0": 0,
  "1": 1,
  "-1": -1,
  "0.5": 0.5,
  "1e308": 1e308,
  "5e-324": 5e-324,
  "2 ** 53": 2 ** 53,
  "a bigint": 1n,
  "a bigint of 1,000 digits": BigInt("9".repeat(1000)),
  "no text": "",
  "a number as text": "1",
  "the text __proto__": "__proto__",
  "a huge text": "x".repeat(20 * HUGE),
  "an Opaque": new Opaque("a function"),
  "an empty list": [],
  "a list of one number": [1],
  "a list of two texts": ["1", "x"],
  "a list of two bigints": [1n, 2n],
  "a list of NaN": [NaN],
  "a list of undefined": [undefined, undefined],
  "a list of lists": [[1, 2], [3]],
  "a list of records": [{}, { a: 1 }],
  "a huge list": hugeNumbers,
  "a huge list of 1": Array(HUGE).fill(1),
  "a huge list of texts": Array(HUGE).fill("1"),
  "a huge list of empty lists": Array(HUGE).fill([]),
  "a huge list of bigints": Array(HUGE).fill(1n),
  "a huge list of null": Array(HUGE).fill(null),
  "a Float32Array": Float32Array.of(1, NaN, 3),
  "an empty Float32Array": new Float32Array(0),
  "a Uint8Array": Uint8Array.of(0, 255),
  "a huge Float64Array": Float64Array.from(hugeNumbers),
  "a tensor": { dtype: "float32", shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
  "a scalar": { dtype: "int32", shape: [], values: Int32Array.of(1) },
  "a huge tensor": { dtype: "float32", shape: [HUGE, 1], values: Float32Array.from(hugeNumbers) },
  "a tensor of many axes": { dtype: "float32", shape: Array(HUGE).fill(1), values: Float32Array.of(1) },
  "a tensor without values": { dtype: "float32", shape: [2], values: [] },
  "a tensor of texts": { dtype: "string", shape: [1], values: ["x"] },
  "a tensor of no shape": { dtype: "float32", shape: "no", values: Float32Array.of(1) },
  "an empty record": {},
  "a record that looks like a list": { length: 3, 0: 1, 1: 2, 2: 3 },
  "a record that looks like a huge list": { length: 2 ** 32, 0: 1 },
  "a record with a length of NaN": { length: NaN },
  "a record with every method": Object.fromEntries(
    ["map", "filter", "slice", "join", "at", "forEach", "reduce", "toString", "valueOf", "toJSON", "then", "toFixed"]
      .map((name) => [name, new Opaque("a function")]),
  ),
  "a record with toString: 1": { toString: 1, valueOf: 1 },
  "a record with an own __proto__": Object.fromEntries([["__proto__", null], ["constructor", 1]]),
  "a record with many keys": Object.fromEntries(hugeNumbers.slice(0, HUGE / 10).map((key) => [`key ${key}`, key])),
  "a deep nest": Array.from({ length: 60 }).reduce((nest) => [nest], []),
  "a deep nest of records": Array.from({ length: 60 }).reduce<unknown>((nest) => ({ x: nest }), {}),
};

/** The edits of a value, by name. An edit does not change values of a kind for which it is not meant. */
const EDITS: Record<string, (value: unknown, wrong: unknown, part: number) => unknown> = {
  replace: (_, wrong) => wrong,
  "replace all parts": (value, wrong) => withParts(value, (parts) => parts.map(([key]) => [key, wrong])),
  drop: (value, _, part) => withParts(value, (parts) => parts.toSpliced(part % parts.length, 1)),
  "drop all": (value) => withParts(value, () => []),
  duplicate: (value, _, part) =>
    withParts(value, (parts) => parts.toSpliced(part % parts.length, 0, parts[part % parts.length])),
  extend: (value, wrong) => withParts(value, (parts) => [...parts, ["extra", wrong]]),
  rename: (value, _, part) =>
    withParts(value, (parts) => parts.with(part % parts.length, ["__proto__", parts[part % parts.length][1]])),
  reverse: (value) => withParts(value, (parts) => parts.map(([key], i) => [key, parts[parts.length - 1 - i][1]])),
  stretch: (value) =>
    Array.isArray(value) && value.length > 0 ? Array.from({ length: HUGE }, (_, i) => value[i % value.length]) : value,
  "as a list of it": (value) => [value],
  "as a record of its parts": (value) =>
    typeof value === "object" && value !== null && !ArrayBuffer.isView(value) ? { ...value } : { value },
  "as text": (value) => typeof value === "object" || typeof value === "string" ? JSON.stringify(value) : `${value}`,
  "as a bigint": (value) => typeof value === "number" && Number.isInteger(value) ? BigInt(value) : 7n,
  "as a typed array": (value) =>
    Array.isArray(value) && value.every((x) => typeof x === "number") ? new Float64Array(value) : value,
  "as an array": (value) => ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value,
  "times -1": (value) => mapNumbers(value, (number) => -number),
  "times 1.5": (value) => mapNumbers(value, (number) => 1.5 * number),
  "times 1e300": (value) => mapNumbers(value, (number) => 1e300 * number),
  "times 0": (value) => mapNumbers(value, (number) => 0 * number),
  "plus 1": (value) => mapNumbers(value, (number) => number + 1),
};

/** The names of the edits. */
export const EDIT_NAMES: readonly string[] = Object.keys(EDITS);

/** One change of an answer. */
export interface Change {
  /** The index of the answer to change among the answers to a check's questions, modulo their number. */
  question: number;
  /** The path to the place: the index of the part at each level, modulo the number of parts. */
  path: readonly number[];
  /** The index of the part at that place that is dropped, doubled or renamed, modulo the number of parts. */
  part: number;
  /** The name of the edit: one of {@linkcode EDIT_NAMES}. */
  edit: string;
  /** A name of {@linkcode WRONG_VALUES}, for the edits that insert a value. */
  wrong: string;
}

/** Returns `value` after `change`; `value` itself does not change. */
export function changed(value: unknown, change: Omit<Change, "question">): unknown {
  const { path, part, edit, wrong } = change;
  const [first, ...rest] = path;
  const count = first === undefined ? 0 : countParts(value);
  if (count === 0) return EDITS[edit](value, WRONG_VALUES[wrong], part);
  const place = first % count;
  if (ArrayBuffer.isView(value)) {
    const copy = (value as Float32Array).slice();
    copy[place] = Number(EDITS[edit](copy[place], NaN, 0)); // a typed array can contain only numbers
    return copy;
  }
  return withParts(value, (parts) => {
    const [key, inner] = parts[place];
    return parts.with(place, [key, changed(inner, { ...change, path: rest })]);
  });
}

type Part = [key: string, value: unknown];

function countParts(value: unknown): number {
  if (ArrayBuffer.isView(value)) return (value as Float32Array).length;
  return typeof value === "object" && value !== null && !(value instanceof Opaque) ? Object.keys(value).length : 0;
}

/** Replaces the parts of a list or a record. Any other value is returned unchanged. */
function withParts(value: unknown, edit: (parts: Part[]) => Part[]): unknown {
  if (countParts(value) === 0 || ArrayBuffer.isView(value)) return value;
  const parts = edit(Object.entries(value as object));
  // fromEntries defines its fields, as in decode, so __proto__ is a key like any other
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

function mapNumbers(value: unknown, of: (number: number) => number): unknown {
  if (typeof value === "number") return of(value);
  if (ArrayBuffer.isView(value)) return (value as Float32Array).map(of);
  return withParts(value, (parts) => parts.map(([key, part]) => [key, mapNumbers(part, of)]));
}
