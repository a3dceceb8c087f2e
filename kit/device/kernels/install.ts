/**
 * What TF.js's wasm backend lacks, or is slow at, for lessons that train there.
 * @module
 */
import { installComplex } from "./complex.ts";
import { installConv2DGradients } from "./conv2d_gradients.ts";
import { installIdentity } from "./identity.ts";
import { installMatMul } from "./mat_mul.ts";
import { installMaxPoolGradient } from "./max_pool_gradient.ts";
import { installSlice } from "./slice.ts";
import { installSum } from "./sum.ts";
import { installCpuKernels } from "./through_cpu.ts";

let isInstalled = false;

/** Puts our kernels behind TF.js's registry, once; the backend has to have started, for TF.js's own are used further on. */
export function installKernels(): void {
  if (isInstalled) return;
  isInstalled = true;
  installIdentity();
  installSlice();
  installMatMul();
  installSum();
  installMaxPoolGradient();
  installConv2DGradients();
  installCpuKernels();
  installComplex();
}
