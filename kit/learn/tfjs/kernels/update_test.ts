import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { Adam, AdamW } from "../../nn/adam.ts";
import type { Optimizer } from "../../nn/optimizer.ts";
import { RMSprop } from "../../nn/rmsprop.ts";
import { SGD } from "../../nn/sgd.ts";
import { startDevice } from "../../device/start.ts";

await startDevice("wasm");

const OPTIMIZERS: Record<string, (parameters: tf.Variable[]) => Optimizer> = {
  "SGD": (p) => new SGD(p, { learningRate: 0.1, weightDecay: 0.1 }),
  "SGD with momentum": (p) => new SGD(p, { learningRate: 0.1, momentum: 0.9, weightDecay: 0.1 }),
  "RMSprop": (p) => new RMSprop(p, { weightDecay: 0.1 }),
  "Adam": (p) => new Adam(p, { learningRate: 0.1, weightDecay: 0.1 }),
  "AdamW": (p) => new AdamW(p, { learningRate: 0.1, weightDecay: 0.1 }),
};

/** Lengths around four, because four numbers are computed at once. */
const LENGTHS = [1, 2, 3, 4, 5, 11];

for (const [name, make] of Object.entries(OPTIMIZERS)) {
  Deno.test(`${name} in one pass agrees with TF.js's operations, for any length, even with NaN and infinity`, async () => {
    const walk = async (device: string) => {
      await tf.setBackend(device);
      const start = (length: number) => Array.from({ length }, (_, i) => i === 4 ? NaN : i === 7 ? Infinity : i - 1.5);
      const parameters = LENGTHS.map((length) => tf.tidy(() => tf.variable(tf.tensor1d(start(length)))));
      const optimizer = make(parameters);
      const loss = () => tf.addN(parameters.slice(1).map((each) => each.square().mean()));
      for (let step = 0; step < 20; step++) optimizer.step(loss).dispose();
      const state = [...parameters, ...Object.values(optimizer.stateDict())];
      const values = (await Promise.all(state.map((each) => each.data()))).flatMap((each) => [...each]);
      optimizer.dispose();
      tf.dispose(parameters);
      return values;
    };
    const [ours, theirs] = [await walk("wasm"), await walk("cpu")];
    ours.forEach((value, i) => {
      if (Number.isFinite(theirs[i])) assertAlmostEquals(value, theirs[i], 2e-6 * Math.max(1, Math.abs(theirs[i])));
      else assertEquals(value, theirs[i]);
    });
  });
}

for (
  const [name, make, remembered] of [
    ["SGD's velocity", (p: tf.Variable[]) => new SGD(p, { learningRate: 0.1, momentum: 0.9 }), "velocity"],
    ["RMSprop's average", (p: tf.Variable[]) => new RMSprop(p, { alpha: 0.9 }), "squareAverage"],
    ["Adam's average", (p: tf.Variable[]) => new Adam(p), "average"],
  ] as const
) {
  Deno.test(`Without a gradient, ${name} becomes 0, not a tiny number that makes computation slow`, async () => {
    await tf.setBackend("wasm");
    const parameter = tf.tidy(() => tf.variable(tf.tensor1d([1, 2, 3, 4, 5])));
    const optimizer = make([parameter]);
    const walk = (factor: number, steps: number) => {
      for (let i = 0; i < steps; i++) optimizer.step(() => parameter.mul(factor).sum()).dispose();
    };
    walk(1, 1);
    assertNotEquals([...await optimizer.stateDict()[remembered].data()], [0, 0, 0, 0, 0]);
    walk(0, 1000); // 0.9 to this power is 1.7e-46; if small numbers were not set to 0, rounding would keep it at 6e-45
    assertEquals([...await optimizer.stateDict()[remembered].data()], [0, 0, 0, 0, 0]);
    optimizer.dispose();
    parameter.dispose();
  });
}

