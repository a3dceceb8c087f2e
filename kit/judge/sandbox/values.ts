/**
 * Writes and reads the values that cross the boundary between a lesson's process and its judge: plain data as JSON
 * text, with tags for values that JSON lacks. V8's own serialization would be faster, but it is not safe for untrusted
 * data.
 * @module
 */

/** The length of the longest text for a value: 16 MiB are enough for about 800,000 numbers. */
export const MAX_LENGTH = 16 * 2 ** 20;

/** The largest number of nested levels: enough for every honest answer, but too few to overflow the stack. */
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

/** A typed array that may cross the boundary. */
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

/** A tensor after it has crossed the boundary, no longer tied to a device. */
export interface TensorData {
  /** TF.js's name for the type: "float32", "int32" or "bool". */
  dtype: string;
  /** The length of each axis. */
  shape: number[];
  /** All values, row by row. */
  values: TypedArray;
}

/** Replaces a value that cannot cross the boundary, such as a function or a Map, so that a message can describe it. */
export class Opaque {
  /**
   * Describes a value that could not cross.
   * @param description What the value was, with an article: "a function".
   */
  constructor(readonly description: string) {}
}

/** A TF.js tensor. It is recognised by its properties instead of its class, because this file must not load TF.js. */
export interface TensorLike {
  /** TF.js's name for the type. */
  dtype: string;
  /** The length of each axis. */
  shape: number[];
  /** The object by which TF.js finds the numbers. */
  dataId: object;
  /** Reads the numbers. */
  data(): Promise<TypedArray>;
}

/** Reads a tensor's numbers, synchronously if possible. */
export type TensorReader = (tensor: TensorLike) => TypedArray | Promise<TypedArray>;

/**
 * Reads the name of a typed array's class from `%TypedArray%[@@toStringTag]`, because a lesson cannot change this name.
 */
const typedArrayName = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)!.get!;

/** Marks the places of tensors that are being read; JSON always escapes this character. */
const PENDING = "\0";

/**
 * Writes `value` as text. The whole value is read before the function returns, so later changes have no effect. Only
 * the numbers of tensors may arrive later: see `read`. Getters run here, in the lesson's process.
 * @param read Reads a tensor, by default by its own method.
 * @returns A promise that resolves as soon as the tensors are read.
 * @throws {RangeError} If the text would be longer than {@linkcode MAX_LENGTH}, or `value` is nested too deeply.
 */
export async function encode(value: unknown, read: TensorReader = (tensor) => tensor.data()): Promise<string> {
  const pending: Promise<TypedArray>[] = [];
  const writer = new Writer((tensor) => {
    const values = read(tensor);
    return values instanceof Promise ? `${PENDING}${pending.push(values) - 1}${PENDING}` : values;
  });
  const text = writer.write(value);
  if (pending.length === 0) return text;
  const parts = text.split(PENDING); // every second part is an index
  for (let i = 1; i < parts.length; i += 2) parts[i] = writer.write(await pending[Number(parts[i])]);
  return parts.join("");
}

/** Writes values, and counts what it has written. */
class Writer {
  #length = 0;
  readonly #read: (tensor: TensorLike) => TypedArray | string;

  /** @param read Returns a tensor's numbers, or a string that stands for them. */
  constructor(read: (tensor: TensorLike) => TypedArray | string) {
    this.#read = read;
  }

  /** Writes `value` in one pass. */
  write(value: unknown, ancestors: object[] = []): string {
    if (value === null || typeof value === "boolean") return this.#bounded(String(value));
    if (typeof value === "number") {
      const isPlain = Number.isFinite(value) && !Object.is(value, -0);
      return isPlain
        ? this.#bounded(String(value))
        : this.#tagged("number", `"${Object.is(value, -0) ? "-0" : value}"`);
    }
    if (typeof value === "string") {
      if (value.length > MAX_LENGTH) throw tooLarge(); // before JSON.stringify makes a second huge string
      return this.#bounded(JSON.stringify(value));
    }
    if (typeof value === "bigint") return this.#tagged("bigint", `"${value}"`);
    if (value === undefined) return this.#tagged("undefined", "0");
    if (typeof value !== "object") return this.#opaque(`a ${typeof value}`);
    if (ancestors.includes(value)) return this.#opaque("a reference to itself");
    if (ancestors.length >= MAX_DEPTH) throw new RangeError(`The result is nested more than ${MAX_DEPTH} levels deep.`);
    this.#bounded("{}"); // brackets also count, or a list of empty lists could have any length
    return this.#writeObject(value, [...ancestors, value]);
  }

