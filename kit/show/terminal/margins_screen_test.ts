import { assertEquals } from "@std/assert";
import { marginLines } from "./margins_screen.ts";
import { styleWith } from "./style.ts";

Deno.test("marginLines() says so if a lesson's checks have no tolerances", () => {
  assertEquals(marginLines("23_momentum", [], styleWith(false)), [
    "  23_momentum: no check has a tolerance or a bound",
  ]);
});
