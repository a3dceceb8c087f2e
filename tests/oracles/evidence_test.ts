import { assertEquals } from "@std/assert";
import { numberAt, numberOf } from "./evidence.ts";

Deno.test("numberOf() returns NaN if the value is not a number", () => {
  const wrong = { valueOf: () => 1 };
  assertEquals([1.5, "1", 1n, null, undefined, wrong].map(numberOf), [1.5, NaN, NaN, NaN, NaN, NaN]);
});

Deno.test("numberAt() finds numbers in lists and typed arrays, and nowhere else", () => {
  assertEquals([numberAt([1, 2], 1), numberAt(Float32Array.of(0.5), 0)], [2, 0.5]);
  assertEquals(
    [numberAt(["2"], 0), numberAt([1], 1), numberAt({ 0: 1 }, 0), numberAt(undefined, 0)],
    Array(4).fill(NaN),
  );
});
