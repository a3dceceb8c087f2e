/**
 * What is done between kernels: gradients, losses, steps.
 * @module
 */
import { installCpuGradients } from "./cpu_kernels.ts";
import { installGradients } from "./gradients.ts";
import { installUpdates } from "./optimizers.ts";
import { installSoftmaxCrossEntropy } from "./softmax_cross_entropy.ts";

/** Puts ours in the place of TF.js's own; to be called once. */
export function install(): void {
  installCpuGradients();
  installGradients();
  installSoftmaxCrossEntropy();
  installUpdates();
}
