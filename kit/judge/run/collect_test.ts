import { assertEquals } from "@std/assert";
import { smallJob } from "../../testbed/small_course.ts";
import { collect } from "./collect.ts";
import { runJob } from "./run.ts";

Deno.test("collect() puts each record of a run into its field, and keeps the order of the checks", async () => {
  const records = await Array.fromAsync(runJob(smallJob("04", { target: "solutions" })));
  async function* again() {
    yield* records;
  }
  const { start, checks, progress, score, picture, ...others } = await collect(again());
  assertEquals([start, ...checks, score, picture!], records);
  assertEquals([checks.length, progress, others], [5, [], {}]);
});

Deno.test("collect() keeps every progress report of a training run, but no model", async () => {
  const check = null;
  const look = { type: "progress", check, step: 0, steps: 9, loss: NaN, elapsedMs: 0 } as const;
  async function* training() {
    yield look;
    yield { type: "checkpoint", check, step: 0, steps: 9, tensors: "AAAA" } as const;
    yield { ...look, step: 1 };
  }
  assertEquals(await collect(training()), { checks: [], progress: [look, { ...look, step: 1 }] } as unknown as object);
});
