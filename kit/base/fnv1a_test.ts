import { assertEquals } from "@std/assert";
import { fnv1a } from "./fnv1a.ts";

Deno.test("fnv1a() returns the values that its authors give for 32 bits", () => {
  // http://www.isthe.com/chongo/src/fnv/test_fnv.c, FNV-1a
  assertEquals(fnv1a(""), 0x811c9dc5);
  assertEquals(fnv1a("a"), 0xe40c292c);
  assertEquals(fnv1a("foobar"), 0xbf9cf968);
});
