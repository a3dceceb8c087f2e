import { assertEquals } from "@std/assert";
import { columns } from "./columns.ts";

Deno.test("columns() counts one column for each letter, dash or mathematical symbol", () => {
  assertEquals(columns("x ← x − 0.98ⁿ · f′(x) — ▁█"), 26);
});

Deno.test("columns() does not count colour codes or combining marks", () => {
  assertEquals(columns("e\u0301"), 1);
  assertEquals(columns("\x1b[1mx\x1b[22m"), 1);
});

Deno.test("columns() counts two columns for an emoji or an East Asian character", () => {
  assertEquals(columns("😀日本"), 6);
});
