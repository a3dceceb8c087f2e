/**
 * Measures one workload; our side and the peer take turns.
 * @module
 */
import { join } from "node:path";
import { median, TUNED } from "./machine.ts";
import type { Workload } from "./workloads.ts";

/** Times in seconds: the median, the shortest and the longest. A workload without a loop has no loop time. */
export interface Times {
  whole: number;
  loop: number | null;
  spread: { whole: [number, number]; loop: [number, number] | null };
}

/** The measurements of a workload, as they appear in the report. */
export interface Measured {
  name: string;
  ours: Times & { device: string };
  /** The times of the tuned peer; null if it is not installed. */
  peer: Times & { name: string; version: string } | null;
  /** The times of the peer with its own settings. */
  stock: Times & { name: string; version: string } | null;
  /** Our time divided by the tuned peer's. */
  ratio: { whole: number; loop: number | null } | null;
  finalLoss: { ours: number; peer: number | null };
  /** Whether both sides computed the same result. */
  isSame: boolean;
}

/** The JSON that a run prints. */
interface Answer {
  seconds: number;
  loss: number;
  version?: string;
}

/** A run: how long the whole process took, and the JSON that it printed. */
type Run = Answer & { whole: number };

/**
 * A loop runs for this many seconds before it is measured. By then V8 has compiled it, and the peer has allocated its
 * memory.
 */
const WARM_UP = 1.5;

/** A program that runs the workload. */
interface Side {
  command: string[];
  env: Record<string, string>;
  cold: Run[];
  warm: Run[];
}

let isPinned: boolean | undefined;

/** Runs the workload `runs` times on each side, cold and warm. The two sides take turns in running first. */
export async function measure(workload: Workload, folder: string, python: string, runs: number): Promise<Measured> {
  const here = (command: string[], env: Record<string, string> = {}): Side => ({ command, env, cold: [], warm: [] });
  const script = join(import.meta.dirname!, "peers", workload.peer);
  const ours = here([Deno.execPath(), "run", "--quiet", "-A", join(import.meta.dirname!, "ours.ts"), workload.name]);
  const tuned = here([python, script, workload.name], TUNED);
  const stock = here([python, script, workload.name]);
  const hasPeer = await timed(tuned, folder, 0).then(() => true, () => false);
  const sides = hasPeer ? [ours, tuned, stock] : [ours];
  for (let run = 0; run < runs; run++) {
    for (const side of run % 2 === 0 ? sides : sides.toReversed()) {
      side.cold.push(await timed(side, folder, 0));
      if (workload.hasLoop) side.warm.push(await timed(side, folder, WARM_UP));
    }
  }
  const name = workload.peer === "sklearn_mlp.py" ? "scikit-learn" : "PyTorch";
  const there = (side: Side) => hasPeer ? { name, version: side.cold[0].version!, ...timesOf(side) } : null;
  const [our, peer] = [timesOf(ours), there(tuned)];
  const finalLoss = { ours: ours.cold[0].loss, peer: hasPeer ? tuned.cold[0].loss : null };
  return {
    name: workload.name,
    ours: { device: workload.device, ...our },
    peer,
    stock: there(stock),
    ratio: peer && { whole: our.whole / peer.whole, loop: our.loop && peer.loop && our.loop / peer.loop },
    finalLoss,
    isSame: finalLoss.peer === null ||
      Math.abs(finalLoss.ours - finalLoss.peer) <= workload.tolerance * Math.abs(finalLoss.peer),
  };
}

/** Writes the initial weights and the images of the networks. */
export async function prepareWeights(folder: string): Promise<void> {
  await output([Deno.execPath(), "run", "--quiet", "-A", join(import.meta.dirname!, "weights.ts"), folder], {});
}

async function timed({ command, env }: Side, folder: string, warmUp: number): Promise<Run> {
  const start = performance.now();
  const text = await output([...command, folder, String(warmUp)], env);
  const whole = (performance.now() - start) / 1000;
  return { ...JSON.parse(text) as Answer, whole };
}

/** Runs a command, on a single core if the system can enforce this. Returns its output. */
async function output(command: string[], env: Record<string, string>): Promise<string> {
  isPinned ??= await new Deno.Command("taskset", { args: ["-c", "0", "true"] }).output()
    .then(({ success }) => success, () => false);
  const [program, ...args] = isPinned ? ["taskset", "-c", "0", ...command] : command;
  const { success, stdout, stderr } = await new Deno.Command(program, { args, env, stdin: "null" }).output();
  if (!success) throw new Error(`${command.join(" ")} failed: ${new TextDecoder().decode(stderr).trim()}`);
  return new TextDecoder().decode(stdout);
}

function timesOf({ cold, warm }: Side): Times {
  const [wholes, loops] = [cold.map(({ whole }) => whole), warm.map(({ seconds }) => seconds)];
  const range = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  return {
    whole: median(wholes),
    loop: loops.length > 0 ? median(loops) : null,
    spread: { whole: range(wholes), loop: loops.length > 0 ? range(loops) : null },
  };
}
