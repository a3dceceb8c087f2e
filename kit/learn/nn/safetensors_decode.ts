/**
 * @module
 */
import { tf } from "../tensorflow.ts";
import type { Tensor } from "../tensor_types.ts";
import { checkName, METADATA, quote } from "./safetensors_format.ts";

/** The longest header that the format allows, in bytes. */
const LONGEST_HEADER = 100_000_000;

/** The most axes a tensor can have in NumPy and in PyTorch. */
const MOST_AXES = 64;

/** How the values of a type are read. */
interface ValueType {
  /** The number of bytes of a value. */
  width: 1 | 2 | 4 | 8;
  /** Its type in TF.js. */
  dtype: "float32" | "int32" | "bool";
  /** Reads the value that begins at a byte. Without this function, the bytes are used unchanged, even those of NaN. */
  read?(view: DataView, at: number): number;
}

/** All types of the format that can be converted to one of TF.js's. */
const TYPES = new Map<string, ValueType>([
  ["F32", { width: 4, dtype: "float32" }],
  ["F64", { width: 8, dtype: "float32", read: (view, at) => view.getFloat64(at, true) }],
  ["F16", { width: 2, dtype: "float32", read: (view, at) => view.getFloat16(at, true) }],
  ["BF16", { width: 2, dtype: "float32", read: (view, at) => brainFloat(view.getUint16(at, true)) }],
  ["I32", { width: 4, dtype: "int32" }],
  ["I64", { width: 8, dtype: "int32", read: (view, at) => Number(view.getBigInt64(at, true)) }],
  ["I16", { width: 2, dtype: "int32", read: (view, at) => view.getInt16(at, true) }],
  ["I8", { width: 1, dtype: "int32", read: (view, at) => view.getInt8(at) }],
  ["U64", { width: 8, dtype: "int32", read: (view, at) => Number(view.getBigUint64(at, true)) }],
  ["U32", { width: 4, dtype: "int32", read: (view, at) => view.getUint32(at, true) }],
  ["U16", { width: 2, dtype: "int32", read: (view, at) => view.getUint16(at, true) }],
  ["U8", { width: 1, dtype: "int32", read: (view, at) => view.getUint8(at) }],
  ["BOOL", { width: 1, dtype: "bool", read: (view, at) => view.getUint8(at) }],
]);

/** The arrays in which TF.js keeps the values of a type. */
const ARRAYS = { float32: Float32Array, int32: Int32Array, bool: Uint8Array };

/** A tensor in the header, and where its values are: counted in bytes, from the end of the header. */
interface Entry {
  name: string;
  type: string;
  shape: number[];
  start: number;
  /** The byte after the last value. */
  end: number;
}

/**
 * The tensors in the bytes of a `.safetensors` file: F32 as float32, I32 as int32, BOOL as bool, all bit for bit. Other
 * types are converted: F16 and BF16 to float32, exactly; F64 to float32, rounded; I64, U64, U32, I16, U16, I8 and U8 to
 * int32. Everything in the file is checked before it is used, and no more memory is allocated than the values in the
 * file need.
 * @example The file that Python's safetensors writes for `save({"a": numpy.float32([1, 2])})`
 * ```ts
 * import { decodeTensors } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const header = new TextEncoder().encode('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}  ');
 * const values = [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]; // 1 and 2
 * const { a } = decodeTensors(new Uint8Array([header.length, 0, 0, 0, 0, 0, 0, 0, ...header, ...values]));
 * assertEquals([...await a.data()], [1, 2]);
 * ```
 * @returns New tensors by their names; dispose of them as usual.
 * @throws {TypeError} If `bytes` is not a Uint8Array.
 * @throws {SyntaxError} If the bytes are from another kind of file, or from a damaged file.
 * @throws {RangeError} If TF.js cannot store a type or a value, for example the I64 number 2³¹.
 */
export function decodeTensors(bytes: Uint8Array): Record<string, Tensor> {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError("The bytes are not a Uint8Array: read them with Deno.readFile().");
  }
  const length = lengthOfHeader(bytes);
  const entries = readHeader(bytes.subarray(8, 8 + length));
  const data = bytes.subarray(8 + length);
  checkOffsets(entries, data.length);
  // Read all values before making the first tensor, so that an error leaves no tensor behind.
  const values = entries.map((entry) => readValues(entry, data.subarray(entry.start, entry.end)));
  const tensors = entries.map((
    { name, type, shape },
    i,
  ) => [name, tf.tensor(values[i], shape, TYPES.get(type)!.dtype)]);
  return Object.fromEntries(tensors);
}

function lengthOfHeader(bytes: Uint8Array): number {
  const rest = bytes.length - 8;
  if (rest < 0) {
    throw new SyntaxError(`A .safetensors file has at least 8 bytes, but this one has ${bytes.length}: get it again.`);
  }
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > LONGEST_HEADER) {
    throw new SyntaxError(`The header would have ${length} bytes, more than 100 MB: is this a .safetensors file?`);
  }
  if (length > rest) {
    throw new SyntaxError(
      `The header should have ${length} bytes, but only ${rest} are there: the file is cut off, so get it again.`,
    );
  }
  return length;
}

