/**
 * Measures a program with all the processes that it starts.
 * @module
 */
import { dirname, join } from "node:path";
import { UsageError } from "../kit/base/usage_error.ts";

/** The time between two looks at the memory, in milliseconds. */
const LOOK_MS = 200;

/** The times in `/proc/stat` during which a core does nothing: idle, and waiting for a disk. The unit is 1/100 s. */
const IDLE_COLUMNS = [3, 4];
const TICKS_PER_SECOND = 100;

/** The columns that count twice, because they are also part of others: guest and guest_nice. */
const FIRST_GUEST_COLUMN = 8;

/** What a program needed. */
export interface Needed {
  /** The CPU time of all its processes, in seconds, also of those that were killed. */
  cpuSeconds: number;
  /** The wall time in seconds. */
  wallSeconds: number;
  /** The most memory that its first process ever had, in MiB. */
  peakMiB: number;
  /** The memory of its first process over time, in MiB: the mean of each tenth of the time. */
  tenthsMiB: number[];
  /** What it printed. */
  stdout: string;
}

let found: Promise<string | null> | undefined;

/** The folder in which groups are made, or null. It is looked for only once. */
const groups = () => found ??= groupFolder();

/**
 * How CPU times are measured here: by a "cgroup" or of the whole "machine". A control group (cgroup 2) counts the
 * processes in it, and nothing else. Without one, the busy time of the whole machine is measured, and no other program
 * may run. A parent's own count (`getrusage`) would miss the processes that are killed, and every lesson's process is
 * killed at its end.
 */
export async function howMeasured(): Promise<"cgroup" | "machine"> {
  return await groups() === null ? "machine" : "cgroup";
}

/**
 * Runs Deno with `args` to its end.
 * @throws {UsageError} If it fails.
 */
export async function measure(args: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<Needed> {
  const folder = await groups();
  const group = folder && join(folder, `downhill-bench-${crypto.randomUUID()}`);
  if (group) await Deno.mkdir(group);
  const enter = group ? ["sh", "-c", 'echo $$ > "$1" && shift && exec "$@"', "sh", join(group, "cgroup.procs")] : [];
  const [command, ...rest] = [...enter, Deno.execPath(), ...args];
  try {
    const before = group ? 0 : machineSeconds();
    const begin = performance.now();
    const child = new Deno.Command(command, {
      args: rest,
      ...{ cwd, env: { ...env, NO_COLOR: "1" }, stdin: "null", stdout: "piped", stderr: "piped" },
    }).spawn();
    let peakMiB = 0;
    const memories: number[] = [];
    const looking = setInterval(() => {
      const { peak, now } = memoryOf(child.pid);
      peakMiB = Math.max(peakMiB, peak);
      if (now > 0) memories.push(now);
    }, LOOK_MS);
    const { code, stdout, stderr } = await child.output();
    clearInterval(looking);
    const wallSeconds = (performance.now() - begin) / 1000;
    const [out, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    if (code !== 0) throw new UsageError(`deno ${args.join(" ")} failed: ${errors || out}`);
    if (group) await emptied(group);
    const cpuSeconds = (group ? groupSeconds(group) : machineSeconds()) - before;
    return { cpuSeconds, wallSeconds, peakMiB, tenthsMiB: tenths(memories), stdout: out };
  } finally {
    if (group) await Deno.remove(group).catch(() => {});
  }
}

/** The folder in which groups can be made; null if there is none. */
async function groupFolder(): Promise<string | null> {
  if (Deno.build.os !== "linux") throw new UsageError("CPU times are measured on Linux only: run this there.");
  const mounts = (await Deno.readTextFile("/proc/self/mounts")).split("\n").map((line) => line.split(" "));
  const [, mount] = mounts.find(([, , type]) => type === "cgroup2") ?? [];
  const own = /^0::(.*)$/m.exec(await Deno.readTextFile("/proc/self/cgroup"))?.[1];
  if (mount === undefined || own === undefined) return null;
  // a group with processes may also have groups below it, as long as it distributes nothing among them
  for (const folder of [join(mount, own), dirname(join(mount, own))]) {
    const trial = join(folder, `downhill-bench-${crypto.randomUUID()}`);
    const args = ["-c", 'mkdir "$1" && sh -c \'echo $$ > "$1/cgroup.procs"\' sh "$1"; rmdir "$1"', "sh", trial];
    const { success, stderr } = await new Deno.Command("sh", { args }).output();
    if (success && stderr.length === 0) return folder;
  }
  return null;
}

/** Waits until the last process of a group has ended: those that were killed take a moment. */
async function emptied(group: string): Promise<void> {
  while ((await Deno.readTextFile(join(group, "cgroup.procs"))).trim() !== "") {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function groupSeconds(group: string): number {
  return Number(/^usage_usec (\d+)$/m.exec(Deno.readTextFileSync(join(group, "cpu.stat")))![1]) / 1e6;
}

/** For how long the machine's cores have been busy. */
function machineSeconds(): number {
  const [line] = Deno.readTextFileSync("/proc/stat").split("\n");
  const ticks = line.trim().split(/\s+/).slice(1, FIRST_GUEST_COLUMN + 1).map(Number);
  const busy = ticks.reduce((sum, value, column) => IDLE_COLUMNS.includes(column) ? sum : sum + value, 0);
  return busy / TICKS_PER_SECOND;
}

/** The memory of a process in MiB, now and at its peak; 0 if it has ended. */
function memoryOf(pid: number): { peak: number; now: number } {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    const [peak, now] = ["VmHWM", "VmRSS"].map((name) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0)
    );
    return { peak: peak / 1024, now: now / 1024 };
  } catch {
    return { peak: 0, now: 0 };
  }
}

function tenths(values: readonly number[]): number[] {
  return Array.from({ length: 10 }, (_, i) => {
    const part = values.slice(Math.floor(i * values.length / 10), Math.floor((i + 1) * values.length / 10));
    return Math.round(part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length));
  });
}
