/**
 * A time limit that does not depend on how busy the machine is.
 * @module
 */
import { type CoreTimes, keptWaitingMs } from "./core_time.ts";

/** The time of the first check, in milliseconds: most questions have been answered by then. */
const FIRST_LOOK_MS = 250;

/** The time between two checks, in milliseconds. */
const LEAST_STEP_MS = 50;

/**
 * However busy the machine is, a time limit ends after this many times its length. That is far more than a lesson needs
 * even while twenty other processes compute on each core.
 */
const MOST_TIMES = 60;

/**
 * Counts the time during which a process runs or sleeps, but not the time during which other processes keep it waiting.
 * If the waiting time is unknown, all time counts.
 */
export class TimeLimit {
  readonly #start = performance.now();
  readonly #limitMs: number;
  readonly #times: () => CoreTimes | null;
  readonly #onEnd: () => void;
  #first: CoreTimes | null = null;
  #timer: ReturnType<typeof setTimeout>;

  /**
   * @param limitMs The limit in milliseconds, from now on.
   * @param times Returns what Linux has counted for the process; null if that is unknown.
   * @param onEnd Called when the limit is reached, unless {@linkcode stop} is called first.
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

  /** The time that counts towards the limit, in milliseconds. */
  get tookMs(): number {
    const now = this.#first && this.#times();
    const wallMs = performance.now() - this.#start;
    const waitedMs = now ? keptWaitingMs(this.#first!, now) : 0;
    return Math.max(wallMs - waitedMs, wallMs / MOST_TIMES);
  }

  /** Stops counting. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    const leftMs = this.#limitMs - this.tookMs;
    if (leftMs <= 0) this.#onEnd();
    else this.#timer = setTimeout(() => this.#look(), Math.max(leftMs, LEAST_STEP_MS));
  }
}
