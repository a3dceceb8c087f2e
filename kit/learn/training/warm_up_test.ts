import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import "../tfjs/quiet.ts";
import { warmUp } from "./warm_up.ts";

Deno.test("warmUp() stops as soon as the process is needed, and leaves no tensors behind", async () => {
  await tf.setBackend("cpu");
  const before = tf.memory().numTensors;
  let steps = 0;
  await warmUp(() => ++steps > 5);
  assertEquals(steps, 6);
  await warmUp(() => false);
  assertEquals(tf.memory().numTensors, before);
});
