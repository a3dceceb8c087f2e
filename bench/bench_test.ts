import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../kit/base/root.ts";
import { WORKLOADS } from "./workloads.ts";

async function bench(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", join(root, "bench", "bench.ts"), ...args],
    env: { NO_COLOR: "1", DOWNHILL_PYTHON: "/no/python/here" },
  }).output();
  const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, out, error };
}

Deno.test("bench times only our side if there is no peer, and says so", async () => {
  const { code, out, error } = await bench("autodiff", "mlp_forward", "--runs", "1", "--json");
  const { machine, workloads } = JSON.parse(out);
  assertEquals(machine.kernels, "on");
  assertEquals(
    workloads.map(({ name, peer, stock, ratio }: Record<string, unknown>) => ({ name, peer, stock, ratio })),
    ["autodiff", "mlp_forward"].map((name) => ({ name, peer: null, stock: null, ratio: null })),
  );
  const [{ ours, finalLoss }, { ours: { loop } }] = workloads;
  assertEquals(ours.device, "cpu");
  assert(ours.whole > ours.loop && ours.loop > 0);
  assertEquals(ours.spread, { whole: [ours.whole, ours.whole], loop: [ours.loop, ours.loop] });
  assert(Math.abs(finalLoss.ours - (2 * 0.98 ** 1000) ** 2) < 1e-20);
  assertEquals(finalLoss.peer, null);
  assertEquals(loop, null); // a forward pass has no loop
  assertStringIncludes(
    error,
    "autodiff: only our side ran, because no Python here can run bench/peers/torch_lessons.py",
  );
  assertEquals(code, 0);
});

Deno.test("bench refuses unknown names and options before it measures", async () => {
  const unknown = await bench("mlp");
  assertEquals(unknown.code, 2);
  assertStringIncludes(unknown.error, 'There is no workload "mlp": pass one or more of autodiff, ');
  const never = await bench("--runs", "0");
  assertEquals(never.code, 2);
  assertStringIncludes(never.error, "--runs is 0: pass a whole number, 1 or more.");
});

Deno.test("each workload has its own name, and a peer", () => {
  assertEquals(new Set(WORKLOADS.map(({ name }) => name)).size, WORKLOADS.length);
  for (const { peer } of WORKLOADS) assert(existsSync(join(root, "bench", "peers", peer)), peer);
});
