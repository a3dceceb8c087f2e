import { assertEquals } from "@std/assert";
import { readableVariable } from "./readable_variable.ts";

Deno.test({
  name: "readableVariable() reads the variables that it may read, and treats all others as not set",
  permissions: { env: ["DOWNHILL_READABLE"] },
  fn: () => {
    Deno.env.set("DOWNHILL_READABLE", "1");
    assertEquals(readableVariable("DOWNHILL_READABLE"), "1");
    Deno.env.delete("DOWNHILL_READABLE");
    assertEquals(readableVariable("DOWNHILL_READABLE"), undefined);
    assertEquals(readableVariable("PATH"), undefined);
  },
});
