import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { startDevice } from "../../device/start.ts";

Deno.test("cast numbers and complex numbers are the same after a move from the cpu to another device", async () => {
  await startDevice("cpu");
  const whole = tf.tensor1d([1, -2, 2 ** 24 + 1], "int32");
  const truths = tf.tensor1d([true, false, true], "bool");
  const made = [whole.toFloat(), truths.toFloat(), truths.toInt(), tf.complex([1, 2], [3, 4]).clone()];
  await startDevice("wasm");
  made.push(tf.complex([5, 6], [7, 8]), whole.toFloat());
  // float32 cannot store 2^24 + 1
  const expected = [[1, -2, 2 ** 24], [1, 0, 1], [1, 0, 1], [1, 3, 2, 4], [5, 7, 6, 8], [1, -2, 2 ** 24]];
  for (const device of ["wasm", "cpu", "wasm"] as const) {
    await startDevice(device);
    const seen = made.map((each) => [...tf.tidy(() => each.add(tf.zerosLike(each))).dataSync()]);
    assertEquals(seen, expected, device);
  }
});
