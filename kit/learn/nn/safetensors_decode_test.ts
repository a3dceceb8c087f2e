import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeTensors } from "./safetensors_decode.ts";
import { encodeTensors } from "./safetensors_encode.ts";

await tf.setBackend("cpu");

/** Float32 numbers from any 4 bytes, including every kind of NaN, infinities, −0 and subnormal numbers. */
const float32 = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.constantFrom(0x7fc00001, 1 << 31, 255 << 23),
);

/** Shapes from [] to five axes, some with an axis of length 0. */
const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 });

const values = shapes.chain((shape) => {
  const count = { minLength: size(shape), maxLength: size(shape) };
  return fc.oneof(
    fc.array(float32, count).map((bits) => ({ shape, values: new Float32Array(new Int32Array(bits).buffer) })),
    fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), count).map((list) => ({
      shape,
      values: new Int32Array(list),
    })),
    fc.array(fc.integer({ min: 0, max: 1 }), count).map((list) => ({ shape, values: new Uint8Array(list) })),
  );
});

const names = fc.string({ unit: "grapheme" }).filter((name) => name !== "__proto__" && name !== "__metadata__");

Deno.test("decodeTensors() returns the same tensors that were encoded, bit for bit, and leaks nothing", async () => {
  const before = tf.memory().numTensors;
  await fc.assert(fc.asyncProperty(fc.dictionary(names, values, { maxKeys: 5 }), async (data) => {
    const tensors = Object.fromEntries(
      Object.entries(data).map(([name, { shape, values }]) => [name, tf.tensor(values, shape, dtypeOf(values))]),
    );
    const decoded = decodeTensors(await encodeTensors(tensors));
    assertEquals(tf.memory().numTensors, before + 2 * Object.keys(data).length);
    assertEquals(Object.keys(decoded).sort(), Object.keys(data).sort());
    for (const [name, { shape, values }] of Object.entries(data)) {
      const { dtype, shape: decodedShape } = decoded[name];
      assertEquals([dtype, decodedShape], [dtypeOf(values), shape]);
      assertEquals(bytesOf(await decoded[name].data()), bytesOf(values));
    }
    tf.dispose([tensors, decoded]);
  }));
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("decodeTensors() reads values that begin at an odd byte, and bytes inside a larger buffer", async () => {
  const header = { bool: entry("BOOL", [1], 0, 1), float: entry("F32", [1], 1, 5) };
  const bytes = file(header, [1, 0, 0, 0x80, 0x3f]);
  const padded = new Uint8Array([7, 7, 7, ...bytes, 7]).subarray(3, -1);
  const { bool, float } = decodeTensors(padded);
  assertEquals([...await bool.data(), ...await float.data()], [1, 1]);
  tf.dispose([bool, float]);
});

Deno.test("decodeTensors() reads the tensors of the header in any order, even with empty ones in between", async () => {
  const header = { c: entry("U8", [1], 1, 2), b: entry("U8", [0], 1, 1), a: entry("U8", [1], 0, 1) };
  const decoded = decodeTensors(file({ '"[{': entry("U8", [0], 2, 2), ...header }, [5, 6]));
  assertEquals([...await decoded.a.data(), ...await decoded.c.data()], [5, 6]);
  assertEquals(Object.keys(decoded).length, 4);
  tf.dispose(decoded);
});

Deno.test("decodeTensors() converts the types that TF.js does not have", async () => {
  const cases: [type: string, values: ArrayBufferView, expected: number[], dtype: string][] = [
    ["F64", new Float64Array([0.1, -0, 1e-300, Infinity]), [Math.fround(0.1), -0, 0, Infinity], "float32"],
    ["F16", new Float16Array([1.5, -65504, -Infinity]), [1.5, -65504, -Infinity], "float32"],
    ["BF16", new Uint16Array([0x3f80, 0xc049, 0xff80, 0x7fc0]), [1, -3.140625, -Infinity, NaN], "float32"],
    ["I64", new BigInt64Array([-(2n ** 31n), 2n ** 31n - 1n]), [-(2 ** 31), 2 ** 31 - 1], "int32"],
    ["U64", new BigUint64Array([0n, 2n ** 31n - 1n]), [0, 2 ** 31 - 1], "int32"],
    ["U32", new Uint32Array([7]), [7], "int32"],
    ["I16", new Int16Array([-32768, 32767]), [-32768, 32767], "int32"],
    ["U16", new Uint16Array([65535]), [65535], "int32"],
    ["I8", new Int8Array([-128, 127]), [-128, 127], "int32"],
    ["U8", new Uint8Array([255]), [255], "int32"],
  ];
  for (const [type, values, expected, dtype] of cases) {
    const data = bytesOf(values);
    const { a } = decodeTensors(file({ a: entry(type, [expected.length], 0, data.length) }, data));
    assertEquals([type, a.dtype, ...await a.data()], [type, dtype, ...expected]);
    a.dispose();
  }
});

Deno.test("decodeTensors() refuses values and types that TF.js cannot hold", () => {
  const refuses = (type: string, values: ArrayBufferView, message: string) => {
    const data = bytesOf(values);
    const header = { a: entry(type, [data.length / 8], 0, data.length) };
    const before = tf.memory().numTensors;
    assertThrows(() => decodeTensors(file(header, data)), RangeError, message);
    assertEquals(tf.memory().numTensors, before);
  };
  const large = 'Value 1 of "a" is 2147483648, too large for int32: convert I64 in Python.';
  refuses("I64", new BigInt64Array([0n, 2n ** 31n]), large);
  refuses("U64", new BigUint64Array([2n ** 64n - 1n]), "is 18446744073709552000, too large for int32");
  refuses("F64", new Float64Array([1e300]), 'Value 0 of "a" is 1e+300, too large for float32: convert F64 in Python.');
  refuses("F8_E4M3", new Uint8Array(8), 'The tensor "a" is "F8_E4M3", which TF.js cannot hold');
  const bool = file({ a: entry("BOOL", [1], 0, 1) }, [2]);
  assertThrows(() => decodeTensors(bool), RangeError, 'Value 0 of "a" is 2, too large for bool');
});

Deno.test("decodeTensors() returns no tensors for an empty header, and skips metadata", () => {
  assertEquals(decodeTensors(file({}, [])), {});
  assertEquals(decodeTensors(file({ __metadata__: { format: "np" } }, [])), {});
});

Deno.test("decodeTensors() does not confuse names with the built-in properties of objects", async () => {
  const { constructor } = decodeTensors(file({ constructor: entry("U8", [1], 0, 1) }, [5]));
  assertEquals([...await (constructor as unknown as tf.Tensor).data()], [5]);
  tf.dispose(constructor as unknown as tf.Tensor);
});

/** Wrong files by the name of the mistake: the bytes of each, and the expected message. */
const wrong: [what: string, bytes: Uint8Array, message: string][] = [
  ["an empty file", new Uint8Array(0), "A .safetensors file has at least 8 bytes, but this one has 0: get it again."],
  ["the length of the header cut off", new Uint8Array(7), "at least 8 bytes, but this one has 7"],
  ["no header", new Uint8Array(8), "The header does not begin with {: is this a .safetensors file?"],
  ["all bits set", new Uint8Array(64).fill(255), "The header would have 18446744073709552000 bytes, more than 100 MB"],
  ["a header of 100 MB and 1 byte", prefixed(100_000_001, "{}"), "The header would have 100000001 bytes"],
  ["a header that is cut off", prefixed(9, "{}"), "The header should have 9 bytes, but only 2 are there"],
  ["a list", text("[]"), "The header does not begin with {"],
  ["a space first", text(" {}"), "The header does not begin with {"],
  ["half of a JSON text", text('{"a":'), "The header is not JSON: the file is damaged, so get it again."],
  [
    "bytes that are not UTF-8",
    prefixed(7, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
    "The header is not UTF-8: the file is damaged, so get it again.",
  ],
  ["lists in lists", text('{"a":{"shape":[[1]]}}'), "The header is nested too deeply: is this a .safetensors file?"],
  ["a million brackets", text('{"a":' + "[".repeat(1e6)), "The header is nested too deeply"],
  ["an object in a tensor", text('{"a":{"shape":{}}}'), "The header is nested too deeply"],
  ["a million quotation marks", text('{"' + '\\"'.repeat(1e6) + '":1}'), "has no valid dtype"],
  [
    "metadata that is not an object",
    text('{"__metadata__":["a"]}'),
    '"__metadata__" in the header is not an object of strings',
  ],
  [
    "metadata that is not text",
    text('{"__metadata__":{"a":1}}'),
    '"__metadata__" in the header is not an object of strings',
  ],
  ["a tensor called __proto__", text('{"__proto__":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}'), '"__proto__"'],
  ["half a character", text('{"\\ud800":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}'), "has half a character"],
  ["a name twice", text('{"a":{},"a":{}}'), 'The header has "a" twice: write the file again.'],
  ["a name twice, written in two ways", text('{"a}":1,"\\u0061}" :2}'), 'The header has "a}" twice'],
  ["a field twice", text('{"a":{"dtype":"F32","dtype":"I32"}}'), 'The header has "dtype" twice'],
  ["a number for a tensor", text('{"a":1}'), 'The tensor "a" has no valid dtype, shape and data_offsets'],
  ["a list for a tensor", text('{"a":[]}'), 'The tensor "a" has no valid dtype'],
  ["null for a tensor", text('{"a":null}'), 'The tensor "a" has no valid dtype'],
  ["no type", text('{"a":{"shape":[],"data_offsets":[0,4]}}'), 'The tensor "a" has no valid dtype'],
  ["no shape", file({ a: { dtype: "F32", data_offsets: [0, 4] } }, [0, 0, 0, 0]), 'The tensor "a" has no valid dtype'],
  ["a negative axis", file({ a: entry("F32", [-1], 0, 4) }, [0, 0, 0, 0]), 'The tensor "a" has no valid dtype'],
  ["half an axis", file({ a: entry("F32", [0.5], 0, 2) }, [0, 0]), 'The tensor "a" has no valid dtype'],
  ["more axes than NumPy has", file({ a: entry("U8", Array(65).fill(1), 0, 1) }, [0]), "has no valid dtype"],
  ["three offsets", file({ a: { ...entry("U8", [1], 0, 1), data_offsets: [0, 1, 2] } }, [0]), "has no valid dtype"],
  [
    "an end before its beginning",
    file({ a: entry("U8", [0], 1, 0) }, [0]),
    "bytes 1 to 0, which end before they begin",
  ],
  [
    "values beyond the end",
    file({ a: entry("U8", [2], 0, 2) }, [0]),
    "bytes 0 to 2, but there are only 1: the file is cut off",
  ],
  ["values far beyond", file({ a: entry("U8", [1e15], 0, 1e15) }, [0]), "but there are only 1"],
  [
    "an overlap",
    file({ a: entry("U8", [2], 0, 2), b: entry("U8", [1], 1, 2) }, [0, 0]),
    "up to 2 belong to another tensor",
  ],
  [
    "the same values twice",
    file({ a: entry("U8", [1], 0, 1), b: entry("U8", [1], 0, 1) }, [0]),
    "up to 1 belong to another",
  ],
  [
    "a hole",
    file({ a: entry("U8", [1], 0, 1), b: entry("U8", [1], 2, 3) }, [0, 0, 0]),
    "bytes 2 to 3, but from 1 on there is a gap",
  ],
  ["a hole at the beginning", file({ a: entry("U8", [1], 1, 2) }, [0, 0]), "from 0 on there is a gap"],
  [
    "bytes left",
    file({ a: entry("U8", [1], 0, 1) }, [0, 0, 0]),
    "After the last tensor, 2 bytes are left: write the file again.",
  ],
  [
    "too few values",
    file({ a: entry("F32", [2], 0, 4) }, [0, 0, 0, 0]),
    "but shape [2] of F32 needs 8 bytes: write the file again.",
  ],
  ["too many values", file({ a: entry("F32", [0], 0, 4) }, [0, 0, 0, 0]), "but shape [0] of F32 needs 0 bytes"],
  [
    "a size too large for a number",
    file({ a: entry("F32", Array(40).fill(2 ** 50), 0, 0) }, []),
    "of F32 needs Infinity",
  ],
];

for (const [what, bytes, message] of wrong) {
  Deno.test(`decodeTensors() refuses ${what}`, () => {
    const before = tf.memory().numTensors;
    assertThrows(() => decodeTensors(bytes), SyntaxError, message);
    assertEquals(tf.memory().numTensors, before);
  });
}

Deno.test("decodeTensors() refuses arguments that are not bytes", () => {
  for (const bytes of [undefined, [1], "text", new ArrayBuffer(8)]) {
    assertThrows(() => decodeTensors(bytes as unknown as Uint8Array), TypeError, "The bytes are not a Uint8Array");
  }
});

Deno.test("decodeTensors() reads a damaged file, or refuses it in one sentence", async () => {
  const tensors = { a: tf.tensor([[1, 2], [3, 4]]), b: tf.tensor([5], undefined, "int32") };
  const sound = await encodeTensors(tensors, { made: "here" });
  tf.dispose(tensors);
  const before = tf.memory().numTensors;
  const change = fc.tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 3 }), fc.nat({ max: sound.length }), (changes, length) => {
      const damaged = sound.slice(0, changes.length === 0 ? length : undefined);
      for (const [place, byte] of changes) damaged[place] = byte;
      try {
        tf.dispose(decodeTensors(damaged));
      } catch (error) {
        if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
        assertMatch(error.message, /^[^\n]{20,300}$/);
      }
    }),
    { numRuns: 1000 },
  );
  assertEquals(tf.memory().numTensors, before);
});

function size(shape: readonly number[]): number {
  return shape.reduce((size, count) => size * count, 1);
}

function dtypeOf(values: object): "float32" | "int32" | "bool" {
  return values instanceof Float32Array ? "float32" : values instanceof Int32Array ? "int32" : "bool";
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function entry(dtype: string, shape: number[], start: number, end: number) {
  return { dtype, shape, data_offsets: [start, end] };
}

/** A file with this header and these values. */
function file(header: object, values: Iterable<number>): Uint8Array {
  return new Uint8Array([...text(JSON.stringify(header)), ...values]);
}

/** A file with this header and no values. */
function text(header: string): Uint8Array {
  return prefixed(new TextEncoder().encode(header).length, header);
}

/** The length of a header, which may be wrong, and what comes after it. */
function prefixed(length: number, rest: string | Uint8Array): Uint8Array {
  const bytes = typeof rest === "string" ? new TextEncoder().encode(rest) : rest;
  const file = new Uint8Array(8 + bytes.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(bytes, 8);
  return file;
}
