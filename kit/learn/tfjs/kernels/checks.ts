/**
 * Checks that are missing in TF.js. Its kernels accept any arguments: they read beyond the end of a tensor, or return a
 * tensor with negative lengths, or with fewer numbers than its shape requires.
 * @module
 */
import type { TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

type Inputs = Record<string, TensorInfo>;

/** The arguments of convolutions and poolings that affect shapes. */
interface Attributes {
  strides: number | number[];
  pad: unknown;
  dilations?: number | number[] | null;
  dimRoundingMode?: string;
  dataFormat?: string;
  filterSize?: number | number[];
  inputShape?: number[];
  filterShape?: number[];
  axis?: number | number[];
  reductionIndices?: number | number[];
  perm?: number[];
  alignCorners?: boolean;
  begin?: number | number[];
  size?: number | number[];
}

/** The lengths of an image, of a window on it, and of the result. */
interface Sizes {
  outShape: number[];
  inHeight: number;
  inWidth: number;
  outHeight: number;
  outWidth: number;
  effectiveFilterHeight: number;
  effectiveFilterWidth: number;
}

/** TF.js's own computation of sizes; its types allow fewer arguments than kernels accept. */
const { computeConv2DInfo, computePool2DInfo } = tf.backend_util as unknown as Record<
  string,
  (...all: unknown[]) => Sizes
>;

/** A check may return other arguments for the kernel. */
type Check = (inputs: Inputs, attributes: Attributes) => Attributes | void;

/** The checks, by the names of kernels. */
export const CHECKS: Readonly<Record<string, Check>> = {
  Sum: ({ x }, { axis }) => assertAxes("sum", axis, x),
  Mean: ({ x }, { axis }) => assertAxes("mean", axis, x),
  Prod: ({ x }, { axis }) => assertAxes("prod", axis, x),
  Max: ({ x }, { reductionIndices }) => assertAxes("max", reductionIndices, x),
  Min: ({ x }, { axis }) => assertAxes("min", axis, x),
  All: ({ x }, { axis }) => assertAxes("all", axis, x),
  Any: ({ x }, { axis }) => assertAxes("any", axis, x),
  Unpack: ({ value }, { axis }) => assertAxes("unstack", axis, value),
  Transpose: assertPermutation,
  Slice: (_, { begin, size }) => assertWhole("slice", "begin and size", -Infinity, begin, size),
  Cumsum: countFromFront,
  Cumprod: countFromFront,
  BatchMatMul: assertBatches,
  _FusedMatMul: assertBatches,
  Conv2D: ({ x, filter }, attributes) => assertFits("conv2d", convolution(x, filter, attributes)),
  FusedConv2D: ({ x, filter, bias }, attributes) => {
    assertFits("conv2d", convolution(x, filter, attributes));
    assertBias(bias, filter.shape[3]);
  },
  DepthwiseConv2dNative: ({ x, filter }, attributes) =>
    assertFits("depthwiseConv2d", convolution(x, filter, attributes, true)),
  FusedDepthwiseConv2D: ({ x, filter }, attributes) =>
    assertFits("depthwiseConv2d", convolution(x, filter, attributes, true)),
  MaxPool: ({ x }, attributes) => assertPooling("maxPool", x, attributes),
  MaxPoolGrad: ({ input }, attributes) => assertPooling("maxPool", input, attributes),
  MaxPoolWithArgmax: ({ x }, attributes) => assertPooling("maxPoolWithArgmax", x, attributes),
  AvgPool: ({ x }, attributes) => assertPooling("avgPool", x, attributes),
  AvgPoolGrad: ({ input }, attributes) => assertPooling("avgPool", input, attributes),
  Real: ({ input }) => assertComplex("real", input),
  Imag: ({ input }) => assertComplex("imag", input),
  DepthwiseConv2dNativeBackpropInput: ({ filter }, attributes) =>
    void convolution({ shape: attributes.inputShape! }, filter, attributes, true),
  DepthwiseConv2dNativeBackpropFilter: ({ x }, attributes) =>
    void convolution(x, { shape: attributes.filterShape! }, attributes, true),
  ResizeNearestNeighborGrad: ({ images, dy }, { alignCorners }) => assertCorners(images, dy, alignCorners!),
  Conv2DBackpropInput: ({ dy, filter }, attributes) =>
    assertGradient(dy.shape, { shape: attributes.inputShape! }, filter, attributes),
  Conv2DBackpropFilter: ({ x, dy }, attributes) =>
    assertGradient(dy.shape, x, { shape: attributes.filterShape! }, attributes),
};

/** Adds the checks to the kernels of a backend; call it once for each backend. */
export function installChecks(backendName: "cpu" | "wasm"): void {
  for (const [kernelName, check] of Object.entries(CHECKS)) {
    const config = tf.getKernel(kernelName, backendName)!;
    tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({
      ...config,
      kernelFunc: (call) => {
        const attributes = check(call.inputs as Inputs, call.attrs as unknown as Attributes);
        return config.kernelFunc(attributes ? { ...call, attrs: attributes as unknown as tf.NamedAttrMap } : call);
      },
    });
  }
}

type Shaped = Pick<TensorInfo, "shape">;

function convolution(image: Shaped, filter: Shaped, attributes: Attributes, isDepthwise = false): Sizes {
  const { strides, dilations, pad, dimRoundingMode, dataFormat } = attributes;
  const operation = isDepthwise ? "depthwiseConv2d" : "conv2d";
  tf.util.assert(
    image.shape.length === 4 && filter.shape.length === 4,
    () =>
      `Error in ${operation}: an image of shape ${image.shape} and a filter of shape ${filter.shape} must be rank 4.`,
  );
  const channels = image.shape[dataFormat === "NCHW" ? 1 : 3];
  tf.util.assert(
    channels === filter.shape[2],
    () => `Error in ${operation}: depth of input (${channels}) must match input depth for filter ${filter.shape[2]}.`,
  );
  assertWhole(operation, "strides and dilations", 1, strides, dilations);
  assertWhole(operation, "the numbers of the padding", 0, pad);
  const format = tf.backend_util.convertConv2DDataFormat((dataFormat ?? "NHWC") as "NHWC");
  const sizes = [image.shape, filter.shape, strides, dilations ?? 1, pad];
  return computeConv2DInfo(...sizes, dimRoundingMode, isDepthwise, format);
}

function assertPooling(operation: string, { shape }: Shaped, attributes: Attributes): void {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  tf.util.assert(shape.length === 4, () => `Error in ${operation}: an image of shape ${shape} must be rank 4.`);
  assertWhole(operation, "the lengths of the window and strides", 1, filterSize, strides);
  assertWhole(operation, "the numbers of the padding", 0, pad);
  assertFits(operation, computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode));
}

