/**
 * Complex numbers, which TF.js's wasm backend has bytes for but no kernels. Of each number its real part comes first, then
 * its imaginary one. The cpu computes with them, and keeps the parts in tensors of their own.
 * @module
 */
import type { DataId, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import type { CpuBackend } from "./through_cpu.ts";
import { sizeOf, type WasmBackend } from "./wasm_backend.ts";

/** A copy of all parts. */
export function readComplex(backend: WasmBackend, dataId: DataId): Float32Array {
  return parts(backend, dataId, backend.dataIdMap.get(dataId).shape).slice();
}

/** Puts all parts in their places. */
export function writeComplex(backend: WasmBackend, { dataId, shape }: TensorInfo, values: Float32Array): void {
  parts(backend, dataId, shape).set(values);
}

/** The same numbers on the cpu. */
export function complexOnCpu(cpu: CpuBackend, shape: number[], values: Float32Array): TensorInfo {
  const [real, imag] = [0, 1].map((part) =>
    cpu.makeTensorInfo(shape, "float32", values.filter((_, i) => i % 2 === part))
  );
  const result = tf.getKernel("Complex", "cpu")!.kernelFunc({ inputs: { real, imag }, backend: cpu }) as TensorInfo;
  for (const info of [real, imag]) cpu.disposeIntermediateTensorInfo(info); // the result has tensors of its own
  return result;
}

/** Where the parts lie: to be used before the next tensor is made. */
function parts(backend: WasmBackend, dataId: DataId, shape: readonly number[]): Float32Array {
  return new Float32Array(backend.wasm.HEAPU8.buffer, backend.dataIdMap.get(dataId).memoryOffset, 2 * sizeOf(shape));
}
