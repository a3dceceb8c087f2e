import { AssertionError, assertThrows } from "@std/assert";
import { fail } from "./fail.ts";

Deno.test("fail() throws the error of a check that has found a mistake", () => {
  assertThrows(() => fail("x is 1, expected 2."), AssertionError, "x is 1, expected 2.");
});
