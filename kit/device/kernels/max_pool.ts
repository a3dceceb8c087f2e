/**
 * The largest number of each window, and the way back.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { address, type Simd } from "./simd.ts";
import { register, registered, sizeOf } from "./wasm_backend.ts";

/** Registers both. */
export function installMaxPool(simd: Simd): void {
  const original = registered("MaxPool");
  register("MaxPool", ({ x }, attributes, backend) => {
    if (x.dtype !== "float32") return original({ x }, attributes, backend);
    const info = poolInfo(x.shape, attributes);
    const out = backend.makeOutput(info.outShape, "float32");
    if (sizeOf(info.outShape) > 0) simd.maxPool(address(backend, x), ...sizes(info, address(backend, out)));
    return out;
  });
  /** As on the cpu, the first of several maxima gets it all. */
  register("MaxPoolGrad", ({ dy, input }, attributes, backend) => {
    const info = poolInfo(input.shape, attributes);
    const dx = backend.makeOutput(input.shape, "float32");
    if (sizeOf(input.shape) === 0) return dx;
    simd.maxPoolGradient(address(backend, input), address(backend, dy), ...sizes(info, address(backend, dx)));
    return dx;
  });
}

function poolInfo(shape: readonly number[], attributes: Record<string, unknown>): tf.backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as {
    filterSize: number | [number, number];
    strides: number | [number, number];
    pad: "valid" | "same" | number;
    dimRoundingMode?: "floor" | "round" | "ceil";
  };
  const input = shape as [number, number, number, number];
  return tf.backend_util.computePool2DInfo(input, filterSize, strides, 1, pad, dimRoundingMode);
}

function sizes(info: tf.backend_util.Conv2DInfo, out: number): number[] {
  return [
    ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, out, info.outHeight, info.outWidth],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth, info.padInfo.top, info.padInfo.left],
  ];
}
