import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { Opaque } from "../sandbox/values.ts";
import { requireRecord } from "./record.ts";

Deno.test("requireRecord() returns an object unchanged", () => {
  assertEquals(requireRecord({ x: 1 }, "the walk"), { x: 1 });
  assertEquals(requireRecord({}, "the walk").x, undefined);
});

Deno.test("requireRecord() refuses a value that is not an object with fields", () => {
  const refused = (value: unknown, message: string) =>
    assertThrows(() => requireRecord(value, "the walk"), AssertionError, message);
  refused(undefined, "the walk is undefined, expected an object: does the function return it?");
  refused(null, "the walk is null, expected an object.");
  refused([1], "the walk is a list of length 1, expected an object.");
  refused(new Float32Array(), "the walk is a Float32Array, expected an object.");
  refused(new Opaque("a Map"), "the walk is a Map, expected an object.");
  refused(1n, "the walk is the bigint 1, expected an object.");
});
