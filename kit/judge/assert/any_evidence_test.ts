/**
 * Tests that an assertion passes only if its claim about the value is true, and otherwise throws an AssertionError.
 * @module
 */
import { assert, AssertionError } from "@std/assert";
import fc from "fast-check";
import { Opaque } from "../sandbox/values.ts";
import { assertClose } from "./close.ts";
import { requireChoice } from "./choice.ts";
import { requireList } from "./list.ts";
import { assertLossBelow, assertNeverRises } from "./losses.ts";
import { requireNumber, requireNumbers, requireWithin } from "./numbers.ts";
import { requireRecord } from "./record.ts";
import { requireTensor } from "./tensor.ts";
import { assertNoTensorsLeft } from "./tensors.ts";

/** Random numbers, and some special ones: close to each other, very large, infinite or NaN. */
const number = fc.oneof(fc.constantFrom(0, -0, 1, 1.0005, 2, NaN, Infinity, -Infinity, 1e308, -1e308), fc.double());
const numbers = fc.array(number, { maxLength: 3 });
const anything = fc.anything({ maxDepth: 2, withBigInt: true, withTypedArray: true, withSparseArray: true });
const tensor = fc.record({
  dtype: fc.oneof(fc.constant<unknown>("float32"), anything),
  shape: fc.oneof<fc.Arbitrary<unknown>[]>(fc.constantFrom([2], [2, 1], [1, 2]), numbers, anything),
  values: fc.oneof<fc.Arbitrary<unknown>[]>(numbers, numbers.map((list) => Float32Array.from(list)), anything),
});
const evidence = fc.oneof<fc.Arbitrary<unknown>[]>(
  number,
  numbers,
  numbers.map((list) => Float32Array.from(list)),
  numbers.map((list) => list.map(String)),
  numbers.map((list) => ({ ...list, length: list.length })),
  tensor,
  fc.record({ before: number, after: number }, { requiredKeys: [] }),
  fc.constant(new Opaque("a function")),
  anything,
);

const isFiniteNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const finiteList = (value: unknown, length?: number): number[] => {
  assert(Array.isArray(value) || ArrayBuffer.isView(value));
  const list = Array.from(value as ArrayLike<unknown>);
  assert(list.every(isFiniteNumber) && (length === undefined || list.length === length));
  return list as number[];
};

/** Each assertion, and a claim that must be true of every value that the assertion accepts. */
const CLAIMS: Record<string, [assertion: (value: unknown) => unknown, claim: (value: unknown) => void]> = {
  "assertClose() to a number": [
    (value) => assertClose(value, 1, { relative: 1e-3 }),
    (value) => assert(isFiniteNumber(value) && value >= 0.999 && value <= 1.001),
  ],
  "assertClose() to a list": [
    (value) => assertClose(value, [1, 2], { absolute: 1e-3, mistakes: { "?": [0, 0] } }),
    (value) => assert(finiteList(value, 2).every((each, i) => each >= i + 0.999 && each <= i + 1.001)),
  ],
  "assertClose() to a large list": [
    (value) => assertClose(value, [1e308, -1e308], { relative: 0.1 }),
    (value) => assert(finiteList(value, 2).every((each, i) => each > 0 === (i === 0) && Math.abs(each) > 8e307)),
  ],
  "assertNeverRises()": [
    (value) => assertNeverRises(value),
    (value) => {
      const list = finiteList(value);
      assert(list.length > 0 && list.every((each, i) => i === 0 || each <= list[i - 1]));
    },
  ],
  "assertLossBelow()": [
    (value) => assertLossBelow(value, 1),
    (value) => {
      const list = finiteList(value);
      assert(list.length > 0 && list[list.length - 1] < 1);
    },
  ],
  "requireNumber()": [(value) => requireNumber(value, "x"), (value) => assert(isFiniteNumber(value))],
  "requireNumbers()": [(value) => requireNumbers(value, "x", 2), (value) => finiteList(value, 2)],
  "requireWithin()": [
    (value) => requireWithin(requireNumbers(value, "x"), 2, "x"),
    (value) => assert(finiteList(value).every((each) => each >= -2 && each <= 2)),
  ],
  "requireList()": [
    (value) => requireList(value, "x", 1),
    (value) => assert(Array.isArray(value) && value.length === 1),
  ],
  "requireRecord()": [
    (value) => requireRecord(value, "x"),
    (value) => assert(typeof value === "object" && value !== null && !(Symbol.iterator in value)),
  ],
  "requireChoice()": [(value) => requireChoice(value, ["", "a", true], "x"), (value) => (
    assert(value === "" || value === "a" || value === true)
  )],
  "requireTensor()": [
    (value) => requireTensor(value, { name: "x", shape: [2, 1] }),
    (value) => {
      const { dtype, shape, values } = value as { dtype: unknown; shape: number[]; values: unknown };
      assert(dtype === "float32" && shape.length === 2 && shape[0] === 2 && shape[1] === 1);
      finiteList(values, 2);
    },
  ],
  "assertNoTensorsLeft()": [
    (value) => assertNoTensorsLeft(requireRecord(value, "x") as { before: unknown; after: unknown }, 2, "?"),
    (value) => {
      const { before, after } = value as { before: unknown; after: unknown };
      assert(isFiniteNumber(before) && isFiniteNumber(after) && before === after);
    },
  ],
};

for (const [name, [assertion, claim]] of Object.entries(CLAIMS)) {
  Deno.test(`${name} passes only if its claim is true, and throws only an AssertionError`, () => {
    fc.assert(
      fc.property(evidence, (value) => {
        try {
          assertion(value);
        } catch (error) {
          assert(error instanceof AssertionError, String(error));
          assert(error.message.length < 500, `a message of ${error.message.length} characters`);
          return;
        }
        claim(value);
      }),
      { seed: 42, numRuns: 2000 },
    );
  });
}

Deno.test("an assertion checks a list of 200,000 numbers quickly, and describes it briefly", () => {
  const lists = [0, NaN, 1n, "x", [], null].map((item) => Array(200_000).fill(item));
  for (const value of [...lists, new Float64Array(200_000), { dtype: "float32", shape: lists[0], values: [] }]) {
    for (const [name, [assertion]] of Object.entries(CLAIMS)) {
      const start = performance.now();
      try {
        assertion(value);
      } catch (error) {
        assert(error instanceof AssertionError && error.message.length < 500, `${name}: ${error}`);
      }
      assert(performance.now() - start < 5000, name); // too short to compare all pairs of items
    }
  }
});
