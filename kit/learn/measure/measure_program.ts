/**
 * Measures the training steps on one device, and prints a line of JSON for each: its name, how many milliseconds it
 * takes, and the loss before the first step, which is the same on every device that computes correctly.
 *
 *     deno run measure_program.ts DEVICE [ADAPTER]
 *
 * ADAPTER is the request for a WebGPU adapter, as JSON.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Adam } from "../nn/adam.ts";
import { Parameter } from "../nn/parameter.ts";
import { type Backend, type StepName, STEPS } from "../../base/devices.ts";
import { startDevice } from "../device/start.ts";

/**
 * How long to repeat one kind of step, in milliseconds: long enough for many steps, because the shortest time counts.
 * The cpu gets more time, so that V8 compiles the loops of the kernels, which makes a small step ten times faster.
 */
const BUDGETS_MS: Record<Backend, number> = { cpu: 500, wasm: 200, webgpu: 200 };

/**
 * A step on the cpu that takes longer than this, in milliseconds, is measured only once, because V8 compiles its loops
 * while it runs.
 */
const LONG_MS = 1000;

/** Something to train: parameters, and a loss that depends on them. */
interface Training {
  parameters: Parameter[];
  loss: () => tf.Scalar;
}

const [device, adapter] = Deno.args as [Backend, string?];
if (adapter) {
  const { requestAdapter } = GPU.prototype;
  // return this adapter, whichever one TF.js requests
  GPU.prototype.requestAdapter = function () {
    return requestAdapter.call(this, JSON.parse(adapter));
  };
}
await startDevice(device);
const trainings = newTrainings();
for (const name of STEPS) console.log(JSON.stringify({ name, ...await measure(trainings[name]()) }));
Deno.exit(0); // otherwise a driver's threads may keep the process alive

/** The networks of lessons 13, 20 and 21, on numbers that look like their data. */
function newTrainings(): Record<StepName, () => Training> {
  const images = () => tf.randomUniform([64, 784], 0, 1, "float32", 1);
  const kinds = tf.oneHot(tf.range(0, 64, 1, "int32").mod(tf.scalar(10, "int32")).toInt(), 10);
  const crossEntropy = (logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(kinds, logits).asScalar();
  return {
    "small MLP": () => {
      const [w1, b1, w2, b2] = newParameters([1, 100], [100], [100, 1], [1]);
      const [x, y] = [tf.linspace(-1, 3, 80).reshape([80, 1]), tf.linspace(0, 1, 80).reshape([80, 1])];
      const loss = () => y.sub(x.matMul(w1).add(b1).relu().matMul(w2).add(b2)).square().mean().asScalar();
      return { parameters: [w1, b1, w2, b2], loss };
    },
    "784-128-10": () => {
      const [w1, b1, w2, b2] = newParameters([784, 128], [128], [128, 10], [10]);
      const x = images();
      return {
        parameters: [w1, b1, w2, b2],
        loss: () => crossEntropy(x.matMul(w1).add(b1).relu().matMul(w2).add(b2)),
      };
    },
    "CNN": () => {
      const [w1, b1, w2, b2, w3, b3] = newParameters([3, 3, 1, 8], [8], [3, 3, 8, 16], [16], [400, 10], [10]);
      const x = images().reshape([64, 28, 28, 1]) as tf.Tensor4D;
      const layer = (x: tf.Tensor4D, weights: tf.Tensor, bias: tf.Tensor) =>
        tf.maxPool(tf.conv2d(x, weights as tf.Tensor4D, 1, "valid").add(bias).relu() as tf.Tensor4D, 2, 2, "valid");
      const loss = () => crossEntropy(layer(layer(x, w1, b1), w2, b2).reshape([64, 400]).matMul(w3).add(b3));
      return { parameters: [w1, b1, w2, b2, w3, b3], loss };
    },
  };
}

/** Parameters with small random values, which such networks need. They are the same on every device. */
function newParameters(...shapes: number[][]): (Parameter & tf.Variable)[] {
  return shapes.map((shape, i) => new Parameter(tf.randomUniform(shape, -0.1, 0.1, "float32", i)) as never);
}

/** Takes steps until the time is up. A step counts as finished when its loss can be read. */
async function measure({ parameters, loss }: Training): Promise<{ milliseconds: number; loss: number }> {
  const optimizer = new Adam(parameters);
  const take = async (steps: number) => {
    const start = performance.now();
    for (let step = 1; step < steps; step++) optimizer.step(loss).dispose();
    const last = optimizer.step(loss);
    const [value] = await last.data();
    last.dispose();
    return { value, milliseconds: performance.now() - start };
  };
  const first = await take(1);
  if (device === "cpu" && first.milliseconds > LONG_MS) return { milliseconds: first.milliseconds, loss: first.value };
  const end = performance.now() + BUDGETS_MS[device]; // the first step does not count: on a GPU it compiles the shaders
  let best = Infinity;
  for (let steps = 1, isOver = false; !isOver; steps *= 2) {
    const { milliseconds } = await take(steps);
    best = Math.min(best, milliseconds / steps);
    isOver = performance.now() + 2 * milliseconds > end;
  }
  return { milliseconds: best, loss: first.value };
}
