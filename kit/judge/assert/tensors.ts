/**
 * @module
 */
import { AssertionError } from "@std/assert";
import { counted } from "../../learn/plot/parts/number_text.ts";
import { requireNumber } from "./numbers.ts";

/**
 * Checks that a walk of `steps` steps leaves the number of tensors in memory unchanged.
 * @example
 * ```ts
 * import { assertNoTensorsLeft } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * assertNoTensorsLeft({ before: 3, after: 3 }, 20, "is it the loss?");
 * assertThrows(
 *   () => assertNoTensorsLeft({ before: 3, after: 43 }, 20, "is it the loss?"),
 *   Error,
 *   "40 tensors are left behind after 20 steps, 2 in each: is it the loss?",
 * );
 * ```
 * @param counts `tf.memory().numTensors` before and after the walk. These come from the lesson and can be anything.
 * @param steps The number of steps of the walk.
 * @param cause The probable cause, as a question or as advice.
 * @throws {AssertionError} If there are more or fewer tensors than before.
 */
export function assertNoTensorsLeft(counts: { before: unknown; after: unknown }, steps: number, cause: string): void {
  const before = requireNumber(counts.before, "the number of tensors before");
  const left = requireNumber(counts.after, "the number of tensors after") - before;
  if (left === 0) return;
  if (left < 0) {
    const many = counted(-left, "tensor too many is", "tensors too many are");
    throw new AssertionError(`${many} disposed of: dispose only of your own tensors.`);
  }
  const each = steps > 1 && left % steps === 0 ? `, ${left / steps} in each` : "";
  const many = counted(left, "tensor is", "tensors are");
  throw new AssertionError(`${many} left behind after ${counted(steps, "step")}${each}: ${cause}`);
}
