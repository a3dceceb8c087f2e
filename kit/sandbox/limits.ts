/**
 * The system's own limits around a process, where the system has them.
 * @module
 */

/** Paths and places that Deno needs to find its cache, and Vulkan its driver; nothing else of the environment. */
const PASSED_ON = [
  ...["DENO_DIR", "HOME", "XDG_CACHE_HOME", "USERPROFILE", "LOCALAPPDATA", "SYSTEMROOT", "TMPDIR", "TEMP"],
  ...["XDG_RUNTIME_DIR", "VK_DRIVER_FILES", "VK_ICD_FILENAMES", "LD_LIBRARY_PATH"],
];

let wrapper: string[] | undefined;

/**
 * Starts Deno with `args`, all three streams piped.
 * On Linux the kernel bounds its memory and ends it together with us, even if we are killed and it is in an endless
 * loop. Elsewhere `isMemoryLimited` is false: the caller polls, and the host ends when its standard input does.
 */
export function limited(args: string[], memoryMiB: number): { child: Deno.ChildProcess; isMemoryLimited: boolean } {
  const prefix = wrapperFor(memoryMiB);
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
  return { child, isMemoryLimited: prefix.length > 0 };
}

/** V8 reserves address space that it never touches, so the limit is on data, not on virtual memory. */
function wrapperFor(memoryMiB: number): string[] {
  const limit = `--data=${memoryMiB * 2 ** 20}`;
  wrapper ??= hasLimits() ? ["prlimit", limit, "setpriv", "--pdeathsig", "KILL"] : [];
  return wrapper.length ? wrapper.with(1, limit) : [];
}

function hasLimits(): boolean {
  if (Deno.build.os !== "linux" || Deno.env.get("DOWNHILL_LIMITS") === "poll") return false;
  try {
    const trial = new Deno.Command("prlimit", {
      args: ["--data=1000000000", "setpriv", "--pdeathsig", "KILL", "true"],
    });
    return trial.outputSync().success;
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
