/**
 * Limits how long a lesson that hangs can make its judge wait.
 * @module
 */

/**
 * The limit for a question about a function that has hung before, in milliseconds. An honest answer takes much less
 * time.
 */
const SAME_FUNCTION_MS = 1000;

/** The limit for a question about other functions, in milliseconds, after one function has hung. */
const OTHER_FUNCTIONS_MS = 2000;

/** The share of a long limit that a right answer needs on a quiet machine: a long limit is ten times that time. */
const SHARE_OF_LONG_LIMITS = 1 / 10;

/**
 * The time that a lesson may waste beyond its largest limit, in milliseconds. The start of its processes takes another
 * second.
 */
const EXTRA_MS = 11_000;

/**
 * The share of its limit that a training run may use without wasting time: five times what it needs on a quiet machine.
 */
const FREE_SHARE = 1 / 2;

/** The time in milliseconds that must be left for another question. */
const LEAST_MS = 100;

/** The limit for the next question. */
export interface Allowance {
  /** The limit in milliseconds; 0 if the question must not be asked any more. */
  limitMs: number;
  /** Whether the limit is lower than usual because the lesson has wasted time. */
  isReduced: boolean;
}

/** Remembers how much time a lesson has wasted. */
export class Patience {
  #wastedMs = 0;
  #largestMs = 0;
  #hasHung = false;
  readonly #hung = new Set<string>();
  readonly #factor: number;

  /** @param factor How long the device takes, as a multiple of the usual time. */
  constructor(factor = 1) {
    this.#factor = factor;
  }

  /**
   * How long a question about `functions` may take: `usualMs`, or less if the lesson has hung. All questions together
   * can waste at most the largest limit and some seconds.
   * @param isLong Whether the check has a longer limit than usual.
   */
  allow(functions: readonly string[], usualMs: number, isLong: boolean): Allowance {
    this.#largestMs = Math.max(this.#largestMs, usualMs);
    // whole tenths of a second are precise enough, and short in a message
    const leftMs = Math.floor(this.#leftMs / 100) * 100;
    const shortMs = functions.some((name) => this.#hung.has(name)) ? SAME_FUNCTION_MS : OTHER_FUNCTIONS_MS;
    const reducedMs = Math.max(shortMs * this.#factor, isLong ? usualMs * SHARE_OF_LONG_LIMITS : 0);
    const limitMs = Math.min(usualMs, leftMs, this.#hasHung ? reducedMs : Infinity);
    return { limitMs: limitMs < LEAST_MS ? 0 : limitMs, isReduced: limitMs < usualMs };
  }

  /** Whether `ms` are left for loading the lesson before the question that was just allowed. */
  hasLeft(ms: number): boolean {
    return this.#leftMs > ms;
  }

  get #leftMs(): number {
    return this.#largestMs + EXTRA_MS * this.#factor - this.#wastedMs;
  }

  /** Notes that a question about `functions` got no answer within `limitMs`. */
  hung(functions: readonly string[], limitMs: number): void {
    this.#wastedMs += limitMs;
    this.#hasHung = true;
    for (const name of functions) this.#hung.add(name);
  }

  /**
   * Notes that a question with the limit `usualMs` was answered after `tookMs`. Honest answers take only milliseconds,
   * except for training runs. A lesson that always answers at the last moment is no better than one that hangs.
   */
  answered(tookMs: number, usualMs: number, isLong: boolean): void {
    this.#wastedMs += isLong ? Math.max(0, tookMs - usualMs * FREE_SHARE) : tookMs;
  }

  /** Notes that `tookMs` passed until the lesson threw an error, its process ended, or it was loaded. */
  spent(tookMs: number): void {
    this.#wastedMs += tookMs;
  }
}
