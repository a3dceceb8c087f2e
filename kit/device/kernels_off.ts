/**
 * @module
 */

/** The variable that leaves everything to TF.js, if it is "off". */
export const KERNELS_VARIABLE = "DOWNHILL_KERNELS";

/** Whether TF.js's own kernels, gradients and optimizers are asked for, so that anyone can compare. */
export function areKernelsOff(): boolean {
  const { state } = Deno.permissions.querySync({ name: "env", variable: KERNELS_VARIABLE });
  return state === "granted" && Deno.env.get(KERNELS_VARIABLE) === "off";
}
