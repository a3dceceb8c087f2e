/**
 * A stand-in for `jsr:@std/assert` if JSR cannot be reached: the assertions that this repository uses, with the same
 * names, signatures and messages. `deno unlink ./kit/std/assert` switches back to JSR's package.
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import { AssertionError } from "./assertion_error.ts";
import { difference, format } from "./difference.ts";
import { equal } from "./equal.ts";

export { AssertionError };

// Any class whose instances are errors, whatever arguments its constructor takes, as in JSR's package.
// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error> = abstract new (...args: any[]) => E;

/** Passes if `expr` is truthy. */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError(msg);
}

/** Always fails. */
export function fail(msg?: string): never {
  throw new AssertionError(`Failed assertion${ending(msg)}`);
}

/** Passes if `actual` and `expected` are deeply equal; NaN equals NaN, and 0 equals −0. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) return;
  throw new AssertionError(`Values are not equal${ending(msg)}\n${difference(actual, expected)}`);
}

/** Passes if `actual` and `expected` are not deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) return;
  throw new AssertionError(`Expected actual: ${format(actual)} not to be: ${format(expected)}${ending(msg)}`);
}

/** Passes if `actual` is the very same value as `expected`, according to `Object.is`. */
export function assertStrictEquals<T>(actual: unknown, expected: T, msg?: string): asserts actual is T {
  if (Object.is(actual, expected)) return;
  if (format(actual) !== format(expected)) {
    throw new AssertionError(`Values are not strictly equal${ending(msg)}\n${difference(actual, expected)}`);
  }
  const indented = format(actual).replace(/^/gm, "    ");
  throw new AssertionError(
    `Values have the same structure but are not reference-equal${ending(msg)}\n\n${indented}\n`,
  );
}

/**
 * Passes if `actual` is at most `tolerance` away from `expected`. The default tolerance is 1e-7 times the size of
 * `expected`, or 1e-7 if `expected` is not finite.
 */
export function assertAlmostEquals(actual: number, expected: number, tolerance?: number, msg?: string): void {
  if (Object.is(actual, expected)) return;
  const delta = Math.abs(expected - actual);
  const most = tolerance ?? (Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7);
  if (delta <= most) return;
  const text = (n: number) => `"${Number.isInteger(n) ? n : n.toExponential()}"`;
  throw new AssertionError(
    `Expected actual: ${text(actual)} to be close to ${text(expected)}: ` +
      `delta ${text(delta)} is greater than ${text(most)}${ending(msg)}`,
  );
}

/** Passes if `actual` is neither `undefined` nor `null`. */
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T> {
  if (actual !== undefined && actual !== null) return;
  throw new AssertionError(`Expected actual: "${actual}" to not be null or undefined${ending(msg)}`);
}

/** Passes if the string `expected` occurs somewhere in `actual`. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  if (actual.includes(expected)) return;
  throw new AssertionError(`Expected actual: "${actual}" to contain: "${expected}"${ending(msg)}`);
}

/** Passes if `actual` matches the regular expression `expected`. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  if (expected.test(actual)) return;
  throw new AssertionError(`Expected actual: "${actual}" to match: "${expected}"${ending(msg)}`);
}

/** Passes if `fn` throws; returns what it threw. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Passes if `fn` throws an instance of `ErrorClass` whose message contains `msgIncludes`; returns it. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows(fn: () => unknown, ...rest: unknown[]): unknown {
  const expected = expectation(rest);
  try {
    fn();
  } catch (error) {
    return inspected(error, expected, "thrown");
  }
  throw new AssertionError(`Expected function to throw${ending(expected.msg)}`);
}

/** Passes if `fn` returns a promise that rejects; returns the reason of the rejection. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
/** Passes if `fn` returns a promise that rejects with an `ErrorClass` whose message contains `msgIncludes`; returns it. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects(fn: () => PromiseLike<unknown>, ...rest: unknown[]): Promise<unknown> {
  const expected = expectation(rest);
  let promise: unknown;
  try {
    promise = fn();
  } catch { /* an error thrown before `fn` returns a promise is not a rejection */ }
  if (typeof (promise as PromiseLike<unknown> | null | undefined)?.then !== "function") {
    throw new AssertionError(`Function throws when expected to reject${ending(expected.msg)}`);
  }
  try {
    await promise;
  } catch (error) {
    return inspected(error, expected, "rejected");
  }
  throw new AssertionError(`Expected function to reject${ending(expected.msg)}`);
}

/**
 * The requirements for an error, from the arguments after the function: `(msg?)` or `(ErrorClass, msgIncludes?, msg?)`.
 */
interface Expectation {
  ErrorClass?: ErrorClass<Error>;
  msgIncludes?: string;
  msg?: string;
}

function expectation(rest: unknown[]): Expectation {
  if (typeof rest[0] === "string") return { msg: rest[0] };
  const [ErrorClass, msgIncludes, msg] = rest as [ErrorClass<Error>?, string?, string?];
  return { ErrorClass, msgIncludes, msg };
}

/** Returns the error if it is the expected one. If no error class is given, any error is accepted. */
function inspected(error: unknown, { ErrorClass, msgIncludes, msg }: Expectation, how: string): unknown {
  if (!ErrorClass) return error;
  if (!(error instanceof Error)) throw new AssertionError(`A non-Error object was ${how}${ending(msg)}`);
  if (!(error instanceof ErrorClass)) {
    const came = (error as Error).constructor?.name;
    throw new AssertionError(
      `Expected error to be instance of "${ErrorClass.name}", but was "${came}"${ending(msg)}`,
    );
  }
  if (msgIncludes && !stripVTControlCharacters(error.message).includes(stripVTControlCharacters(msgIncludes))) {
    throw new AssertionError(
      `Expected error message to include ${JSON.stringify(msgIncludes)}, ` +
        `but got ${JSON.stringify(error.message)}${ending(msg)}`,
    );
  }
  return error;
}

/** The end of every message. */
function ending(msg?: string): string {
  return msg ? `: ${msg}` : ".";
}
