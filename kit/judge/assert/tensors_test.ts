import { AssertionError, assertThrows } from "@std/assert";
import { assertNoTensorsLeft } from "./tensors.ts";

Deno.test("assertNoTensorsLeft() distinguishes a single tensor left behind from one tensor in each step", () => {
  const left = (after: unknown) => () => assertNoTensorsLeft({ before: 2, after }, 20, "which?");
  left(2)();
  assertThrows(left(3), AssertionError, "1 tensor is left behind after 20 steps: which?");
  assertThrows(left(22), AssertionError, "20 tensors are left behind after 20 steps, 1 in each: which?");
  assertThrows(left(1), AssertionError, "1 tensor too many is disposed of");
  assertThrows(left("2"), AssertionError, "expected a number");
});
