import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { assertTexts, requireTexts } from "./texts.ts";

Deno.test("requireTexts() returns a list of strings, and refuses everything else", () => {
  assertEquals(requireTexts(["a", ""], "the names", 2), ["a", ""]);
  const refused = (value: unknown, message: string) =>
    assertThrows(() => requireTexts(value, "the names", 1), AssertionError, message);
  refused("a", 'the names is the text "a", expected a list.');
  refused(["a", "b"], "the names has 2 items, expected 1.");
  refused([1n], "the names[0] is the bigint 1, expected a string.");
});

Deno.test("assertTexts() refuses a string that merely looks like the list", () => {
  assertTexts(["a", "b"], ["a", "b"], { name: "the names" });
  assertTexts([], [], { name: "the names" });
  const refused = (value: unknown, message: string) =>
    assertThrows(() => assertTexts(value, ["a", "b"], { name: "the names", why: "in order" }), AssertionError, message);
  refused(["a,b"], 'the names is "a,b", expected "a", "b": in order.');
  refused([["a"], "b"], "the names[0] is a list of length 1, expected a string.");
  refused([], 'the names is an empty list, expected "a", "b": in order.');
  refused(Array(200_000).fill("a"), "… (200,000 in all), expected");
});
