/**
 * Shows where the time of a training step goes: how much is spent in each kind of kernel, and how much between kernels.
 *
 *     deno run -A bench/profile.ts [--json]
 *
 * Draws docs/speed_steps.svg: steps of lesson 13's small network, of a larger network on images, and of lesson 21's
 * convolutions, each with our kernels and with TF.js's own (which cannot train convolutions).
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readArguments } from "../kit/base/arguments.ts";
import { noisyCubic } from "../kit/learn/data/noisy_cubic.ts";
import { startDevice } from "../kit/learn/device/start.ts";
import { Adam } from "../kit/learn/nn/adam.ts";
import type { Picture } from "../kit/learn/plot/parts/picture.ts";
import { renderSvg } from "../kit/learn/plot/parts/render.ts";
import { palette } from "../kit/learn/plot/parts/theme.ts";
import { root } from "../kit/base/root.ts";
import { writeAtomically } from "../kit/base/write.ts";
import { createParameters, forward } from "../solutions/13_mlp_training.ts";
import { crossEntropy } from "../solutions/20_fashion_mnist.ts";
import { CNN, MLP } from "../solutions/21_convolutions.ts";
import { thisMachine } from "./machine.ts";

/**
 * The kinds of kernels, in the order of the bars. A kernel belongs to the first kind whose pattern its name matches.
 */
const KINDS: Record<string, RegExp> = {
  "convolutions": /^Conv2D/,
  "products": /^(BatchMatMul|_FusedMatMul|Transpose)/,
  "pooling": /^MaxPool/,
  "updates": /Update$/,
  "other numbers": /./,
};

/** The name for the rest of the time. */
const BETWEEN = "between kernels";

/** How many milliseconds of a step each kind takes. */
type Profile = Record<string, number>;

const { flags } = readArguments(Deno.args, { flags: ["alone"], values: [], words: 0 });
await startDevice("wasm");
const times = watchKernels();
const ours = profiles();
if (flags.has("alone")) console.log(JSON.stringify(ours));
else {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", fileURLToPath(import.meta.url), "--alone"],
    env: { DOWNHILL_KERNELS: "off" },
  }).output();
  const theirs = JSON.parse(new TextDecoder().decode(stdout)) as Record<string, Profile>;
  const machine = thisMachine();
  const all = Object.entries(ours).flatMap(([name, profile]) => [
    ...name in theirs ? [{ name: `${name}, TF.js`, profile: theirs[name] }] : [],
    { name: `${name}, ours`, profile },
  ]);
  if (flags.has("json")) console.log(JSON.stringify({ machine, all }));
  else {
    console.log(`${machine.cores} × ${machine.model}, load ${machine.load.toFixed(1)}, milliseconds a step`);
    for (const { name, profile } of all) {
      const parts = Object.entries(profile).map(([kind, ms]) => `${kind} ${ms.toFixed(3)}`);
      console.log(`${name.padEnd(26)}${total(profile).toFixed(3).padStart(8)}   ${parts.join(", ")}`);
    }
    await writeAtomically(join(root, "docs", "speed_steps.svg"), await renderSvg(picture(all)));
  }
}

function total(profile: Profile): number {
  return Object.values(profile).reduce((sum, ms) => sum + ms, 0);
}

/** Times each kernel. If a kernel calls another one, the time of both is counted for the caller. */
function watchKernels(): Map<string, number> {
  const times = new Map<string, number>();
  let depth = 0;
  for (const config of tf.getKernelsForBackend("wasm")) {
    const { kernelName, kernelFunc } = config;
    const kind = Object.keys(KINDS).find((kind) => KINDS[kind].test(kernelName))!;
    tf.unregisterKernel(kernelName, "wasm");
    tf.registerKernel({
      ...config,
      kernelFunc: (call) => {
        if (depth > 0) return kernelFunc(call);
        depth++;
        const start = performance.now();
        try {
          return kernelFunc(call);
        } finally {
          times.set(kind, (times.get(kind) ?? 0) + performance.now() - start);
          depth--;
        }
      },
    });
  }
  return times;
}

