/**
 * What TF.js's wasm backend lacks, or is slow at, for lessons that train there.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { installComplex } from "./complex.ts";
import { installConv2D } from "./conv2d.ts";
import { installElementwise } from "./elementwise.ts";
import { installIdentity } from "./identity.ts";
import { installMatMul } from "./mat_mul.ts";
import { installMaxPool } from "./max_pool.ts";
import { loadSimd } from "./simd.ts";
import { installPack, installSlice } from "./slice.ts";
import { installSoftmaxCrossEntropy } from "./softmax_cross_entropy.ts";
import { installSum } from "./sum.ts";
import { installCpuKernels } from "./through_cpu.ts";
import { installUpdates } from "./update.ts";
import type { WasmBackend } from "./wasm_backend.ts";

let isInstalled = false;

/** Puts our kernels behind TF.js's registry, once; the backend has to have started, for TF.js's own are used further on. */
export function installKernels(): void {
  if (isInstalled) return;
  isInstalled = true;
  const simd = loadSimd(tf.backend() as unknown as WasmBackend);
  installIdentity();
  installSlice();
  installPack();
  installMatMul(simd);
  installElementwise(simd);
  installSum(simd);
  installMaxPool(simd);
  installConv2D(simd);
  installSoftmaxCrossEntropy(simd);
  installUpdates(simd);
  installCpuKernels();
  installComplex();
}
