/**
 * Kernels for the wasm backend. They compute correctly, as on the cpu, and are fast enough for training.
 * @module
 */
import { installChecks } from "./checks.ts";
import { installCast } from "./cast.ts";
import { installConv2D } from "./conv2d.ts";
import { installElementwise } from "./elementwise.ts";
import { installFused } from "./fused.ts";
import { installGather, installOneHot } from "./gather.ts";
import { installMatMul } from "./mat_mul.ts";
import { installAveragePool, installMaxPool } from "./pool.ts";
import { installFill, installIdentity, installReshape } from "./places.ts";
import { installPack, installSlice, installSplit } from "./slice.ts";
import { installSoftmaxCrossEntropyKernels } from "./softmax_cross_entropy.ts";
import { installSum } from "./sum.ts";
import { installTrusted } from "./trusted.ts";
import { installUpdateKernels } from "./update.ts";

let isInstalled = false;

/** Registers our kernels with TF.js, once. Every wasm backend that TF.js starts uses them. */
export function installKernels(): void {
  if (isInstalled) return;
  isInstalled = true;
  installTrusted(); // first, because our kernels call the kernels installed here if they do not cover a case
  installIdentity();
  installReshape();
  installFill();
  installCast();
  installSlice();
  installSplit();
  installGather();
  installOneHot();
  installPack();
  installFused();
  installMatMul();
  installElementwise();
  installSum();
  installMaxPool();
  installAveragePool();
  installConv2D();
  installSoftmaxCrossEntropyKernels();
  installUpdateKernels();
  installChecks("wasm");
}