function profiles(): Record<string, Profile> {
  const { xs, ys } = noisyCubic();
  const [x, y] = [xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]));
  const parameters = createParameters(7);
  const images = tf.randomUniform([64, 784], 0, 1, "float32", 1);
  const labels = tf.randomUniform([64], 0, 10, "float32", 2).floor();
  const [mlp, cnn] = [new MLP(1, 128), new CNN(1)];
  const found: Record<string, Profile> = {
    "lesson 13": profile(Object.values(parameters), () => y.sub(forward(x, parameters)).square().mean(), 3000),
    "784-128-10": profile(mlp.parameters(), () => crossEntropy(mlp.forward(images), labels), 200),
  };
  if (tf.getKernel("Conv2DBackpropFilter", "wasm")) {
    found["convolutions"] = profile(cnn.parameters(), () => crossEntropy(cnn.forward(images), labels), 60);
  }
  return found;
}

/** Takes `steps` steps to warm up, and then measures the same number of steps. */
function profile(parameters: tf.Variable[], loss: () => tf.Tensor, steps: number): Profile {
  const optimizer = new Adam(parameters);
  const train = () => {
    for (let step = 0; step < steps; step++) optimizer.step(loss).dispose();
  };
  train();
  times.clear();
  const start = performance.now();
  train();
  const whole = (performance.now() - start) / steps;
  optimizer.dispose();
  const kinds = Object.keys(KINDS).filter((kind) => times.has(kind)).map((kind) => [kind, times.get(kind)! / steps]);
  const found = Object.fromEntries(kinds) as Profile;
  return { ...found, [BETWEEN]: whole - total(found) };
}

function picture(all: readonly { name: string; profile: Profile }[]): Picture {
  const kinds = [...Object.keys(KINDS), BETWEEN];
  const text = ({ name, profile }: { name: string; profile: Profile }) => {
    const parts = kinds.filter((kind) => kind in profile).map((kind) => `${kind} ${profile[kind].toFixed(2)}`);
    return `${name}: ${total(profile).toFixed(2)} ms, of which ${parts.join(", ")}`;
  };
  const groups = [...new Set(all.map(({ name }) => name.split(",")[0]))];
  return {
    title: "Where the milliseconds of a training step go",
    description: `${all.map(text).join(". ")}.`,
    usermeta: { isMeasured: true },
    // each network has its own axis, because the times of their steps differ by a factor of a hundred
    vconcat: groups.map((group, i) =>
      bars(all.filter(({ name }) => name.startsWith(group)), kinds, i === groups.length - 1)
    ),
  };
}

/** The colours of the kinds, in order. Neighbouring colours also differ in greyscale. */
const SHADES = [palette.model, palette.past1, palette.ink, palette.rival, palette.past3, palette.grid]
  .map(({ light }) => light);

function bars(rows: readonly { name: string; profile: Profile }[], kinds: string[], isLast: boolean): object {
  const values = rows.flatMap(({ name, profile }) =>
    kinds.filter((kind) => kind in profile).map((kind) => ({
      name,
      kind,
      ms: profile[kind],
      place: kinds.indexOf(kind),
    }))
  );
  const sums = rows.map(({ name, profile }) => ({ name, ms: total(profile), text: total(profile).toFixed(2) }));
  const x = { field: "ms", type: "quantitative", title: isLast ? "time (ms a step)" : null, axis: { tickCount: 6 } };
  const y = { field: "name", type: "nominal", sort: null, title: null, axis: { minExtent: 150 } };
  const scale = { domain: kinds, range: SHADES };
  const legend = { orient: "bottom", title: null, columns: 3 };
  return {
    width: 400,
    height: { step: 28 },
    layer: [
      {
        data: { values },
        mark: "bar",
        encoding: { x, y, order: { field: "place" }, color: { field: "kind", type: "nominal", scale, legend } },
      },
      {
        data: { values: sums },
        mark: { type: "text", align: "left", dx: 5 },
        encoding: { x, y, text: { field: "text", type: "nominal" } },
      },
    ],
  };
}
