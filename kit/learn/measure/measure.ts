/**
 * Measures how fast the devices of this machine train, each in a process of its own: a driver that crashes or never
 * answers affects only its own row of the table.
 * @module
 */
import { join } from "node:path";
import { VARIABLES } from "../../base/variables.ts";
import { printableLine } from "../../base/printable.ts";
import { root } from "../../base/root.ts";
import type { Adapter } from "./adapters.ts";
import { type Backend, type StepName, STEPS } from "../../base/devices.ts";
import type { MeasuredDevice } from "./device_table.ts";

/**
 * The limit for one device, in milliseconds: ten times what the slowest device (plain JavaScript) takes on a busy
 * machine.
 */
const LIMIT_MS = 100_000;

/**
 * How much a device's loss before the first step may differ from that of the first device; rounding changes it by less
 * than 1e-6.
 */
const TOLERANCE = 1e-3;

/** The longest error message that is kept, in characters. */
const LONGEST_REASON = 200;

/** What to measure: a device, and for WebGPU an adapter. */
export interface Target {
  /** The device. */
  device: Backend;
  /** The adapter, if the device is WebGPU. */
  adapter?: Adapter;
}

/** A line of `measure_program.ts`. */
interface Line {
  /** The step. */
  name: StepName;
  /** How long it takes. */
  milliseconds: number;
  /** The loss before the first step; null stands for NaN. */
  loss: number | null;
}

/**
 * Measures one device after the other; each takes a second or two.
 * @param onProgress Called with the device and the step before they are measured.
 * @returns A row for each target, in the same order.
 */
export async function measureDevices(
  targets: readonly Target[],
  onProgress: (target: Target, step: StepName) => void = () => {},
): Promise<MeasuredDevice[]> {
  const rows: MeasuredDevice[] = [];
  const expected = new Map<StepName, number>();
  for (const target of targets) {
    const { lines, problem } = await runProgram(
      target,
      (count) => count < STEPS.length && onProgress(target, STEPS[count]),
    );
    for (const { name, loss } of lines) if (loss !== null && !expected.has(name)) expected.set(name, loss);
    rows.push(rowOf(target, lines, problem, expected));
  }
  return rows;
}

/**
 * The row of the table for a device. A device that does not compute the `expected` losses must not be called the
 * fastest, so a step with a different loss counts as not measured.
 */
export function rowOf(
  { device, adapter }: Target,
  lines: readonly Line[],
  problem: string | null,
  expected: ReadonlyMap<StepName, number>,
): MeasuredDevice {
  const isRight = ({ name, loss }: Line) => loss !== null && Math.abs(loss - expected.get(name)!) <= TOLERANCE;
  const right = lines.filter(isRight);
  const wrong = lines.find((line) => !isRight(line));
  return {
    device,
    adapter: adapter?.name ?? null,
    isSoftware: adapter?.isSoftware ?? false,
    milliseconds: Object.fromEntries(right.map(({ name, milliseconds }) => [name, milliseconds])),
    reason: wrong
      ? `It computes wrong numbers: the loss of ${wrong.name} is ${wrong.loss ?? NaN}, expected ${
        expected.get(wrong.name)
      }.`
      : problem,
  };
}

/** Runs the program for one device; `onCount` is called with the number of measured steps. */
async function runProgram(
  { device, adapter }: Target,
  onCount: (count: number) => void,
): Promise<{ lines: Line[]; problem: string | null }> {
  const controller = new AbortController();
  const end = () => controller.abort();
  const limit = setTimeout(end, LIMIT_MS);
  addEventListener("unload", end); // also ends the process after Ctrl-C
  try {
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--no-check", "--no-prompt", "--cached-only", "--frozen"],
        ...[`--config=${join(root, "deno.json")}`, `--lock=${join(root, "deno.lock")}`],
        ...[`--allow-env=${VARIABLES.kernels}`, join(root, "kit", "learn", "measure", "measure_program.ts")],
        ...[device, ...adapter ? [JSON.stringify(adapter.request)] : []],
      ],
      ...{ stdin: "null", stdout: "piped", stderr: "piped", env: { NO_COLOR: "1" }, signal: controller.signal },
    }).spawn();
    const errors = new Response(child.stderr).text();
    let text = "";
    onCount(0);
    for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      onCount(wholeLines(text).length);
    }
    const { code, signal } = await child.status;
    const lines = wholeLines(text);
    if (lines.length === STEPS.length) return { lines, problem: null };
    if (controller.signal.aborted) return { lines, problem: `It did not answer within ${LIMIT_MS / 1000} s.` };
    return {
      lines,
      problem: signal ? `Its process ended (${signal}): does the driver crash?` : lastWords(await errors, code),
    };
  } finally {
    clearTimeout(limit);
    removeEventListener("unload", end);
  }
}

/** The complete lines of JSON; a driver may have printed other lines. */
function wholeLines(text: string): Line[] {
  return text.split("\n").slice(0, -1).filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
}

/** Deno's last error message, without the lines that a driver printed. */
function lastWords(errors: string, code: number): string {
  const last = [...errors.matchAll(/^error: (?:Uncaught (?:\(in promise\) )?(?:Error: )?)?(.*)$/gm)].at(-1);
  return last ? printableLine(last[1], LONGEST_REASON) : `Its process ended with the exit code ${code}.`;
}
