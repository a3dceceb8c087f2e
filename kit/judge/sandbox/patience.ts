/**
 * Limits how long a lesson that hangs may keep its judge waiting.
 * @module
 */

/**
 * The limit for a question about a function that has hung before, in milliseconds: many times what an honest answer
 * takes.
 */
const SAME_FUNCTION_MS = 1000;

/** The limit for a question about other functions. */
const OTHER_FUNCTIONS_MS = 2000;

/** A check that asks for more time than usual asks for ten times what it takes on a quiet machine. */
const SHARE_OF_LONG_LIMITS = 1 / 10;

/**
 * The time that a lesson may waste beyond its largest limit, in milliseconds; starting its processes takes another
 * second.
 */
const EXTRA_MS = 11_000;

/** A training may use this share of its limit without wasting time: five times what it takes on a quiet machine. */
const FREE_SHARE = 1 / 2;

/** With less time than this, in milliseconds, no question is asked. */
const LEAST_MS = 100;

/** How long the next question may take. */
export interface Allowance {
  /** In milliseconds; 0 if the question must not be asked any more. */
  limitMs: number;
  /** Whether this is less than usual, because of what happened before. */
  isReduced: boolean;
}

/** Remembers how much time a lesson has wasted. */
export class Patience {
  #wastedMs = 0;
  #largestMs = 0;
  #hasHung = false;
  readonly #hung = new Set<string>();
  readonly #factor: number;

  /** @param factor How much slower than usual the device is. */
  constructor(factor = 1) {
    this.#factor = factor;
  }

  /**
   * How long a question about `functions` may take if its usual limit is `usualMs`: all of that, unless the lesson has
   * hung. All questions together can waste the largest limit and some seconds.
   * @param isLong Whether the check asked for more time than usual.
   */
  allow(functions: readonly string[], usualMs: number, isLong: boolean): Allowance {
    this.#largestMs = Math.max(this.#largestMs, usualMs);
    // a tenth of a second is precise enough, and short in a message
    const leftMs = Math.floor(this.#leftMs / 100) * 100;
    const shortMs = functions.some((name) => this.#hung.has(name)) ? SAME_FUNCTION_MS : OTHER_FUNCTIONS_MS;
    const reducedMs = Math.max(shortMs * this.#factor, isLong ? usualMs * SHARE_OF_LONG_LIMITS : 0);
    const limitMs = Math.min(usualMs, leftMs, this.#hasHung ? reducedMs : Infinity);
    return { limitMs: limitMs < LEAST_MS ? 0 : limitMs, isReduced: limitMs < usualMs };
  }

  /** Whether the lesson may still spend `ms` before it is asked the question that was last allowed. */
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
   * Notes that a question was answered after `tookMs`, of the `usualMs` that it had. Honest answers take some
   * milliseconds, unless they train; a lesson that always answers at the last moment is no better than one that hangs.
   */
  answered(tookMs: number, usualMs: number, isLong: boolean): void {
    this.#wastedMs += isLong ? Math.max(0, tookMs - usualMs * FREE_SHARE) : tookMs;
  }

  /** Notes that it took `tookMs` until the lesson threw, its process ended, or it was loaded. */
  spent(tookMs: number): void {
    this.#wastedMs += tookMs;
  }
}
