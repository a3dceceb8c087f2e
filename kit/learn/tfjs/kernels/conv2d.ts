/**
 * Convolutions, and the gradients for both of their inputs. TF.js's wasm backend lacks the gradient for the filter, so
 * it cannot train a convolution.
 * @module
 */
import type { TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { address, register, registered, sizeOf, type WasmBackend } from "./wasm_backend.ts";

/** The arguments that all three kernels have. */
interface Attributes {
  strides: number | [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dilations?: number | [number, number];
  dimRoundingMode?: "floor" | "round" | "ceil";
  dataFormat: "NHWC" | "NCHW";
}

type Shape4D = [number, number, number, number];

/** The sizes of a convolution, as TF.js computes them. */
type Info = tf.backend_util.Conv2DInfo;

/** Registers the convolution and both gradients, for float32, channels last and no dilation. */
export function installConv2D(): void {
  const original = registered("Conv2D");
  register("Conv2D", ({ x, filter }, attributes, backend) => {
    const info = convInfo(x.shape, filter.shape, attributes as unknown as Attributes);
    if (!isOurs(info, x, filter) || hasMargin(info) && !isFinite(filter, backend)) {
      return original({ x, filter }, attributes, backend);
    }
    const out = backend.makeOutput(info.outShape, "float32");
    if (sizeOf(info.outShape) === 0) return out;
    const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outHeight, outWidth } = info;
    const [height, width] = padded(info);
    backend.simd.convolve(
      ...[address(backend, x), batchSize, inHeight, inWidth, inChannels],
      ...[address(backend, filter), filterHeight, filterWidth, info.outChannels],
      ...[address(backend, out), outHeight, outWidth, info.strideHeight, info.strideWidth],
      ...[info.padInfo.top, info.padInfo.left, height, width, scratchFor(info, backend)],
    );
    return out;
  });
  const originalToFilter = registered("Conv2DBackpropFilter");
  register("Conv2DBackpropFilter", ({ x, dy }, attributes, backend) => {
    const { filterShape, ...others } = attributes as unknown as Attributes & { filterShape: Shape4D };
    const info = convInfo(x.shape, filterShape, others);
    if (!isOurs(info, x, dy) || !tf.util.arraysEqual(dy.shape, info.outShape)) {
      return originalToFilter({ x, dy }, attributes, backend);
    }
    const out = backend.makeOutput(filterShape, "float32");
    const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outHeight, outWidth } = info;
    if (batchSize * outHeight * outWidth === 0 || sizeOf(filterShape) === 0) {
      backend.typedArrayFromHeap(out).fill(0);
      return out;
    }
    const [height, width] = padded(info);
    backend.simd.convolveToFilter(
      ...[address(backend, x), batchSize, inHeight, inWidth, inChannels],
      ...[address(backend, dy), outHeight, outWidth, info.outChannels],
      ...[address(backend, out), filterHeight, filterWidth, info.strideHeight, info.strideWidth],
      ...[info.padInfo.top, info.padInfo.left, height, width, scratchFor(info, backend)],
    );
    return out;
  });
  const originalToImage = registered("Conv2DBackpropInput");
  register("Conv2DBackpropInput", ({ dy, filter }, attributes, backend) => {
    const { inputShape, ...others } = attributes as unknown as Attributes & { inputShape: Shape4D };
    const info = convInfo(inputShape, filter.shape, others);
    if (!isOurs(info, dy, filter) || !tf.util.arraysEqual(dy.shape, info.outShape)) {
      return originalToImage({ dy, filter }, attributes, backend);
    }
    const out = backend.makeOutput(inputShape, "float32");
    if (sizeOf(inputShape) === 0) return out;
    backend.simd.convolveToImage(
      ...[address(backend, dy), info.batchSize, info.outHeight, info.outWidth, info.outChannels],
      ...[address(backend, filter), info.filterHeight, info.filterWidth, info.inChannels],
      ...[address(backend, out), info.inHeight, info.inWidth, info.strideHeight, info.strideWidth],
      ...[info.padInfo.top, info.padInfo.left, scratchFor(info, backend)],
    );
    return out;
  });
}

/** Whether our kernels compute this: only float32, with channels last and no dilation. */
function isOurs({ dataFormat, dilationHeight, dilationWidth }: Info, ...inputs: TensorInfo[]): boolean {
  return dataFormat === "channelsLast" && dilationHeight === 1 && dilationWidth === 1 &&
    inputs.every(({ dtype }) => dtype === "float32");
}

function hasMargin(info: Info): boolean {
  const [height, width] = padded(info);
  return height > info.inHeight || width > info.inWidth;
}

/** Whether all numbers are finite: multiplied by the zeros of the margin, infinity would give NaN. */
function isFinite(filter: TensorInfo, backend: WasmBackend): boolean {
  const sum = backend.makeOutput([], "float32");
  backend.simd.sum(address(backend, filter), sizeOf(filter.shape), 1, address(backend, sum));
  const [value] = backend.typedArrayFromHeap(sum);
  backend.disposeData(sum.dataId);
  return Number.isFinite(value);
}

/** The size of the image with its margin: up to the end of the last window, but at least the image's own size. */
function padded({ inHeight, inWidth, outHeight, outWidth, ...info }: Info): [number, number] {
  return [
    Math.max(inHeight + info.padInfo.top, (outHeight - 1) * info.strideHeight + info.filterHeight),
    Math.max(inWidth + info.padInfo.left, (outWidth - 1) * info.strideWidth + info.filterWidth),
  ];
}

/** Scratch memory that is enough for any of the three kernels. */
function scratchFor(info: Info, backend: WasmBackend): number {
  const { simd } = backend;
  const { inChannels, outChannels, filterHeight, filterWidth, outHeight, outWidth } = info;
  const [height, width] = padded(info);
  return backend.scratch(
    Math.max(
      simd.convolutionScratch(width, height, inChannels, filterHeight, filterWidth, outChannels, outHeight, outWidth),
      simd.convolutionScratch(
        ...[info.inWidth + filterWidth - 1, info.inHeight + filterHeight - 1, outChannels, filterHeight, filterWidth],
        ...[inChannels, info.inHeight, info.inWidth],
      ),
    ),
  );
}

function convInfo(input: readonly number[], filter: readonly number[], attributes: Attributes): Info {
  const { strides, pad, dilations = 1, dimRoundingMode, dataFormat } = attributes;
  const format = tf.backend_util.convertConv2DDataFormat(dataFormat);
  return tf.backend_util.computeConv2DInfo(
    ...[input as Shape4D, filter as Shape4D, strides, dilations, pad, dimRoundingMode, false, format] as const,
  );
}
