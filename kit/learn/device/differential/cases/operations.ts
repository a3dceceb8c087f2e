/**
 * Operations made of several kernels. Even if each kernel is right, one may pass something wrong to the next. Each case
 * is listed under one of its kernels.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, lastDigits, roughly, toCase } from "./case.ts";

/** An argument whose type in TF.js is narrower than in our tables. */
// deno-lint-ignore no-explicit-any
type Any = any;

/** An operation on one tensor: the kernel, the call as text, the operation, and shapes for it. */
type Row = [kernel: string, call: string, operation: (x: Any) => Tensor | Tensor[], shapes: string[]];

const MATRICES = ["[3,3]", "[4,2]", "[2,4]", "[1,1]", "[0,3]", "[3]", "[]"];
const ANY = ["[]", "[1]", "[0]", "[7]", "[3,5]", "[3,0]", "[2,3,4]"];
const IMAGES = ["[1,4,4,1]", "[2,3,5,3]", "[4,4,3]", "[3,3,1]", "[0,4,4,3]", "[4,4]"];

const OPERATIONS: Row[] = [
  ["Log", "tf.logSigmoid(x)", (x) => tf.logSigmoid(x), ANY],
  ["Sum", "tf.euclideanNorm(x)", (x) => tf.euclideanNorm(x), ANY],
  ["Sum", "tf.norm(x, 1)", (x) => tf.norm(x, 1), ANY],
  ["Min", "tf.norm(x, -Infinity)", (x) => tf.norm(x, -Infinity), ANY],
  ["Sum", 'tf.norm(x, "euclidean", 0, true)', (x) => tf.norm(x, "euclidean", 0, true), ANY],
  ["Max", "x.max().sub(x.min())", (x) => x.max().sub(x.min()), ANY],
  ["ArgMax", "x.argMax(-1)", (x) => x.argMax(-1), ANY],
  ["Equal", "x.argMax(-1).equal(0).mean()", (x) => x.argMax(-1).equal(0).mean(), ANY],
  ["OneHot", "tf.oneHot(x.argMax(-1), 5)", (x) => tf.oneHot(x.argMax(-1), 5), ANY],
  ["OneHot", 'tf.oneHot(x.argMax(-1), 5, 1, 0, "float32")', (x) => tf.oneHot(x.argMax(-1), 5, 1, 0, "float32"), ANY],
  ["GreaterEqual", "x.greaterEqual(0).logicalAnd(x.less(1))", (x) => x.greaterEqual(0).logicalAnd(x.less(1)), ANY],
  ["LogicalNot", "x.greater(0).logicalNot()", (x) => x.greater(0).logicalNot(), ANY],
  ["Any", "x.greater(0).any()", (x) => x.greater(0).any(), ANY],
  ["All", "x.greater(0).all(-1)", (x) => x.greater(0).all(-1), ANY],
  ["Select", "tf.where(x.greater(0), x, 0)", (x) => tf.where(x.greater(0), x, tf.zerosLike(x)), ANY],
  ["Cast", "x.toBool().toInt()", (x) => x.toBool().toInt(), ANY],
  ["Cast", "x.toInt().toBool()", (x) => x.toInt().toBool(), ANY],
  ["Cast", "x.greater(0).toFloat().sum()", (x) => x.greater(0).toFloat().sum(), ANY],
  ["Square", "x.square().mean().sqrt()", (x) => x.square().mean().sqrt(), ANY],
  ["Reverse", "x.greater(0).reverse()", (x) => x.greater(0).reverse(), ANY],
  ["Concat", "tf.concat([x, x], -1)", (x) => tf.concat([x, x], -1), ANY],
  ["Tile", "x.greater(0).expandDims(0).tile", (x) => tf.tile(x.greater(0).flatten(), [3]), ANY],
  ["PadV2", "tf.pad1d(x, [1, 2], 7)", (x) => tf.pad1d(x, [1, 2], 7), ["[3]", "[0]", "[2,2]"]],
  ["PadV2", "tf.pad2d(x, [[1, 0], [0, 2]])", (x) => tf.pad2d(x, [[1, 0], [0, 2]]), MATRICES],
  ["TopK", "tf.topk(x).values", (x) => tf.topk(x).values, ANY],
  ["Multiply", "tf.eye(3).mul(x)", (x) => tf.eye(3).mul(x), ["[3,3]", "[3]", "[]", "[1,1]", "[2]"]],
  ["Multiply", "x.mul(3).add(1).div(2)", (x) => x.mul(3).add(1).div(2), ANY],
  ["Mean", "x.sub(x.mean()).div(deviation)", (x) => x.sub(x.mean()).div(tf.moments(x).variance.sqrt().add(1)), ANY],
  ["Prelu", "tf.prelu(x, 0.2)", (x) => tf.prelu(x, tf.scalar(0.2)), ANY],
  ["Floor", "tf.dropout(x, 0.5, undefined, 3)", (x) => tf.dropout(x, 0.5, undefined, 3), ANY],
  ["Slice", "tf.signal.frame(x, 3, 2)", (x) => tf.signal.frame(x, 3, 2), ["[9]", "[2]", "[0]"]],
  ["Slice", "tf.signal.frame(x, 3, 2, true, 7)", (x) => tf.signal.frame(x, 3, 2, true, 7), ["[9]", "[2]", "[0]"]],
  ["Slice", "tf.linalg.qr(x)", (x) => tf.linalg.qr(x), MATRICES],
  ["Slice", "tf.linalg.qr(x, true)", (x) => tf.linalg.qr(x, true), MATRICES],
  ["Slice", "tf.linalg.gramSchmidt(x)", (x) => tf.linalg.gramSchmidt(x), MATRICES],
  ["Transpose", "x.transpose().reshape([-1])", (x) => x.transpose().reshape([-1]), ANY],
  ["Transpose", "x.matMul(x.transpose())", (x) => x.matMul(x.transpose()), MATRICES],
  ["Tile", "tf.image.grayscaleToRGB(x)", (x) => tf.image.grayscaleToRGB(x), IMAGES],
  ["Round", "tf.image.threshold(x)", (x) => tf.image.threshold(x), IMAGES],
  ["Round", 'tf.image.threshold(x, "otsu")', (x) => tf.image.threshold(x, "otsu"), IMAGES],
  ["Round", 'tf.image.threshold(x, "binary", true, 0.3)', (x) => tf.image.threshold(x, "binary", true, 0.3), IMAGES],
];

