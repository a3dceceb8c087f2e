import { assert, assertEquals, assertMatch } from "@std/assert";
import { findAdapters } from "./adapters.ts";
import { STEPS } from "../../base/devices.ts";
import { measureDevices, rowOf, type Target } from "./measure.ts";
import { withVariables } from "../../testbed/with_variables.ts";
import type { MeasuredDevice } from "./device_table.ts";
import { hasAdapter } from "../../testbed/devices/solutions.ts";

Deno.test("measureDevices() measures each step, and gives the reason why a device is missing", async () => {
  const program = `import { measureDevices } from ${JSON.stringify(import.meta.resolve("./measure.ts"))};
    const seen = [];
    const devices = [{ device: "wasm" }, { device: "webgpu" }];
    const rows = await measureDevices(devices, ({ device }, step) => seen.push(device + " " + step));
    console.log(JSON.stringify({ rows, seen }));`;
  // a WebGPU backend that this system does not have
  const variables = { DENO_WEBGPU_BACKEND: Deno.build.os === "darwin" ? "dx12" : "metal" };
  const { rows: [wasm, none], seen } = await withVariables(variables, program) as {
    rows: MeasuredDevice[];
    seen: string[];
  };
  assertEquals([wasm.device, wasm.adapter, wasm.isSoftware, wasm.reason], ["wasm", null, false, null]);
  assertEquals(Object.keys(wasm.milliseconds), [...STEPS]);
  assert(Object.values(wasm.milliseconds).every((time) => time > 0));
  assertEquals(none.milliseconds, {});
  assertMatch(none.reason!, /^No WebGPU adapter on this machine/);
  assertEquals(seen, ["wasm small MLP", "wasm 784-128-10", "wasm CNN", "webgpu small MLP"]);
});

Deno.test({
  name: "measureDevices() computes on the given adapter, with the same losses as wasm",
  ignore: !hasAdapter,
  fn: async () => {
    const adapters = await findAdapters();
    assertEquals(new Set(adapters.map(({ name }) => name)).size, adapters.length);
    const targets = adapters.map((adapter): Target => ({ device: "webgpu", adapter }));
    const rows = await measureDevices([{ device: "wasm" }, ...targets]);
    for (const [i, { name, isSoftware }] of adapters.entries()) {
      const row = rows[i + 1];
      assertEquals([row.adapter, row.isSoftware, row.reason], [name, isSoftware, null]);
      assertEquals(Object.keys(row.milliseconds), [...STEPS]);
    }
  },
});

Deno.test("a device that computes different numbers has no times, and its row gives the reason", () => {
  const lines = (cnn: number | null) => [
    { name: "small MLP", milliseconds: 1, loss: 0.3 } as const,
    { name: "CNN", milliseconds: 1, loss: cnn } as const,
  ];
  const expected = new Map([["small MLP", 0.3], ["CNN", 2.3]] as const);
  for (const [loss, said] of [[2.4, "2.4"], [null, "NaN"]] as const) {
    const { milliseconds, reason } = rowOf({ device: "wasm" }, lines(loss), null, expected);
    assertEquals(milliseconds, { "small MLP": 1 });
    assertEquals(reason, `It computes wrong numbers: the loss of CNN is ${said}, expected 2.3.`);
  }
  assertEquals(rowOf({ device: "wasm" }, lines(2.3001), null, expected).milliseconds, { "small MLP": 1, CNN: 1 });
});
