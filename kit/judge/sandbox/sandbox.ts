/**
 * Isolates a lesson: it receives questions as text and values, and returns values. The lesson cannot affect the process
 * that asks.
 * @module
 */
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { DataSource } from "../../base/data_set.ts";
import type { MeasuredDevice } from "../../learn/measure/device_table.ts";
import { svgProblem } from "../../learn/plot/parts/harmless_svg.ts";
import { printableLine, printableName } from "../../base/printable.ts";
import { explain, type Explanation } from "./explain.ts";
import { functionsAsked } from "./functions_asked.ts";
import type { Greeting } from "./messages.ts";
import type { Device } from "../../base/devices.ts";
import { Patience } from "./patience.ts";
import { type Drawing, type DrawnPicture, LONGEST_SPEC } from "./picture.ts";
import { DEFAULT_LIMITS, LessonProcess, type Limits, type Listeners, type Question } from "./process.ts";
import { downloadPackages, InstallationError } from "../packages/download.ts";
import { encode } from "./values.ts";
import type { Walls } from "./walls/start_program.ts";

/**
 * The limit for a picture, in milliseconds. It can be long, because nobody waits for the picture, which may train a
 * network: lesson 11 takes 8 s on a quiet cpu.
 */
const PICTURE_MS = 60_000;

/** The length of the longest line that replaces a picture, in characters: there must be room for a path. */
const LONGEST_SUMMARY = 200;

/**
 * The factor for all limits on WebGPU. Software that replaces a GPU takes 10 ms for a training step of a small network,
 * and wasm 0.4 ms. The ratio is larger than this factor, but the usual limits also leave some room.
 */
const SOFTWARE_GPU = 10;

/** Thrown if a lesson did not answer with a value. The explanation says what happened. */
export class LessonError extends Error {
  /** @param explanation What happened, in words for the learner. */
  constructor(readonly explanation: Explanation) {
    super(explanation.message);
    this.name = "LessonError";
  }
}

/** The options of a sandbox. */
export interface SandboxOptions {
  /** Where TF.js runs, or null for a lesson that needs no TF.js. */
  device: Greeting["device"];
  /** The data that the lesson may read; by default none. */
  data?: DataSource | null;
  /**
   * Limits that differ from {@linkcode DEFAULT_LIMITS}. A time limit set here also applies to checks with other limits.
   */
  limits?: Partial<Limits>;
  /** Packages that the lesson may import, besides "downhill" and TF.js; none by default. */
  packages?: readonly string[];
  /** Modules that may replace the lesson in its process (see {@linkcode Sandbox.exchange}); none by default. */
  others?: readonly URL[];
  /** Whether the lesson may be edited between two questions; false by default. */
  isEdited?: boolean;
  /** Whether the lesson may choose a GPU itself. By default, it gets a GPU only if that is its `device`. */
  usesGpu?: boolean;
  /** The speeds of this machine's devices, for a lesson that compares them; none by default. */
  measured?: readonly MeasuredDevice[];
  /**
   * Whether the lesson can start before TF.js and Vega are downloaded; false by default. Its picture must wait for
   * them.
   */
  isLight?: boolean;
}

/** The options of a question. */
export interface AskOptions extends Listeners {
  /**
   * How long the answer may take, in milliseconds, if the usual limit is not enough. A limit in the options of the
   * sandbox takes precedence.
   */
  timeoutMs?: number;
  /** Receives everything that the lesson prints before its answer, in one text. */
  onPrint?: (text: string) => void;
}

/**
 * Runs one lesson. Its process is started when it is first needed, or earlier by {@linkcode warm}. After a crash or a
 * timeout, the next question starts a new process.
 */
export class Sandbox {
  /** The number of walls around the lesson; known as soon as its process has been started. */
  walls: Walls | undefined;
  /** The data that the lesson may read, or null. */
  readonly data: DataSource | null;
  #lesson: URL;
  readonly #options: SandboxOptions;
  readonly #limits: Partial<Limits> & Omit<Limits, "evaluateMs">;
  #process: LessonProcess | null = null;
  #loadedIn: LessonProcess | null = null;
  #hasStarted = false;
  #isLight: boolean;
  /** How long the last loading of the lesson took, in milliseconds. */
  #lastLoadMs = 0;
  /** How long the last question took, in milliseconds. */
  #lastAskMs = 0;
  /**
   * The error of a lesson that hung or crashed while it started or was loaded. This would happen in every check, so the
   * lesson is tried only once.
   */
  #loadFailure: LessonError | null = null;
  #patience: Patience;

