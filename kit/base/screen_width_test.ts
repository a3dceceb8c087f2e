import { assertEquals } from "@std/assert";
import { screenWidth } from "./screen_width.ts";

Deno.test("screenWidth() is the value of $COLUMNS, but at most 100 and at least 24", () => {
  const before = Deno.env.get("COLUMNS");
  try {
    for (const [said, width] of [["40", 40], ["100", 100], ["120", 100], ["3", 24], ["60.7", 60]] as const) {
      Deno.env.set("COLUMNS", said);
      assertEquals(screenWidth(), width);
    }
  } finally {
    if (before === undefined) Deno.env.delete("COLUMNS");
    else Deno.env.set("COLUMNS", before);
  }
});