Deno.test("A step leaves clones, views and copies of a parameter and of the memory unchanged", async () => {
  await tf.setBackend("wasm");
  const initial = tf.tensor2d([[1, 2], [3, 4]]);
  const parameter = tf.variable(initial); // shares its numbers with the tensor
  const optimizer = new Adam([parameter], { learningRate: 0.1 });
  const step = () => optimizer.step(() => parameter.square().sum()).dispose();
  step();
  const kept = [parameter.clone(), parameter.reshape([4]), optimizer.stateDict().average.clone()];
  const before = await Promise.all(kept.map((each) => each.data()));
  step();
  assertEquals(await Promise.all(kept.map((each) => each.data())), before);
  assertEquals([...await initial.data()], [1, 2, 3, 4]);
  assertNotEquals(await parameter.data(), before[0]);
  optimizer.dispose();
  tf.dispose([initial, parameter, kept]);
});

Deno.test("A step writes parameters in place, and TF.js's own kernels use the new values", async () => {
  await tf.setBackend("wasm");
  const filter = tf.tidy(() => tf.variable(tf.ones([2, 2, 1, 1])));
  const image = tf.ones([1, 2, 2, 1]) as tf.Tensor4D;
  const optimizer = new SGD([filter], { learningRate: 1 });
  // XNNPACK packs the weights of a depthwise convolution once, and finds them by the id of their data
  const convolve = () => tf.depthwiseConv2d(image, filter as unknown as tf.Tensor4D, 1, "valid").sum();
  const { dataId } = filter;
  const sums: number[] = [];
  for (let step = 0; step < 3; step++) {
    const loss = optimizer.step(convolve);
    sums.push((await loss.data())[0]);
    loss.dispose();
  }
  assertEquals(sums, [4, 0, -4]);
  assertEquals(filter.dataId, dataId);
  optimizer.dispose();
  tf.dispose([filter, image]);
});

Deno.test("Memory is the same after 10,000 steps of Adam", async () => {
  await tf.setBackend("wasm");
  const heap = () => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
  const all = tf.memory().numTensors;
  const parameters = [[1, 8], [8], [8, 1]].map((shape) => tf.tidy(() => tf.variable(tf.fill(shape, 0.1))));
  const [w1, b, w2] = parameters;
  const x = tf.ones([4, 1]);
  const optimizer = new Adam(parameters);
  const train = (steps: number) => {
    for (let i = 0; i < steps; i++) {
      optimizer.step(() => x.matMul(w1).add(b).relu().matMul(w2).sub(1).square().mean()).dispose();
    }
  };
  train(100);
  const before = { ...tf.memory(), heap: heap(), data: tf.backend().numDataIds() };
  train(10_000);
  assertEquals({ ...tf.memory(), heap: heap(), data: tf.backend().numDataIds() }, before);
  optimizer.dispose();
  tf.dispose([parameters, x]);
  assertEquals(tf.memory().numTensors, all);
});

for (const [name, make] of [["sgd", tf.train.sgd], ["adam", tf.train.adam]] as const) {
  Deno.test(`tf.train.${name} gives the same result in one pass as with TF.js's operations`, async () => {
    const walk = async (device: string) => {
      await tf.setBackend(device);
      const optimizer = make(0.05);
      const x = tf.tidy(() => tf.variable(tf.tensor1d([3, -2, 1, 0.5, 4])));
      const unused = tf.tidy(() => tf.variable(tf.scalar(1)));
      const losses: number[] = [];
      for (let step = 0; step < 1200; step++) {
        const loss = optimizer.minimize(() => x.sub(1).square().mean(), true, [x, unused])!;
        if (step % 100 === 0) losses.push((await loss.data())[0]);
        loss.dispose();
      }
      const end = [...await x.data(), ...await unused.data(), optimizer.iterations];
      optimizer.dispose();
      tf.dispose([x, unused]);
      return [...losses, ...end];
    };
    const [ours, theirs] = [await walk("wasm"), await walk("cpu")];
    ours.forEach((value, i) => assertAlmostEquals(value, theirs[i], 1e-5 * Math.max(1, Math.abs(theirs[i]))));
  });
}
