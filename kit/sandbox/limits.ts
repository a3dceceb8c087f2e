/**
 * The system's own limits around a process, where the system has them.
 * @module
 */
import { KERNELS_VARIABLE } from "../device/kernels_off.ts";

/** Paths and places that Deno needs to find its cache, and Vulkan its driver; nothing else of the environment. */
const PASSED_ON = [
  ...[
    "DENO_DIR",
    "HOME",
    "XDG_CACHE_HOME",
    "USERPROFILE",
    "LOCALAPPDATA",
    "SYSTEMROOT",
    "TMPDIR",
    "TEMP",
    KERNELS_VARIABLE,
  ],
  ...["XDG_RUNTIME_DIR", "DENO_WEBGPU_BACKEND", "VK_DRIVER_FILES", "VK_ICD_FILENAMES", "LD_LIBRARY_PATH"],
];

/** Where nothing else ends a lesson whose judge was killed while it was in an endless loop, in seconds of computing. */
const MAX_CPU_SECONDS = 600;

let hasSystemLimits: boolean | undefined;

/**
 * Starts Deno with `args`, all three streams piped.
 * On Linux the kernel bounds its memory and ends it together with us, even if we are killed and it is in an endless
 * loop. Elsewhere `isMemoryLimited` is false: the caller polls, the host ends when its standard input does, and one
 * that no longer notices (but on Windows) after `cpuSeconds` of computing, ten minutes by default.
 */
export function limited(
  args: string[],
  memoryMiB: number,
  cpuSeconds = MAX_CPU_SECONDS,
): { child: Deno.ChildProcess; isMemoryLimited: boolean } {
  hasSystemLimits ??= findSystemLimits();
  const prefix = hasSystemLimits ? systemLimits(memoryMiB) : cpuLimit(cpuSeconds);
  const [command, ...rest] = [...prefix, Deno.execPath(), ...args];
  const env = Object.fromEntries(PASSED_ON.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
  const child = new Deno.Command(command, {
    args: rest,
    clearEnv: true,
    env: { ...env, NO_COLOR: "1" },
    ...{ stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  return { child, isMemoryLimited: hasSystemLimits };
}

/** V8 reserves address space that it never touches, so the limit is on data, not on virtual memory. */
function systemLimits(memoryMiB: number): string[] {
  return ["prlimit", `--data=${memoryMiB * 2 ** 20}`, "setpriv", "--pdeathsig", "KILL"];
}

function cpuLimit(seconds: number): string[] {
  return Deno.build.os === "windows" ? [] : ["sh", "-c", `ulimit -t ${seconds}; exec "$@"`, "sh"];
}

function findSystemLimits(): boolean {
  if (Deno.build.os !== "linux" || Deno.env.get("DOWNHILL_LIMITS") === "poll") return false;
  try {
    const [command, ...args] = [...systemLimits(1000), "true"];
    return new Deno.Command(command, { args }).outputSync().success;
  } catch {
    return false; // util-linux is not installed
  }
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
