/**
 * @module
 */
import { readableVariable } from "../../base/readable_variable.ts";

/** The variable that leaves everything to TF.js, if it is "off". */
export const KERNELS_VARIABLE = "DOWNHILL_KERNELS";

/** Whether TF.js's own kernels, gradients and optimizers are asked for, so that anyone can compare. */
export function areKernelsOff(): boolean {
  return readableVariable(KERNELS_VARIABLE) === "off";
}
