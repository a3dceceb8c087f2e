import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { startDevice } from "../../device/start.ts";
import { RULES } from "./rules.ts";

await startDevice("wasm");

const matrix = (shape: [number, number], from = 1) =>
  tf.tensor2d(Array.from({ length: shape[0] * shape[1] }, (_, i) => Math.sin(from + i)), shape);

/** Functions of a matrix of shape [3, 4] that together use every rule in all possible ways. */
const FUNCTIONS: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  "a sum of a matrix and itself": (x) => x.add(x),
  "a row that is added to each row": (x) => x.slice([0, 0], [1, 4]).add(x),
  "a column that is subtracted": (x) => x.sub(x.slice([0, 0], [3, 1])),
  "a number minus each number": (x) => x.mean().sub(x),
  "a product with a broadcast": (x) => x.mul(x.slice([1, 0], [1, 4]).reshape([4])),
  "a quotient": (x) => x.div(x.square().add(1)),
  "relu, negative numbers and squares": (x) => x.relu().neg().square(),
  "a product of matrices": (x) => x.matMul(matrix([4, 2])),
  "a product with itself, transposed": (x) => x.matMul(x, false, true),
  "a product with itself, transposed on the left": (x) => x.matMul(x, true, false),
  "a product of two transposed matrices": (x) => x.matMul(matrix([5, 3]), true, true),
  "a transposed factor on the left": (x) => matrix([3, 2]).matMul(x, true),
  "a batch of products": (x) => x.reshape([3, 2, 2]).matMul(x.reshape([3, 2, 2]), true, false),
  "a batch times a matrix": (x) => tf.matMul(x.reshape([3, 2, 2]), tf.tensor3d([1, 2, 3, 4], [1, 2, 2])),
  "sums over rows and over all numbers": (x) => x.sum(0).mul(x.sum()),
  "means over columns and over all numbers": (x) => x.mean(1, true).mul(x.mean()),
  "rows taken apart": (x) => {
    const [a, b, c] = x.unstack();
    return a.mul(b).add(c);
  },
  "rows taken apart, one of them unused": (x) => {
    const [a, , c] = x.unstack();
    return a.mul(c);
  },
  "a clone, cast there and back": (x) => x.clone().toInt().toFloat().add(x.toFloat()),
  "an operation without a rule": (x) => x.tanh().exp(),
  "an operation with an input left out": (x) =>
    tf.batchNorm(x.reshape([3, 1, 1, 4]) as tf.Tensor4D, x.mean(0) as tf.Tensor1D, x.square().mean(0) as tf.Tensor1D),
  "a function with its own gradient": (x) =>
    tf.customGrad((y) => ({ value: (y as tf.Tensor).square(), gradFunc: (dy) => [(dy as tf.Tensor).mul(3)] }))(x),
};

for (const device of ["cpu", "wasm"]) {
  for (const [name, f] of Object.entries(FUNCTIONS)) {
    Deno.test(`on ${device}, the gradient of ${name} equals TF.js's, and no other tensors are left`, async () => {
      await tf.setBackend(device);
      const x = matrix([3, 4]);
      const before = { ...tf.memory(), data: tf.backend().numDataIds() };
      const ours = tf.grad(f)(x);
      // within another gradient, TF.js's own rules are used
      let theirs!: tf.Tensor;
      tf.grad((y) => {
        theirs = tf.keep(tf.grad(f)(x));
        return y.sum();
      })(x).dispose();
      assertEquals(ours.shape, theirs.shape);
      const [a, b] = [await ours.data(), await theirs.data()];
      a.forEach((value, i) => assertAlmostEquals(value, b[i], 1e-6 * Math.max(1, Math.abs(b[i]))));
      tf.dispose([ours, theirs]);
      assertEquals({ ...tf.memory(), data: tf.backend().numDataIds() }, before);
      x.dispose();
    });
  }

  Deno.test(`on ${device}, a gradient of a gradient is right`, async () => {
    await tf.setBackend(device);
    const cube = (x: tf.Tensor) => x.mul(x).mul(x).sum();
    assertEquals([...await tf.grad((x) => tf.grad(cube)(x).sum())(tf.tensor1d([1, -2])).data()], [6, -12]);
  });

  Deno.test(`on ${device}, an input without influence has no gradient, and an error leaves nothing behind`, async () => {
    await tf.setBackend(device);
    const x = tf.scalar(2);
    const before = tf.memory().numTensors;
    assertThrows(() => tf.grad(() => tf.scalar(1))(x), Error, "Cannot compute gradient of y=f(x)");
    assertThrows(
      () =>
        tf.grad((x) => {
          x.square();
          throw new RangeError("no");
        })(x),
      RangeError,
      "no",
    );
    const [a, b] = tf.grads((a, b) => a.square().add(b.mul(0)))([x, x.clone()]);
    assertEquals([...await a.data(), ...await b.data()], [4, 0]);
    tf.dispose([a, b]);
    assert(tf.memory().numTensors <= before + 1); // the clone
  });

  Deno.test(`on ${device}, tf.grad starts from the caller's dy, and does not free it`, async () => {
    await tf.setBackend(device);
    const dy = tf.tensor1d([1, 10]);
    const gradient = tf.grad((x) => x.add(1))(tf.tensor1d([3, 4]), dy);
    assertEquals([...await gradient.data()], [1, 10]);
    gradient.dispose();
    assertEquals([...await dy.data()], [1, 10]);
  });
}

Deno.test("each rule is for one of TF.js's kernels or one of ours", () => {
  for (const name of Object.keys(RULES)) assert(tf.getKernel(name, "wasm") && tf.getGradient(name), name);
});
