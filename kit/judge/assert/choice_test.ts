import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { requireChoice } from "./choice.ts";

Deno.test("requireChoice() returns one of the choices", () => {
  assertEquals(requireChoice("no", ["exactly", "no"], "same"), "no");
  assertEquals(requireChoice(false, [true, false], "overfits"), false);
});

Deno.test("requireChoice() refuses every other value, and lists the choices", () => {
  const refused = (value: unknown, choices: (string | boolean)[], message: string) =>
    assertThrows(() => requireChoice(value, choices, "same"), AssertionError, message);
  refused("perhaps", ["a", "b", "no"], 'same is the text "perhaps", expected "a", "b" or "no".');
  refused(undefined, [true, false], "same is undefined, expected true or false.");
  refused("true", [true, false], 'same is the text "true", expected true or false.');
  refused(["a"], ["a"], 'same is a list of length 1, expected "a".');
});
