/**
 * Replacements for TF.js's work between kernels: gradients, losses and steps.
 * @module
 */
import { installChecks } from "../kernels/checks.ts";
import { repairCpu } from "./cpu_backend.ts";
import { installCpuGradients } from "./cpu_kernels.ts";
import { installCumulativeGradient } from "./cumulative.ts";
import { installFit } from "./fit.ts";
import { installGradients } from "./gradients.ts";
import { installKernelCalls } from "./kernel_calls.ts";
import { installOptimizers } from "./optimizers.ts";
import { installSoftmaxCrossEntropyLoss } from "./softmax_cross_entropy.ts";

/** Replaces TF.js's own functions; call it once. */
export function installTape(): void {
  installKernelCalls();
  installCpuGradients();
  installGradients();
  installCumulativeGradient();
  installSoftmaxCrossEntropyLoss();
  installOptimizers();
  repairCpu();
  installFit();
  installChecks("cpu");
}
