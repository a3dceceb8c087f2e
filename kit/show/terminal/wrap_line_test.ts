import { assertEquals } from "@std/assert";
import { wrapLine } from "./wrap_line.ts";

Deno.test("wrapLine() does not change a line that fits", () => {
  assertEquals(wrapLine("a  b", 4), ["a  b"]);
  assertEquals(wrapLine("", 4), [""]);
});

Deno.test("wrapLine() breaks between words and keeps the indentation", () => {
  assertEquals(wrapLine("  one two three", 9), ["  one two", "  three"]);
});

Deno.test("wrapLine() continues a list item under its text", () => {
  assertEquals(wrapLine("  * one two", 8), ["  * one", "    two"]);
  assertEquals(wrapLine("10. one two", 8), ["10. one", "    two"]);
});

Deno.test("wrapLine() does not break a word that is longer than a line", () => {
  assertEquals(wrapLine("a https://example.org b", 5), ["a", "https://example.org", "b"]);
});

Deno.test("wrapLine() does not count colour codes", () => {
  assertEquals(wrapLine("\x1b[1mone\x1b[22m two", 7), ["\x1b[1mone\x1b[22m two"]);
});
