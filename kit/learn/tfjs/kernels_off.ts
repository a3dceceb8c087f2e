/**
 * @module
 */
import { VARIABLES } from "../../base/variables.ts";
import { readableVariable } from "../../base/readable_variable.ts";

/** Whether to use TF.js's own kernels, gradients and optimizers, to compare them with ours. */
export function areKernelsOff(): boolean {
  return readableVariable(VARIABLES.kernels) === "off";
}