/**
 * Throws an error if not even one window fits: the result then has a length of 0 or less, although the image is not
 * empty.
 */
function assertFits(operation: string, sizes: Sizes): void {
  const { inHeight, inWidth, outHeight, outWidth, effectiveFilterHeight, effectiveFilterWidth } = sizes;
  const isPlausible = (out: number, length: number) => out > 0 || out === 0 && length === 0;
  tf.util.assert(
    isPlausible(outHeight, inHeight) && isPlausible(outWidth, inWidth),
    () =>
      `Error in ${operation}: a window of ${effectiveFilterHeight} × ${effectiveFilterWidth} does not fit into an image ` +
      `of ${inHeight} × ${inWidth}: use a smaller window, or the padding "same".`,
  );
}

/** Checks that a gradient has the shape of the result that it belongs to. TF.js ignores numbers beyond that shape. */
function assertGradient(dy: number[], image: Shaped, filter: Shaped, attributes: Attributes): void {
  const { outShape } = convolution(image, filter, { ...attributes, dilations: 1 });
  const channels = attributes.dataFormat === "NCHW" ? 1 : 3;
  tf.util.assert(
    outShape.every((length, axis) => axis === 0 || axis === channels ? dy[axis] === length : dy[axis] >= length),
    () =>
      `Error in conv2dTranspose, or in the gradient of conv2d: an image of shape ${image.shape} and a filter of shape ` +
      `${filter.shape} with strides ${attributes.strides} belong to a result of shape ${outShape}, not ${dy}.`,
  );
}

/**
 * Checks that the shape of the smaller batch equals the last axes of the larger one: TF.js always repeats the smaller
 * batch from its beginning.
 */
