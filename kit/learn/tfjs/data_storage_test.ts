import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { startDevice } from "../device/start.ts";

Deno.test("A tensor moves from device to device and back, wherever it was made", async () => {
  for (const first of ["wasm", "cpu"]) {
    await startDevice("cpu");
    await startDevice("wasm");
    const before = numbersOnDevices();
    await tf.setBackend(first);
    const x = tf.tensor1d([1, 2, 3]);
    for (const device of ["cpu", "wasm", "cpu", "wasm"]) {
      await tf.setBackend(device);
      const twice = x.add(x);
      assertEquals(Array.from(twice.dataSync()), [2, 4, 6], `from ${first} to ${device}`);
      twice.dispose();
    }
    assertEquals(Array.from(x.dataSync()), [1, 2, 3]);
    x.dispose();
    assertEquals(numbersOnDevices(), before);
  }
});

function numbersOnDevices(): number[] {
  return ["wasm", "cpu"].map((name) => tf.engine().findBackend(name).numDataIds());
}

Deno.test("The key to a tensor's numbers does not show where they are", async () => {
  await startDevice("wasm");
  const x = tf.tensor1d([1, 2]);
  assertEquals(Reflect.ownKeys(x.dataId), ["id"]);
  assertEquals(Reflect.ownKeys(x.dataId.constructor), ["length", "name", "prototype"]);
  assertEquals(Reflect.ownKeys(x.dataId.constructor.prototype), ["constructor"]);
  x.dispose();
});
