/**
 * Kernels that the wasm backend lacks, and that no lesson spends its time in.
 * @module
 */
import type { DataType, KernelBackend, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { register, type WasmBackend } from "./wasm_backend.ts";

/** What has to do with complex numbers is in complex.ts. */
const NAMES = [
  "DepthwiseConv2dNativeBackpropFilter",
  "DepthwiseConv2dNativeBackpropInput",
  "Einsum",
  "UnsortedSegmentSum",
];

/** The cpu backend, as far as we need it. */
export interface CpuBackend extends KernelBackend {
  makeTensorInfo(shape: readonly number[], dtype: DataType, values: unknown): TensorInfo;
  disposeIntermediateTensorInfo(info: TensorInfo): void;
}

/** The cpu backend: it is always there. */
export function cpuBackend(): CpuBackend {
  return tf.findBackend("cpu") as CpuBackend;
}

/** Computes on the cpu what wasm has no kernel for: the numbers go there, and come back. */
export function installCpuKernels(): void {
  for (const name of NAMES) {
    const { kernelFunc } = tf.getKernel(name, "cpu")!;
    register(name, (inputs, attributes, backend) => {
      const cpu = cpuBackend();
      // the terms of an Einsum come as a list
      const there = (Array.isArray(inputs) ? [] : {}) as Record<string, TensorInfo>;
      for (const [key, { shape, dtype, dataId }] of Object.entries(inputs)) {
        there[key] = cpu.makeTensorInfo(shape, dtype, backend.readSync(dataId));
      }
      const result = kernelFunc({ inputs: there, attrs: attributes as never, backend: cpu }) as TensorInfo;
      const out = returned(result, cpu, backend);
      // the result may share the numbers of an input
      for (const info of [...Object.values(there), result]) cpu.disposeIntermediateTensorInfo(info);
      return out;
    });
  }
}

function returned({ shape, dtype, dataId }: TensorInfo, cpu: CpuBackend, backend: WasmBackend): TensorInfo {
  const out = backend.makeOutput(shape, dtype);
  backend.typedArrayFromHeap(out).set(cpu.readSync(dataId) as Float32Array);
  return out;
}
