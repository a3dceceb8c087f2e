import { assertEquals } from "@std/assert";
import { clip } from "./clip.ts";

Deno.test("clip() does not change a text that fits, and marks a cut", () => {
  assertEquals(clip("abc", 3), "abc");
  assertEquals(clip("abcd", 3), "ab…");
});

Deno.test("clip() counts columns, and never cuts a character in half", () => {
  assertEquals(clip("梯度下降", 8), "梯度下降");
  assertEquals(clip("梯度下降", 6), "梯度…");
  assertEquals(clip("𝒙𝒚𝒛", 2), "𝒙…");
});
