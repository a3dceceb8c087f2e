/**
 * A time limit that does not depend on how busy the machine is.
 * @module
 */
import { type CoreTimes, keptWaitingMs } from "./core_time.ts";

/** When the times are first checked, in milliseconds: most questions have been answered by then. */
const FIRST_LOOK_MS = 250;

/** The time between two checks, in milliseconds. */
const LEAST_STEP_MS = 50;

/**
 * However busy the machine is, a limit ends after this many times its length. That is far more than a lesson needs
 * while twenty other processes compute on each core.
 */
const MOST_TIMES = 60;

/**
 * Counts the time when a process runs or sleeps, but not when others keep it from running. If that is unknown, it
 * counts all time.
 */
export class TimeLimit {
  readonly #start = performance.now();
  readonly #limitMs: number;
  readonly #times: () => CoreTimes | null;
  readonly #onEnd: () => void;
  #first: CoreTimes | null = null;
  #timer: ReturnType<typeof setTimeout>;

  /**
   * @param limitMs In milliseconds, from now on.
   * @param times What has been counted for the process.
   * @param onEnd Called at the end of that time, unless {@linkcode stop} comes first.
   */
  constructor(limitMs: number, times: () => CoreTimes | null, onEnd: () => void) {
    this.#limitMs = limitMs;
    this.#times = times;
    this.#onEnd = onEnd;
    const firstLook = () => {
      this.#first = times();
      this.#look();
    };
    this.#timer = setTimeout(firstLook, Math.min(FIRST_LOOK_MS, limitMs / 4));
  }

  /** The time that counts, in milliseconds. */
  get tookMs(): number {
    const now = this.#first && this.#times();
    const wallMs = performance.now() - this.#start;
    const waitedMs = now ? keptWaitingMs(this.#first!, now) : 0;
    return Math.max(wallMs - waitedMs, wallMs / MOST_TIMES);
  }

  /** Ends the counting. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    const leftMs = this.#limitMs - this.tookMs;
    if (leftMs <= 0) this.#onEnd();
    else this.#timer = setTimeout(() => this.#look(), Math.max(leftMs, LEAST_STEP_MS));
  }
}
