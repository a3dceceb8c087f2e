import { assertEquals } from "@std/assert";
import { styleWith } from "./style.ts";
import { toEdge } from "./to_edge.ts";

const narrow = styleWith(false, 20);

Deno.test("toEdge() puts the end at the edge, and breaks a text that is too long", () => {
  assertEquals(toEdge("  ✓ ", "ends", "2/2", narrow), "  ✓ ends         2/2");
  assertEquals(toEdge("  ✓ ", "ends and goes on below", "2/2", narrow), "  ✓ ends and     2/2\n    goes on\n    below");
  assertEquals(toEdge("  ", "all alone", "", narrow), "  all alone");
});
