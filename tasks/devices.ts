/**
 * Measures how fast the devices of this machine are.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { showDevices } from "../kit/show/command/devices.ts";
import { main } from "../kit/show/command/main.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";

const HELP = `deno task devices [--json]

Measures, in a few seconds, how long a training step takes on cpu, on wasm and
on every WebGPU adapter of this machine, for three networks: a small one on 80
points (small MLP), one with 128 hidden units on 64 images (784-128-10), and one
with two convolutional layers on 64 images (CNN). The table is kept in .cache/
until TF.js, Deno, the processor or the GPU changes.

If there is a GPU, deno task lesson uses the fastest device for each lesson,
unless --device names another. Points never depend on these measurements: deno
test -P, deno task verify and deno task pictures always use the device that the
course sets for the lesson.

  --json   print one JSON value instead of a table
  --help   print this text

Exit code: 0 the table was printed (the row of a device that could not be
measured says why), 2 wrong usage.`;

await main(async () => {
  const { flags } = readArguments(Deno.args, { flags: [], values: [], words: 0 });
  if (flags.has("help")) return console.log(HELP), 0;
  return await showDevices({ json: flags.has("json"), style: outputStyle() });
});
