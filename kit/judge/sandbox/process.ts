/**
 * Starts a lesson's process, sends it requests, limits what it may use, and ends it.
 * @module
 */
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { VARIABLES } from "../../base/variables.ts";
import type { DataSource } from "../../base/data_set.ts";
import type { MeasuredDevice } from "../../learn/measure/device_table.ts";
import { areKernelsOff } from "../../learn/tfjs/kernels_off.ts";
import { residentMemoryMiB } from "../../base/limits.ts";
import { printable } from "../../base/printable.ts";
import { root } from "../../base/root.ts";
import type { Checkpoint, TrainingStep } from "../../learn/training/training.ts";
import { type CoreTimes, coreTimes, denoProcess } from "../../base/core_time.ts";
import { FrameSplitter, MARK_LENGTH } from "./frames.ts";
import { type Failure, type Greeting, parseReply, type Reply, type Request } from "./messages.ts";
import type { Device } from "../../base/devices.ts";
import { TimeLimit } from "../../base/time_limit.ts";
import { startProgram, type Walls } from "./walls/start_program.ts";

/** Limits on what a lesson may use. Time in which it waits for other processes does not count. */
export interface Limits {
  /** The memory of its process in MiB, including typed arrays. */
  memoryMiB: number;
  /** The time to import the lesson, in milliseconds. */
  loadMs: number;
  /** The time for one probe, in milliseconds, unless the check sets another limit. */
  evaluateMs: number;
}

/** The usual limits: enough for every lesson, and small enough to grade a whole class on a laptop. */
export const DEFAULT_LIMITS: Limits = { memoryMiB: 1500, loadMs: 5000, evaluateMs: 5000 };

/** The limits that differ for a lesson with a whole data set. */
export const FULL_LIMITS = { memoryMiB: 3000, loadMs: 20_000 } as const;

/**
 * How long a lesson with a whole data set may compute, in seconds, if nothing else ends it after its judge was killed.
 */
const FULL_CPU_SECONDS = 7200;

/** How much a lesson may print during one request, in bytes, before it is stopped. */
export const MAX_PRINTED_BYTES = 2 ** 20;

/** How much of a lesson's output during one request is shown, in characters. */
const SHOWN_CHARACTERS = 2000;

/**
 * The memory for objects, which V8 keeps separate from typed arrays. V8 cleans up a full heap again and again before it
 * gives up. With twice as much memory, this takes 8 s instead of 3, and the time limit ends the lesson first.
 */
export const MAX_HEAP_MIB = 256;

/**
 * The seed of `Math.random`, for V8: in each process of a lesson, it draws the same numbers. So a lesson that uses it,
 * or lets TF.js do so, also gets the same verdict each time.
 */
const RANDOM_SEED = 42;

/**
 * The time limit for the start of Deno and of TF.js's device. The lesson is not to blame if this is slow on a busy
 * machine.
 */
const START_MS = 60_000;

/** The largest number of progress reports for one request that are passed on: at ten a second, enough for an hour. */
const MAX_LOOKS = 36_000;

/**
 * Signals by which a terminal or the system ends all of its processes: at Ctrl-C, when the terminal is closed, when the
 * machine is shut down. Bubblewrap reports them as the exit code 128 + number.
 */
const ENDS_ALL: readonly (string | number)[] = ["SIGINT", 130, "SIGHUP", 129, "SIGTERM", 143];

/** A request that has no id yet. */
export type Question = Request extends infer R ? R extends Request ? Omit<R, "id"> : never : never;

/** The answer of a process, or the reason why there is none. */
export type Answer =
  | { kind: "value"; value: unknown }
  | { kind: "failure"; failure: Failure }
  | { kind: "timeout" | "unasked" | "output" | "memory" | "protocol" }
  | { kind: "exit"; code: number; signal: string | null; errors: string };

/** Functions that receive the reports of a training run while the lesson answers a request. */
export interface Listeners {
  /** Receives the progress that the lesson shows. */
  onProgress?: (step: TrainingStep) => void;
  /** Receives models during training, if the lesson passes its model. */
  onCheckpoint?: (checkpoint: Checkpoint) => void;
}

