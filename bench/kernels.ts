/**
 * Measures how fast each kernel is on its own, and compares this with TF.js's own kernel and with the fastest
 * computation on one core of this machine: a product of matrices that fit into the core's fastest cache.
 *
 *     deno run -A bench/kernels.ts [--json]
 *
 * GFLOP/s count a multiplication and an addition as two operations. They also count operations that a convolution
 * avoids, so a convolution may be faster than that product. Kernels that do not multiply are measured in GB/s of
 * numbers read and written. TF.js's own kernels run in another process, with DOWNHILL_KERNELS=off; "–" means that TF.js
 * does not have the kernel.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { fileURLToPath } from "node:url";
import { readArguments } from "../kit/base/arguments.ts";
import { startDevice } from "../kit/learn/device/start.ts";
import { median, thisMachine } from "./machine.ts";

/** A kernel to measure: its work, in operations or bytes, and a function that runs it. */
interface Case {
  name: string;
  unit: "GFLOP/s" | "GB/s";
  /** Operations, or bytes, in billions. */
  amount: number;
  run: () => tf.Tensor | tf.Tensor[];
}

const { flags } = readArguments(Deno.args, { flags: ["alone"], values: [], words: 0 });
await startDevice("wasm");
const ours = timeAll();
if (flags.has("alone")) console.log(JSON.stringify(ours));
else {
  const theirs = await withoutKernels();
  const peak = Math.max(
    ...Object.entries(ours).filter(([name]) => name.startsWith("peak")).map(([, each]) => each!.rate),
  );
  const machine = thisMachine();
  const rows = Object.entries(ours).map(([name, each]) => ({ name, ours: each, tfjs: theirs[name] }));
  if (flags.has("json")) console.log(JSON.stringify({ machine, peak, rows }));
  else {
    console.log(
      `${machine.cores} × ${machine.model}, load ${machine.load.toFixed(1)}; best possible: ${peak.toFixed(1)} GFLOP/s`,
    );
    for (const { name, ours, tfjs } of rows) {
      const rate = (each: Rate | null) => (each ? each.rate.toFixed(1) : "–").padStart(7);
      const share = ours!.unit === "GFLOP/s" ? `${(100 * ours!.rate / peak).toFixed(0)} %`.padStart(6) : "";
      console.log(`${name.padEnd(46)}${rate(ours)}${share.padEnd(8)} TF.js ${rate(tfjs)}   ${ours!.unit}`);
    }
  }
}

/** The work done per second. */
interface Rate {
  rate: number;
  unit: Case["unit"];
}

function timeAll(): Record<string, Rate | null> {
  return Object.fromEntries(
    cases().map((each) => {
      try {
        return [each.name, { rate: rateOf(each), unit: each.unit }];
      } catch {
        return [each.name, null]; // TF.js has no such kernel
      }
    }),
  );
}

function rateOf({ amount, run }: Case): number {
  const once = () => tf.dispose(run());
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < 200) once(), count++;
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    for (let i = 0; i < count / 5; i++) once();
    return (performance.now() - start) / Math.ceil(count / 5);
  });
  return amount / (median(times) / 1000);
}

async function withoutKernels(): Promise<Record<string, Rate | null>> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", fileURLToPath(import.meta.url), "--alone"],
    env: { DOWNHILL_KERNELS: "off" },
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

function cases(): Case[] {
  const random = (...shape: number[]) => tf.randomNormal(shape, 0, 1, "float32", 1);
  const product = (
    name: string,
    [rows, inner, columns]: [number, number, number],
    transposeA = false,
    transposeB = false,
  ): Case => {
    const a = transposeA ? random(inner, rows) : random(rows, inner);
    const b = transposeB ? random(columns, inner) : random(inner, columns);
    const amount = 2 * rows * inner * columns / 1e9;
    return { name, unit: "GFLOP/s", amount, run: () => tf.matMul(a, b, transposeA, transposeB) };
  };
  const stream = (name: string, count: number, run: () => tf.Tensor): Case => {
    return { name, unit: "GB/s", amount: 4 * count / 1e9, run };
  };
  const [x, filter, dy] = [random(64, 13, 13, 16), random(3, 3, 16, 32), random(64, 11, 11, 32)] as tf.Tensor4D[];
  const convolution = 2 * 64 * 121 * 144 * 32 / 1e9;
  const kernel = (name: string, inputs: Record<string, tf.Tensor>, attributes: Record<string, unknown>) => () =>
    tf.engine().runKernel(name, inputs as never, attributes as never) as tf.Tensor;
  const told = { strides: 1, pad: "valid", dataFormat: "NHWC" };
  const images = random(64, 26, 26, 16) as tf.Tensor4D;
  const [bias, pooled] = [random(16), random(64, 13, 13, 16)];
  const window = { filterSize: 2, strides: 2, pad: "valid" };
  const vector = tf.variable(random(100_000));
  const optimizer = tf.train.adam(1e-9);
  return [
    product("peak: product 32 × 512 × 8", [32, 512, 8]),
    product("peak: product 64 × 256 × 64", [64, 256, 64]),
    product("product 64 × 784 × 128", [64, 784, 128]),
    product("product 784 × 64 × 128, first transposed", [784, 64, 128], true),
    product("product 64 × 128 × 784, second transposed", [64, 128, 784], false, true),
    product("product 512 × 512 × 512", [512, 512, 512]),
    product("product 64 × 128 × 10", [64, 128, 10]),
    {
      name: "convolution 13 × 13 × 16 → 32",
      unit: "GFLOP/s",
      amount: convolution,
      run: () => tf.conv2d(x, filter, 1, "valid"),
    },
    {
      name: "its gradient for the filter",
      unit: "GFLOP/s",
      amount: convolution,
      run: kernel("Conv2DBackpropFilter", { x, dy }, { ...told, filterShape: filter.shape }),
    },
    {
      name: "its gradient for the image",
      unit: "GFLOP/s",
      amount: convolution,
      run: kernel("Conv2DBackpropInput", { dy, filter }, { ...told, inputShape: x.shape }),
    },
    stream("bias 64 × 26 × 26 × 16", 2 * images.size, () => images.add(bias)),
    stream("relu", 2 * images.size, () => images.relu()),
    stream("pooling 2 × 2", 1.25 * images.size, () => tf.maxPool(images, 2, 2, "valid")),
    stream(
      "its gradient",
      2.25 * images.size,
      kernel("MaxPoolGrad", { dy: pooled, input: images, output: pooled }, window),
    ),
    stream("sums of columns", images.size, () => images.sum([0, 1, 2])),
    stream("Adam, 100,000 parameters", 7 * vector.size, () => optimizer.minimize(() => vector.sum(), true, [vector])!),
  ];
}
