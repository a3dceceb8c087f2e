import { assertEquals } from "@std/assert";
import { numbers, testWrongShapes } from "./test_wrong_shapes.ts";
import { wrongShapes } from "./wrong_shapes.ts";

// on the cpu, the same takes four times as long: that test is in `long/`
testWrongShapes("wasm");

Deno.test("wrongShapes has mistakes for each lesson with tensors from Part II on", () => {
  assertEquals([...new Set(wrongShapes.map(({ lesson }) => lesson))].filter((each) => numbers.includes(each)), numbers);
});