/** What a process gets and may use. */
export interface ProcessOptions {
  /** Where to run TF.js, or null if it is not needed. */
  device: Greeting["device"];
  /** The memory that it may use in MiB, including typed arrays. */
  memoryMiB: number;
  /** The packages that the lesson may import. */
  packages: readonly string[];
  /** The data that the lesson may read, or null. */
  data: DataSource | null;
  /** Modules that may replace the lesson. */
  others: readonly URL[];
  /** Whether the lesson is edited while the process waits. */
  isEdited: boolean;
  /** Whether the process may compute on a GPU. */
  usesGpu: boolean;
  /** The speeds of this machine's devices; empty for a lesson that does not compare them. */
  measured: readonly MeasuredDevice[];
  /** Whether the process starts without TF.js and Vega. */
  isLight: boolean;
}

/** A process for one lesson, which accepts one request at a time. */
export class LessonProcess {
  /** Resolves when the host is ready for requests, or to a failure if the device did not start. */
  readonly ready: Promise<Answer | { kind: "ready"; device: Device | null }>;
  /** Whether the process can still answer. */
  isAlive = true;
  /** The number of walls around the process. */
  readonly walls: Walls;
  /** The path under which the process sees a file. */
  readonly #inside: (path: string) => string;
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #ended: Promise<Deno.CommandStatus>;
  #errors = "";
  #printed = "";
  #printedBytes = 0;
  #waiting: { id: string; resolve: (answer: Answer | Reply) => void } | null = null;
  #listeners: Listeners = {};
  #looks = 0;
  /** The id of the process that runs the lesson, found when it is first needed; null if it is unknown. */
  #pid: number | null | undefined;
  #memoryPoll: ReturnType<typeof setInterval> | undefined;

