/**
 * @module
 */
import { counted, countText } from "../../learn/plot/parts/number_text.ts";
import { likelyCause } from "./close.ts";
import { Failure } from "./failure.ts";
import { isList } from "./list.ts";
import { requireNumbers } from "./numbers.ts";

/**
 * Checks that `losses` is a list of finite numbers, one for each step, and returns it. If there is one loss too many or
 * too few, or only one, the message says which loss is extra or missing, because an extra loss at the start is not the
 * same mistake as an extra step.
 * @example
 * ```ts
 * import { requireStepLosses } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * requireStepLosses([1, 0.5], [1, 0.25], 4); // this does not check whether the numbers are right
 * assertThrows(
 *   () => requireStepLosses([4, 1, 0.25], [1, 0.25], 4),
 *   Error,
 *   "losses has 3 values, expected 2: the first is the loss at the start, before any step.",
 * );
 * ```
 * @param losses A value from the lesson, which can be anything.
 * @param right The loss after each step of a right answer.
 * @param start The loss before the first step.
 * @throws {AssertionError} If `losses` is not such a list.
 */
export function requireStepLosses(losses: unknown, right: readonly number[], start: number): number[] {
  if (!isList(losses) || losses.length === right.length) return requireNumbers(losses, "losses", right.length);
  const values = requireNumbers(losses, "losses");
  const cause = likelyCause(values, {
    mistakes: {
      "the first is the loss at the start, before any step.": [start, ...right],
      "is there one step too many?": [...right, ...values.slice(right.length, right.length + 1)],
      "is the last step missing?": right.slice(0, -1),
      "is the loss of the first step missing?": right.slice(1),
      ...(right.length > 2 ? { "is a loss noted only once, after the last step?": right.slice(-1) } : {}),
    },
  });
  const message = `losses has ${counted(values.length, "value")}, expected ${countText(right.length)}`;
  throw new Failure(cause ? `${message}: ${cause}` : `${message}.`, cause !== undefined);
}
