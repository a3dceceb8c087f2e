/**
 * The checks of lesson 20.
 * @module
 */
import { assertClose, assertNoTensorsLeft, check, open } from "downhill/testing";

const lesson = open<typeof import("../solutions/20_fashion_mnist.ts")>("20_fashion_mnist");

const hints = ["Who has the images?", "FashionMNIST has them.", "Ask for its length."];

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
