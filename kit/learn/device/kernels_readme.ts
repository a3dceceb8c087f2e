/**
 * The README of the kernels: who computes what on wasm, taken from the registry itself.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { CHECKS } from "../tfjs/kernels/checks.ts";
import { startDevice } from "./start.ts";
import { TRUSTED } from "../tfjs/kernels/trusted.ts";
import { ours } from "../tfjs/kernels/wasm_backend.ts";

/** The file. */
export const README_FILE: string = join(root, "kit", "learn", "tfjs", "kernels", "README.md");

/** What {@linkcode README_FILE} has to be. */
export async function readmeOfKernels(): Promise<string> {
  const before = tf.getBackend();
  await startDevice("wasm");
  if (before) await tf.setBackend(before);
  const names = tf.getKernelsForBackend("wasm").map(({ kernelName }) => kernelName).toSorted();
  const theirs = Map.groupBy(names.filter((name) => Object.hasOwn(TRUSTED, name)), (name) => typesOf(name));
  const cpu = names.filter((name) => !ours.has(name) && !Object.hasOwn(TRUSTED, name) && tf.getKernel(name, "cpu"));
  return [
    "# Who computes what on wasm",
    "TF.js's wasm backend is fast where networks spend their time. But it lacks kernels, and some of its kernels give " +
    "wrong numbers for whole numbers, for truth values, or for tensors with nothing in them. The cpu backend has all " +
    "kernels, and is right. So a kernel on wasm is one of three: ours, in this folder; TF.js's own; or the cpu's, which " +
    "gets a copy of the numbers. What ours is not meant for goes to TF.js's own, and what that is not meant for to the " +
    "cpu's. `trusted.ts` says what TF.js's own are meant for, and the tests in `../../device/differential/` compare all with the cpu.",
    "This page is written by `deno task kernels`.",
    "## Ours",
    "For float32; those that only copy numbers or change their type, for all types:",
    list([...ours].toSorted()),
    ...[...theirs].flatMap(([types, names]) => [`## TF.js's own, for ${types}`, list(names)]),
    "## The cpu's",
    list(cpu),
    "## What differs from TF.js on the cpu, too",
    "On cpu and wasm alike, `checks.ts` looks first at what these kernels are given, and refuses in a sentence what " +
    "TF.js would compute nonsense from:",
    list(Object.keys(CHECKS).toSorted()),
    "Cumulative sums and products take an axis that is counted from the end, and a cumulative sum has a gradient along " +
    "every axis. Gradients and optimizers are those of `../tape/`.",
  ].map(wrapped).join("\n\n") + "\n";
}

function typesOf(name: string): string {
  const trust = TRUSTED[name];
  return "when" in trust ? `${trust.types.join(", ")}, with some attributes` : trust.join(", ");
}

function list(names: readonly string[]): string {
  return `${names.map((name) => name.replace("_", "\\_")).join(", ")}.`;
}

/** As the formatter wants it. */
function wrapped(text: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line.length + 1 + word.length > 120) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join("\n");
}
