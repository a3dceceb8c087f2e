import { assertEquals } from "@std/assert";
import { nearestName } from "./nearest_name.ts";

const NAMES = ["moodle", "canvas", "gradescope"];

for (
  const [text, expected] of [
    ["moodel", "moodle"],
    ["gradscope", "gradescope"],
    ["scope", "gradescope"],
    ["watch", undefined],
    ["", undefined],
    [`moodle${"x".repeat(40)}`, undefined],
  ] as const
) {
  Deno.test(`nearestName() takes ${JSON.stringify(text.slice(0, 10))} for ${expected ?? "another word"}`, () => {
    assertEquals(nearestName(text, NAMES), expected);
  });
}

Deno.test("nearestName() finds nothing among no names", () => {
  assertEquals(nearestName("moodle", []), undefined);
});
