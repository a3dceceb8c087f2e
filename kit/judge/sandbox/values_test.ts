import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decode, encode, MAX_LENGTH, Opaque } from "./values.ts";

const roundTrip = async (value: unknown) => decode(await encode(value));

/** Values that arrive unchanged: nested lists and objects of any numbers, strings, undefined and typed arrays. */
const plainData = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    ...[fc.double(), fc.integer(), fc.string({ unit: "binary" }), fc.boolean(), fc.bigInt()],
    ...[fc.constantFrom(null, undefined, -0, NaN, Infinity, -Infinity, 5e-324)],
    ...[fc.float32Array(), fc.float64Array(), fc.uint8Array(), fc.int32Array()],
    fc.array(tie("value")),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom("$", "v", "__proto__", "constructor", "toString")),
      tie("value"),
    ),
  ),
})).value;

Deno.test("A value arrives as it was sent", () =>
  fc.assert(
    fc.asyncProperty(plainData, async (value) => {
      const arrived = await roundTrip(value);
      assertEquals(arrived, value);
      assertEquals(await encode(arrived), await encode(value)); // also distinguishes -0 from 0
    }),
    { seed: 42, numRuns: 500 },
  ));

for (const value of [NaN, -0, 0, Infinity, -Infinity, 5e-324, 2 ** 53 + 2, "", "\ud800", null, undefined, 12n ** 40n]) {
  Deno.test(`${typeof value} ${Object.is(value, -0) ? "-0" : JSON.stringify(String(value))} arrives as it was sent`, async () => {
    assert(Object.is(await roundTrip(value), value));
  });
}

Deno.test("A key called __proto__ stays a key", async () => {
  const arrived = await roundTrip(JSON.parse('{"__proto__": {"polluted": 1}}')) as Record<string, unknown>;
  assertEquals(Object.keys(arrived), ["__proto__"]);
  assertEquals(Object.getPrototypeOf(arrived), Object.prototype);
  assertEquals(arrived.polluted, undefined);
});

Deno.test("An object that looks like one of our tags stays an object", async () => {
  const value = { $: "array", v: ["Float64Array", ""] };
  assertEquals(await roundTrip(value), value);
});

Deno.test("A view of a part of an array arrives without the rest of the array", async () => {
  const part = new Float32Array([1, 2, 3, 4]).subarray(1, 3);
  const arrived = await roundTrip(part) as Float32Array;
  assertEquals(arrived, new Float32Array([2, 3]));
  assertEquals(arrived.buffer.byteLength, 8);
});

Deno.test("A missing item of a list arrives as undefined", async () => {
  assertEquals(await roundTrip([1, , 3]), [1, undefined, 3]); // deno-lint-ignore no-sparse-arrays
});

Deno.test("A tensor arrives as its dtype, shape and values", async () => {
  const tensor = {
    dtype: "float32",
    shape: [1, 2],
    dataId: {},
    data: () => Promise.resolve(new Float32Array([1, NaN])),
  };
  assertEquals(await roundTrip({ w: tensor }), {
    w: { dtype: "float32", shape: [1, 2], values: new Float32Array([1, NaN]) },
  });
});

Deno.test("A value that cannot cross arrives as a description", async () => {
  const inside: Record<string, unknown> = {};
  inside.itself = inside;
  const cases = [
    () => 1,
    Symbol("s"),
    new Map(),
    new Set(),
    Promise.resolve(),
    new DataView(new ArrayBuffer(8)),
    inside,
  ];
  const words = ["a function", "a symbol", "a Map", "a Set", "a Promise", "a DataView"];
  const expected = [...words.map((word) => new Opaque(word)), { itself: new Opaque("a reference to itself") }];
  assertEquals(await roundTrip(cases), expected);
});

Deno.test("The same object twice is not a reference to itself", async () => {
  const twice = { x: 1 };
  assertEquals(await roundTrip([twice, twice]), [twice, twice]);
});

Deno.test("64 levels of nesting arrive, 65 are refused", async () => {
  const nested = (levels: number): unknown => levels === 0 ? 1 : [nested(levels - 1)];
  assertEquals(await roundTrip(nested(64)), nested(64));
  await assertRejects(() => encode(nested(65)), RangeError, "nested more than 64 levels deep");
});

