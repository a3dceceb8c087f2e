import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { Opaque } from "../sandbox/values.ts";
import { assertClose, type CloseOptions } from "./close.ts";

const options: CloseOptions = { name: "x", relative: 1e-3 };

Deno.test("assertClose() accepts a value that is close, on either side and at the limit", () => {
  assertClose(1, 1);
  assertClose(1.0009, 1, options);
  assertClose(0.9991, 1, options);
  assertClose(-1.0009, -1, options);
  assertClose(1e-7, 0, { absolute: 1e-6 });
  assertClose([1, 2.001], [1, 2], options);
  assertClose(new Float32Array([1, 2]), [1, 2]);
  assertClose([], []);
});

for (
  const [actual, expected, message] of [
    [1.002, 1, "x is 1.002, expected 1."],
    [1.96, 1.96004, null],
    [undefined, 1, "x is undefined, expected a number: does the function return it?"],
    [null, 1, "x is null, expected a number."],
    ["1", 1, 'x is the text "1", expected a number.'],
    [1n, 1, "x is the bigint 1, expected a number."],
    [[1], 1, "x is a list of length 1, expected a number."],
    [{ y: 1 }, 1, "x is an object with y, expected a number."],
    [new Opaque("a function"), 1, "x is a function, expected a number."],
    [NaN, 1, "x is NaN, expected a finite number: is something divided by 0, or growing without limit?"],
    [Infinity, 1, "x is Infinity, expected a finite number: is something divided by 0, or growing without limit?"],
    [1, [1], "x is 1, expected a list of numbers."],
    [undefined, [1], "x is undefined, expected a list: does the function return it?"],
    [[1, 2], [1], "x has 2 values, expected 1."],
    [[1], [1, 2], "x has 1 value, expected 2."],
    [[1, "2"], [1, 2], 'x[1] is the text "2", expected a number.'],
    [[, 2], [1, 2], "x[0] is undefined, expected a number: is an await missing, or is there nothing to read?"],
    [
      [1, NaN],
      [1, 2],
      "x[1] is NaN, expected a finite number: is something divided by 0, or growing without limit?",
    ],
    [[1.1, 3, 5], [1, 2, 5], "x[1] is 3, expected 2."],
    [{ length: 1, 0: 1 }, [1], "x is an object with 0, length, expected a list of numbers."],
  ] as [unknown, number | number[], string | null][]
) {
  Deno.test(`assertClose() throws ${message ?? "nothing"} for ${Deno.inspect(actual)}`, () => {
    if (message === null) assertClose(actual, expected, options);
    else assertThrows(() => assertClose(actual, expected, options), AssertionError, message);
  });
}

Deno.test("assertClose() names the mistake that leads to this value, and says why the expected value is right", () => {
  const mistakes = { "do you add the gradient?": 2.04, "that is the start": [2, 2] };
  const name = "x";
  assertThrows(
    () => assertClose(2.04, 1.96, { name, mistakes }),
    AssertionError,
    "x is 2.04, expected 1.96: do you add",
  );
  assertThrows(() => assertClose([2, 2], [1, 1], { mistakes }), AssertionError, "expected 1: that is the start");
  assertThrows(
    () => assertClose(3, 1.96, { name, mistakes, why: "2 · 0.98" }),
    AssertionError,
    "expected 1.96 (2 · 0.98).",
  );
});

Deno.test("assertClose() shows enough digits to see the difference", () => {
  assertThrows(() => assertClose(1.96 + 1e-7, 1.96), AssertionError, "the result is 1.9600001, expected 1.96.");
});

Deno.test("assertClose() refuses an expected value that is not finite", () => {
  for (const expected of [NaN, Infinity, [1, NaN]]) assertThrows(() => assertClose([1, 2], expected), RangeError);
});

Deno.test("assertClose() refuses a tolerance that is not finite", () => {
  for (const absolute of [NaN, Infinity, -1]) {
    assertThrows(() => assertClose(1, 1, { absolute }), RangeError, "both must be finite");
    assertThrows(() => assertClose(1, 1, { relative: absolute }), RangeError, "both must be finite");
  }
});

Deno.test("assertClose() computes the results of mistakes only if the value is wrong", () => {
  let calls = 0;
  const mistakes = () => (calls++, { "do you add the gradient?": 2.04 });
  assertClose(1.96, 1.96, { mistakes });
  assertEquals(calls, 0);
  assertThrows(() => assertClose(2.04, 1.96, { mistakes }), AssertionError, "expected 1.96: do you add the gradient?");
});
