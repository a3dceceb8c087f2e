import { assertEquals } from "@std/assert";
import { kindOf, valueText } from "./kind_of.ts";

Deno.test("kindOf() names the kind of a value", () => {
  const things = [undefined, null, 1, "1", {}, [], () => 1, new Map(), Object.create(null), { constructor: 1 }];
  assertEquals(things.map(kindOf), [
    ...["undefined", "null", "a number", "a string", "an Object", "an Array", "a function", "a Map", "an Object"],
    "an Object",
  ]);
});

Deno.test("valueText() shows numbers and short strings as they are", () => {
  assertEquals([NaN, -1, "10", "x".repeat(41), [1], 1n].map(valueText), [
    ...["NaN", "−1", '"10"', "a string", "an Array", "a bigint"],
  ]);
});
