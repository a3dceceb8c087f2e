/**
 * Measures how long a process waits because other processes use the cores. Linux counts this time for each thread; on
 * other systems, it is unknown.
 * @module
 */
import { basename } from "node:path";
import { mayRead } from "./may_read.ts";

/** The times that Linux has counted since a process began, in milliseconds. */
export interface CoreTimes {
  /** How long the main thread was ready to compute but had no core. */
  waitedMs: number;
  /** How long all other threads together have computed. */
  othersMs: number;
}

/** The unit in which the kernel counts, in milliseconds; it does not depend on the rate of the kernel's own clock. */
const TICK_MS = 10;

/**
 * The index of the first CPU time among the fields after the name. In `stat`, the CPU times are fields 14
 * and 15, and the first field after the name is field 3.
 */
const FIRST_TIME_FIELD = 11;

/** The maximum length of a thread's name, in characters. */
const LONGEST_NAME = 15;

/** The times that Linux has counted for process `pid`; null if they are unknown, or the process has ended. */
export function coreTimes(pid: number): CoreTimes | null {
  const [schedule, status] = readAll(`/proc/${pid}/schedstat`, `/proc/${pid}/stat`) ?? [];
  const [ownNs, waitedNs] = schedule?.split(" ").map(Number) ?? [];
  const fields = status?.slice(status.lastIndexOf(")") + 2).split(" ") ?? []; // a name can contain spaces and brackets
  const [userTicks, systemTicks] = fields.slice(FIRST_TIME_FIELD).map(Number);
  const times = {
    waitedMs: waitedNs / 1e6,
    othersMs: Math.max(0, (userTicks + systemTicks) * TICK_MS - ownNs / 1e6),
  };
  return Number.isFinite(times.waitedMs + times.othersMs) ? times : null;
}

/**
 * How long other processes kept a process waiting between two measurements, in milliseconds. Its own threads can also
 * keep it waiting, but only while they compute, so their CPU time is subtracted.
 */
export function keptWaitingMs(from: CoreTimes, to: CoreTimes): number {
  return Math.max(0, to.waitedMs - from.waitedMs - (to.othersMs - from.othersMs));
}

/** The process that runs Deno: `pid` itself, or the grandchild that bubblewrap started; null if there is none. */
export function denoProcess(pid: number): number | null {
  const name = basename(Deno.execPath()).slice(0, LONGEST_NAME);
  const isDeno = (pid: number) => readAll(`/proc/${pid}/comm`)?.[0].trim() === name;
  const childrenOf = (pid: number) =>
    readAll(`/proc/${pid}/task/${pid}/children`)?.[0].split(" ").filter(Boolean).map(Number) ?? [];
  return isDeno(pid) ? pid : childrenOf(pid).flatMap(childrenOf).find(isDeno) ?? null;
}

/** The texts of the files at `paths`; null if any of them cannot be read. Never asks the user for a permission. */
function readAll(...paths: string[]): string[] | null {
  if (Deno.build.os !== "linux") return null;
  try {
    return paths.map((path) => {
      if (!mayRead(path)) throw new Deno.errors.NotCapable();
      return Deno.readTextFileSync(path);
    });
  } catch (error) {
    return error instanceof Deno.errors.NotCapable ? readElsewhere(paths) : null; // NotFound: the process has ended
  }
}

/**
 * Does the same as {@linkcode readAll} if this process may start programs, but may not read outside the course: under
 * `deno test -P`.
 */
function readElsewhere(paths: readonly string[]): string[] | null {
  if (Deno.permissions.querySync({ name: "run", command: "cat" }).state !== "granted") return null;
  try {
    const { success, stdout } = new Deno.Command("cat", { args: [...paths], stdin: "null", stderr: "null" })
      .outputSync();
    return success ? new TextDecoder().decode(stdout).split("\n") : null;
  } catch {
    return null; // there is no such program
  }
}
