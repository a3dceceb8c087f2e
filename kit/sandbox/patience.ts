/**
 * How long a lesson that hangs may keep its judge waiting.
 * @module
 */

/** For a question about a function that has hung before, in milliseconds: many times what an honest answer takes. */
const SAME_FUNCTION_MS = 1000;

/** For one about other functions. */
const OTHER_FUNCTIONS_MS = 2000;

/** A check that asks for more time than usual means ten times what it takes on a quiet machine. */
const SHARE_OF_LONG_LIMITS = 1 / 10;

/** What a lesson may waste beyond its largest limit, in milliseconds; starting its processes takes a second more. */
const EXTRA_MS = 11_000;

/** With less time than this, in milliseconds, nothing is asked. */
const LEAST_MS = 100;

/** How long the next question may take. */
export interface Allowance {
  /** In milliseconds; 0 where it is not to be asked any more. */
  limitMs: number;
  /** Whether that is less than usual, because of what happened before. */
  isReduced: boolean;
}

/** Remembers what a lesson has wasted. */
export class Patience {
  #wastedMs = 0;
  #largestMs = 0;
  readonly #hung = new Set<string>();
  readonly #factor: number;

  /** @param factor How much slower than usual the device is. */
  constructor(factor = 1) {
    this.#factor = factor;
  }

  /**
   * How long a question about `functions` may take that usually gets `usualMs`: all of it, unless the lesson has hung.
   * After that, all questions together get the largest limit and some seconds.
   * @param isLong Whether the check asked for more time than usual.
   */
  allow(functions: readonly string[], usualMs: number, isLong: boolean): Allowance {
    this.#largestMs = Math.max(this.#largestMs, usualMs);
    if (this.#wastedMs === 0) return { limitMs: usualMs, isReduced: false };
    const shortMs = functions.some((name) => this.#hung.has(name)) ? SAME_FUNCTION_MS : OTHER_FUNCTIONS_MS;
    const reducedMs = Math.max(shortMs * this.#factor, isLong ? usualMs * SHARE_OF_LONG_LIMITS : 0);
    const leftMs = this.#largestMs + EXTRA_MS * this.#factor - this.#wastedMs;
    const limitMs = Math.min(usualMs, reducedMs, leftMs);
    return { limitMs: limitMs < LEAST_MS ? 0 : limitMs, isReduced: limitMs < usualMs };
  }

  /** A question about `functions` got no answer in `limitMs`. */
  hung(functions: readonly string[], limitMs: number): void {
    this.#wastedMs += limitMs;
    for (const name of functions) this.#hung.add(name);
  }
}
