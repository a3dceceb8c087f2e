/**
 * @module
 */
import { AssertionError } from "@std/assert";
import { countText } from "../../learn/plot/parts/number_text.ts";
import { describe } from "./describe.ts";
import { requireList } from "./list.ts";

/**
 * Checks that `value` is a list of strings and returns it.
 * @example
 * ```ts
 * import { requireTexts } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * const names = requireTexts(["w1", "b1"], "the names", 2);
 * assertThrows(() => requireTexts([names], "the names"), Error, "the names[0] is a list of length 2, expected a string.");
 * ```
 * @param value A value from the lesson, which can be anything.
 * @param name The name of the list, for the message: "the names".
 * @param length The number of strings that it must have, if known.
 * @throws {AssertionError} If `value` is not such a list.
 */
export function requireTexts(value: unknown, name: string, length?: number): readonly string[] {
  const list = requireList(value, name, length);
  const other = list.findIndex((item) => typeof item !== "string");
  if (other >= 0) throw new AssertionError(`${name}[${other}] is ${describe(list[other])}, expected a string.`);
  return list as readonly string[];
}

/**
 * Checks that `actual` is a list of exactly these strings, in this order.
 * @example
 * ```ts
 * import { assertTexts } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * assertTexts(["w1", "b1"], ["w1", "b1"], { name: "the names" });
 * assertThrows(() => assertTexts(["w1"], ["w1", "b1"], { name: "the names" }), Error, 'expected "w1", "b1"');
 * ```
 * @param actual A value from the lesson, which can be anything.
 * @param expected The expected strings.
 * @param options `name` is the name of the list, for the message; `why` says what to do about it.
 * @throws {AssertionError} If `actual` is not this list.
 */
export function assertTexts(
  actual: unknown,
  expected: readonly string[],
  { name, why }: { name: string; why?: string },
): void {
  const texts = requireTexts(actual, name);
  if (texts.length === expected.length && texts.every((text, i) => text === expected[i])) return;
  const reason = why ? `: ${why}` : "";
  throw new AssertionError(`${name} is ${inQuotes(texts)}, expected ${inQuotes(expected)}${reason}.`);
}

/** The first ten strings, in quotation marks. */
function inQuotes(texts: readonly string[]): string {
  if (texts.length === 0) return "an empty list";
  const shown = texts.slice(0, 10).map((text) => JSON.stringify(text.slice(0, 40)));
  return shown.join(", ") + (texts.length > 10 ? `, … (${countText(texts.length)} in all)` : "");
}
