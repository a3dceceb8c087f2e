import { assertEquals } from "@std/assert";
import type { MeasuredDevice } from "./device_table.ts";
import { readDevices } from "./measured_devices.ts";

const WASM: MeasuredDevice = {
  device: "wasm",
  adapter: null,
  isSoftware: false,
  milliseconds: { CNN: 3 },
  reason: null,
};

Deno.test("readDevices() reads a table, and ignores a damaged one", async () => {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, JSON.stringify({ madeFor: [], devices: [WASM] }));
    assertEquals(readDevices(file), [WASM]);
    for (
      const damaged of ["", "{", "null", "{}", '{"devices":5}', '{"devices":[{}]}', '{"devices":[{"device":"wasm"}]}']
    ) {
      await Deno.writeTextFile(file, damaged);
      assertEquals(readDevices(file), [], damaged);
    }
  } finally {
    await Deno.remove(file);
  }
  assertEquals([readDevices(file), readDevices(null)], [[], []]);
});
