import { assertEquals } from "@std/assert";
import { momentum } from "./momentum.ts";

Deno.test("momentum() adds a share of the previous step", () => {
  const optimizer = momentum({ learningRate: 0.25, share: 0.5 });
  assertEquals(optimizer.step([2, 0], [4, 8]), [1, -2]);
  // half of the previous (4, 8), plus (2, −4), is (4, 0)
  assertEquals(optimizer.step([1, -2], [2, -4]), [0, -2]);
});
