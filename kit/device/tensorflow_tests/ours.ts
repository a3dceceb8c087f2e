/**
 * @module
 */

/**
 * The tests of TF.js about what we replace: kernels, gradients, the tape and the steps of the optimizers. These are
 * looked at before every change, all others from time to time.
 */
export const OURS: readonly string[] = [
  ...["engine", "gradients", "gradients_vs_finite", "globals", "tensor", "variable"],
];