  /** @param options What the process gets and may use. */
  constructor(lesson: URL, options: ProcessOptions) {
    const { device, memoryMiB, packages, data, others, isEdited, usesGpu, measured, isLight } = options;
    const mark = crypto.getRandomValues(new Uint8Array(MARK_LENGTH));
    const images: [string, string][] = Object.entries(data?.files ?? {});
    const program = {
      lesson: fileURLToPath(lesson),
      isEdited,
      files: [...others.map((url) => fileURLToPath(url)), ...images.map(([, path]) => path)],
      usesGpu,
      memoryMiB,
      cpuSeconds: data?.size === "full" ? FULL_CPU_SECONDS : undefined,
    };
    const started = startProgram(
      program,
      (inside) => hostArguments([program.lesson, ...program.files].map(inside), isLight),
    );
    this.#inside = started.inside;
    this.walls = started.walls;
    this.#child = started.child;
    this.#input = this.#child.stdin.getWriter();
    this.#ended = this.#child.status;
    if (!started.isMemoryLimited) this.#pollMemory(memoryMiB);
    this.#readErrors();
    this.#readFrames(new FrameSplitter(mark));
    this.ready = this.#wait("ready", START_MS).then(({ answer }) => answer) as typeof this.ready;
    const files = Object.fromEntries(images.map(([key, path]) => [key, this.#inside(path)]));
    const seen = data && { ...data, files: files as typeof data.files };
    const url = this.#urlInside(lesson.href);
    this.#send({ mark: mark.toHex(), lesson: url, device, packages, data: seen, measured } satisfies Greeting);
  }

  /**
   * Sends a request and waits for the answer. If there is none after `timeoutMs`, the process is killed. In the result,
   * `tookMs` is the time that counts towards the limit.
   * @param listeners The functions that receive the lesson's training reports until the answer comes.
   */
  async ask(
    request: Question,
    timeoutMs: number,
    listeners: Listeners = {},
  ): Promise<{ answer: Answer; printed: string; tookMs: number }> {
    const id = crypto.randomUUID();
    this.#printedBytes = 0;
    this.#looks = 0;
    this.#listeners = listeners;
    const waiting = this.#wait(id, timeoutMs);
    const seen = request.kind === "load" ? { ...request, lesson: this.#urlInside(request.lesson) } : request;
    this.#send({ ...seen, id });
    const { answer, tookMs } = await waiting;
    const printed = printable(this.#printed, SHOWN_CHARACTERS);
    this.#printed = "";
    return { answer: answer as Answer, printed, tookMs };
  }

  /** Ends the process at once, even if it is busy. */
  kill(): void {
    this.#end({ kind: "exit", code: 0, signal: "SIGKILL", errors: "" });
  }

  /** The URL under which the process sees a lesson: a path that contains a comma has another name there. */
  #urlInside(lesson: string): string {
    const path = fileURLToPath(lesson);
    const seen = this.#inside(path);
    return seen === path ? lesson : pathToFileURL(seen).href;
  }

  #send(message: object): void {
    // a process that has ended cannot read this; the end of its output shows that it has ended
    this.#input.write(new TextEncoder().encode(JSON.stringify(message) + "\n")).catch(() => {});
  }

  async #wait(id: string, timeoutMs: number): Promise<{ answer: Answer | Reply; tookMs: number }> {
    if (!this.isAlive) return { answer: { kind: "exit", code: 0, signal: null, errors: "" }, tookMs: 0 };
    const { promise, resolve } = Promise.withResolvers<Answer | Reply>();
    this.#waiting = { id, resolve };
    const limit = new TimeLimit(timeoutMs, () => this.#coreTimes(), () => this.#end({ kind: "timeout" }));
    try {
      const answer = await promise;
      return { answer, tookMs: limit.tookMs };
    } finally {
      limit.stop();
      this.#waiting = null;
    }
  }

  #coreTimes(): CoreTimes | null {
    this.#pid ??= denoProcess(this.#child.pid);
    return this.#pid === null ? null : coreTimes(this.#pid);
  }

  #end(answer: Answer): void {
    if (this.isAlive) {
      this.isAlive = false;
      clearInterval(this.#memoryPoll);
      try {
        this.#child.kill("SIGKILL");
      } catch {
        // the process had ended on its own
      }
    }
    this.#waiting?.resolve(answer);
  }

  async #readFrames(splitter: FrameSplitter): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.#child.stdout) {
        if (!this.isAlive) continue;
        for (const piece of splitter.push(chunk)) {
          if (piece.kind === "frame") this.#receive(parseReply(piece.text));
          else this.#print(decoder.decode(piece.bytes, { stream: true }), piece.bytes.length);
        }
      }
    } catch {
      this.#end({ kind: "protocol" });
    }
    const { code, signal } = await this.#ended;
    // the judge will also end soon, so this is not a crash
    if (ENDS_ALL.includes(signal ?? code)) await new Promise((resolve) => setTimeout(resolve, 500));
    this.#end({ kind: "exit", code, signal, errors: this.#errors });
  }

  #receive(reply: Reply): void {
    // ignore an answer without a request, and a second answer to a request
    if (reply.id !== this.#waiting?.id) return;
    if (reply.kind === "value" || reply.kind === "failure") return this.#waiting.resolve(reply);
    if (reply.kind === "ready") {
      return this.#waiting.id === "ready" ? this.#waiting.resolve(reply) : this.#end({ kind: "protocol" });
    }
    if (this.#looks++ >= MAX_LOOKS) return;
    const { step, steps } = reply;
    if (reply.kind === "checkpoint") return this.#listeners.onCheckpoint?.({ step, steps, tensors: reply.tensors });
    this.#listeners.onProgress?.({ step, steps, loss: reply.loss });
  }

  #print(text: string, bytes: number): void {
    this.#printedBytes += bytes;
    if (this.#printed.length <= SHOWN_CHARACTERS) this.#printed += text;
    if (this.#printedBytes > MAX_PRINTED_BYTES) this.#end({ kind: "output" });
  }

  /** Reads Deno's own last message, which shows whether the memory was full. */
  async #readErrors(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.#child.stderr) {
      if (this.#errors.length < 8000) this.#errors += decoder.decode(chunk, { stream: true });
    }
  }

  #pollMemory(limitMiB: number): void {
    this.#memoryPoll = setInterval(async () => {
      if (await residentMemoryMiB(this.#child.pid) > limitMiB) this.#end({ kind: "memory" });
    }, 250);
  }
}

/** Deno's arguments for running a lesson that may read `files`. With `isLight`, TF.js and Vega may be missing. */
export function hostArguments(files: readonly string[], isLight = false): string[] {
  const [config, lock] = isLight ? ["deno.light.json", "deno.light.lock"] : ["deno.json", "deno.lock"];
  return [
    "run",
    "--quiet",
    `--config=${join(root, config)}`,
    `--lock=${join(root, lock)}`,
    ...["--no-prompt", "--no-remote", "--cached-only", "--no-check", "--frozen"],
    `--allow-read=${files.join()}`,
    ...areKernelsOff() ? [`--allow-env=${VARIABLES.kernels}`] : [],
    `--v8-flags=--max-old-space-size=${MAX_HEAP_MIB},--random-seed=${RANDOM_SEED}`,
    new URL("./host.ts", import.meta.url).href,
  ];
}
