/**
 * Compares the times of two ways to get the images into a lesson: the lesson reads the files, as it does now, or the
 * images are passed to its process as arguments of a call, like all other values. Two sizes of the data are measured:
 * 5,000 images, and 70,000 if they are on this machine.
 *
 *     deno run -A bench/data.ts [--runs N] [--json]
 *
 * @module
 */
import { pathToFileURL } from "node:url";
import { readArguments } from "../kit/base/arguments.ts";
import type { DataSource } from "../kit/base/data_set.ts";
import { fashionMNISTSubset, findFashionMNIST } from "../kit/learn/data/find_fashion_mnist.ts";
import { readFashionMNIST } from "../kit/learn/data/read_fashion_mnist.ts";
import { Sandbox } from "../kit/judge/sandbox/sandbox.ts";
import { thisMachine } from "./machine.ts";

/** The longest time to wait for one answer. */
const LIMIT_MS = 60_000;

const { values, flags } = readArguments(Deno.args, { flags: [], values: ["runs"], words: 0 });
const runs = Number(values.get("runs") ?? 10);
const lesson = await Deno.makeTempFile({ suffix: ".ts" });
await Deno.writeTextFile(
  lesson,
  `import { FashionMNIST } from "downhill";
  export const load = () => new FashionMNIST().length + new FashionMNIST({ train: false }).length;
  export const take = (...sent: Uint8Array[]) => sent.length;`,
);
const sources = [fashionMNISTSubset(), findFashionMNIST()].filter(({ size }, i) => i === 0 || size === "full");
const machine = thisMachine();
const rows = [];
for (const source of sources) {
  const read: number[] = [];
  const sent: number[] = [];
  for (let i = 0; i < runs; i++) {
    read.push(await timed(source, (sandbox) => sandbox.evaluate("({ load }) => load()", [], { timeoutMs: LIMIT_MS })));
    if (source.size === "full") continue; // a message to the lesson's process is limited to 16 MiB
    sent.push(
      await timed(
        source,
        (sandbox) => sandbox.evaluate("({ take }, ...x) => take(...x)", parts(source), { timeoutMs: LIMIT_MS }),
      ),
    );
  }
  rows.push({ size: source.size, read: timesOf(read), sent: sent.length > 0 ? timesOf(sent) : null });
}
await Deno.remove(lesson);

if (flags.has("json")) console.log(JSON.stringify({ machine, runs, rows }));
else {
  console.log(`${machine.cores} × ${machine.model}, load ${machine.load.toFixed(1)}, ${runs} runs, milliseconds`);
  for (const { size, read, sent } of rows) {
    console.log(`${size.padEnd(8)}read by the lesson: ${show(read)}   sent to it: ${sent ? show(sent) : "too large"}`);
  }
}

/** The images and labels for training and for testing, read in this process. */
function parts(source: DataSource): Uint8Array[] {
  return (["train", "test"] as const).flatMap((part) => Object.values(readFashionMNIST(source, part)));
}

/** How long `work` takes when it first runs in a process that is ready. */
async function timed(source: DataSource, work: (sandbox: Sandbox) => Promise<unknown>): Promise<number> {
  const sandbox = new Sandbox(pathToFileURL(lesson), { device: null, data: source });
  try {
    await sandbox.evaluate("({ take }) => take()");
    const start = performance.now();
    await work(sandbox);
    return performance.now() - start;
  } finally {
    sandbox.dispose();
  }
}

function timesOf(values: number[]): { median: number; min: number; max: number } {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], min: sorted[0], max: sorted.at(-1)! };
}

function show({ median, min, max }: { median: number; min: number; max: number }): string {
  return `${median} (${min} to ${max})`;
}
