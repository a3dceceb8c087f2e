/**
 * @module
 */
import { VARIABLES } from "../../base/variables.ts";
import { readableVariable } from "../../base/readable_variable.ts";

/** Whether the user wants TF.js's own kernels, gradients and optimizers, to compare them with ours. */
export function areKernelsOff(): boolean {
  return readableVariable(VARIABLES.kernels) === "off";
}
