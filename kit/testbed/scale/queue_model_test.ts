import { assert, assertEquals } from "@std/assert";
import { erlangWait, mean, randomFiles, simulatedWaits } from "./queue_model.ts";

Deno.test("simulatedWaits() lets a file wait until a slot is free", () => {
  const files = [{ at: 0, service: 3 }, { at: 1, service: 1 }, { at: 1.5, service: 5 }, { at: 2, service: 1 }];
  assertEquals(simulatedWaits(files, 2), [0, 0, 0.5, 1]);
});

Deno.test("erlangWait() is that of a single server if there is one", () => {
  const [perSecond, service] = [4, 0.2]; // M/M/1: the wait is ρ / (μ − λ)
  assert(Math.abs(erlangWait(perSecond, service, 1) - 0.8 / (5 - 4)) < 1e-12);
});

Deno.test("randomFiles() makes the same files each time, with the means that were asked for", () => {
  const files = randomFiles(20_000, 5, 0.2, 7);
  assertEquals(randomFiles(20_000, 5, 0.2, 7), files);
  assert(Math.abs(files.at(-1)!.at / 4000 - 1) < 0.03);
  assert(Math.abs(mean(files.map(({ service }) => service)) / 0.2 - 1) < 0.03);
});
