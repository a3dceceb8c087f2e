/**
 * @module
 */
import { VARIABLES } from "../../base/variables.ts";
import { readableVariable } from "../../base/readable_variable.ts";

/** Whether TF.js's own kernels, gradients and optimizers are asked for, so that anyone can compare. */
export function areKernelsOff(): boolean {
  return readableVariable(VARIABLES.kernels) === "off";
}