/** The cases of this module. */
export function operationCases(): Case[] {
  const ofOne = OPERATIONS.flatMap(([kernel, call, operation, shapes]) =>
    shapes.flatMap((shape) =>
      [`float32${shape} fine`, `float32${shape} nan`, `int32${shape} whole`, `bool${shape}`].map((line) =>
        toCase(kernel, call, [line], operation, { rounding: roughly(256) })
      )
    )
  );
  return [...ofOne, ...layerCases(), ...boundCases(), ...cellCases()];
}

/** The computations of layers, with strides and windows other than the defaults. */
function layerCases(): Case[] {
  const options = { rounding: roughly(512) };
  const settings: [
    filters: number,
    kernelSize: number | [number, number],
    strides: number | [number, number],
    padding: "same" | "valid",
  ][] = [
    [1, [2, 1], [5, 2], "same"],
    [3, 3, 1, "same"],
    [3, 3, 2, "valid"],
    [2, [1, 3], 2, "same"],
    [2, 1, 2, "valid"],
    [8, 3, 1, "same"],
    [2, 9, 1, "valid"],
  ];
  return settings.flatMap(([filters, kernelSize, strides, padding]) =>
    ["[1,3,4,1]", "[2,7,6,3]", "[1,8,8,8]"].flatMap((shape) =>
      ["linear", "relu", "sigmoid"].flatMap((activation) => [
        toCase(
          "FusedConv2D",
          `tf.layers.conv2d({ ${filters}, [${kernelSize}], [${strides}], ${padding}, ${activation} })`,
          [`float32${shape} fine`],
          (x: Tensor) =>
            ofLayer(
              tf.layers.conv2d({
                filters,
                kernelSize,
                strides: strides as Any,
                padding,
                activation: activation as "relu",
                kernelInitializer: "ones",
              }),
              x,
            ),
          options,
        ),
        toCase(
          "FusedDepthwiseConv2D",
          `tf.layers.depthwiseConv2d({ [${kernelSize}], [${strides}], ${padding}, ${activation} })`,
          [`float32${shape} fine`],
          (x: Tensor) =>
            ofLayer(
              tf.layers.depthwiseConv2d({
                kernelSize,
                strides: strides as Any,
                padding,
                activation: activation as "relu",
                depthwiseInitializer: "ones",
              }),
              x,
            ),
          options,
        ),
      ])
    )
  );
}

