import { assertEquals } from "@std/assert";
import { screensAt, tooWide } from "../../kit/testbed/places/screens.ts";

Deno.test("every screen of the learner's commands fits 40 columns, and no word is cut", async () => {
  for await (const { name, text } of screensAt(40)) {
    assertEquals([name, tooWide(text, 40)], [name, []]);
    assertEquals([name, text.match(/\p{L}…/gu)], [name, null]);
  }
});

Deno.test("tooWide() allows any length for commands and paths, and for nothing else", () => {
  assertEquals(tooWide("$ a command of any length\n  docs/pictures/04.svg\n  two words", 8), ["  two words"]);
});
