/**
 * Compares the time of each workload here with its time in the peer (PyTorch or scikit-learn).
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { showAs } from "../kit/learn/plot/builders/show.ts";
import { UsageError } from "../kit/base/usage_error.ts";
import { writeImages } from "./images.ts";
import { findPython, thisMachine } from "./machine.ts";
import { measure, type Measured, prepareWeights } from "./measure.ts";
import { header, note, picture, row } from "./report.ts";
import { WORKLOADS } from "./workloads.ts";

const HELP = `deno task bench [NAME…] [--runs N] [--json]

Times each workload with Downhill and with its peer (PyTorch or scikit-learn).
The two take turns, each on one core, and start with the same data and weights.
Two times are measured: the time of the whole process, from the command to the
result, and the time of the training loop alone, after a warm-up of 1.5 s. The
peer runs in two ways: tuned (with one thread everywhere, and an allocator that
keeps its pages), and with its defaults. A ratio below 1 means that Downhill is
faster than the tuned peer.

  NAME       ${WORKLOADS.map(({ name }) => name).join(", ").replace(/(.{1,62})(?:\s|$)/g, "$1\n             ").trim()}
  --runs N   how many times to run each workload (default 5); the report shows
             the median
  --json     print the report as JSON; all times are in seconds

If python3 is not the Python that has torch and scikit-learn, set the variable
DOWNHILL_PYTHON to the right one. Without these packages, only Downhill is
timed. With DOWNHILL_KERNELS=off, TF.js is timed without our kernels. A picture
of the results is written to plots/bench.svg.

Exit code: 0 done, 1 a result differs from the peer's, 2 wrong arguments.`;

await main(async () => {
  const { flags, values, words } = readArguments(Deno.args, { flags: [], values: ["runs"] });
  if (flags.has("help")) return console.log(HELP), 0;
  const runs = Number(values.get("runs") ?? 5);
  if (!Number.isInteger(runs) || runs < 1) {
    throw new UsageError(`--runs is ${values.get("runs")}: pass a whole number, 1 or more.`);
  }
  for (const word of words) {
    if (!WORKLOADS.some(({ name }) => name === word)) {
      throw new UsageError(
        `There is no workload "${word}": pass one or more of ${WORKLOADS.map(({ name }) => name).join(", ")}.`,
      );
    }
  }
  const asked = WORKLOADS.filter(({ name }) => words.length === 0 || words.includes(name));
  const machine = {
    ...thisMachine(),
    deno: Deno.version.deno,
    kernels: Deno.env.get("DOWNHILL_KERNELS") ?? "on",
    runs,
  };
  const say = flags.has("json") ? () => {} : console.log;
  const folder = await Deno.makeTempDir({ prefix: "downhill-" });
  const all: Measured[] = [];
  try {
    const python = await findPython();
    await writeImages(folder);
    await prepareWeights(folder);
    say(header(machine));
    for (const workload of asked) {
      const measured = await measure(workload, folder, python, runs);
      all.push(measured);
      say(row(measured));
      for (const line of note(measured, workload)) console.error(line);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  if (flags.has("json")) printJson({ machine, workloads: all.map(({ isSame: _, ...each }) => each) });
  else await showAs("bench", picture(all));
  return all.every(({ isSame }) => isSame) ? 0 : 1;
});
