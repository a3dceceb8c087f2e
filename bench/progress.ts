/**
 * Measures the cost of showProgress(). The training of lesson 13, 2,000 steps of Adam on a network with 100 hidden
 * units, runs in a lesson's process, alternately with a call after every step and without any call.
 *
 *     deno run -A bench/progress.ts [--device NAME] [--runs N] [--steps N] [--json]
 *
 * The ratio of two successive runs includes everything, even the machine's other work, which takes several per cent.
 * The share of the time that is spent in the call is exact, but does not show how the call affects the steps in
 * between.
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readArguments } from "../kit/base/arguments.ts";
import { deviceOf } from "../kit/learn/device/choose.ts";
import { Sandbox } from "../kit/judge/sandbox/sandbox.ts";
import { thisMachine } from "./machine.ts";

const LESSON = `
import * as tf from "@tensorflow/tfjs";
import { Adam, noisyCubic, showProgress } from "downhill";

export async function train(steps, isShown) {
  const { xs, ys } = noisyCubic();
  const [x, y] = [xs, ys].map((values) => tf.tensor2d(Array.from(values), [80, 1]));
  const weights = (shape, seed) => tf.tidy(() => tf.variable(tf.randomNormal(shape, 0, 0.1, "float32", seed)));
  const [w1, b1, w2, b2] = [weights([1, 100], 1), weights([100], 2), weights([100, 1], 3), weights([1], 4)];
  const loss = () => x.matMul(w1).add(b1).relu().matMul(w2).add(b2).sub(y).square().mean();
  const optimizer = new Adam([w1, b1, w2, b2], { learningRate: 0.01 });
  let inCallMs = 0;
  const start = performance.now();
  for (let step = 0; step < steps; step++) {
    const value = optimizer.step(loss);
    if (isShown) {
      const called = performance.now();
      await showProgress({ step, steps, loss: value });
      inCallMs += performance.now() - called;
    }
    value.dispose();
  }
  const ms = performance.now() - start;
  optimizer.dispose();
  tf.dispose([x, y, w1, b1, w2, b2]);
  return { ms, inCallMs };
}
`;

const { values, flags } = readArguments(Deno.args, { flags: [], values: ["device", "runs", "steps"], words: 0 });
const runs = Number(values.get("runs") ?? 25);
const steps = Number(values.get("steps") ?? 2000);
const device = deviceOf(values.get("device")) ?? "wasm";

/** How long a training run took, and how much of that time was spent in showProgress(). */
interface Times {
  ms: number;
  inCallMs: number;
}

const folder = await Deno.makeTempDir({ prefix: "downhill-" });
const file = join(folder, "lesson.ts");
await Deno.writeTextFile(file, LESSON);
const sandbox = new Sandbox(pathToFileURL(file), { device, limits: { evaluateMs: 600_000 } });
try {
  let looks = 0;
  const onProgress = () => void looks++;
  const train = async (isShown: boolean) =>
    await sandbox.evaluate("({ train }, steps, isShown) => train(steps, isShown)", [steps, isShown], {
      onProgress,
    }) as Times;
  for (const isShown of [true, false]) await train(isShown); // warm-up: V8 compiles the code before the measurement
  looks = 0;
  const without: Times[] = [];
  const shown: Times[] = [];
  for (let run = 0; run < runs; run++) {
    // the run with progress and the run without it take turns in being first
    for (const isShown of run % 2 === 0 ? [false, true] : [true, false]) {
      (isShown ? shown : without).push(await train(isShown));
    }
  }
  const machine = thisMachine();
  const result = {
    ...{ machine, device: (await sandbox.device())!.backend, steps, runs, looks: looks / runs },
    ms: { without: quartiles(without.map(({ ms }) => ms)), shown: quartiles(shown.map(({ ms }) => ms)) },
    ratio: quartiles(shown.map(({ ms }, run) => ms / without[run].ms)),
    share: quartiles(shown.map(({ ms, inCallMs }) => inCallMs / (ms - inCallMs))),
  };
  if (flags.has("json")) console.log(JSON.stringify(result));
  else {
    const { ms, ratio, share } = result;
    console.log(`${machine.cores} × ${machine.model}, load ${machine.load.toFixed(1)}, ${result.device}`);
    console.log(
      `${steps} steps, ${runs} runs each, progress shown ${
        result.looks.toFixed(1)
      } times per run; medians (and quartiles):`,
    );
    console.log(`without        ${text(ms.without, 0)} ms`);
    console.log(`with           ${text(ms.shown, 0)} ms`);
    console.log(`ratio          ${text(ratio, 3)}`);
    console.log(`1 + the call   ${text(share.map((part) => 1 + part), 4)}`);
  }
} finally {
  sandbox.dispose();
  await Deno.remove(folder, { recursive: true });
}

/** The median and the two quartiles. */
function quartiles(values: number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.25, 0.75].map((part) => sorted[Math.round((values.length - 1) * part)]);
}

function text([median, ...rest]: number[], digits: number): string {
  return `${median.toFixed(digits)} (${rest.map((value) => value.toFixed(digits)).join(" to ")})`;
}
