/**
 * What crosses the boundary between a lesson's process and the one that judges it: plain data as JSON text, with tags
 * for what JSON lacks. V8's own serialization would be faster, but it must not be fed what a stranger wrote.
 * @module
 */

/** The most characters that one value may take on the way: 16 MiB, some 800,000 numbers. */
export const MAX_LENGTH = 16 * 2 ** 20;

/** Deep enough for every honest answer, shallow enough that reading it cannot overflow the stack. */
const MAX_DEPTH = 64;

const TYPED_ARRAYS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
};

/** Any typed array that may cross. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** A tensor as it arrives: no longer bound to a device. */
export interface TensorData {
  /** TF.js's name of the type: "float32", "int32" or "bool". */
  dtype: string;
  /** The length of each axis. */
  shape: number[];
  /** All values, row by row. */
  values: TypedArray;
}

/** Stands for what cannot cross, a function or a Map for example, so that a message can name it. */
export class Opaque {
  /**
   * Describes what could not cross.
   * @param description What it was, with its article: "a function".
   */
  constructor(readonly description: string) {}
}

/** A TF.js tensor, told by its shape and not by its class: this file must not load TF.js. */
interface TensorLike {
  dtype: string;
  shape: number[];
  dataId: object;
  data(): Promise<TypedArray>;
}

/**
 * Writes `value` as text. Tensors are read from their device first. Getters run here, in the lesson's process.
 * @throws {RangeError} If the text would be longer than {@linkcode MAX_LENGTH}, or `value` is nested too deeply.
 */
export async function encode(value: unknown): Promise<string> {
  const tensors = new Map<TensorLike, TypedArray | undefined>();
  const text = write(value, tensors);
  if (tensors.size === 0) return text;
  for (const tensor of tensors.keys()) tensors.set(tensor, await tensor.data());
  return write(value, tensors);
}

/** One pass over `value`. Tensors whose values are not known yet are noted in `tensors`, and written without. */
function write(value: unknown, tensors: Map<TensorLike, TypedArray | undefined>): string {
  let length = 0;
  const bounded = (text: string) => {
    length += text.length + 1;
    if (length > MAX_LENGTH) throw tooLarge();
    return text;
  };
  const tagged = (tag: string, text: string) => bounded(`{"$":"${tag}","v":${text}}`);
  const opaque = (description: string) => tagged("opaque", JSON.stringify(description));
  const visit = (value: unknown, ancestors: object[]): string => {
    if (value === null || typeof value === "boolean") return bounded(String(value));
    if (typeof value === "number") {
      const isPlain = Number.isFinite(value) && !Object.is(value, -0);
      return isPlain ? bounded(String(value)) : tagged("number", `"${Object.is(value, -0) ? "-0" : value}"`);
    }
    if (typeof value === "string") {
      if (value.length > MAX_LENGTH) throw tooLarge(); // before JSON.stringify makes a second huge string
      return bounded(JSON.stringify(value));
    }
    if (typeof value === "bigint") return tagged("bigint", `"${value}"`);
    if (value === undefined) return tagged("undefined", "0");
    if (typeof value !== "object") return opaque(`a ${typeof value}`);
    if (ancestors.includes(value)) return opaque("a reference to itself");
    if (ancestors.length >= MAX_DEPTH) throw new RangeError(`The result is nested more than ${MAX_DEPTH} levels deep.`);
    bounded("{}"); // the brackets count too: a list of empty lists would be free
    const inside = [...ancestors, value];
    if (isTensor(value)) {
      const values = tensors.get(value);
      tensors.set(value, values);
      const written = values ? visit(values, inside) : "null";
      return tagged("tensor", `[${JSON.stringify(value.dtype)},${JSON.stringify([...value.shape])},${written}]`);
    }
    if (ArrayBuffer.isView(value)) {
      const name = value.constructor.name;
      if (!(name in TYPED_ARRAYS)) return opaque(`a ${name}`);
      if (value.byteLength > MAX_LENGTH) throw tooLarge();
      const bytes = new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
      return tagged("array", `["${name}","${bytes.toBase64()}"]`);
    }
    if (Array.isArray(value)) {
      const items: string[] = [];
      for (let i = 0; i < value.length; i++) items.push(visit(value[i], inside)); // a hole counts as undefined
      return `[${items}]`;
    }
    if (value instanceof Map || value instanceof Set || value instanceof Promise) {
      return opaque(`a ${value.constructor.name}`);
    }
    const entries = Object.entries(value);
    if (!entries.some(([key]) => key === "$")) {
      return `{${entries.map(([key, field]) => `${bounded(JSON.stringify(key))}:${visit(field, inside)}`)}}`;
    }
    return tagged("entries", visit(entries, inside));
  };
  return visit(value, []);
}

