import { startDevice } from "./device/start.ts";
import * as tf from "@tensorflow/tfjs";
import { Adam } from "../mod.ts";
import { installKernels } from "./device/kernels/install.ts";
await startDevice("wasm");
if (Deno.args[0] !== "off") installKernels();
const kind = Deno.args[1] ?? "mlp";
const n = (shape: number[], s = 0.05) => tf.variable(tf.randomNormal(shape, 0, s, "float32", 1));
const X = tf.randomUniform([6400, 784], 0, 1, "float32", 3), L = tf.oneHot(tf.randomUniform([6400], 0, 10, "int32", 5), 10);
let p: tf.Variable[], f: (x: tf.Tensor) => tf.Tensor;
if (kind === "mlp") { p = [n([784, 128]), n([128]), n([128, 10]), n([10])]; f = (x) => x.matMul(p[0] as any).add(p[1]).relu().matMul(p[2] as any).add(p[3]); }
else { p = [n([3, 3, 1, 8]), n([8]), n([3, 3, 8, 16]), n([16]), n([400, 10]), n([10])];
  f = (x) => x.reshape([-1, 28, 28, 1]).conv2d(p[0] as any, 1, "valid").add(p[1]).relu().maxPool(2, 2, "valid").conv2d(p[2] as any, 1, "valid").add(p[3]).relu().maxPool(2, 2, "valid").reshape([-1, 400]).matMul(p[4] as any).add(p[5]); }
const o = new Adam(p);
const lib = tf.train.adam(0.001);
const run = (useLib: boolean, steps: number) => { const t = performance.now(); let last = 0;
  for (let i = 0; i < steps; i++) { tf.tidy(() => { const k = i % 100; const x = X.slice([k * 64, 0], [64, 784]), y = L.slice([k * 64, 0], [64, 10]);
    const loss = () => tf.losses.softmaxCrossEntropy(y, f(x)).asScalar(); const l = useLib ? lib.minimize(loss, true, p)! : o.step(loss); if (i === steps - 1) last = l.dataSync()[0]; }); }
  return `${((performance.now() - t) / steps).toFixed(2)} ms/step loss ${last.toFixed(5)}`; };
const steps = Number(Deno.args[2] ?? 100);
console.log("ours", run(false, steps)); console.log("lib ", run(true, steps)); console.log("ours", run(false, steps), tf.memory().numTensors);
if (Deno.args[3]) { const prof = await tf.profile(() => { const x = X.slice([0, 0], [64, 784]), y = L.slice([0, 0], [64, 10]); o.step(() => tf.losses.softmaxCrossEntropy(y, f(x)).asScalar()); });
  const by: Record<string, number[]> = {}; for (const k of prof.kernels) { const t = await k.kernelTimeMs as number; (by[k.name] ??= [0, 0])[0] += t; by[k.name][1]++; } console.log(Object.entries(by).sort((a, b) => b[1][0] - a[1][0]).slice(0, 14).map(([k, [t, c]]) => `${k} ${t.toFixed(2)} (${c})`).join("\n")); }
