/**
 * @module
 */
import { AssertionError } from "@std/assert";
import { describe } from "./describe.ts";

/**
 * Checks that `value` is one of a few strings, or true or false, and returns it.
 * @example
 * ```ts
 * import { requireChoice } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * const same: "exactly" | "no" = requireChoice("no", ["exactly", "no"], "same");
 * assertThrows(
 *   () => requireChoice(1, [true, false], "overfits"),
 *   Error,
 *   "overfits is 1, expected true or false.",
 * );
 * ```
 * @param value A value from the lesson, which can be anything.
 * @param choices All allowed values.
 * @param name The name of the value, for the message: "overfits".
 * @throws {AssertionError} If `value` is not one of them.
 */
export function requireChoice<const T extends string | boolean>(
  value: unknown,
  choices: readonly T[],
  name: string,
): T {
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  const words = choices.map((each) => typeof each === "string" ? `"${each}"` : String(each));
  const all = words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1)}` : words[0];
  throw new AssertionError(`${name} is ${describe(value)}, expected ${all}.`);
}
