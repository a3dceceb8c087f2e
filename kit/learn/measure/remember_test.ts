import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import type { Adapter } from "./adapters.ts";
import type { MeasuredDevice } from "./device_table.ts";
import { fits, madeFor, recallDevices, rememberDevices } from "./remember.ts";

const adapter: Adapter = { name: "a GPU", isSoftware: false, request: {} };
const devices: MeasuredDevice[] = [
  { device: "wasm", adapter: null, isSoftware: false, milliseconds: { CNN: 5 }, reason: null },
];

Deno.test("a measurement is valid until the GPU, TF.js or Deno changes", async () => {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "new", "devices.json");
  try {
    assertEquals(await recallDevices(file), null);
    await rememberDevices({ madeFor: madeFor([adapter]), devices }, file);
    const known = await recallDevices(file);
    assertEquals(known?.devices, devices);
    assert(fits(known!, [adapter]));
    assert(!fits(known!, [{ ...adapter, name: "another GPU" }]));
    assert(!fits(known!, []));
    for (const [i, part] of known!.madeFor.entries()) {
      assert(!fits({ devices, madeFor: known!.madeFor.with(i, `${part}.1`) }, [adapter]));
    }
    assertEquals(known!.madeFor.slice(0, 2), ["npm:@tensorflow/tfjs@4.22.0", `Deno ${Deno.version.deno}`]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a file that is truncated, empty or not a measurement is ignored", async () => {
  const file = await Deno.makeTempFile();
  try {
    await rememberDevices({ madeFor: [], devices }, file);
    const whole = await Deno.readTextFile(file);
    for (const text of [whole.slice(0, -5), "", "null", "[]", '{"madeFor":[],"devices":[{}]}']) {
      await Deno.writeTextFile(file, text);
      assertEquals(await recallDevices(file), null, text);
    }
  } finally {
    await Deno.remove(file);
  }
});