function assertBatches({ a, b }: Inputs): void {
  if (a.shape.length < 3 && b.shape.length < 3) return;
  const [outerA, outerB] = [a, b].map(({ shape }) => shape.slice(0, -2));
  if (outerA.length === 0 || outerB.length === 0 || tf.util.arraysEqual(outerA, outerB)) return;
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
  const isEnd = (batch: number[]) => {
    const axes = batch.slice(batch.findIndex((length) => length !== 1));
    return tf.util.sizeFromShape(batch) === 1 || tf.util.arraysEqual(axes, outer.slice(outer.length - axes.length));
  };
  const isWhole = (batch: number[]) => tf.util.sizeFromShape(batch) === tf.util.sizeFromShape(outer);
  tf.util.assert(
    isWhole(outerA) && isEnd(outerB) || isWhole(outerB) && isEnd(outerA),
    () =>
      `Error in matMul: batches of shapes ${outerA} and ${outerB} must first be expanded to the shape ${outer}, ` +
      "with tf.broadcastTo or tf.tile.",
  );
}

/** Accepts a negative axis, which is counted from the end, as other kernels do. */
function countFromFront({ x }: Inputs, attributes: Attributes): Attributes {
  return { ...attributes, axis: tf.util.parseAxisParam(attributes.axis!, x.shape)[0] };
}

/** Checks that all axes exist, and that each is named once. In nearly all steps, there is at most one axis. */
function assertAxes(operation: string, axes: number | number[] | undefined, { shape }: TensorInfo): void {
  const parsed = axes == null || typeof axes !== "number" && axes.length === 0
    ? []
    : tf.util.parseAxisParam(axes, shape);
  tf.util.assert(
    parsed.length < 2 || new Set(parsed).size === parsed.length,
    () => `Error in ${operation}: one of the axes ${axes} is named twice.`,
  );
}

/** Repeats the checks of TF.js's own operation, and also checks that no axis is named twice. */
function assertPermutation({ x }: Inputs, { perm }: Attributes): void {
  const rank = x.shape.length;
  tf.util.assert(
    perm!.length === rank,
    () => `Error in transpose: rank of input ${rank} must match length of perm ${perm}.`,
  );
  for (const [place, axis] of perm!.entries()) {
    tf.util.assert(
      axis >= 0 && axis < rank,
      () => `All entries in 'perm' must be between 0 and ${rank - 1} but got ${perm}`,
    );
    tf.util.assert(
      perm!.indexOf(axis) === place,
      () => `Error in transpose: one of the axes ${perm} is named twice.`,
    );
  }
}

/** Checks that a bias has one number for each channel, or only one number. */
function assertBias(bias: TensorInfo | undefined, channels: number): void {
  if (!bias || bias.shape.length !== 1) return;
  tf.util.assert(
    [1, channels].includes(bias.shape[0]),
    () =>
      `Error in fused conv2d: bias shape (${bias.shape}) is not compatible with the number of output channels ` +
      `(${channels}).`,
  );
}

/** Checks that the distance between the corners is not 0: TF.js divides by it, and the computation would never end. */
function assertCorners(images: TensorInfo, dy: TensorInfo, alignCorners: boolean): void {
  tf.util.assert(
    !alignCorners || [1, 2].every((axis) => images.shape[axis] > 1 || dy.shape[axis] === 1),
    () => "Error in resizeNearestNeighbor: with alignCorners, an image with only one row or column has no gradient.",
  );
}

/** Checks that all numbers, even in lists of lists, are whole and at least `least`; missing numbers are allowed. */
function assertWhole(operation: string, what: string, least: number, ...values: unknown[]): void {
  tf.util.assert(
    areWhole(values, least),
    () =>
      `Error in ${operation}: ${what} must be whole numbers${Number.isFinite(least) ? ` (${least} or more)` : ""}, ` +
      `not ${values.filter((value) => typeof value !== "string" && value !== undefined)}.`,
  );
}

function areWhole(value: unknown, least: number): boolean {
  if (Array.isArray(value)) {
    for (const each of value) if (!areWhole(each, least)) return false;
    return true;
  }
  return typeof value !== "number" || Number.isInteger(value) && value >= least;
}

function assertComplex(operation: string, { dtype }: TensorInfo): void {
  tf.util.assert(
    dtype === "complex64",
    () => `Error in ${operation}: the numbers are ${dtype}, not complex: make complex numbers with tf.complex first.`,
  );
}
