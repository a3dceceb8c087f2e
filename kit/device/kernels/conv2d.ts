/**
 * Convolutions, and the gradients of both their inputs. TF.js's wasm backend lacks the one for the filter, so that no
 * convolution can be trained with it.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { address, scratch, type Simd } from "./simd.ts";
import { register, registered, sizeOf, type WasmBackend } from "./wasm_backend.ts";

/** What all three are told. */
interface Attributes {
  strides: number | [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dilations?: number | [number, number];
  dimRoundingMode?: "floor" | "round" | "ceil";
  dataFormat: "NHWC" | "NCHW";
}

type Shape4D = [number, number, number, number];

/** The sizes of a convolution; Conv2DInfo of TF.js. */
type Info = tf.backend_util.Conv2DInfo;

/** Registers the convolution and both gradients; what is dilated is left to TF.js, which has no gradient for it. */
export function installConv2D(simd: Simd): void {
  const original = registered("Conv2D");
  register("Conv2D", ({ x, filter }, attributes, backend) => {
    const info = convInfo(x.shape, filter.shape, attributes as unknown as Attributes);
    const isOurs = x.dtype === "float32" && filter.dtype === "float32" && info.dilationHeight === 1 &&
      info.dilationWidth === 1;
    if (!isOurs) return original({ x, filter }, attributes, backend);
    const out = backend.makeOutput(info.outShape, "float32");
    if (sizeOf(info.outShape) === 0) return out;
    const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outHeight, outWidth } = info;
    const [height, width] = padded(info);
    simd.convolve(
      ...[address(backend, x), batchSize, inHeight, inWidth, inChannels],
      ...[address(backend, filter), filterHeight, filterWidth, info.outChannels],
      ...[address(backend, out), outHeight, outWidth, info.strideHeight, info.strideWidth],
      ...[info.padInfo.top, info.padInfo.left, height, width, scratchFor(simd, info, backend)],
    );
    return out;
  });
  register("Conv2DBackpropFilter", ({ x, dy }, attributes, backend) => {
    const { filterShape, ...others } = attributes as unknown as Attributes & { filterShape: Shape4D };
    const info = convInfo(x.shape, filterShape, others);
    const out = backend.makeOutput(filterShape, "float32");
    const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outHeight, outWidth } = info;
    if (batchSize * outHeight * outWidth === 0 || sizeOf(filterShape) === 0) {
      backend.typedArrayFromHeap(out).fill(0);
      return out;
    }
    const [height, width] = padded(info);
    simd.convolveToFilter(
      ...[address(backend, x), batchSize, inHeight, inWidth, inChannels],
      ...[address(backend, dy), outHeight, outWidth, info.outChannels],
      ...[address(backend, out), filterHeight, filterWidth, info.strideHeight, info.strideWidth],
      ...[info.padInfo.top, info.padInfo.left, height, width, scratchFor(simd, info, backend)],
    );
    return out;
  });
  register("Conv2DBackpropInput", ({ dy, filter }, attributes, backend) => {
    const { inputShape, ...others } = attributes as unknown as Attributes & { inputShape: Shape4D };
    const info = convInfo(inputShape, filter.shape, others);
    const out = backend.makeOutput(inputShape, "float32");
    if (sizeOf(inputShape) === 0) return out;
    simd.convolveToImage(
      ...[address(backend, dy), info.batchSize, info.outHeight, info.outWidth, info.outChannels],
      ...[address(backend, filter), info.filterHeight, info.filterWidth, info.inChannels],
      ...[address(backend, out), info.inHeight, info.inWidth, info.strideHeight, info.strideWidth],
      ...[info.padInfo.top, info.padInfo.left, scratchFor(simd, info, backend)],
    );
    return out;
  });
}

/** The size of the image with its margin: as far as the last window reaches, at least the image itself. */
function padded({ inHeight, inWidth, outHeight, outWidth, ...info }: Info): [number, number] {
  return [
    Math.max(inHeight + info.padInfo.top, (outHeight - 1) * info.strideHeight + info.filterHeight),
    Math.max(inWidth + info.padInfo.left, (outWidth - 1) * info.strideWidth + info.filterWidth),
  ];
}

/** Enough for each of the three. */
function scratchFor(simd: Simd, info: Info, backend: WasmBackend): number {
  const { inChannels, outChannels, filterHeight, filterWidth, outHeight, outWidth } = info;
  const [height, width] = padded(info);
  return scratch(
    backend,
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
  const info = tf.backend_util.computeConv2DInfo(
    ...[input as Shape4D, filter as Shape4D, strides, dilations, pad, dimRoundingMode, false, format] as const,
  );
  if (info.dataFormat !== "channelsLast") throw new Error("Convolutions on wasm need the data format NHWC.");
  return info;
}