Deno.test("A value that is too large is refused when it is sent, whatever it contains", async () => {
  const large = {
    "numbers": new Array(2 ** 20).fill(Math.PI),
    "empty lists": new Array(2 ** 22 + 2 ** 21).fill([]),
    "undefined": new Array(2 ** 21),
    "a text": "x".repeat(MAX_LENGTH + 1),
    "quotes": '"'.repeat(MAX_LENGTH / 2 + 1),
    "a key": { ["x".repeat(MAX_LENGTH)]: 1 },
    "an object": Object.fromEntries(Array.from({ length: 200 }, (_, i) => [i, "x".repeat(2 ** 17)])),
    "a typed array": new Float64Array(MAX_LENGTH / 8),
  };
  for (const [what, value] of Object.entries(large)) {
    await assertRejects(() => encode(value), RangeError, "The result is larger than 16 MiB", what);
  }
});

for (
  const text of [
    ...[
      "",
      "{",
      "undefined",
      "NaN",
      '{"$":"number","v":"1"}',
      '{"$":"nothing","v":0}',
      '{"$":null}',
      '{"$":["array"]}',
    ],
    ...['{"$":"bigint","v":"0x10"}', '{"$":"bigint","v":""}', '{"$":"array","v":["Float64Array","AAAA"]}'],
    ...[
      '{"$":"array","v":["DataView",""]}',
      '{"$":"array","v":["constructor",""]}',
      '{"$":"array","v":["Int8Array","?"]}',
    ],
    ...[
      '{"$":"array","v":null}',
      '{"$":"entries","v":[1]}',
      '{"$":"entries","v":[["a"]]}',
      '{"$":"entries","v":[[{},1]]}',
    ],
    ...[
      '{"$":"tensor","v":["float32",[2],null]}',
      '{"$":"tensor","v":["float32",[-1],{"$":"array","v":["Int8Array",""]}]}',
    ],
    ...['{"$":"tensor","v":["float32",[1.5],{"$":"array","v":["Int8Array",""]}]}', '{"$":"opaque","v":1}'],
    ...['{"$":"tensor","v":["float32",[2],{"$":"array","v":["Int8Array",""]}]}', "[".repeat(200) + "]".repeat(200)],
  ]
) {
  Deno.test(`decode() refuses ${text.slice(0, 70)}`, () => {
    assertThrows(() => decode(text), SyntaxError);
  });
}

Deno.test("decode() refuses nested tensors, and its stack does not overflow", () => {
  const levels = 100_000;
  const text = '{"$":"tensor","v":["float32",[1],'.repeat(levels) + "1" + "]}".repeat(levels);
  assertThrows(() => decode(text), SyntaxError, "nested too deeply");
});

Deno.test("decode() refuses a text that is too long before it reads it", () => {
  assertThrows(() => decode(" ".repeat(MAX_LENGTH + 101)), SyntaxError, "too long");
});

Deno.test("decode() returns a value or throws a SyntaxError for any text", () => {
  const seed = '[{"$":"array","v":["Float32Array","AACAPw=="]},{"$":"entries","v":[["$",{"$":"undefined","v":0}]]},' +
    '{"$":"tensor","v":["float32",[1],{"$":"array","v":["Float32Array","AACAPw=="]}]},{"$":"number","v":"-0"},{"a":[1]}]';
  assertEquals((decode(seed) as unknown[]).length, 5);
  const parts = [
    '"$"',
    '"v"',
    "{",
    "}",
    "[",
    "]",
    ",",
    '"array"',
    '"tensor"',
    '"entries"',
    "null",
    "-1",
    "1e999",
    '"__proto__"',
  ];
  const edit = fc.record({ at: fc.nat(seed.length), remove: fc.nat(12), insert: fc.constantFrom("", ...parts) });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce(
        (text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove),
        seed,
      );
      try {
        decode(text);
      } catch (error) {
        assert(error instanceof SyntaxError, `${error} for ${text}`);
      }
    }),
    { seed: 42, numRuns: 5000 },
  );
});

Deno.test("decode() returns a value or throws a SyntaxError for any JSON", () =>
  fc.assert(
    fc.property(taggedJson, (json) => {
      try {
        decode(JSON.stringify(json));
      } catch (error) {
        assert(error instanceof SyntaxError, `${error} for ${JSON.stringify(json)}`);
      }
    }),
    { seed: 42, numRuns: 5000 },
  ));

/** Any JSON value, often with our tags. */
const taggedJson = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<unknown>(null, 0, -1, 1e308, "", "NaN", "Float32Array", "AAAAAA==", "__proto__", true),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.record({
      $: fc.constantFrom<unknown>("array", "tensor", "entries", "number", "bigint", "opaque", "undefined", 1, null),
      v: tie("json"),
    }),
  ),
})).json;