/** Calls a layer once, and frees the tensors that it has made. */
function ofLayer(layer: tf.layers.Layer, x: Tensor): Tensor {
  const result = layer.apply(x) as Tensor;
  layer.dispose();
  return result;
}

function boundCases(): Case[] {
  return [["[5] rising 2", "[4] around 9"], ["[0]", "[3]"], ["[2,5] rising 2", "[2,3] around 20"]].flatMap((
    [sorted, values],
  ) =>
    ["float32", "int32", "bool"].flatMap((dtype) => [
      toCase(
        "SearchSorted",
        "tf.lowerBound(sorted, values)",
        [`${dtype}${sorted}`, `${dtype}${values}`],
        (sorted: Tensor, values: Tensor) => tf.lowerBound(sorted, values),
      ),
      toCase(
        "SearchSorted",
        "tf.upperBound(sorted, values)",
        [`${dtype}${sorted}`, `${dtype}${values}`],
        (sorted: Tensor, values: Tensor) => tf.upperBound(sorted, values),
      ),
    ])
  );
}

function cellCases(): Case[] {
  return [
    toCase(
      "Sigmoid",
      "tf.basicLSTMCell(forget, kernel, bias, x, c, h)",
      [
        "float32[] fine",
        "float32[5,8] fine",
        "float32[8] fine",
        "float32[2,3] fine",
        "float32[2,2] fine",
        "float32[2,2] usual",
      ],
      (forget: Any, kernel: Any, bias: Any, x: Any, c: Any, h: Any) => tf.basicLSTMCell(forget, kernel, bias, x, c, h),
      { rounding: roughly(64) },
    ),
    toCase(
      "DepthwiseConv2dNative",
      "tf.separableConv2d(x, depthwise, pointwise, 1, same)",
      ["float32[1,5,5,2] fine", "float32[3,3,2,2] fine", "float32[1,1,4,3] fine"],
      (x: Any, depthwise: Any, pointwise: Any) => tf.separableConv2d(x, depthwise, pointwise, 1, "same"),
      { rounding: roughly(128) },
    ),
    toCase(
      "DepthwiseConv2dNative",
      "tf.separableConv2d(x, depthwise, pointwise, 2, valid)",
      ["float32[1,5,5,2] fine", "float32[3,1,2,2] fine", "float32[1,1,4,3] fine"],
      (x: Any, depthwise: Any, pointwise: Any) => tf.separableConv2d(x, depthwise, pointwise, 2, "valid"),
      { rounding: roughly(128) },
    ),
    toCase(
      "Sub",
      "tf.movingAverage(v, x, 0.9)",
      ["float32[3] fine", "float32[3] usual"],
      (v: Tensor, x: Tensor) => tf.movingAverage(v, x, 0.9),
      { rounding: lastDigits(4) },
    ),
  ];
}