  #writeObject(value: object, inside: object[]): string {
    if (ArrayBuffer.isView(value)) return this.#writeBytes(value);
    if (isTensorLike(value)) {
      const { dtype, shape } = value;
      const values = this.#read(value);
      const written = typeof values === "string" ? values : this.write(values, inside);
      return this.#tagged("tensor", `[${this.write(`${dtype}`)},${this.write(shape.map(Number))},${written}]`);
    }
    if (Array.isArray(value)) {
      const items: string[] = [];
      for (let i = 0; i < value.length; i++) items.push(this.write(value[i], inside)); // a hole is written as undefined
      return `[${items}]`;
    }
    for (const [type, name] of [[Map, "Map"], [Set, "Set"], [Promise, "Promise"]] as const) {
      if (value instanceof type) return this.#opaque(`a ${name}`);
    }
    const entries = Object.entries(value);
    if (entries.some(([key]) => key === "$")) return this.#tagged("entries", this.write(entries, inside));
    const fields = entries.map(([key, field]) => `${this.#bounded(JSON.stringify(key))}:${this.write(field, inside)}`);
    return `{${fields}}`;
  }

  #writeBytes(view: ArrayBufferView): string {
    const name = typedArrayName.call(view) as string | undefined; // it is undefined for a DataView
    if (name === undefined || !Object.hasOwn(TYPED_ARRAYS, name)) return this.#opaque(`a ${name ?? "DataView"}`);
    return this.#tagged("array", `["${name}","${toBase64.call(bytesOf(view))}"]`);
  }

  #bounded(text: string): string {
    this.#length += text.length + 1;
    if (this.#length > MAX_LENGTH) throw tooLarge();
    return text;
  }

  #tagged(tag: string, text: string): string {
    return this.#bounded(`{"$":"${tag}","v":${text}}`);
  }

  #opaque(description: string): string {
    return this.#tagged("opaque", JSON.stringify(description));
  }
}

const { toBase64 } = Uint8Array.prototype;
const getters = Object.fromEntries(
  ["buffer", "byteOffset", "byteLength"].map((name) => [
    name,
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name)!.get!,
  ]),
);

/** The actual bytes of a typed array, even if its properties say something else. */
function bytesOf(view: ArrayBufferView): Uint8Array {
  const [buffer, offset, length] = ["buffer", "byteOffset", "byteLength"].map((name) => getters[name].call(view));
  if (length > MAX_LENGTH) throw tooLarge();
  return new Uint8Array(buffer, offset, length);
}

function tooLarge(): RangeError {
  return new RangeError(`The result is larger than ${MAX_LENGTH / 2 ** 20} MiB: return only what was asked for.`);
}

function isTensorLike(value: object): value is TensorLike {
  return "dataId" in value && "dtype" in value && "shape" in value && Array.isArray(value.shape) &&
    "data" in value && typeof value.data === "function";
}

/**
 * Reads a text that {@linkcode encode} has written. An attacker may have written it instead, so any text that `encode`
 * cannot have written is refused.
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
  // fromEntries defines its fields, so a key such as __proto__ stays a key
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
  if (bytes.length % type.BYTES_PER_ELEMENT) throw new SyntaxError(`${bytes.length} bytes are not a ${name}.`);
  return new type(bytes.buffer);
}

function tensorData(dtype: unknown, shape: unknown, values: unknown): TensorData {
  const isShape = Array.isArray(shape) && shape.every((length) => Number.isInteger(length) && length >= 0);
  if (typeof dtype !== "string" || !isShape || !ArrayBuffer.isView(values)) {
    throw new SyntaxError("A tensor is written as its dtype, its shape and its values.");
  }
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== (values as TypedArray).length) throw new SyntaxError(`${size} values were announced, but not sent.`);
  return { dtype, shape, values: values as TypedArray };
}
