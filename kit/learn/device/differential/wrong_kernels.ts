/**
 * The worker with kernels that are wrong on purpose, each in a different way.
 * @module
 */
import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { register, registered, type WasmBackend } from "../../tfjs/kernels/wasm_backend.ts";
import { work } from "./worker.ts";

/** The wrong kernels by name, each with a comment that says what is wrong. */
const WRONG: Record<string, (x: TensorInfo, right: TensorInfo, backend: WasmBackend) => TensorInfo> = {
  /** A last digit is wrong. */
  Sqrt: (_, right, backend) => {
    const numbers = backend.typedArrayFromHeap(right);
    if (numbers.length > 0) numbers[0] *= 1 + 2 ** -22;
    return right;
  },
  /** It writes one byte after the end. */
  Ceil: (_, right, backend) => {
    const { memoryOffset } = backend.dataIdMap.get(right.dataId);
    backend.wasm.HEAPU8[memoryOffset + 4 * tf.util.sizeFromShape(right.shape)] = 0;
    return right;
  },
  /** It changes its input. */
  Floor: (_, right, backend) => {
    backend.wasm.HEAPU8.fill(1, 0, backend.wasm.HEAPU8.length);
    return right;
  },
  /** It keeps the shape, but forgets the dtype. */
  Sign: (_, right) => ({ ...right, dtype: "int32" }),
  /** It accepts inputs that the cpu refuses, and refuses inputs that the cpu accepts. */
  Neg: () => {
    throw new Error("no");
  },
  /** A tensor is left behind. */
  Exp: (_, right) => {
    tf.keep(tf.scalar(1) as Tensor);
    return right;
  },
  /** It never returns. */
  Sin: () => {
    while (true);
  },
  /** The process ends. */
  Cos: () => Deno.exit(7),
};

await work(() => {
  for (const [name, wrong] of Object.entries(WRONG)) {
    const right = registered(name);
    register(name, ({ x }, attributes, backend) => wrong(x, right({ x }, attributes, backend), backend));
  }
});
