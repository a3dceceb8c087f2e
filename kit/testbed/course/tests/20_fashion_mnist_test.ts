/**
 * The checks of lesson 20.
 * @module
 */
import { assertClose, assertNoTensorsLeft, check, open, requireRecord } from "downhill/testing";
import { AssertionError } from "@std/assert";

const lesson = open<typeof import("../solutions/20_fashion_mnist.ts")>("20_fashion_mnist");

const hints = ["Where are the images?", "FashionMNIST has them.", "Use its length."];

const counts = (expected: number) => async () => {
  assertClose(await lesson.evaluate(({ count }) => count()), expected, { name: "count()" });
};

check("counts a part", { id: "20-part", points: 1, hints }, counts(4000));

check("counts all", { id: "20-all", points: 3, hints, seconds: 20, data: "full" }, counts(60_000));

check("counts quickly", { id: "20-quick", points: 2, hints, slowOn: ["cpu"] }, counts(4000));

check("finds the mean of an image", { id: "20-mean", points: 1, hints }, async () => {
  const { mean, ...counts } = await lesson.evaluate(async ({ brightness }) => {
    const tf = await import("@tensorflow/tfjs");
    const before = tf.memory().numTensors;
    const mean = await brightness(new Float32Array([0, 0.25, 0.5, 1]));
    return { mean, before, after: tf.memory().numTensors };
  });
  assertClose(mean, 0.4375, { name: "brightness of 0, 0.25, 0.5 and 1", relative: 1e-6 });
  assertNoTensorsLeft(counts, 1, "dispose frees them.");
});

check("changes the variable, and does not dispose of it", { id: "20-variable", points: 1, hints }, async () => {
  const { end, isGone } = await lesson.evaluate(async ({ minimize }) => {
    const tf = await import("@tensorflow/tfjs");
    const { isDisposed } = await import("downhill/instruments");
    const x = tf.variable(tf.scalar(2));
    await minimize((x) => x.square(), x, { steps: 20 });
    if (isDisposed(x)) return { end: 0, isGone: true };
    const [end] = await x.data();
    x.dispose();
    return { end, isGone: false };
  });
  if (isGone !== false) throw new AssertionError("x is disposed of after the walk: leave it alone.");
  assertClose(end, 2 * 0.98 ** 20, { name: "x after 20 steps", relative: 1e-5 });
});

check("needs no more memory from step to step", { id: "20-memory", points: 1, hints }, async () => {
  const counts = await lesson.evaluate(async ({ minimize }) => {
    const tf = await import("@tensorflow/tfjs");
    const x = tf.variable(tf.scalar(2));
    const before = tf.memory().numTensors;
    await minimize((x) => x.square(), x, { steps: 20 });
    return { before, after: tf.memory().numTensors };
  });
  assertNoTensorsLeft(counts, 20, "dispose frees them.");
});

check("moves a tensor", { id: "20-move", points: 1, hints }, async () => {
  const moves = await lesson.evaluate(async ({ toDevice }) => {
    const tf = await import("@tensorflow/tfjs");
    const where = ({ dataId }: { dataId: object }) => {
      const { state, registry } = tf.engine();
      return Object.keys(registry).find((name) => registry[name] === state.tensorInfo.get(dataId)?.backend);
    };
    const home = tf.getBackend();
    try {
      const moves: Record<string, string | undefined> = {};
      for (const device of ["cpu", "wasm"] as const) moves[device] = where(await toDevice(tf.scalar(1), device));
      return moves;
    } finally {
      await tf.setBackend(home);
    }
  });
  for (const [device, place] of Object.entries(requireRecord(moves, "the devices of two tensors"))) {
    if (place !== device) throw new AssertionError(`toDevice(x, "${device}") is on another device.`);
  }
});
