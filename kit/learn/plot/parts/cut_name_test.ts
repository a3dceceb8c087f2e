import { assertEquals } from "@std/assert";
import { cutName } from "./cut_name.ts";

Deno.test("cutName() keeps a name that fits, and ends a longer name with …", () => {
  assertEquals([cutName("", 3), cutName("abc", 3), cutName("abcd", 3)], ["", "abc", "ab…"]);
});

Deno.test("cutName() counts visible characters, and cuts no character in two", () => {
  assertEquals(cutName("👩‍👩‍👧‍👦🇩🇪n\u0303", 5), "👩‍👩‍👧‍👦🇩🇪n\u0303");
  assertEquals(cutName("😀漢😀", 5), "😀漢…");
  assertEquals(cutName(`a${"\u0301".repeat(500)}b`, 3), `a${"\u0301".repeat(31)}…`);
});

Deno.test("cutName() shows a � for each character that a picture cannot contain", () => {
  assertEquals(cutName("a\0\ud83d", 3), "a��");
});
