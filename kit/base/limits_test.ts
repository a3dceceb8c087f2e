import { assert, assertEquals } from "@std/assert";
import { residentMemoryMiB } from "./limits.ts";

Deno.test("residentMemoryMiB() returns the memory of a process", async () => {
  const asked = await residentMemoryMiB(Deno.pid);
  const own = Deno.memoryUsage().rss / 2 ** 20;
  assert(asked > own / 2 && asked < own * 2, `${asked} MiB, ${own} MiB`);
});

Deno.test("residentMemoryMiB() returns 0 for a process that has ended", async () => {
  assertEquals(await residentMemoryMiB(2 ** 22 + 1), 0);
});
