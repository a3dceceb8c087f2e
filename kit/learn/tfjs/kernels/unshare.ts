/**
 * @module
 */
import type { Variable } from "../../tensor_types.ts";
import { tf } from "../../tensorflow.ts";

/**
 * Makes sure that no other tensor shares the numbers of `variable`, and that they are on TF.js's current device. Clones
 * and reshaped views share a variable's numbers, and must not change when an update writes the variable in place.
 * @returns The variable itself.
 */
export function unshare(variable: Variable): Variable {
  if (tf.backend().refCount(variable.dataId) !== 1) tf.tidy(() => variable.assign(variable.mul(1)));
  return variable;
}