/** The tensors of the header, in the order of their values. */
function readHeader(bytes: Uint8Array): Entry[] {
  if (bytes[0] !== "{".charCodeAt(0)) {
    throw new SyntaxError("The header does not begin with {: is this a .safetensors file?");
  }
  const text = decodeUtf8(bytes);
  if (isTooDeep(text)) throw new SyntaxError("The header is nested too deeply: is this a .safetensors file?");
  const header = parse(text);
  const twice = repeatedName(text);
  if (twice !== undefined) throw new SyntaxError(`The header has ${quote(twice)} twice: write the file again.`);
  const { [METADATA]: metadata = {}, ...tensors } = header;
  if (!isRecord(metadata) || !Object.values(metadata).every((text) => typeof text === "string")) {
    throw new SyntaxError(`${quote(METADATA)} in the header is not an object of strings: write the file again.`);
  }
  const entries = Object.entries(tensors).map(([name, value]) => readEntry(name, value));
  return entries.sort((a, b) => a.start - b.start || a.end - b.end);
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SyntaxError("The header is not UTF-8: the file is damaged, so get it again.", { cause });
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError("The header is not JSON: the file is damaged, so get it again.", { cause });
  }
}

/**
 * Whether the JSON `text` is nested more deeply than a header can be. A hostile file may have millions of brackets, and
 * `JSON.parse` would make an object for each.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const token of tokens(text)) {
    if (token === "{" || token === "[") depth++;
    if (token === "}" || token === "]") depth--;
    if (depth > 3 || depth === 3 && token === "{") return true;
  }
  return false;
}

/** A name that occurs twice in an object of the JSON `text`: `JSON.parse` would silently drop the first one. */
function repeatedName(text: string): string | undefined {
  const open: Set<string>[] = []; // a set of names for each object that has not ended yet
  let before = "";
  for (const token of tokens(text)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (token === ":") {
      const name = JSON.parse(before); // "a" and "\u0061" are the same name
      const names = open.at(-1)!;
      if (names.has(name)) return name;
      names.add(name);
    }
    before = token;
  }
}

/** The brackets, colons and strings of the JSON `text`. A regular expression would overflow on a long string. */
function* tokens(text: string): Generator<string> {
  for (let i = 0; i < text.length; i++) {
    if ("{}[]:".includes(text[i])) yield text[i];
    if (text[i] !== '"') continue;
    const start = i;
    for (i++; i < text.length && text[i] !== '"'; i++) {
      if (text[i] === "\\") i++;
    }
    yield text.slice(start, i + 1);
  }
}

function readEntry(name: string, value: unknown): Entry {
  checkName(name, SyntaxError);
  const { dtype: type, shape, data_offsets: offsets } = isRecord(value) ? value : {};
  const isRight = typeof type === "string" && isCounts(shape) && shape.length <= MOST_AXES && isCounts(offsets) &&
    offsets.length === 2;
  if (!isRight) {
    throw new SyntaxError(
      `The tensor ${quote(name)} has no valid dtype, shape and data_offsets: write the file again.`,
    );
  }
  if (!TYPES.has(type)) {
    throw new RangeError(
      `The tensor ${quote(name)} is ${quote(type)}, which TF.js cannot hold: convert it to F32 in Python.`,
    );
  }
  return { name, type, shape, start: offsets[0], end: offsets[1] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
}

/**
 * Throws unless the values follow each other without gap or overlap up to the last byte, and each tensor has as many
 * bytes as its shape needs.
 */
function checkOffsets(entries: readonly Entry[], length: number): void {
  let last = 0;
  for (const { name, type, shape, start, end } of entries) {
    const where = `The values of ${quote(name)} should be bytes ${start} to ${end}`;
    if (end < start) throw new SyntaxError(`${where}, which end before they begin: write the file again.`);
    if (end > length) {
      throw new SyntaxError(`${where}, but there are only ${length}: the file is cut off, so get it again.`);
    }
    if (start < last) {
      throw new SyntaxError(`${where}, but those up to ${last} belong to another tensor: write the file again.`);
    }
    if (start > last) throw new SyntaxError(`${where}, but from ${last} on there is a gap: write the file again.`);
    const { width } = TYPES.get(type)!;
    const size = shape.reduce((size, count) => size * count, width);
    if (size !== end - start) {
      throw new SyntaxError(
        `${where}, but shape [${shape.slice(0, 8)}] of ${type} needs ${size} bytes: write the file again.`,
      );
    }
    last = end;
  }
  if (last < length) {
    throw new SyntaxError(`After the last tensor, ${length - last} bytes are left: write the file again.`);
  }
}

function readValues({ name, type }: Entry, bytes: Uint8Array): Float32Array | Int32Array | Uint8Array {
  const { width, dtype, read } = TYPES.get(type)!;
  const count = bytes.length / width;
  if (!read) return new ARRAYS[dtype](bytes.slice().buffer); // a copy, because the values may begin at an odd byte
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = new ARRAYS[dtype](count);
  for (let i = 0; i < count; i++) {
    const value = read(view, i * width);
    values[i] = value;
    if (isHeld(value, values[i], dtype)) continue;
    throw new RangeError(
      `Value ${i} of ${quote(name)} is ${value}, too large for ${dtype}: convert ${type} in Python.`,
    );
  }
  return values;
}

/** Whether `dtype` can hold `value`, which it stored as `held`: floats may be rounded, but not to infinity. */
function isHeld(value: number, held: number, dtype: ValueType["dtype"]): boolean {
  if (dtype === "float32") return Number.isFinite(held) || !Number.isFinite(value);
  return held === value && (dtype === "int32" || value <= 1);
}

/** Reads a 16-bit number, which is the upper half of a float32. */
function brainFloat(bits: number): number {
  return new Float32Array(new Uint32Array([bits << 16]).buffer)[0];
}
