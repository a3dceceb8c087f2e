import { assertEquals, assertStringIncludes } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { startDevice } from "../../device/start.ts";

const zeros = (...shape: number[]) => tf.zeros<tf.Rank.R4>(shape as [number, number, number, number]);

/** Computations that both devices refuse, each with a part of the error message. */
const REFUSED: [what: string, compute: () => tf.Tensor | void, sentence: string][] = [
  [
    "a product of shapes that do not fit",
    () => tf.matMul(zeros(2, 3), zeros(2, 4)),
    "inner shapes (3) and (2) of Tensors with shapes 2,3 and 2,4",
  ],
  [
    "a product that does not fit because its first factor is transposed",
    () => tf.matMul(zeros(2, 3), zeros(3, 4), true),
    "shapes 2,3 and 3,4 and transposeA=true",
  ],
  [
    "a product that does not fit because its second factor is transposed",
    () => tf.matMul(zeros(2, 3), zeros(3, 4), false, true),
    "shapes 2,3 and 3,4 and transposeA=false and transposeB=true",
  ],
  ["a product of vectors", () => tf.matMul(zeros(3), zeros(3)), "inner shapes (3) and (undefined)"],
  ["the gradient of a product whose shapes do not fit", () => {
    tf.grad((x: tf.Tensor) => x.matMul(zeros(2, 4)))(zeros(2, 3));
  }, "shapes 2,3 and 2,4"],
  [
    "a fused product of shapes that do not fit",
    () => tf.fused.matMul({ a: zeros(2, 3), b: zeros(2, 4), activation: "relu" }),
    "inner shapes (3) and (2)",
  ],
  ["batches of different sizes", () => tf.matMul(zeros(2, 2, 2), zeros(3, 2, 2)), "shapes 2 and 3"],
  [
    "two batches that must both be repeated",
    () => tf.matMul(zeros(2, 1, 2, 2), zeros(1, 3, 2, 2)),
    "batches of shapes 2,1 and 1,3 must first be expanded to the shape 2,3",
  ],
  [
    "a filter larger than the image",
    () => tf.conv2d(zeros(1, 2, 3, 1), zeros(4, 5, 1, 2), 1, "valid"),
    "Error in conv2d: a window of 4 × 5 does not fit into an image of 2 × 3",
  ],
  [
    "a dilated filter larger than the image",
    () => tf.conv2d(zeros(1, 4, 4, 1), zeros(3, 3, 1, 2), 1, "valid", "NHWC", 2),
    "a window of 5 × 5 does not fit into an image of 4 × 4",
  ],
  [
    "a fused filter larger than the image",
    () => tf.fused.conv2d({ x: zeros(1, 2, 2, 1), filter: zeros(4, 4, 1, 1), strides: 1, pad: 0, activation: "relu" }),
    "a window of 4 × 4 does not fit into an image of 2 × 2",
  ],
  [
    "a depthwise filter larger than the image",
    () => tf.depthwiseConv2d(zeros(1, 2, 2, 1), zeros(3, 3, 1, 1), 1, "valid"),
    "Error in depthwiseConv2d: a window of 3 × 3",
  ],
  [
    "a maximum over a window larger than the image",
    () => tf.maxPool(zeros(1, 1, 1, 2), 4, 1, "valid"),
    "a window of 4 × 4",
  ],
  [
    "a mean over a window larger than the image",
    () => tf.avgPool(zeros(1, 1, 4, 2), [2, 1], [3, 1], "valid"),
    "a window of 2 × 1",
  ],
  [
    "a transposed convolution to an image that is too large",
    () => tf.conv2dTranspose(zeros(1, 2, 2, 1), zeros(3, 3, 1, 1), [1, 7, 7, 1], 1, "same"),
    "belong to a result of shape 1,7,7,1, not 1,2,2,1",
  ],
  ["a slice beyond the edge", () => zeros(5).slice([3], [4]), "(7) would overflow input.shape[0] (5)"],
  [
    "an index beyond the end",
    () => tf.gather(zeros(3), tf.tensor1d([3], "int32")),
    "the index value 3 is not in [0, 2]",
  ],
  ["an axis that does not exist", () => zeros(2, 3).cumsum(5), "must be in range [-2, 2) but got axis 5"],
  ["the real part of real numbers", () => tf.real(zeros(3)), "Error in real: the numbers are float32, not complex"],
];

for (const device of ["cpu", "wasm"] as const) {
  for (const [what, compute, sentence] of REFUSED) {
    Deno.test(`on ${device}, ${what} is refused, and leaves no tensors behind`, async () => {
      await startDevice(device);
      const before = tf.memory();
      let message = "nothing was thrown";
      try {
        tf.tidy(() => void compute());
      } catch (error) {
        message = (error as Error).message;
      }
      assertStringIncludes(message, sentence);
      assertEquals(tf.memory().numTensors, before.numTensors);
    });
  }

  Deno.test(`on ${device}, TF.js still computes after a reset of its engine, and counts tensors from 0`, async () => {
    await startDevice(device);
    tf.ones([3]);
    tf.engine().reset();
    await startDevice(device);
    assertEquals(tf.memory().numTensors, 0);
    const x = tf.variable(tf.tensor([1, 2, 3]));
    const product = tf.tidy(() => tf.ones([50, 60]).matMul(tf.ones([60, 70])).exp().log().sum());
    assertEquals(Math.round((await product.data())[0] / 1000), 210);
    const optimizer = tf.train.sgd(0.5);
    optimizer.minimize(() => tf.tidy(() => x.square().sum() as tf.Scalar));
    assertEquals([...await x.data()], [0, 0, 0]);
    assertEquals([...await tf.tensor1d([3, -4], "int32").isNaN().data()], [0, 0]);
  });
}
