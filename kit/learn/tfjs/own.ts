/**
 * @module
 */
import type { Variable } from "../tensor_types.ts";
import { tf } from "../tensorflow.ts";

/**
 * Makes sure that nobody but `variable` has a share in its numbers, and that they lie where TF.js computes now: clones
 * and reshaped views share them, and have to stay what they are when the variable is written in place.
 * @returns The variable itself.
 */
export function own(variable: Variable): Variable {
  if (tf.backend().refCount(variable.dataId) !== 1) tf.tidy(() => variable.assign(variable.mul(1)));
  return variable;
}
