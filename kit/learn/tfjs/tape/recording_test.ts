import { assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { startDevice } from "../../device/start.ts";
import { record, type Recording } from "./recording.ts";

/** Records `compute`, and frees the results of the recorded call. */
function recordingOf(inputs: tf.Tensor[], compute: () => tf.Tensor | tf.Tensor[]): Recording | undefined {
  let recording: Recording | undefined;
  tf.tidy(() => void ({ recording } = record(inputs, compute, (result) => [result].flat())));
  return recording;
}

/** Runs a recording. Returns the resulting numbers, and frees the results. */
function run(recording: Recording, inputs: tf.Tensor[]): number[][] {
  return recording.run(inputs).map((info) => {
    const values = Array.from(tf.backend().readSync(info!.dataId) as Float32Array);
    tf.backend().disposeData(info!.dataId);
    return values;
  });
}

for (const device of ["wasm", "cpu"] as const) {
  Deno.test(`on ${device}, a recording repeats a computation with new numbers, and leaves nothing behind`, async () => {
    await startDevice(device);
    const [a, b, c] = [[1, 2], [10, 20], [3, 4]].map((values) => tf.tensor1d(values));
    const before = tf.backend().numDataIds();
    const recording = recordingOf([a, b], () => a.square().add(b.mul(tf.tensor1d([2, 3]).square())))!;
    assertEquals(run(recording, [c, b]), [[49, 196]]);
    assertEquals(run(recording, [a, c]), [[13, 40]]);
    recording.dispose();
    assertEquals(tf.backend().numDataIds(), before);
    tf.dispose([a, b, c]);
  });

  Deno.test(`on ${device}, a result may be an input, another result, or a constant`, async () => {
    await startDevice(device);
    const [a, b] = [[1, 2], [3, 4]].map((values) => tf.tensor1d(values));
    const before = tf.backend().numDataIds();
    const recording = recordingOf([a], () => {
      const square = a.square();
      return [a.reshape([2, 1]), square, square.clone(), tf.fill([2], 7).neg()];
    })!;
    assertEquals(run(recording, [b]), [[3, 4], [9, 16], [9, 16], [-7, -7]]);
    assertEquals(run(recording, [a]), [[1, 2], [1, 4], [1, 4], [-7, -7]]);
    recording.dispose();
    assertEquals(tf.backend().numDataIds(), before);
    tf.dispose([a, b]);
  });
}

Deno.test("inputs that share their numbers cannot be distinguished, so they are not recorded", async () => {
  await startDevice("wasm");
  const a = tf.tensor1d([1, 2]);
  const b = a.clone();
  assertEquals(recordingOf([a, b], () => a.add(b)), undefined);
  tf.dispose([a, b]);
});

Deno.test("computations in TF.js's debug mode are not recorded", async () => {
  await startDevice("wasm");
  const a = tf.tensor1d([1, 2]);
  tf.env().set("DEBUG", true);
  try {
    assertEquals(recordingOf([a], () => a.square()), undefined);
  } finally {
    tf.env().set("DEBUG", false);
  }
  a.dispose();
});

Deno.test("a recording that fails halfway frees what it has made", async () => {
  await startDevice("wasm");
  const [a, inside, outside] = [tf.tensor1d([1, 2]), tf.tensor1d([1], "int32"), tf.tensor1d([2], "int32")];
  const recording = recordingOf([a, inside], () => a.square().gather(inside).neg())!;
  const before = tf.backend().numDataIds();
  assertThrows(() => recording.run([a, outside]), Error, "the index value 2 is not in [0, 1]");
  assertEquals(tf.backend().numDataIds(), before);
  assertEquals(run(recording, [a, inside]), [[-4]]);
  recording.dispose();
  tf.dispose([a, inside, outside]);
});
