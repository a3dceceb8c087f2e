import { assertEquals } from "@std/assert";
import { type Action, actionOf, KEYS } from "./keys.ts";

Deno.test("every key that the screen shows has an action", () => {
  const named = KEYS.split(" · ").map((text) => text[0]);
  const actions = named.map((key) => actionOf(key, "none"));
  assertEquals(actions, ["next", "hint", "list", "ask reset", "open", "quit"]);
});

Deno.test("a reset needs two presses of r in a row", () => {
  const typed = (keys: string) => [...keys].reduce<Action>((previous, key) => actionOf(key, previous), "none");
  assertEquals(typed("rr"), "reset");
  assertEquals(typed("rhr"), "ask reset");
  assertEquals(typed("rrr"), "ask reset");
});

Deno.test("capital letters have the same actions; arrow keys and pasted text have none", () => {
  assertEquals(actionOf("Q", "none"), "quit");
  assertEquals(["\x1b[A", "hello", "x", "", "constructor"].map((key) => actionOf(key, "none")), Array(5).fill("none"));
});

Deno.test("Ctrl-C interrupts and Ctrl-D quits if they arrive as characters", () => {
  assertEquals(actionOf("\x03", "none"), "interrupt");
  assertEquals(actionOf("\x04", "none"), "quit");
});
