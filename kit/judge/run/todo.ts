/**
 * @module
 */
import "./by_hand.ts";

/** Thrown by a stub that has not been filled in. */
class Todo extends Error {
  override name = "Todo";
}

/**
 * Marks the place in a stub where your code belongs: replace the whole line.
 * @example A function that is still to be written
 * ```ts
 * import { todo } from "downhill";
 * import { assertThrows } from "@std/assert";
 *
 * function double(x: number): number {
 *   return todo(`twice ${x}`);
 * }
 * assertThrows(() => double(2), Error, "twice 2");
 * ```
 * @param what What is missing, in words.
 * @throws {Error} Always, with `what` as its message. A check that gets this error has the verdict `todo`. If the
 *   lesson is run by hand, it ends with one sentence that names the line, and with exit code 1.
 */
export function todo(what: string): never {
  throw new Todo(what);
}
