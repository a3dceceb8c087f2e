/**
 * @module
 */
import { Failure } from "./failure.ts";

/**
 * Ends a check with the verdict `fail`. Use it for a mistake that no assertion finds.
 * @example
 * ```ts
 * import { fail, requireNumber } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * const judge = (steps: unknown) => {
 *   if (requireNumber(steps, "steps") % 2 !== 0) fail("steps is odd: take two at a time.");
 * };
 * judge(4);
 * assertThrows(() => judge(5), Error, "steps is odd: take two at a time.");
 * ```
 * @param message What is wrong, where, and what to do about it, in a sentence.
 * @param options Set `hasCause` to false if the message shows numbers, but does not say which mistake leads to them.
 * @throws {AssertionError} Always.
 */
export function fail(message: string, { hasCause = true }: { hasCause?: boolean } = {}): never {
  throw new Failure(message, hasCause);
}
