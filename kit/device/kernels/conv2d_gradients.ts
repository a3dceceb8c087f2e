/**
 * The gradients of a convolution, each by way of another convolution, for that is what the wasm backend is fast at.
 * @module
 */
import type { TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { floats, register, registered, type WasmBackend } from "./wasm_backend.ts";

/** What both gradients are told. */
interface Attributes {
  strides: number | [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: "floor" | "round" | "ceil";
  dataFormat: "NHWC" | "NCHW";
}

type Shape4D = [number, number, number, number];

/** Registers both. TF.js's wasm backend lacks the one for the filter, so that no convolution can be trained; its other is slow. */
export function installConv2DGradients(): void {
  const convolve = registered("Conv2D");
  const transpose = registered("Transpose");
  const inputGradient = registered("Conv2DBackpropInput");

  /** ∂/∂filter[i, j, c, o] = Σ x[n, y·stride + i − top, …, c] · dy[n, y, …, o]: channels take the place of images. */
  register("Conv2DBackpropFilter", ({ x, dy }, attributes, backend) => {
    const { filterShape, strides, pad, dimRoundingMode, dataFormat } = attributes as unknown as Attributes & {
      filterShape: Shape4D;
    };
    const info = convInfo(x.shape, filterShape, { strides, pad, dimRoundingMode, dataFormat });
    const { strideHeight, strideWidth, padInfo } = info;
    const images = transpose({ x }, { perm: [3, 1, 2, 0] }, backend); // [c, height, width, n]
    const filter = transpose({ x: dy }, { perm: [1, 2, 0, 3] }, backend); // [height, width, n, o]
    const sides = [
      [padInfo.top, filterShape[0] + (info.outHeight - 1) * strideHeight - info.inHeight - padInfo.top],
      [padInfo.left, filterShape[1] + (info.outWidth - 1) * strideWidth - info.inWidth - padInfo.left],
    ];
    // where the last window ends before the image does, the rest of the image has no part in it
    const used = cropped(images, sides, backend);
    const gradient = convolve({ x: used, filter }, {
      strides: 1,
      dilations: [strideHeight, strideWidth],
      pad: [[0, 0], ...sides.map(([before, after]) => [before, Math.max(0, after)]), [0, 0]],
      dataFormat: "NHWC",
    }, backend); // [c, i, j, o]
    const out = transpose({ x: gradient }, { perm: [1, 2, 0, 3] }, backend);
    for (const each of new Set([images, used, filter, gradient])) backend.disposeData(each.dataId);
    return out;
  });

  /** The gradient flows back along the same ways: dy, its gaps filled with 0, convolved with the filter turned around. */
  register("Conv2DBackpropInput", ({ dy, filter }, attributes, backend) => {
    const { inputShape, strides, pad, dimRoundingMode, dataFormat } = attributes as unknown as Attributes & {
      inputShape: Shape4D;
    };
    const info = convInfo(inputShape, filter.shape, { strides, pad, dimRoundingMode, dataFormat });
    const { padInfo, filterHeight, filterWidth } = info;
    const spread = [(info.outHeight - 1) * info.strideHeight + 1, (info.outWidth - 1) * info.strideWidth + 1];
    const before = [filterHeight - 1 - padInfo.top, filterWidth - 1 - padInfo.left];
    const after = [
      info.inHeight + filterHeight - 1 - spread[0] - before[0],
      info.inWidth + filterWidth - 1 - spread[1] - before[1],
    ];
    // a margin wider than the filter: too rare to be worth more than TF.js's own
    if ([...before, ...after].some((side) => side < 0)) return inputGradient({ dy, filter }, attributes, backend);
    const gaps = withGaps(dy, [info.strideHeight, info.strideWidth], spread, backend);
    const turned = turnedAround(filter, backend);
    const dx = convolve({ x: gaps, filter: turned }, {
      strides: 1,
      dilations: 1,
      pad: [[0, 0], [before[0], after[0]], [before[1], after[1]], [0, 0]],
      dataFormat: "NHWC",
    }, backend);
    if (gaps !== dy) backend.disposeData(gaps.dataId);
    backend.disposeData(turned.dataId);
    return dx;
  });
}

function convInfo(input: readonly number[], filter: readonly number[], attributes: Attributes) {
  const { strides, pad, dimRoundingMode, dataFormat } = attributes;
  const format = tf.backend_util.convertConv2DDataFormat(dataFormat);
  const info = tf.backend_util.computeConv2DInfo(
    input as Shape4D,
    filter as Shape4D,
    strides,
    1,
    pad,
    dimRoundingMode,
    false,
    format,
  );
  if (info.dataFormat !== "channelsLast") throw new Error("Convolutions on wasm need the data format NHWC.");
  return info;
}

/** `x` without what a negative margin at the end of an axis cuts off. */
function cropped(x: TensorInfo, sides: readonly number[][], backend: WasmBackend): TensorInfo {
  const size = [x.shape[0], ...sides.map(([, after], i) => x.shape[i + 1] + Math.min(0, after)), x.shape[3]];
  if (size.every((length, axis) => length === x.shape[axis])) return x;
  return registered("Slice")({ x }, { begin: [0, 0, 0, 0], size }, backend);
}

/** dy with strides − 1 zeros between its rows and columns. */
function withGaps(
  dy: TensorInfo,
  [strideHeight, strideWidth]: number[],
  [spreadHeight, spreadWidth]: number[],
  backend: WasmBackend,
): TensorInfo {
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const [images, height, width, channels] = dy.shape;
  const out = backend.makeOutput([images, spreadHeight, spreadWidth, channels], "float32");
  const [from, to] = [floats(backend, dy), floats(backend, out)];
  to.fill(0);
  for (let i = 0, place = 0; i < images; i++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++, place += channels) {
        const target = ((i * spreadHeight + y * strideHeight) * spreadWidth + x * strideWidth) * channels;
        to.set(from.subarray(place, place + channels), target);
      }
    }
  }
  return out;
}

/** A filter [height, width, in, out] as [height, width, out, in], upside down and mirrored. */
function turnedAround(filter: TensorInfo, backend: WasmBackend): TensorInfo {
  const [height, width, inner, outer] = filter.shape;
  const out = backend.makeOutput([height, width, outer, inner], "float32");
  const [from, to] = [floats(backend, filter), floats(backend, out)];
  const area = inner * outer;
  for (let place = 0; place < height * width; place++) {
    const target = (height * width - 1 - place) * area;
    for (let i = 0; i < inner; i++) {
      for (let o = 0; o < outer; o++) to[target + o * inner + i] = from[place * area + i * outer + o];
    }
  }
  return out;
}
