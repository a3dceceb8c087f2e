/**
 * The parts of the wasm backend that our kernels use, and how kernels are registered with it.
 * @module
 */
import type { DataId, DataType, KernelBackend, KernelConfig, NamedAttrMap, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import type { Simd } from "./binary.ts";

/** The parts of the backend that kernels need. Tensors are on one heap, each at an offset. */
export interface WasmBackend extends KernelBackend {
  /** The heap; a view of it is invalid as soon as the heap has grown. */
  wasm: {
    HEAPU8: Uint8Array<ArrayBuffer>;
    asm: { memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** The half of the backend that is written in C++; it identifies tensors by numbers. */
    tfjs: { disposeData(id: number): void; registerTensor(id: number, size: number, memoryOffset: number): void };
  };
  dataIdMap: { get(dataId: DataId): { id: number; memoryOffset: number; dtype: DataType; shape: number[] } };
  /** The number of the next tensor. */
  dataIdNextNumber: number;
  /** Our own kernels in WebAssembly. */
  simd: Simd;
  /** The address of `bytes` bytes of scratch memory, which the next kernel may reuse. */
  scratch(bytes: number): number;
  /** A new tensor; without `values`, its numbers are not initialized. */
  makeOutput(shape: readonly number[], dtype: DataType, memoryOffset?: undefined, values?: unknown): TensorInfo;
  /** The numbers of a tensor, in place. */
  typedArrayFromHeap(info: TensorInfo): Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;
}

/** The types whose numbers are on the heap, with one place for each number. */
export const NUMBER_TYPES: readonly DataType[] = ["float32", "int32", "bool"];

/** The inputs of a kernel, by name; a few kernels get a list. Optional inputs may be undefined. */
export type Inputs = Record<string, TensorInfo>;

/** A kernel: it gets inputs and attributes, and returns the tensors that it has made. */
export type Kernel = (inputs: Inputs, attributes: Record<string, unknown>, backend: WasmBackend) =>
  | TensorInfo
  | TensorInfo[];

/** Calls a kernel of the wasm backend that makes one tensor. */
export type Run = (inputs: Inputs, attributes: object, backend: WasmBackend) => TensorInfo;

/**
 * The kernel that is registered under `name` now. To call TF.js's own, get it before you replace it.
 * @throws {Error} If there is none.
 */
export function registered(name: string): Run {
  const config = tf.getKernel(name, "wasm");
  if (!config) throw new Error(`TF.js's wasm backend has no kernel ${name}: is this another version of TF.js?`);
  return runOf(config);
}

/** Registers `kernel` under `name`. If another kernel is registered there, replaces it. */
export function register(name: string, kernel: Kernel): void {
  const before = tf.getKernel(name, "wasm");
  if (before) tf.unregisterKernel(name, "wasm");
  tf.registerKernel({
    kernelName: name,
    backendName: "wasm",
    setupFunc: before?.setupFunc, // TF.js's own kernel must be bound to each new backend, because ours may call it
    disposeFunc: before?.disposeFunc,
    kernelFunc: ({ inputs, attrs, backend }) =>
      kernel(inputs as Inputs, attrs ?? {}, backend as unknown as WasmBackend),
  });
}

/** The kernel of `config` as a function. */
export function runOf({ kernelFunc }: KernelConfig): Run {
  return (inputs, attributes, backend) =>
    kernelFunc({ inputs, attrs: attributes as NamedAttrMap, backend }) as TensorInfo;
}

/** The address of a tensor's numbers. */
export function address(backend: WasmBackend, { dataId }: Pick<TensorInfo, "dataId">): number {
  return backend.dataIdMap.get(dataId).memoryOffset;
}

/** A tensor with the same numbers in another shape; the caller disposes of it, as of any other tensor. */
export function reshaped(backend: WasmBackend, { dataId, dtype }: TensorInfo, shape: number[]): TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

/** How many numbers a tensor of this shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
