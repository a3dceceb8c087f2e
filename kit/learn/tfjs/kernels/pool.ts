/**
 * The largest number of each window, the mean of each window, and their gradients.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { OPERATIONS } from "./simd.ts";
import { address, register, registered, reshaped, sizeOf } from "./wasm_backend.ts";

/** Registers the maximum of each window, and its gradient. */
export function installMaxPool(): void {
  const original = registered("MaxPool");
  register("MaxPool", ({ x }, attributes, backend) => {
    if (x.dtype !== "float32") return original({ x }, attributes, backend);
    const info = poolInfo(x.shape, attributes);
    if (isIdentity(info)) return reshaped(backend, x, x.shape);
    const out = backend.makeOutput(info.outShape, "float32");
    if (sizeOf(info.outShape) === 0) return out;
    const { simd } = backend;
    const [from, to] = [x, out].map((each) => address(backend, each));
    if (areQuarters(info)) {
      simd.maxPoolOfQuarters(from, info.batchSize, info.inHeight, info.inWidth, info.inChannels, to);
    } else simd.maxPool(from, ...sizes(info, to));
    return out;
  });
  /**
   * As on the cpu, the first of several maxima gets the whole gradient. If `isAfterRelu`, the input comes from a relu,
   * and the result is the gradient for the relu's input.
   */
  const originalGradient = registered("MaxPoolGrad");
  register("MaxPoolGrad", ({ dy, input, output }, attributes, backend) => {
    const info = poolInfo(input.shape, attributes);
    const isOurs = dy.dtype === "float32" && input.dtype === "float32" &&
      tf.util.arraysEqual(dy.shape, info.outShape);
    if (!isOurs) return originalGradient({ dy, input, output }, attributes, backend);
    const { isAfterRelu = false } = attributes as { isAfterRelu?: boolean };
    const dx = backend.makeOutput(input.shape, "float32");
    const size = sizeOf(input.shape);
    if (size === 0) return dx;
    const { simd } = backend;
    const [x, from, to] = [input, dy, dx].map((each) => address(backend, each));
    if (areQuarters(info)) {
      const { batchSize, inHeight, inWidth, inChannels } = info;
      simd.maxPoolGradientOfQuarters(x, from, batchSize, inHeight, inWidth, inChannels, to, Number(isAfterRelu));
      return dx;
    }
    simd.maxPoolGradient(x, from, ...sizes(info, to));
    if (isAfterRelu) simd.binary(OPERATIONS.indexOf("ReluGradient"), to, size, x, size, to, size);
    return dx;
  });
}

/**
 * Registers the mean of each window, and its gradient. Our gradient does not support `dimRoundingMode`; where it
 * matters, TF.js's own kernel is used.
 */
export function installAveragePool(): void {
  const [original, originalGradient] = [registered("AvgPool"), registered("AvgPoolGrad")];
  register("AvgPool", ({ x }, attributes, backend) => {
    if (x.dtype !== "float32" || x.shape.includes(0)) return original({ x }, attributes, backend);
    const info = poolInfo(x.shape, attributes);
    if (isIdentity(info)) return reshaped(backend, x, x.shape);
    const out = backend.makeOutput(info.outShape, "float32");
    backend.simd.averagePool(address(backend, x), ...sizes(info, address(backend, out)));
    return out;
  });
  register("AvgPoolGrad", ({ dy, input }, attributes, backend) => {
    const info = poolInfo(input.shape, { ...attributes, dimRoundingMode: undefined });
    const isOurs = dy.dtype === "float32" && input.dtype === "float32" && tf.util.arraysEqual(dy.shape, info.outShape);
    if (!isOurs || input.shape.includes(0)) return originalGradient({ dy, input }, attributes, backend);
    const dx = backend.makeOutput(input.shape, "float32");
    backend.simd.averagePoolGradient(address(backend, dy), ...sizes(info, address(backend, dx)));
    return dx;
  });
}

/**
 * Whether each window has only one number. In this case, its maximum and its mean are that number, even if it is NaN,
 * as on the cpu.
 */
function isIdentity({ filterHeight, filterWidth, inShape, outShape }: tf.backend_util.Conv2DInfo): boolean {
  return filterHeight * filterWidth === 1 && tf.util.arraysEqual(inShape, outShape);
}

/**
 * Whether the windows are adjacent squares of 2 × 2 and the number of channels is a multiple of four, as in most
 * networks.
 */
function areQuarters(info: tf.backend_util.Conv2DInfo): boolean {
  return info.filterHeight === 2 && info.filterWidth === 2 && info.strideHeight === 2 && info.strideWidth === 2 &&
    info.inChannels % 4 === 0 && info.padInfo.top === 0 && info.padInfo.left === 0 &&
    info.outHeight === Math.floor(info.inHeight / 2) && info.outWidth === Math.floor(info.inWidth / 2);
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

function sizes(info: tf.backend_util.Conv2DInfo, out: number) {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = info;
  return [
    ...[batchSize, inHeight, inWidth, inChannels, out, outHeight, outWidth, filterHeight, filterWidth] as const,
    ...[info.strideHeight, info.strideWidth, info.padInfo.top, info.padInfo.left] as const,
  ] as const;
}
