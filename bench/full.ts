/**
 * Trains the networks of `deno task lesson 21 --full` here and in PyTorch, one after the other, each on one core. Shows
 * the training times on all 60,000 images, and the accuracies of both networks.
 *
 *     deno run -A bench/full.ts [--json]
 *
 * If `python3` cannot import torch and numpy, only our networks are trained. Without `libopenblas0`, Debian's
 * `python3-torch` uses a BLAS that is ten times slower, which makes the comparison unfair to PyTorch.
 * @module
 */
import { join } from "node:path";
import { readArguments } from "../kit/base/arguments.ts";
import { fullFashionMNIST } from "../kit/learn/data/find_fashion_mnist.ts";
import { findLesson } from "../kit/judge/run/find_lesson.ts";
import { jobFor } from "../kit/judge/run/job.ts";
import { sandboxFor } from "../kit/judge/run/sandbox_for.ts";
import { findPython, thisMachine, TUNED } from "./machine.ts";

/** The longest time to wait, in milliseconds. */
const LIMIT_MS = 3_600_000;

/** The accuracy of a network, and how long its training took. */
interface Trained {
  accuracy: number;
  seconds: number;
}

type Results = Record<"cnn" | "mlp", Trained>;

const { flags } = readArguments(Deno.args, { flags: [], values: [], words: 0 });
const { folder } = fullFashionMNIST();
const machine = thisMachine();
const ours = await trainOurs();
const peer = await trainPeer();
const ratio = peer && { cnn: ours.cnn.seconds / peer.cnn.seconds, mlp: ours.mlp.seconds / peer.mlp.seconds };

if (flags.has("json")) console.log(JSON.stringify({ machine, ours, peer, ratio }));
else {
  console.log(`${machine.cores} × ${machine.model}, load ${machine.load.toFixed(1)}; one core each`);
  for (const name of ["cnn", "mlp"] as const) {
    const there = peer
      ? `PyTorch ${peer.version} ${show(peer[name])}   ratio ${ratio![name].toFixed(2)}`
      : "no PyTorch";
    console.log(`${name.toUpperCase()}   Downhill ${show(ours[name])}   ${there}`);
  }
}

async function trainOurs(): Promise<Results> {
  const sandbox = sandboxFor(jobFor(findLesson("21"), { target: "solutions", full: true }));
  const probe = `async ({ compareOnAll }) => {
    const { cnn, mlp } = await compareOnAll();
    const figures = ({ accuracy, seconds }) => ({ accuracy, seconds });
    return { cnn: figures(cnn), mlp: figures(mlp) };
  }`;
  try {
    return await sandbox.evaluate(probe, [], { timeoutMs: LIMIT_MS }) as Results;
  } finally {
    sandbox.dispose();
  }
}

/** Trains the networks in PyTorch; undefined if PyTorch is not installed. */
async function trainPeer(): Promise<Results & { version: string } | undefined> {
  const { success, stdout, stderr } = await new Deno.Command(await findPython(), {
    args: [join(import.meta.dirname!, "peers", "fashion_mnist.py"), folder, "12", "10"],
    env: TUNED,
  }).output();
  if (success) return JSON.parse(new TextDecoder().decode(stdout));
  console.error(`No figures for PyTorch: ${new TextDecoder().decode(stderr).trim().split("\n").at(-1)}`);
}

function show({ accuracy, seconds }: Trained): string {
  return `${accuracy.toFixed(4)} in ${seconds.toFixed(0)} s`;
}
