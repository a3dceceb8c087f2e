/**
 * TF.js's types under our own names. Every type that the kit's documentation mentions must be documented there, and
 * TF.js's types are not. Ours are derived from TF.js's exports, so they accept the same tensors.
 * @module
 */

/** Numbers in an array of any shape: TF.js's `tf.Tensor`. */
export type Tensor = InstanceType<typeof import("@tensorflow/tfjs")["Tensor"]>;

/** A tensor of shape [], a single number: TF.js's `tf.Scalar`. */
export type Scalar = ReturnType<typeof import("@tensorflow/tfjs")["scalar"]>;

/** A tensor of shape [n], a vector: TF.js's `tf.Tensor1D`. */
export type Tensor1D = ReturnType<typeof import("@tensorflow/tfjs")["tensor1d"]>;

/** A tensor whose values can be changed: TF.js's `tf.Variable`. */
export type Variable = InstanceType<typeof import("@tensorflow/tfjs")["Variable"]>;
