/**
 * @module
 */
import { tf } from "../tensorflow.ts";
import type { Tensor } from "../tensor_types.ts";
import { checkName, METADATA, quote } from "./safetensors_format.ts";

/** TF.js's types in the order of the file: the name of each in the format, and the number of bytes of a value. */
const TYPES = [
  { dtype: "float32", type: "F32", width: 4 },
  { dtype: "int32", type: "I32", width: 4 },
  { dtype: "bool", type: "BOOL", width: 1 },
] as const;

/** A tensor, and the facts about it that the header needs. */
interface Item {
  name: string;
  tensor: Tensor;
  /** The index of its type in {@linkcode TYPES}. */
  type: number;
}

/**
 * Makes the bytes of a `.safetensors` file from tensors, bit for bit: float32 as F32, int32 as I32, bool as BOOL.
 * Python's safetensors writes the same bytes, whatever the order of `tensors`. There is one exception: if there are
 * several `metadata`, Python writes them in a different order each time, and this function always in the order of their
 * names.
 * @example Two parameters, there and back
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { decodeTensors, encodeTensors } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const bytes = await encodeTensors({ weights: tf.tensor([[1, 2, 3]]), bias: tf.scalar(-0.5) });
 * const { weights, bias } = decodeTensors(bytes);
 * assertEquals(weights.shape, [1, 3]);
 * assertEquals([...await weights.data(), ...await bias.data()], [1, 2, 3, -0.5]);
 * ```
 * @param tensors The tensors by their names: any strings except `__metadata__` and `__proto__`. They are not changed.
 * @param metadata Strings about the file, for example what data it was trained on. Python shows them with
 * `safe_open(…).metadata()`.
 * @throws {TypeError} If `tensors` is not an object; if one of its values is not a tensor, has been disposed of, or
 * contains strings or complex numbers; or if a value of `metadata` is not a string.
 * @throws {RangeError} If a name or string cannot be written.
 */
export async function encodeTensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof tensors !== "object" || tensors === null || tensors instanceof tf.Tensor) {
    throw new TypeError("The tensors have no names: write { name: tensor }.");
  }
  if (typeof metadata !== "object" || metadata === null) {
    throw new TypeError("The metadata is not an object: write { name: text }, or omit it.");
  }
  const items = Object.entries(tensors).map(([name, tensor]) => itemOf(name, tensor));
  items.sort((a, b) => a.type - b.type || byCodePoints(a.name, b.name));
  const header = headerOf(items, metadata);
  // Request all numbers before the first ones arrive, so that all are from the same moment, even if training continues.
  const values = await Promise.all(items.map(({ tensor }) => tensor.data()));

  const parts = [header, ...values.map((each, i) => fileBytes(each, TYPES[items[i].type].dtype))];
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 8));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  let end = 8;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}

function itemOf(name: string, tensor: Tensor): Item {
  checkName(name, RangeError);
  if (!(tensor instanceof tf.Tensor)) {
    throw new TypeError(`${quote(name)} is not a tensor: convert it with tf.tensor().`);
  }
  if (tensor.isDisposed) {
    throw new TypeError(`The tensor ${quote(name)} was disposed of: encode it before you dispose of it.`);
  }
  const type = TYPES.findIndex(({ dtype }) => dtype === tensor.dtype);
  if (type < 0) throw new TypeError(`The tensor ${quote(name)} is ${tensor.dtype}, expected float32, int32 or bool.`);
  return { name, tensor, type };
}

/** The order of Rust's strings. JavaScript's `<` compares UTF-16, in which U+FFFF comes after larger code points. */
function byCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  const i = left.findIndex((character, i) => character !== right[i]);
  if (i < 0) return left.length - right.length; // one is the beginning of the other: the shorter one comes first
  return i < right.length ? left[i].codePointAt(0)! - right[i].codePointAt(0)! : 1;
}

/** The header, padded with spaces to a multiple of 8 bytes. */
function headerOf(items: readonly Item[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const texts = Object.entries(metadata).sort(([a], [b]) => byCodePoints(a, b));
  for (const [name, text] of texts) checkMetadata(name, text);
  // written one by one, because in an object, names such as "0" would come first
  const members = texts.length > 0
    ? [`"${METADATA}":{${texts.map(([name, text]) => member(name, text)).join(",")}}`]
    : [];
  let end = 0;
  for (const { name, tensor: { shape, size }, type } of items) {
    const start = end;
    end += size * TYPES[type].width;
    members.push(member(name, { dtype: TYPES[type].type, shape, data_offsets: [start, end] }));
  }
  const json = new TextEncoder().encode(`{${members.join(",")}}`);
  const header = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(" ".charCodeAt(0));
  header.set(json);
  return header;
}

function checkMetadata(name: string, text: string): void {
  if (typeof text !== "string") {
    throw new TypeError(`The metadata ${quote(name)} is not a string: convert it with String().`);
  }
  if (!name.isWellFormed() || !text.isWellFormed()) {
    throw new RangeError(`The metadata ${quote(name)} has half a character: remove that half.`);
  }
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

/** The values as bytes of the right type: after a cast, TF.js may keep them in an array of the old type. */
function fileBytes(values: Float32Array | Int32Array | Uint8Array, dtype: "float32" | "int32" | "bool"): Uint8Array {
  if (dtype === "bool") return Uint8Array.from(values, (value) => value === 0 ? 0 : 1); // on wasm, 2.7 becomes 2
  const array = dtype === "int32" ? Int32Array : Float32Array;
  const { buffer, byteOffset, byteLength } = values instanceof array ? values : array.from(values);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
