import { AssertionError, assertThrows } from "@std/assert";
import { fail } from "./fail.ts";

Deno.test("fail() throws an AssertionError with the message", () => {
  assertThrows(() => fail("x is 1, expected 2."), AssertionError, "x is 1, expected 2.");
});
