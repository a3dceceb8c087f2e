import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { isList, requireList } from "./list.ts";

Deno.test("requireList() returns a list unchanged", () => {
  const list = [1, "x", null];
  assertEquals(requireList(list, "the answers", 3), list);
  assertEquals(requireList([], "the answers"), []);
});

Deno.test("requireList() refuses a value that is not a list, and a list of the wrong length", () => {
  const refused = (value: unknown, message: string) =>
    assertThrows(() => requireList(value, "the answers", 2), AssertionError, message);
  refused(undefined, "the answers is undefined, expected a list: does the function return it?");
  refused({ length: 2, 0: 1, 1: 2 }, "the answers is an object with 0, 1, length, expected a list.");
  refused(Float32Array.of(1, 2), "the answers is a Float32Array, expected a list.");
  refused("ab", 'the answers is the text "ab", expected a list.');
  refused([1], "the answers has 1 item, expected 2.");
});

Deno.test("isList() recognises lists and typed arrays", () => {
  assertEquals([[], [undefined], Float32Array.of(1), new Uint8Array(0)].map(isList), [true, true, true, true]);
  const others = [undefined, null, "ab", { length: 1, 0: 1 }, new DataView(new ArrayBuffer(8)), new Map()];
  assertEquals(others.filter(isList), []);
});
