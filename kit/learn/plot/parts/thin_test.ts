import { assert, assertEquals } from "@std/assert";
import { thin } from "./thin.ts";

Deno.test("thin() keeps all points if there are few", () => {
  assertEquals(thin(3, (i) => i), [0, 1, 2]);
});

Deno.test("thin() keeps the first point, the last point, and spikes in both directions", () => {
  const values = Array.from({ length: 10_000 }, (_, i) => i === 1234 ? 5 : i === 1235 ? -5 : i === 4000 ? NaN : 0);
  const kept = thin(values.length, (i) => values[i], { columns: 10 });
  for (const index of [0, 1234, 1235, 9999]) assert(kept.includes(index), `${index} is missing`);
  assert(kept.length <= 40);
  assertEquals(kept, [...new Set(kept)].sort((a, b) => a - b));
});
