import { assert, assertEquals } from "@std/assert";
import { inParallel } from "./in_parallel.ts";

Deno.test("inParallel() runs every job once, reports after each how many are done, and uses all cores", async () => {
  const done: number[] = [];
  const counts: number[] = [];
  let running = 0;
  let most = 0;
  const jobs = Array.from({ length: 20 }, (_, i) => async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running--;
    done.push(i);
  });
  await inParallel(jobs, (count) => counts.push(count));
  assertEquals(done.toSorted((a, b) => a - b), jobs.map((_, i) => i));
  assertEquals(counts, jobs.map((_, i) => i + 1));
  assertEquals(most, Math.min(20, navigator.hardwareConcurrency));
});

Deno.test("inParallel() ends at once if there are no jobs", async () => {
  await inParallel([], () => assert(false));
});
