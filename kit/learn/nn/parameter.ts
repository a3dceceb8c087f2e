/**
 * Tensors that training changes.
 * @module
 */
import type { TensorLike } from "@tensorflow/tfjs";
import { valueText } from "../../base/kind_of.ts";
import type { Tensor, Variable } from "../tensor_types.ts";
import { tf } from "../tensorflow.ts";

/** A parameter is one of TF.js's variables, and can be used like any tensor. */
export interface Parameter extends Variable {}

/**
 * A tensor that training changes, such as weights or a bias. If it is a field of a {@linkcode Module}, optimizers and
 * saved files find it by its name. Like `torch.nn.Parameter`; it makes a trainable `tf.Variable`.
 * @example
 * ```ts
 * import { Parameter } from "downhill";
 * import * as tf from "@tensorflow/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = new Parameter(tf.randomNormal([1, 100], 0, 0.1));
 * assertEquals(weights.shape, [1, 100]);
 * assertEquals(tf.memory().numTensors, 1); // the random tensor has become the parameter
 * weights.dispose();
 * ```
 */
export class Parameter {
  /**
   * Makes the variable.
   * @param initial The initial values: float32, of any shape. A tensor is used up and disposed of: pass a `clone()` to
   * keep it. The values of a variable or another parameter are copied. A number, or nested lists of numbers with equal
   * lengths, also work.
   * @throws {TypeError} If it is neither a tensor nor numbers, or not of type float32.
   */
  constructor(initial: Tensor | TensorLike) {
    const tensor = initial instanceof tf.Tensor ? initial : toTensor(initial);
    if (tensor.isDisposed) {
      throw new TypeError("The tensor for the Parameter has been disposed of: pass one that is alive.");
    }
    if (tensor.dtype !== "float32") {
      throw new TypeError(
        `A Parameter of ${tensor.dtype} has no gradient: pass float32, for example tensor.toFloat().`,
      );
    }
    const variable = tf.variable(tensor);
    if (!(tensor instanceof tf.Variable)) tensor.dispose();
    return variable as unknown as Parameter;
  }

  /** Whether `value` is a variable that training may change. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof tf.Variable && value.trainable;
  }
}

/** Makes a tensor from numbers. Anything else is refused here, because TF.js would turn it into NaN. */
function toTensor(numbers: TensorLike): Tensor {
  const isNumbers = (value: unknown): boolean =>
    typeof value === "number" && Number.isFinite(Math.fround(value)) ||
    (value instanceof Float32Array || Array.isArray(value)) && [...value].every(isNumbers);
  if (!isNumbers(numbers)) {
    const what = Array.isArray(numbers) ? "a list that does not contain only finite numbers" : valueText(numbers);
    throw new TypeError(`A Parameter cannot be made from ${what}: pass a tensor, a number or lists of numbers.`);
  }
  return tf.tensor(numbers, undefined, "float32");
}