function tooLarge(): RangeError {
  return new RangeError(`The result is larger than ${MAX_LENGTH / 2 ** 20} MiB: return only what was asked for.`);
}

function isTensor(value: object): value is TensorLike {
  return "dataId" in value && "dtype" in value && "shape" in value && Array.isArray(value.shape) &&
    "data" in value && typeof value.data === "function";
}

/**
 * Reads what {@linkcode encode} wrote, or what somebody wrote who would like us to believe so: anything that
 * `encode` cannot have written is refused.
 * @throws {SyntaxError} If `text` is not the text of a value.
 */
export function decode(text: string): unknown {
  if (text.length > MAX_LENGTH + 100) throw new SyntaxError("The text is too long for a value.");
  return revive(JSON.parse(text), 0);
}

function revive(json: unknown, depth: number): unknown {
  if (depth > 2 * MAX_DEPTH) throw new SyntaxError("The value is nested too deeply.");
  if (json === null || typeof json !== "object") return json;
  if (Array.isArray(json)) return json.map((item) => revive(item, depth + 1));
  if (Object.hasOwn(json, "$")) return reviveTagged(json as { $: unknown; v?: unknown }, depth);
  // fromEntries defines its fields, so that a key such as __proto__ stays a key
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, revive(value, depth + 1)]));
}

function reviveTagged({ $: tag, v: content }: { $: unknown; v?: unknown }, depth: number): unknown {
  if (tag === "undefined") return undefined;
  if (tag === "opaque" && typeof content === "string") return new Opaque(content.slice(0, 100));
  if (tag === "number" && ["NaN", "Infinity", "-Infinity", "-0"].includes(content as string)) return Number(content);
  if (tag === "bigint" && typeof content === "string" && /^-?\d{1,1000}$/.test(content)) return BigInt(content);
  if (tag === "array" && Array.isArray(content)) return typedArray(content[0], content[1]);
  if (tag === "tensor" && Array.isArray(content)) {
    return tensorData(content[0], content[1], revive(content[2], depth + 1));
  }
  if (tag === "entries" && Array.isArray(content) && content.every(isEntry)) {
    return Object.fromEntries(revive(content, depth) as [string, unknown][]);
  }
  throw new SyntaxError(`There is no kind of value called ${JSON.stringify(tag)}.`);
}

function isEntry(json: unknown): boolean {
  return Array.isArray(json) && json.length === 2 && typeof json[0] === "string";
}

function typedArray(name: unknown, base64: unknown): TypedArray {
  if (typeof name !== "string" || !Object.hasOwn(TYPED_ARRAYS, name) || typeof base64 !== "string") {
    throw new SyntaxError("A typed array is written as its class and its bytes.");
  }
  const bytes = Uint8Array.fromBase64(base64);
  const type = TYPED_ARRAYS[name as keyof typeof TYPED_ARRAYS];
  if (bytes.length % type.BYTES_PER_ELEMENT) throw new SyntaxError(`${bytes.length} bytes are no ${name}.`);
  return new type(bytes.buffer);
}

function tensorData(dtype: unknown, shape: unknown, values: unknown): TensorData {
  const isShape = Array.isArray(shape) && shape.every((length) => Number.isInteger(length) && length >= 0);
  if (typeof dtype !== "string" || !isShape || !ArrayBuffer.isView(values)) {
    throw new SyntaxError("A tensor is written as its dtype, its shape and its values.");
  }
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== (values as TypedArray).length) throw new SyntaxError(`${size} values were announced, others came.`);
  return { dtype, shape, values: values as TypedArray };
}
