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
  /** Returns a wrong last digit. */
  Sqrt: (_, right, backend) => {
    const numbers = backend.typedArrayFromHeap(right);
    if (numbers.length > 0) numbers[0] *= 1 + 2 ** -22;
    return right;
  },
  /** Writes one byte after the end of its result. */
  Ceil: (_, right, backend) => {
    const { memoryOffset } = backend.dataIdMap.get(right.dataId);
    backend.wasm.HEAPU8[memoryOffset + 4 * tf.util.sizeFromShape(right.shape)] = 0;
    return right;
  },
  /** Overwrites its input, and everything else on the heap. */
  Floor: (_, right, backend) => {
    backend.wasm.HEAPU8.fill(1, 0, backend.wasm.HEAPU8.length);
    return right;
  },
  /** Returns the right shape, but the wrong dtype. */
  Sign: (_, right) => ({ ...right, dtype: "int32" }),
  /** Refuses every input, even those that the cpu accepts. */
  Neg: () => {
    throw new Error("no");
  },
  /** Leaves a tensor behind. */
  Exp: (_, right) => {
    tf.keep(tf.scalar(1) as Tensor);
    return right;
  },
  /** Never returns. */
  Sin: () => {
    while (true);
  },
  /** Ends the process. */
  Cos: () => Deno.exit(7),
};

await work(() => {
  for (const [name, wrong] of Object.entries(WRONG)) {
    const right = registered(name);
    register(name, ({ x }, attributes, backend) => wrong(x, right({ x }, attributes, backend), backend));
  }
});
