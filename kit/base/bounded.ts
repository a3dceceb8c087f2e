/**
 * Runs a program on files from strangers, with limits on time, memory and output.
 * @module
 */
import { coreTimes, denoProcess } from "./core_time.ts";
import { installedPackages } from "./installed_packages.ts";
import { cpuLimit, hasKernelLimits, kernelLimits } from "./limits.ts";
import { readableVariable } from "./readable_variable.ts";
import { TimeLimit } from "./time_limit.ts";

/** What the program may use. */
export interface Bounds {
  /** How long the program may run before it is killed, not counting the time that it waits for a core. */
  seconds: number;
  /** The most memory that the program may use. Only Linux with util-linux enforces this limit. */
  memoryMiB: number;
  /**
   * How much the program may write to standard output before it is killed; the same limit applies to standard error.
   */
  outputBytes: number;
}

/** How the program ended. */
export interface BoundedResult {
  /**
   * `exit`: it ended on its own, with any exit code. `time` or `output`: it was killed at that limit. `abort`: the
   * signal ended it.
   */
  end: "exit" | "time" | "output" | "abort";
  /** The exit code of the program; 128 or more if a signal ended it. */
  code: number;
  /** What the program wrote to standard output, up to the limit. */
  stdout: Uint8Array<ArrayBuffer>;
  /** What the program wrote to standard error, up to the limit. */
  stderr: Uint8Array<ArrayBuffer>;
}

/** The program's input, and how to stop the program. */
export interface BoundedOptions {
  /** Its standard input; none by default. */
  input?: Uint8Array<ArrayBuffer>;
  /** Ends the program early. */
  signal?: AbortSignal;
  /** Called with the process ID as soon as the process runs. */
  onStart?: (pid: number) => void;
}

/**
 * The environment variables that Deno needs to find its cache and itself; no others are passed on. The packages are
 * already installed and the network is not used, so Deno needs no proxy, registry or certificate.
 */
const PASSED_ON = [
  ...["DENO_DIR", "HOME", "XDG_CACHE_HOME", "USERPROFILE", "LOCALAPPDATA", "SYSTEMROOT", "TMPDIR", "TEMP"],
  ...["PATH", "LD_LIBRARY_PATH"],
];

/**
 * Runs Deno with `args` within `bounds`. If our process ends first, Deno also ends: on Linux with util-linux, at once;
 * on other systems, except Windows, after it has used twice `seconds` of CPU time.
 */
export async function runBounded(
  args: readonly string[],
  bounds: Bounds,
  { input, signal, onStart }: BoundedOptions = {},
): Promise<BoundedResult> {
  const [command, ...rest] = [...limitCommand(bounds), Deno.execPath(), ...args];
  const child = new Deno.Command(command, {
    args: rest,
    clearEnv: true,
    env: { ...passedOn(), ...installedPackages()?.environment, NO_COLOR: "1" },
    stdin: input ? "piped" : "null",
    ...{ stdout: "piped", stderr: "piped" },
  }).spawn();
  let end: BoundedResult["end"] = "exit";
  const kill = (why: typeof end) => {
    if (end === "exit") end = why;
    try {
      child.kill("SIGKILL");
    } catch {
      // the program has already ended
    }
  };
  let pid: number | null | undefined; // of Deno's own process, not of the program that limits it
  const times = () => (pid ??= denoProcess(child.pid)) === null ? null : coreTimes(pid);
  const limit = new TimeLimit(bounds.seconds * 1000, times, () => kill("time"));
  const abort = () => kill("abort");
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  onStart?.(child.pid);
  try {
    const read = (stream: ReadableStream<Uint8Array<ArrayBuffer>>) =>
      readUpTo(stream, bounds.outputBytes, () => kill("output"));
    const [stdout, stderr, { code }] = await Promise.all([
      ...[read(child.stdout), read(child.stderr)] as const,
      child.status,
      input && feed(child.stdin, input),
    ]);
    return { end, code, stdout, stderr };
  } finally {
    limit.stop();
    signal?.removeEventListener("abort", abort);
  }
}

async function readUpTo(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  most: number,
  onMore: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (length + chunk.length > most) onMore();
    chunks.push(chunk.subarray(0, most - length));
    length += chunks.at(-1)!.length;
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Writes the program's input. The program may end before it has read all of it. */
async function feed(stream: WritableStream<Uint8Array<ArrayBuffer>>, input: Uint8Array<ArrayBuffer>): Promise<void> {
  const writer = stream.getWriter();
  await writer.write(input).then(() => writer.close()).catch(() => {});
}

function limitCommand({ seconds, memoryMiB }: Bounds): string[] {
  const cpuSeconds = Math.ceil(2 * seconds);
  return hasKernelLimits() ? kernelLimits({ memoryMiB, cpuSeconds }) : cpuLimit(cpuSeconds);
}

function passedOn(): Record<string, string> {
  return Object.fromEntries(PASSED_ON.flatMap((name) => {
    const value = readableVariable(name);
    return value === undefined ? [] : [[name, value]];
  }));
}
