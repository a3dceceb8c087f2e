import { assertEquals, assertThrows } from "@std/assert";
import { absoluteOf, inputOf } from "./values.ts";

Deno.test("The same line always gives the same numbers, and a different line gives different numbers", () => {
  const { dtype, shape, values } = inputOf("int32[2,3] below 4");
  assertEquals([dtype, shape, values.length], ["int32", [2, 3], 6]);
  assertEquals(inputOf("int32[2,3] below 4").values, values);
  assertEquals([...values as Int32Array].every((value) => Number.isInteger(value) && value >= 0 && value < 4), true);
  assertEquals(inputOf("float32[9] fine").values === inputOf("float32[9] usual").values, false);
});

Deno.test("A line may contain its numbers, or strings", () => {
  assertEquals(inputOf("float32[2,2] = 1 -0.5 NaN 3").values, Float32Array.of(1, -0.5, NaN, 3));
  assertEquals(inputOf("bool[3] = 0 1 1").values, Uint8Array.of(0, 1, 1));
  assertEquals(inputOf("string[2] = a b|c").values, ["a b", "c"]);
  assertEquals(inputOf("float32[] = 7").shape, []);
  assertEquals(inputOf("float32[0,3]").values, new Float32Array(0));
});

Deno.test("An invalid line is refused", () => {
  assertThrows(() => inputOf("float64[2]"), SyntaxError, 'There is no input "float64[2]"');
  assertThrows(() => inputOf("float32[2] constructor"), SyntaxError, "There is no input");
  assertThrows(() => inputOf("float32[2] = 1 2 3"), SyntaxError, "has 3 numbers, expected 2");
});

Deno.test("Absolute values are finite", () => {
  assertEquals(absoluteOf(inputOf("float32[3] = -2 NaN 3")).values, Float32Array.of(2, 1, 3));
  assertEquals(absoluteOf(inputOf("int32[2] = -2 3")).values, Int32Array.of(2, 3));
});
