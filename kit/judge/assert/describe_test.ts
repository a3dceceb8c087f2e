import { assertEquals } from "@std/assert";
import { Opaque } from "../sandbox/values.ts";
import { apart, describe, digits, shapeText } from "./describe.ts";

for (
  const [value, words] of [
    [undefined, "undefined"],
    [null, "null"],
    [NaN, "NaN"],
    [-3.14159265, "−3.1416"],
    [true, "true"],
    ["two", 'the text "two"'],
    [[], "an empty list"],
    [[1, 2, 3], "a list of length 3"],
    [new Float32Array(2), "a Float32Array"],
    [{}, "an empty object"],
    [{ x: 1, losses: [] }, "an object with x, losses"],
    [{ dtype: "float32", shape: [2, 1], values: new Float32Array(2) }, "a tensor of shape [2, 1]"],
    [new Opaque("a Map"), "a Map"],
    [12n, "the bigint 12"],
    [{ ["k".repeat(100)]: 1 }, `an object with ${"k".repeat(80)}`],
  ]
) {
  Deno.test(`describe() returns: ${words}`, () => assertEquals(describe(value), words));
}

for (
  const [value, precision, text] of [
    [0, 3, "0"],
    [-1.5, 3, "−1.5"],
    [1234.5678, 3, "1230"],
    [0.00123456, 3, "0.00123"],
    [0.000123456, 3, "1.23e−4"],
    [1e-300, 3, "1e−300"],
    [3.37e9, 3, "3.37e9"],
    [-Infinity, 3, "−Infinity"],
  ] as const
) {
  Deno.test(`digits() writes ${value} as ${text}`, () => assertEquals(digits(value, precision), text));
}

Deno.test("apart() shows enough digits to tell two numbers apart", () => {
  assertEquals(apart(1, 2), ["1", "2"]);
  assertEquals(apart(1.23456, 1.23457), ["1.23456", "1.23457"]);
  assertEquals(apart(1, 1), ["1", "1"]);
});

Deno.test("shapeText() writes shapes as lists, with at most ten lengths or shapes", () => {
  assertEquals(shapeText([]), "[]");
  assertEquals(shapeText([80, 1]), "[80, 1]");
  assertEquals(shapeText([[80, 1], []]), "[80, 1], []");
  assertEquals(shapeText(Array(200_000).fill(1)), "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, … (200,000 in all)]");
  assertEquals(shapeText(Array(11).fill([2])), `${Array(10).fill("[2]").join(", ")}, … (11 in all)`);
});
