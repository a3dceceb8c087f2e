/**
 * What our kernels see of TF.js's wasm backend.
 * @module
 */
import type { DataId, DataType, KernelBackend, KernelFunc, NamedAttrMap, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/** The backend, as far as kernels need it: tensors live on one heap, at an offset each. */
export interface WasmBackend extends KernelBackend {
  /** The heap; a view of it is stale as soon as the heap has grown. */
  wasm: {
    HEAPU8: Uint8Array<ArrayBuffer>;
    asm: { memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** The half of the backend that is written in C++, which knows tensors by numbers. */
    tfjs: { disposeData(id: number): void; registerTensor(id: number, size: number, memoryOffset: number): void };
  };
  dataIdMap: { get(dataId: DataId): { id: number; memoryOffset: number; dtype: DataType; shape: number[] } };
  /** The next number for a tensor. */
  dataIdNextNumber: number;
  /** A new tensor, whose numbers are whatever lay there before. */
  makeOutput(shape: readonly number[], dtype: DataType): TensorInfo;
  /** The numbers of a tensor where they lie. */
  typedArrayFromHeap(info: TensorInfo): Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;
}

/** A kernel of ours: it gets inputs and attributes, and returns what it has made. */
export type Kernel = (
  inputs: Record<string, TensorInfo>,
  attributes: Record<string, unknown>,
  backend: WasmBackend,
) => TensorInfo | TensorInfo[];

/** Calls a kernel of the wasm backend, TF.js's own or one of ours. */
export type Run = (inputs: Record<string, TensorInfo>, attributes: object, backend: WasmBackend) => TensorInfo;

/**
 * The kernel that is registered under `name` now: who wants TF.js's own asks before its own takes the place.
 * @throws {Error} If there is none.
 */
export function registered(name: string): Run {
  const config = tf.getKernel(name, "wasm");
  if (!config) throw new Error(`TF.js's wasm backend has no kernel ${name}: has another version come in?`);
  return runOf(config.kernelFunc);
}

/** Puts `kernel` in the place of the one that is registered under `name`, if there is one. */
export function register(name: string, kernel: Kernel): void {
  if (tf.getKernel(name, "wasm")) tf.unregisterKernel(name, "wasm");
  tf.registerKernel({
    kernelName: name,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs, backend }) =>
      kernel(inputs as Record<string, TensorInfo>, attrs ?? {}, backend as unknown as WasmBackend),
  });
}

function runOf(kernel: KernelFunc): Run {
  return (inputs, attributes, backend) => kernel({ inputs, attrs: attributes as NamedAttrMap, backend }) as TensorInfo;
}

/** The numbers of a tensor of float32, where they lie: to be used before the next tensor is made. */
export function floats(backend: WasmBackend, info: TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(info) as Float32Array;
}

/** The same numbers under another shape; the caller disposes of it as of any other tensor. */
export function reshaped(backend: WasmBackend, { dataId, dtype }: TensorInfo, shape: number[]): TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

/** How many numbers a tensor of this shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