  /** @param lesson The URL of the lesson. */
  constructor(lesson: URL, options: SandboxOptions) {
    this.#lesson = lesson;
    this.#options = options;
    this.data = options.data ?? null;
    this.#isLight = options.isLight ?? false;
    const { loadMs, memoryMiB } = DEFAULT_LIMITS;
    this.#limits = { loadMs, memoryMiB, ...options.limits };
    this.#patience = new Patience(this.#slowness());
  }

  /** Starts a process in advance, so that the first question does not have to wait for it. */
  warm(): void {
    if (this.#process?.isAlive) return;
    const { device, packages = [], others = [], isEdited = false } = this.#options;
    const { usesGpu = device === "webgpu", measured = [] } = this.#options;
    const { memoryMiB } = this.#limits;
    const { data } = this;
    const isLight = this.#isLight;
    const options = { device, memoryMiB, packages, data, others, isEdited, usesGpu, measured, isLight };
    this.#process = new LessonProcess(this.#lesson, options);
    this.walls = this.#process.walls;
  }

  /**
   * Replaces the lesson with another module in the same process. Use this only for modules that trust each other, like
   * the course's own: each module can see what the previous one left behind.
   */
  exchange(lesson: URL): void {
    this.#lesson = lesson;
    this.#loadedIn = null;
    this.#loadFailure = null;
    this.#lastLoadMs = 0;
    this.#patience = new Patience(this.#slowness());
  }

  /**
   * The device that TF.js runs on, or null without TF.js.
   * @throws {LessonError} With the status `skipped` if the device is missing.
   */
  async device(): Promise<Device | null> {
    const { device } = await this.#ready();
    return device;
  }

  /**
   * Runs `probe` in the lesson's process and returns its value.
   * @param probe The source text of a function that takes the lesson's exports, then `args`.
   * @throws {LessonError} If it does not return a value.
   */
  async evaluate(probe: string, args: unknown[] = [], options: AskOptions = {}): Promise<unknown> {
    const { timeoutMs = DEFAULT_LIMITS.evaluateMs } = options;
    const usualMs = this.#limitMs(timeoutMs);
    const isLong = timeoutMs > DEFAULT_LIMITS.evaluateMs;
    const functions = functionsAsked(probe);
    const allow = () => this.#patience.allow(functions, usualMs, isLong);
    const unasked = () => new LessonError(explain({ kind: "unasked" }, this.#context(probe)));
    // loading the lesson again also takes time: do it only for a question that is allowed, and if enough time is left
    const isLoaded = this.#process?.isAlive && this.#loadedIn === this.#process;
    if (allow().limitMs === 0 || !isLoaded && !this.#patience.hasLeft(this.#lastLoadMs)) throw unasked();
    await this.#load(options);
    const { limitMs, isReduced } = allow();
    if (limitMs === 0) throw unasked();
    const question = { kind: "evaluate", probe, args: await encode(args) } as const;
    try {
      const value = await this.#ask(question, limitMs, probe, options, isReduced);
      this.#patience.answered(this.#lastAskMs, usualMs, isLong);
      return value;
    } catch (error) {
      const isHung = error instanceof LessonError && error.explanation.status === "timeout";
      if (isHung) this.#patience.hung(functions, limitMs);
      else this.#patience.spent(this.#lastAskMs);
      throw error;
    }
  }

  /**
   * Draws the lesson's picture.
   * @param drawing How it is drawn.
   * @throws {LessonError} If it cannot be drawn.
   * @throws {InstallationError} If Vega cannot be downloaded.
   */
  async picture(options: AskOptions = {}, drawing: Drawing = {}): Promise<DrawnPicture> {
    if (this.#isLight) {
      await downloadPackages();
      this.#isLight = false;
      this.dispose();
    }
    await this.#load(options);
    const { evaluateMs } = this.#limits;
    const limitMs = evaluateMs === undefined ? this.#limitMs(PICTURE_MS) : 4 * evaluateMs;
    const drawn = await this.#ask({ kind: "picture", ...drawing }, limitMs, "picture", options) as DrawnPicture;
    if (typeof drawn?.svg !== "string" || typeof drawn?.summary !== "string") {
      throw new LessonError(explain({ kind: "protocol" }, this.#context("picture")));
    }
    const problem = svgProblem(drawn.svg);
    if (problem !== undefined) throw new LessonError({ status: "fail", message: problem, location: null });
    const spec = drawing.hasSpec && typeof drawn.spec === "string" && drawn.spec.length <= LONGEST_SPEC
      ? drawn.spec
      : "";
    // only these fields, because a caller spreads the result and must not receive others
    return { svg: drawn.svg, summary: printableLine(drawn.summary, LONGEST_SUMMARY), spec };
  }

  /** Ends the lesson's process. */
  dispose(): void {
    this.#process?.kill();
    this.#process = null;
  }

  async #ready(): Promise<{ device: Device | null }> {
    this.warm();
    let answer = await this.#process!.ready;
    if (answer.kind === "exit" && answer.errors.includes("--cached-only")) {
      await downloadPackages();
      this.dispose();
      this.warm();
      answer = await this.#process!.ready;
    }
    if (answer.kind === "ready") {
      this.#hasStarted = true;
      return answer;
    }
    if (answer.kind === "exit" && answer.errors) { // no line of the lesson has run yet
      const reason = answer.errors.trim().split("\n")[0];
      throw new InstallationError(`Deno could not start a lesson (${reason}): is this copy of the course complete?`);
    }
    const explanation = explain(answer, this.#context("start"));
    // the device has started before, so the lesson crashed it: this is no reason to skip the remaining checks
    const status = this.#hasStarted && explanation.status === "skipped" ? "crash" : explanation.status;
    throw new LessonError({ ...explanation, status });
  }

  async #load(options: AskOptions): Promise<void> {
    if (this.#loadFailure) throw this.#loadFailure;
    try {
      await this.#ready();
      if (this.#loadedIn === this.#process) return;
      await this.#ask({ kind: "load", lesson: this.#lesson.href }, this.#limits.loadMs, "load", options);
      this.#lastLoadMs = this.#lastAskMs;
      this.#patience.spent(this.#lastLoadMs);
      this.#loadedIn = this.#process;
    } catch (error) {
      if (error instanceof LessonError) this.#loadFailure = error;
      throw error;
    }
  }

  async #ask(
    question: Question,
    timeoutMs: number,
    probe: string,
    options: AskOptions,
    isReduced = false,
  ): Promise<unknown> {
    const { answer, printed, tookMs } = await this.#process!.ask(question, timeoutMs, options);
    this.#lastAskMs = tookMs;
    if (printed) options.onPrint?.(printed);
    if (answer.kind === "value") return answer.value;
    if (answer.kind === "failure" && answer.failure.reason === "gpu") this.dispose(); // a new process may succeed
    // A device can be missing only before the lesson has run. A skipped check costs a learner no points, so a lesson
    // must not be able to cause a skip.
    const isForged = answer.kind === "failure" && answer.failure.reason === "device";
    if (isForged) throw new LessonError(explain({ kind: "protocol" }, this.#context(probe)));
    throw new LessonError(explain(answer, this.#context(probe, timeoutMs, isReduced)));
  }

  #limitMs(usualMs: number): number {
    return this.#limits.evaluateMs ?? usualMs * this.#slowness();
  }

  #slowness(): number {
    return this.#options.device === "webgpu" ? SOFTWARE_GPU : 1;
  }

  #context(probe: string, timeoutMs = 0, isReduced = false) {
    const { memoryMiB } = this.#limits;
    const { device } = this.#options;
    return {
      file: printableName(basename(fileURLToPath(this.#lesson))),
      probe,
      timeoutMs,
      isReduced,
      memoryMiB,
      device,
    };
  }
}
