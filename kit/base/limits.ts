/**
 * Limits on a process that the operating system enforces, if it can.
 * @module
 */
import { VARIABLES } from "./variables.ts";
import { readableVariable } from "./readable_variable.ts";

/** What a process may use. */
export interface KernelLimits {
  /** Memory in MiB, including typed arrays. */
  memoryMiB: number;
  /** The largest file that the process may write, in MiB; no limit by default. */
  fileMiB?: number;
  /** CPU time, summed over all cores; no limit by default. */
  cpuSeconds?: number;
}

/**
 * The words to put before a command so that Linux's kernel enforces the limits, and ends the command when our process
 * ends, even if our process is killed while the command is in an endless loop. The programs `prlimit` and `setpriv` are
 * parts of util-linux. V8 reserves address space that it never touches, so the limit is on data, not on virtual memory.
 */
export function kernelLimits({ memoryMiB, fileMiB, cpuSeconds }: KernelLimits): string[] {
  return [
    ...["prlimit", "--core=0", `--data=${memoryMiB * 2 ** 20}`],
    ...fileMiB === undefined ? [] : [`--fsize=${fileMiB * 2 ** 20}`],
    ...cpuSeconds === undefined ? [] : [`--cpu=${cpuSeconds}`],
    ...["setpriv", "--pdeathsig", "KILL"],
  ];
}

let found: boolean | undefined;

/**
 * Whether this system is Linux with util-linux. With `DOWNHILL_LIMITS=poll`, the course behaves as on a system without
 * it.
 */
export function hasKernelLimits(): boolean {
  return found ??= Deno.build.os === "linux" && readableVariable(VARIABLES.limits) !== "poll" &&
    succeeds([...kernelLimits({ memoryMiB: 1000 }), "true"]);
}

/** Whether `command` can be run and exits with 0, in an environment that contains only `PATH`. */
export function succeeds([command, ...args]: readonly string[]): boolean {
  try {
    const env = { PATH: readableVariable("PATH") ?? "" };
    return new Deno.Command(command, { args, clearEnv: true, env, stdout: "null", stderr: "null" }).outputSync()
      .success;
  } catch {
    return false; // it is not installed
  }
}

/**
 * The words to put before a command on other systems. They limit only CPU time; on Windows, they limit nothing.
 */
export function cpuLimit(seconds: number): string[] {
  return Deno.build.os === "windows" ? [] : ["sh", "-c", `ulimit -t ${seconds}; exec "$@"`, "sh"];
}

/** The resident memory of process `pid` in MiB, according to the system's own tool; 0 if it is unknown. */
export async function residentMemoryMiB(pid: number): Promise<number> {
  const [command, ...args] = Deno.build.os === "windows"
    ? ["tasklist", "/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]
    : ["ps", "-o", "rss=", "-p", String(pid)];
  try {
    const { stdout } = await new Deno.Command(command, { args, stderr: "null" }).output();
    const text = new TextDecoder().decode(stdout);
    // Windows: "deno.exe","4711","Console","1","123,456 K" in the local number format
    const kibibytes = Deno.build.os === "windows" ? text.split('","').at(-1)!.replace(/\D/g, "") : text.trim();
    return Number(kibibytes) / 1024;
  } catch {
    return 0;
  }
}
