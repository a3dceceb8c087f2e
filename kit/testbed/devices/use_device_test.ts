import { assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { Sandbox } from "../../judge/sandbox/sandbox.ts";
import type { DeviceName } from "../../base/devices.ts";
import { useDevice } from "../../learn/device/use_device.ts";

/** Whether this machine has a WebGPU adapter: a GPU, or Mesa's software renderer. */
const hasAdapter = await navigator.gpu?.requestAdapter() != null;

Deno.test("useDevice() changes from device to device and back, and tensors on the processor move with it", async () => {
  const x = tf.tensor([1, 2]);
  const names: DeviceName[] = ["wasm", "cpu", "wasm", "auto", "cpu"];
  const seen: unknown[] = [];
  for (const name of names) {
    const { backend } = await useDevice(name);
    const y = x.add(1);
    seen.push([backend, tf.getBackend(), ...await y.data()]);
    y.dispose();
  }
  x.dispose();
  assertEquals(seen, names.map((name) => name === "auto" ? "wasm" : name).map((name) => [name, name, 2, 3]));
});

// this test must be before those that start WebGPU, which needs no adapter once it has been started
Deno.test("useDevice() does not change the device if there is no adapter, and says why", async () => {
  await useDevice("wasm");
  Object.defineProperty(navigator, "gpu", { value: undefined, configurable: true }); // hides the inherited getter
  try {
    await assertRejects(() => useDevice("webgpu"), Error, "No WebGPU adapter on this machine");
  } finally {
    delete (navigator as { gpu?: unknown }).gpu;
  }
  assertEquals(tf.getBackend(), "wasm");
});

Deno.test("useDevice() refuses a name that no device has, and does not change the device", async () => {
  await useDevice("cpu");
  await assertRejects(() => useDevice("gpu" as DeviceName), TypeError, 'There is no device "gpu": use "auto", "cpu",');
  await assertRejects(() => useDevice(null as never), TypeError, "There is no device null");
  assertEquals(tf.getBackend(), "cpu");
});

Deno.test({
  name: "useDevice() returns to a GPU at once and names it again, and the error of dataSync() has one cause",
  ignore: !hasAdapter,
  fn: async () => {
    const first = await useDevice("webgpu");
    await useDevice("cpu");
    const second = await useDevice("webgpu");
    assertEquals(second, first);
    assertEquals([first.backend, typeof first.adapter], ["webgpu", "string"]);
    const x = tf.tensor2d([3], [1, 1]);
    const y = x.matMul(x);
    const error = assertThrows(() => y.dataSync(), Error, "write await x.data() in place of x.dataSync()");
    assertMatch(String(error.cause), /^(?!.*cannot be read at once)/);
    assertEquals(await y.data(), Float32Array.of(9));
    tf.dispose([x, y]);
    await useDevice("cpu");
  },
});

Deno.test("a lesson may change its device, although its process may read nothing and its built-ins are read-only", async () => {
  const folder = await Deno.makeTempDir();
  const lesson = join(folder, "lesson.ts");
  await Deno.writeTextFile(lesson, 'export { useDevice } from "downhill"; export * as tf from "@tensorflow/tfjs";');
  const sandbox = new Sandbox(pathToFileURL(lesson), { device: "cpu", usesGpu: true });
  try {
    const probe = `async ({ useDevice, tf }, names) => {
      const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
      const seen = [];
      for (const name of names) {
        await x.data(); // a tensor on a GPU can move only after its values have been read
        const { backend } = await useDevice(name);
        seen.push([backend, ...await x.matMul(x).data()]);
      }
      return seen;
    }`;
    const names = hasAdapter ? ["wasm", "webgpu", "cpu", "webgpu", "wasm"] : ["wasm", "cpu", "wasm"];
    // if software replaces the GPU, its first start is slow
    const seen = await sandbox.evaluate(probe, [names], { timeoutMs: 60_000 });
    assertEquals(seen, names.map((name) => [name, 7, 10, 15, 22]));
  } finally {
    sandbox.dispose();
    await Deno.remove(folder, { recursive: true });
  }
});
