/**
 * The system's own limits around a process, where the system has them.
 * @module
 */

/** The largest file that a process may write: its cache has a few MiB. */
const MAX_FILE_BYTES = 64 * 2 ** 20;

/**
 * The command before a command with which Linux's kernel bounds its memory and its files, and ends it together with us,
 * even if we are killed and it is in an endless loop. Both programs are parts of util-linux.
 * V8 reserves address space that it never touches, so the limit is on data, not on virtual memory.
 */
export function kernelLimits(memoryMiB: number): string[] {
  const limits = [`--data=${memoryMiB * 2 ** 20}`, `--fsize=${MAX_FILE_BYTES}`, "--core=0"];
  return ["prlimit", ...limits, "setpriv", "--pdeathsig", "KILL"];
}

/** The same where there is no such kernel: only computing is bounded, and on Windows nothing. */
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
