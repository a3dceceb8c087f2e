/**
 * The system's own limits around a process, where the system has them.
 * @module
 */
import { VARIABLES } from "./variables.ts";
import { readableVariable } from "./readable_variable.ts";

/** What a process may use. */
export interface KernelLimits {
  /** Memory, typed arrays included, in MiB. */
  memoryMiB: number;
  /** The largest file that it may write, in MiB; by default of any size. */
  fileMiB?: number;
  /** Computing, on all cores together; by default without end. */
  cpuSeconds?: number;
}

/**
 * What to put before a command, so that Linux's kernel keeps its limits and ends it together with us, even if we are
 * killed while it is in an endless loop. Both programs are parts of util-linux.
 * V8 reserves address space that it never touches, so the limit is on data, not on virtual memory.
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

/** Whether this is a Linux with util-linux; `DOWNHILL_LIMITS=poll` makes it do what a system without that does. */
export function hasKernelLimits(): boolean {
  return found ??= Deno.build.os === "linux" && readableVariable(VARIABLES.limits) !== "poll" &&
    succeeds([...kernelLimits({ memoryMiB: 1000 }), "true"]);
}

/** Whether `command` can be run and exits with 0, in an environment with nothing but the path to programs. */
export function succeeds([command, ...args]: readonly string[]): boolean {
  try {
    const env = { PATH: readableVariable("PATH") ?? "" };
    return new Deno.Command(command, { args, clearEnv: true, env, stdout: "null", stderr: "null" }).outputSync()
      .success;
  } catch {
    return false; // it is not installed
  }
}

/** What to put before a command on other systems: only computing is bounded, and on Windows nothing. */
export function cpuLimit(seconds: number): string[] {
  return Deno.build.os === "windows" ? [] : ["sh", "-c", `ulimit -t ${seconds}; exec "$@"`, "sh"];
}

/** The resident memory of process `pid` in MiB, asked of the system's own tool; 0 if it cannot be told. */
export async function residentMemoryMiB(pid: number): Promise<number> {
  const [command, ...args] = Deno.build.os === "windows"
    ? ["tasklist", "/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]
    : ["ps", "-o", "rss=", "-p", String(pid)];
  try {
    const { stdout } = await new Deno.Command(command, { args, stderr: "null" }).output();
    const text = new TextDecoder().decode(stdout);
    // Windows: "deno.exe","4711","Console","1","123,456 K" with the separators of the country
    const kibibytes = Deno.build.os === "windows" ? text.split('","').at(-1)!.replace(/\D/g, "") : text.trim();
    return Number(kibibytes) / 1024;
  } catch {
    return 0;
  }
}
