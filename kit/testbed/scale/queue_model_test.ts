import { assert, assertEquals } from "@std/assert";
import { erlangWait, mean, randomFiles, simulatedWaits } from "./queue_model.ts";

Deno.test("simulatedWaits() lets a file wait until a slot is free", () => {
  const files = [{ at: 0, service: 3 }, { at: 1, service: 1 }, { at: 1.5, service: 5 }, { at: 2, service: 1 }];
  assertEquals(simulatedWaits(files, 2), [0, 0, 0.5, 1]);
});

Deno.test("Erlang's C formula and the simulation agree to within 5 %", () => {
  for (const perSecond of [3, 6, 9]) {
    const simulated = mean(simulatedWaits(randomFiles(400_000, perSecond, 0.2, 42), 2));
    const expected = erlangWait(perSecond, 0.2, 2);
    assert(Math.abs(simulated / expected - 1) < 0.05, `${perSecond}/s: ${simulated} s, expected ${expected} s`);
  }
});
