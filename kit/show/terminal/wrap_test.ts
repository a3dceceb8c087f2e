import { assertEquals } from "@std/assert";
import { columns } from "../../base/columns.ts";
import { wrap } from "./wrap.ts";

Deno.test("wrap() indents every line, and ends before the last column", () => {
  assertEquals(wrap("one\ntwo", 2), "  one\n  two");
  const lines = wrap("ab ".repeat(60).trim(), 12).split("\n");
  assertEquals(lines.every((line) => line.startsWith(" ".repeat(12)) && columns(line) < 80), true);
  assertEquals(lines.map((line) => line.trim()).join(" "), "ab ".repeat(60).trim());
});
