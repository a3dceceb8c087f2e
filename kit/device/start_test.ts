import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { CheckRecord, StartRecord } from "../run/record.ts";
import { run, type RunOptions } from "../run/run.ts";

/** Whether this machine has an adapter at all: a GPU, or Mesa's software. */
const hasAdapter = await navigator.gpu?.requestAdapter() != null;

async function judged(lesson: string, options: RunOptions): Promise<{ start: StartRecord; checks: CheckRecord[] }> {
  const found: { start?: StartRecord; checks: CheckRecord[] } = { checks: [] };
  for await (const record of run(lesson, { target: "solutions", picture: false, ...options })) {
    if (record.type === "start") found.start = record;
    if (record.type === "check") found.checks.push(record);
  }
  return found as { start: StartRecord; checks: CheckRecord[] };
}

for (const device of ["cpu", "wasm", "webgpu"] as const) {
  for (const lesson of ["05_autodiff", "06_optimizer", "08_gradient_descent_5d"]) {
    Deno.test({
      name: `the solution of ${lesson} passes on ${device}, and prints nothing`,
      ignore: device === "webgpu" && !hasAdapter,
      fn: async () => {
        const { start, checks } = await judged(lesson, { device });
        assertEquals(start.device.backend, device);
        assertEquals(start.device.adapter !== null, device === "webgpu");
        assertEquals(
          checks.map(({ id, status, message }) => ({ id, status, message })).filter((c) => c.status !== "pass"),
          [],
        );
        assertEquals(checks.map(({ printed }) => printed).join(""), ""); // not even TF.js's greeting
      },
    });
  }
}

Deno.test("auto takes wasm for a lesson that uses tensors, and the cpu for one that does not", async () => {
  assertEquals((await judged("05", { only: [] })).start.device, { backend: "wasm", adapter: null });
  assertEquals((await judged("04", { only: [] })).start.device, { backend: "cpu", adapter: null });
});

Deno.test({
  name: "where there is no adapter, every check on webgpu is skipped and says why",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    // there is no Direct3D on Linux, whatever adapters the machine has
    const before = Deno.env.get("DENO_WEBGPU_BACKEND");
    Deno.env.set("DENO_WEBGPU_BACKEND", "dx12");
    try {
      const { checks } = await judged("05", { device: "webgpu" });
      assert(checks.length > 0);
      for (const { status, points, message } of checks) {
        assertEquals({ status, points }, { status: "skipped", points: 0 });
        assertStringIncludes(message, "No WebGPU adapter on this machine: use --device wasm or --device cpu.");
      }
    } finally {
      if (before === undefined) Deno.env.delete("DENO_WEBGPU_BACKEND");
      else Deno.env.set("DENO_WEBGPU_BACKEND", before);
    }
  },
});
