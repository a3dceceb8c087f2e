import { assertEquals } from "@std/assert";
import { columns } from "./columns.ts";

Deno.test("columns() counts letters, formulas and dashes as one each", () => {
  assertEquals(columns("x ← x − 0.98ⁿ · f′(x) — ▁█"), 26);
});

Deno.test("columns() does not count colour codes or combining marks", () => {
  assertEquals(columns("e\u0301"), 1);
  assertEquals(columns("\x1b[1mx\x1b[22m"), 1);
});

Deno.test("columns() counts emoji and East Asian letters as two", () => {
  assertEquals(columns("😀日本"), 6);
});
