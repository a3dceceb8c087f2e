/**
 * Runs our side of a workload: the code of the solution, in a process of its own.
 *
 *     deno run -A bench/ours.ts NAME FOLDER SECONDS
 *
 * Repeats the workload for SECONDS seconds, then runs it once more, and prints {"seconds", "loss"} of that run. FOLDER
 * contains the initial weights of both sides, which `weights.ts` has written.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { startDevice } from "../kit/learn/device/start.ts";
import { noisyCubic } from "../kit/learn/data/noisy_cubic.ts";
import { IMAGES, STEPS } from "./images.ts";
import { WORKLOADS } from "./workloads.ts";

/** Runs the workload once. Returns the last loss, and how long the loop took. */
type Run = () => Promise<{ loss: number; seconds: number }>;

const [name, folder, warmUp] = Deno.args;
const workload = WORKLOADS.find((each) => each.name === name)!;
await startDevice(workload.device);
const run = await prepare(name);
const end = performance.now() + 1000 * Number(warmUp);
while (performance.now() < end) await run();
console.log(JSON.stringify(await run()));

/** Loads only the modules that the workload needs. */
async function prepare(name: string): Promise<Run> {
  const points = noisyCubic();
  switch (name) {
    case "autodiff": {
      const { gradientDescent } = await import("../solutions/05_autodiff.ts");
      return timed(async () => (await gradientDescent((x) => x.square(), 2)).losses.at(-1)!);
    }
    case "autodiff_sgd": {
      const { minimize } = await import("../solutions/06_optimizer.ts");
      return timed(async () => {
        const x = tf.tidy(() => tf.variable(tf.scalar(2)));
        const losses = await minimize((x) => x.square(), x);
        x.dispose();
        return losses.at(-1)!;
      });
    }
    case "gradient_descent_5d": {
      const { gradientDescent, squaredSum } = await import("../solutions/08_gradient_descent_5d.ts");
      return timed(async () => {
        const { x } = await gradientDescent(squaredSum, [1, 2, 3, 4, 5], { steps: 1000 });
        return x[4]; // returned instead of the loss, which becomes 0 long before the end
      });
    }
    case "linear_regression": {
      const { fit } = await import("../solutions/10_linear_regression.ts");
      return timed(async () => (await fit(points)).losses.at(-1)!);
    }
    case "library_mlp": {
      const { fit, network } = await import("../solutions/11_library_mlp.ts");
      return timed(async () => {
        const model = network();
        const losses = await fit(model, points, { maxEpochs: 2000 });
        model.dispose();
        return losses.at(-1)!;
      });
    }
    case "mlp_forward": {
      const { createParameters, forward } = await import("../solutions/12_mlp_forward.ts");
      return timed(() => lossOf((x) => forward(x as tf.Tensor2D, createParameters()), points));
    }
    case "mlp_training": {
      const { train } = await import("../solutions/13_mlp_training.ts");
      return timed(async () => {
        const { losses, parameters } = await train(points);
        tf.dispose(parameters);
        return losses.at(-1)!;
      });
    }
    case "module": {
      const { MyOwnMLP } = await import("../solutions/14_module.ts");
      return timed(() => lossOf((x) => new MyOwnMLP().forward(x), points));
    }
    case "dataset": {
      const { epochs } = await import("../solutions/15_dataset.ts");
      return timed(async () => (await epochs(points, { count: 10 })).at(-1)!.at(-1)!.ys.at(-1)!);
    }
    case "device": {
      const { Product, time } = await import("../solutions/16_device.ts");
      return timed(async () => {
        const model = new Product();
        const input = tf.randomNormal([1000, 128], 0, 1, "float32", 1);
        const { values } = await time(() => model.forward(input), { repeats: 5 });
        return values[0];
      });
    }
    case "training_pipeline": {
      const { MyOwnMLP, train } = await import("../solutions/17_training_pipeline.ts");
      return timed(async () => {
        const model = new MyOwnMLP();
        const { losses } = await train(model, points, { device: "wasm" });
        model.dispose();
        return losses.at(-1)!;
      });
    }
    default:
      return await prepareImages(name);
  }
}

/** Prepares the networks of lesson 21, with the loss and the optimizer of lessons 20 and 21. */
async function prepareImages(name: string): Promise<Run> {
  const { CNN, MLP } = await import("../solutions/21_convolutions.ts");
  const { crossEntropy } = await import("../solutions/20_fashion_mnist.ts");
  const { Adam } = await import("../kit/learn/nn/adam.ts");
  const bytes = Deno.readFileSync(`${folder}/images.bin`);
  const labels = Deno.readFileSync(`${folder}/labels.bin`);
  const x = tf.tidy(() => tf.tensor2d(Float32Array.from(bytes), [labels.length, 784]).div(255));
  const y = tf.tensor1d(Float32Array.from(labels));
  return async () => {
    const model = name === "fashion_mlp" ? new MLP(1, 128) : new CNN(1);
    const optimizer = new Adam(model.parameters());
    const start = performance.now();
    let loss: tf.Tensor | undefined;
    for (let step = 0; step < STEPS; step++) {
      loss?.dispose();
      const first = step * IMAGES;
      const [images, classes] = [x.slice([first, 0], [IMAGES, 784]), y.slice([first], [IMAGES])];
      loss = optimizer.step(() => crossEntropy(model.forward(images), classes));
      tf.dispose([images, classes]);
    }
    const [last] = await loss!.data();
    const seconds = (performance.now() - start) / 1000;
    tf.dispose([loss]);
    optimizer.dispose();
    model.dispose();
    return { loss: last, seconds };
  };
}

function timed(compute: () => Promise<number>): Run {
  return async () => {
    const start = performance.now();
    const loss = await compute();
    return { loss, seconds: (performance.now() - start) / 1000 };
  };
}

/** The mean squared error on the points, as a number. */
async function lossOf(
  forward: (x: tf.Tensor) => tf.Tensor,
  { xs, ys }: ReturnType<typeof noisyCubic>,
): Promise<number> {
  const loss = tf.tidy(() => {
    const [x, y] = [xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]));
    return forward(x).sub(y).square().mean();
  });
  return (await loss.data())[0];
}
