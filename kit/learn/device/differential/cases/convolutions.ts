/**
 * Convolutions along one, two and three axes, depthwise convolutions, dilations, and the kernels of their gradients.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, type CaseOptions, roughly, type Rounding, runKernel, sumOf, toCase } from "./case.ts";
import { Dice } from "./dice.ts";

/**
 * A convolution: images [n, height, width, channels], a filter [height, width, inputs, outputs], and how the filter
 * moves.
 */
interface Convolution {
  x: number[];
  filter: number[];
  strides: number | number[];
  pad: "valid" | "same" | number | number[][];
  dilations?: number | number[];
  rounding?: "floor" | "round" | "ceil";
  format?: "NHWC" | "NCHW";
}

const CONVOLUTIONS: Convolution[] = [
  { x: [1, 5, 5, 1], filter: [3, 3, 1, 1], strides: 1, pad: "valid" },
  { x: [2, 7, 6, 3], filter: [3, 2, 3, 4], strides: 1, pad: "same" },
  { x: [2, 7, 6, 3], filter: [3, 3, 3, 4], strides: 2, pad: "same" },
  { x: [2, 7, 6, 3], filter: [2, 3, 3, 4], strides: [2, 3], pad: "valid" },
  { x: [1, 6, 6, 1], filter: [1, 3, 1, 1], strides: 2, pad: "same" },
  { x: [1, 6, 6, 2], filter: [3, 1, 2, 2], strides: 2, pad: "same" },
  { x: [1, 3, 4, 1], filter: [2, 1, 1, 1], strides: [5, 2], pad: "same" },
  { x: [1, 9, 9, 2], filter: [1, 1, 2, 3], strides: 2, pad: "valid" },
  { x: [1, 9, 9, 2], filter: [1, 1, 2, 3], strides: 2, pad: "same" },
  { x: [1, 5, 5, 2], filter: [1, 1, 2, 3], strides: 1, pad: "valid" },
  { x: [1, 5, 5, 2], filter: [5, 5, 2, 3], strides: 1, pad: "valid" },
  { x: [1, 5, 5, 2], filter: [3, 3, 2, 3], strides: 1, pad: 1, rounding: "floor" },
  { x: [1, 6, 6, 2], filter: [3, 3, 2, 3], strides: 2, pad: 1, rounding: "floor" },
  { x: [1, 6, 6, 2], filter: [3, 3, 2, 3], strides: 2, pad: 1, rounding: "ceil" },
  { x: [1, 6, 6, 2], filter: [3, 3, 2, 3], strides: 2, pad: 1, rounding: "round" },
  { x: [1, 6, 6, 2], filter: [2, 2, 2, 3], strides: 3, pad: 0, rounding: "round" },
  { x: [1, 6, 6, 2], filter: [2, 2, 2, 3], strides: 3, pad: 0, rounding: "ceil" },
  { x: [1, 6, 6, 2], filter: [3, 3, 2, 3], strides: 2, pad: 1 },
  { x: [1, 5, 6, 2], filter: [3, 3, 2, 3], strides: 1, pad: [[0, 0], [2, 1], [0, 3], [0, 0]] },
  { x: [1, 5, 6, 2], filter: [2, 3, 2, 3], strides: 2, pad: [[0, 0], [1, 2], [3, 0], [0, 0]], rounding: "floor" },
  { x: [1, 7, 7, 2], filter: [3, 3, 2, 2], strides: 1, pad: "same", dilations: 2 },
  { x: [1, 9, 8, 2], filter: [2, 3, 2, 2], strides: 1, pad: "valid", dilations: [3, 2] },
  { x: [1, 9, 8, 2], filter: [2, 3, 2, 2], strides: 2, pad: "valid", dilations: [3, 2] },
  // the filter is larger than the image
  { x: [1, 2, 2, 1], filter: [4, 4, 1, 2], strides: 1, pad: "valid" },
  { x: [1, 2, 5, 1], filter: [3, 3, 1, 2], strides: 1, pad: "valid" },
  { x: [1, 2, 2, 1], filter: [4, 4, 1, 2], strides: 1, pad: "same" },
  { x: [1, 2, 2, 1], filter: [4, 4, 1, 2], strides: 2, pad: 1, rounding: "floor" },
  { x: [1, 2, 2, 1], filter: [3, 3, 1, 2], strides: 1, pad: "valid" },
  { x: [1, 3, 3, 1], filter: [3, 3, 1, 2], strides: 1, pad: "valid", dilations: 2 },
  // empty
  { x: [0, 5, 5, 2], filter: [3, 3, 2, 3], strides: 1, pad: "same" },
  { x: [1, 0, 5, 2], filter: [3, 3, 2, 3], strides: 1, pad: "same" },
  { x: [1, 5, 5, 0], filter: [3, 3, 0, 3], strides: 1, pad: "same" },
  { x: [1, 5, 5, 2], filter: [3, 3, 2, 0], strides: 1, pad: "valid" },
  { x: [1, 5, 5, 2], filter: [0, 3, 2, 1], strides: 1, pad: "valid" },
  // shapes that do not fit
  { x: [1, 5, 5, 2], filter: [3, 3, 3, 2], strides: 1, pad: "valid" },
  { x: [5, 5, 2], filter: [3, 3, 2, 2], strides: 1, pad: "valid" },
  { x: [1, 5, 5, 2], filter: [3, 3, 2], strides: 1, pad: "valid" },
  { x: [5, 5], filter: [3, 3, 2, 2], strides: 1, pad: "valid" },
  { x: [1, 5, 5, 2], filter: [3, 3, 2, 2], strides: 0, pad: "valid" },
  { x: [1, 5, 5, 2], filter: [3, 3, 2, 2], strides: 2, pad: "same", dilations: 2 },
  { x: [1, 5, 5, 2], filter: [3, 3, 2, 2], strides: 1, pad: "valid", dilations: 0 },
  { x: [1, 2, 5, 5], filter: [3, 3, 2, 2], strides: 1, pad: "valid", format: "NCHW" },
  { x: [1, 5, 5, 2], filter: [3, 3, 2, 2], strides: 1, pad: -1, rounding: "floor" },
  { x: [1, 5, 5, 2], filter: [3, 3, 2, 2], strides: 1, pad: 1.5, rounding: "floor" },
];

/**
 * Convolutions that our kernels compute by squares, and some just outside this method's limits; see
 * assembly/winograd.ts.
 */
const SQUARES: Convolution[] = [
  { x: [1, 8, 8, 8], filter: [3, 3, 8, 8], strides: 1, pad: "same" },
  { x: [2, 7, 9, 8], filter: [3, 3, 8, 12], strides: 1, pad: "valid" },
  { x: [3, 5, 6, 16], filter: [3, 3, 16, 8], strides: 1, pad: [[0, 0], [2, 1], [0, 3], [0, 0]] },
  { x: [1, 3, 3, 12], filter: [3, 3, 12, 32], strides: 1, pad: "valid" },
  { x: [1, 14, 14, 8], filter: [3, 3, 8, 16], strides: 1, pad: "same" },
  { x: [1, 8, 8, 8], filter: [3, 3, 8, 10], strides: 1, pad: "same" },
  { x: [1, 8, 8, 10], filter: [3, 3, 10, 8], strides: 1, pad: "same" },
  { x: [1, 8, 8, 8], filter: [3, 3, 8, 8], strides: 2, pad: "same" },
  { x: [2, 28, 28, 8], filter: [3, 3, 8, 16], strides: 1, pad: "same" },
  { x: [1, 65, 64, 8], filter: [3, 3, 8, 8], strides: 1, pad: "same" },
];

/** Convolutions of the sizes in lessons. */
const AS_IN_LESSONS: Convolution[] = [
  { x: [4, 28, 28, 1], filter: [3, 3, 1, 8], strides: 1, pad: "same" },
  { x: [4, 14, 14, 8], filter: [3, 3, 8, 16], strides: 1, pad: "same" },
  { x: [3, 28, 28, 1], filter: [5, 5, 1, 6], strides: 2, pad: "valid" },
];

/**
 * Along an axis, Σ |Aᵀ| |G| |Bᵀ| is 48 for squares, and 3 for a sum of 3 products. So rounding errors grow by a factor
 * of 16 along each axis.
 */
const BY_SQUARES: Rounding = roughly(256);

/** The cases of this module, including `more` random rows for each kernel. */
export function convolutionCases(more: number): Case[] {
  const dice = new Dice("Conv2D");
  const drawn = dice.many(more, () => drawnConvolution(dice));
  return [...CONVOLUTIONS, ...SQUARES, ...drawn].flatMap(conv2dCases).concat(
    AS_IN_LESSONS.flatMap((each) => conv2dCases(each).slice(0, 1)),
    [...CONVOLUTIONS, ...drawn].flatMap(depthwiseCases),
    CONVOLUTIONS.slice(0, 12).concat(SQUARES.slice(0, 2)).flatMap(fusedWithAll),
    transposeCases(),
    conv1dCases(),
    conv3dCases(more),
    dilationCases(more),
  );
}

function drawnConvolution(dice: Dice): Convolution {
  const side = () => dice.integer(1, 9);
  const [inputs, outputs] = dice.is(0.2)
    ? [dice.one([8, 12, 16]), dice.one([8, 12])]
    : [dice.integer(1, 4), dice.integer(1, 4)];
  const pad = dice.one<Convolution["pad"]>(["valid", "same", dice.integer(0, 3), [
    [0, 0],
    dice.many(2, () => dice.integer(0, 3)),
    dice.many(2, () => dice.integer(0, 3)),
    [0, 0],
  ]]);
  const isDilated = dice.is(0.15);
  return {
    x: [dice.integer(0, 3), side(), side(), inputs],
    filter: [dice.integer(1, 4), dice.integer(1, 4), inputs, outputs],
    strides: isDilated ? 1 : dice.many(2, () => dice.integer(1, 3)),
    pad,
    dilations: isDilated ? dice.many(2, () => dice.integer(1, 3)) : undefined,
    rounding: typeof pad === "string" ? undefined : dice.one(["floor", "floor", "ceil", "round"]),
  };
}

function settingsOf({ strides, pad, dilations, rounding, format }: Convolution): string {
  return [JSON.stringify(strides), JSON.stringify(pad), JSON.stringify(dilations), rounding, format].filter((each) =>
    each
  )
    .join(", ");
}

/** An argument whose type in TF.js is narrower than in our tables. */
// deno-lint-ignore no-explicit-any
type Any = any;

function conv2dCases(each: Convolution): Case[] {
  const { x, filter, strides, pad, dilations = 1, rounding, format = "NHWC" } = each;
  const settings = settingsOf(each);
  const options: CaseOptions = { rounding: isBySquares(each) ? BY_SQUARES : sumOf(termsOf(each)) };
  const of = (dtype: string, kind: string) => [`${dtype}[${x}] ${kind}`, `${dtype}[${filter}] ${kind}`];
  const convolve = (x: Any, w: Any) => tf.conv2d(x, w, strides as Any, pad as Any, format, dilations as Any, rounding);
  const attributes = { strides, pad, dilations, dimRoundingMode: rounding, dataFormat: format };
  const fused = (x: Any, filter: Any) =>
    tf.fused.conv2d({
      x,
      filter,
      strides: strides as Any,
      pad: pad as Any,
      dataFormat: format,
      dilations: dilations as Any,
      dimRoundingMode: rounding,
      activation: "relu",
    });
  return [
    toCase("Conv2D", `tf.conv2d(x, filter, ${settings})`, of("float32", "fine"), convolve, options),
    toCase(
      "Conv2D",
      `tf.conv2d(x, filter, ${settings})`,
      [`float32[${x}] infinite`, `float32[${filter}] fine`],
      convolve,
      {
        rounding: roughly(512),
      },
    ),
    toCase("Conv2D", `tf.conv2d(x, filter, ${settings})`, of("int32", "usual"), convolve),
    toCase(
      "Conv2D",
      `Conv2D(x, filter, ${settings})`,
      of("int32", "usual"),
      (x: Tensor, filter: Tensor) => runKernel("Conv2D", { x, filter }, attributes),
      options,
    ),
    toCase(
      "Conv2D",
      `Conv2D(x, filter, ${settings})`,
      of("bool", "usual"),
      (x: Tensor, filter: Tensor) => runKernel("Conv2D", { x, filter }, attributes),
      options,
    ),
    toCase(
      "Conv2D",
      `Conv2D(x, filter, ${settings})`,
      of("float32", "fine"),
      (x: Tensor, filter: Tensor) => runKernel("Conv2D", { x, filter }, attributes),
      { ...options, hasGradient: false },
    ),
    toCase("FusedConv2D", `tf.fused.conv2d(x, filter, ${settings}, relu)`, of("float32", "fine"), fused, {
      rounding: roughly(512),
    }),
    toCase("FusedConv2D", `tf.fused.conv2d(x, filter, ${settings}, relu)`, of("int32", "usual"), fused),
    toCase(
      "FusedConv2D",
      `FusedConv2D(x, filter, ${settings}, linear)`,
      of("int32", "usual"),
      (x: Tensor, filter: Tensor) => runKernel("FusedConv2D", { x, filter }, { ...attributes, activation: "linear" }),
      options,
    ),
    toCase(
      "FusedConv2D",
      `FusedConv2D(x, filter, ${settings}, linear)`,
      of("bool", "usual"),
      (x: Tensor, filter: Tensor) => runKernel("FusedConv2D", { x, filter }, { ...attributes, activation: "linear" }),
      options,
    ),
    toCase(
      "FusedConv2D",
      `FusedConv2D(x, filter, ${settings}, linear)`,
      // no NaN or infinity in the filter: on wasm, 0 times NaN is also NaN in the padding
      [`float32[${x}] nan`, `float32[${filter}] fine`],
      (x: Tensor, filter: Tensor) => runKernel("FusedConv2D", { x, filter }, { ...attributes, activation: "linear" }),
      {
        rounding: roughly(512),
        hasGradient: false,
      },
    ),
    ...gradientKernels(each),
  ];
}

/** The largest number of products that are added up for one number of the value or of a gradient. */
function termsOf({ x, filter }: Convolution): number {
  const size = (shape: number[]) => shape.reduce((a, b) => a * b, 1);
  return Math.max(size(filter), size(x.slice(0, -1)));
}

function isBySquares({ filter, strides, x }: Convolution): boolean {
  return filter[0] === 3 && filter[1] === 3 && (strides === 1 || String(strides) === "1,1") && x.at(-1)! >= 8;
}

/** The shape of the result; if the convolution is not possible, a small shape. */
function outShapeOf(
  { x, filter, strides, pad, dilations = 1, rounding, format = "NHWC" }: Convolution,
  isDepthwise = false,
): number[] {
  try {
    const dataFormat = tf.backend_util.convertConv2DDataFormat(format);
    const shape = tf.backend_util.computeConv2DInfo(
      x as Any,
      filter as Any,
      strides as Any,
      dilations as Any,
      pad as Any,
      rounding,
      isDepthwise,
      dataFormat,
    )
      .outShape;
    if (shape.every((length) => length >= 0 && Number.isInteger(length))) return shape;
  } catch { /* there is no such convolution */ }
  return [1, 2, 2, filter.at(-1)!];
}

function gradientKernels(each: Convolution): Case[] {
  const { x, filter, strides, pad, rounding, format = "NHWC" } = each;
  // the cpu's kernel would take very long or never return; the operation refuses a stride of 0
  if (strides === 0 || tf.util.sizeFromShape(x) > 20_000) return [];
  const settings = settingsOf(each);
  const out = outShapeOf(each);
  const attributes = { strides, pad, dataFormat: format, dimRoundingMode: rounding };
  const options: CaseOptions = { rounding: roughly(512), hasGradient: false };
  const dys = [out, [...out.slice(0, -1), out.at(-1)! + 1], out.map((length, i) => i === 1 ? length + 1 : length), [
    out[0] + 1,
    ...out.slice(1),
  ]];
  const rows = dys.map((dy) => ["float32", dy.join()]).concat([["int32", out.join()], ["bool", out.join()]]);
  return rows.flatMap(([dtype, dy]) => [
    toCase(
      "Conv2DBackpropFilter",
      `Conv2DBackpropFilter(x, dy, [${filter}], ${settings})`,
      [`${dtype}[${x}]`, `${dtype}[${dy}]`],
      (x: Tensor, dy: Tensor) => runKernel("Conv2DBackpropFilter", { x, dy }, { ...attributes, filterShape: filter }),
      options,
    ),
    toCase(
      "Conv2DBackpropInput",
      `Conv2DBackpropInput(dy, filter, [${x}], ${settings})`,
      [`${dtype}[${dy}]`, `${dtype}[${filter}]`],
      (dy: Tensor, filter: Tensor) =>
        runKernel("Conv2DBackpropInput", { dy, filter }, { ...attributes, inputShape: x }),
      options,
    ),
  ]);
}

function depthwiseCases(each: Convolution): Case[] {
  const { x, filter, strides, pad, dilations = 1, rounding, format = "NHWC" } = each;
  const settings = settingsOf(each);
  const of = (dtype: string, kind: string) => [`${dtype}[${x}] ${kind}`, `${dtype}[${filter}] ${kind}`];
  const convolve = (x: Any, w: Any) =>
    tf.depthwiseConv2d(x, w, strides as Any, pad as Any, format, dilations as Any, rounding);
  const attributes = { strides, pad, dilations, dimRoundingMode: rounding, dataFormat: format };
  const options: CaseOptions = { rounding: roughly(128) };
  const out = outShapeOf({ ...each, filter: [...filter.slice(0, 3), filter.at(-1)!] }, true);
  const fused = (x: Any, filter: Any) =>
    tf.fused.depthwiseConv2d({
      x,
      filter,
      strides: strides as Any,
      pad: pad as Any,
      dataFormat: format,
      dilations: dilations as Any,
      dimRoundingMode: rounding,
      activation: "relu6",
    });
  return [
    toCase(
      "DepthwiseConv2dNative",
      `tf.depthwiseConv2d(x, filter, ${settings})`,
      of("float32", "fine"),
      convolve,
      options,
    ),
    toCase(
      "DepthwiseConv2dNative",
      `tf.depthwiseConv2d(x, filter, ${settings})`,
      [`float32[${x}] infinite`, `float32[${filter}] fine`],
      convolve,
      options,
    ),
    toCase("DepthwiseConv2dNative", `tf.depthwiseConv2d(x, filter, ${settings})`, of("int32", "usual"), convolve),
    ...["int32", "bool"].map((dtype) =>
      toCase(
        "DepthwiseConv2dNative",
        `DepthwiseConv2dNative(x, filter, ${settings})`,
        of(dtype, "usual"),
        (x: Tensor, filter: Tensor) => runKernel("DepthwiseConv2dNative", { x, filter }, attributes),
      )
    ),
    toCase(
      "FusedDepthwiseConv2D",
      `tf.fused.depthwiseConv2d(x, filter, ${settings}, relu6)`,
      of("float32", "fine"),
      fused,
      options,
    ),
    toCase(
      "FusedDepthwiseConv2D",
      `tf.fused.depthwiseConv2d(x, filter, ${settings}, relu6)`,
      of("int32", "usual"),
      fused,
    ),
    ...["int32", "bool", "float32"].map((dtype) =>
      toCase(
        "FusedDepthwiseConv2D",
        `FusedDepthwiseConv2D(x, filter, ${settings})`,
        of(dtype, "usual"),
        (x: Tensor, filter: Tensor) =>
          runKernel("FusedDepthwiseConv2D", { x, filter }, { ...attributes, activation: "linear" }),
        { ...options, hasGradient: false },
      )
    ),
    // with a stride of 0, the cpu's kernel would never return; the operation refuses it
    ...(strides === 0 ? [] : ["float32", "int32", "bool"]).flatMap((dtype) => [
      toCase(
        "DepthwiseConv2dNativeBackpropFilter",
        `DepthwiseConv2dNativeBackpropFilter(x, dy, [${filter}], ${settings})`,
        [`${dtype}[${x}]`, `${dtype}[${out}]`],
        (x: Tensor, dy: Tensor) =>
          runKernel("DepthwiseConv2dNativeBackpropFilter", { x, dy }, { ...attributes, filterShape: filter }),
        { ...options, hasGradient: false },
      ),
      toCase(
        "DepthwiseConv2dNativeBackpropInput",
        `DepthwiseConv2dNativeBackpropInput(dy, filter, [${x}], ${settings})`,
        [`${dtype}[${out}]`, `${dtype}[${filter}]`],
        (dy: Tensor, filter: Tensor) =>
          runKernel("DepthwiseConv2dNativeBackpropInput", { dy, filter }, { ...attributes, inputShape: x }),
        { ...options, hasGradient: false },
      ),
    ]),
  ];
}

/** Fused convolutions with every bias and every activation. */
function fusedWithAll(each: Convolution): Case[] {
  const { x, filter, strides, pad, dilations = 1, rounding } = each;
  const channels = filter.at(-1)!;
  const activations = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu", "prelu"] as const;
  const biases = [
    `[${channels}]`,
    "[]",
    "[1]",
    `[${channels + 1}]`,
    `[1,1,${channels}]`,
    ...channels > 1 ? ["[0]"] : [],
  ];
  const options: CaseOptions = { rounding: roughly(512) };
  return activations.flatMap((activation) =>
    biases.flatMap((bias) => {
      const settings = `${settingsOf(each)}, ${activation}, bias`;
      const told = (rest: Any[]) => ({
        strides: strides as Any,
        pad: pad as Any,
        dilations: dilations as Any,
        dimRoundingMode: rounding,
        activation,
        bias: rest[0],
        preluActivationWeights: rest[1],
        leakyreluAlpha: 0.3,
      });
      const rest = [`float32${bias} fine`, ...activation === "prelu" ? [`float32[1,1,${channels}] fraction`] : []];
      const rows = [
        toCase(
          "FusedConv2D",
          `tf.fused.conv2d(x, filter, ${settings})`,
          [`float32[${x}] fine`, `float32[${filter}] fine`, ...rest],
          (x: Any, filter: Any, ...rest: Any[]) => tf.fused.conv2d({ x, filter, ...told(rest) }),
          options,
        ),
      ];
      if (filter[2] === 1 || channels < 5) {
        const depthwise = [...filter.slice(0, 3), 1];
        const size = filter[2];
        const others = [
          `float32${bias === `[${channels}]` ? `[${size}]` : bias} fine`,
          ...activation === "prelu" ? [`float32[1,1,${size}] fraction`] : [],
        ];
        rows.push(
          toCase(
            "FusedDepthwiseConv2D",
            `tf.fused.depthwiseConv2d(x, filter, ${settings})`,
            [`float32[${x}] fine`, `float32[${depthwise}] fine`, ...others],
            (x: Any, filter: Any, ...rest: Any[]) => tf.fused.depthwiseConv2d({ x, filter, ...told(rest) }),
            options,
          ),
        );
      }
      return rows;
    })
  );
}

function transposeCases(): Case[] {
  const rows: [dy: string, filter: string, out: number[], strides: number, pad: "valid" | "same" | number][] = [
    ["[1,3,3,2]", "[3,3,4,2]", [1, 5, 5, 4], 1, "valid"],
    ["[2,3,3,2]", "[3,3,4,2]", [2, 6, 6, 4], 2, "same"],
    ["[2,3,3,2]", "[3,3,4,2]", [2, 7, 7, 4], 2, "valid"],
    ["[1,3,3,2]", "[2,2,1,2]", [1, 6, 6, 1], 2, "same"],
    ["[3,3,2]", "[3,3,4,2]", [5, 5, 4], 1, "valid"],
    ["[0,3,3,2]", "[3,3,4,2]", [0, 5, 5, 4], 1, "valid"],
    ["[1,3,3,8]", "[3,3,8,8]", [1, 5, 5, 8], 1, "valid"],
    // dy does not match the shape of the result
    ["[1,3,3,2]", "[3,3,4,2]", [1, 9, 9, 4], 1, "valid"],
    ["[1,3,3,2]", "[3,3,4,2]", [1, 4, 4, 4], 1, "valid"],
    ["[1,3,3,2]", "[3,3,4,2]", [2, 5, 5, 4], 1, "valid"],
    ["[1,3,3,2]", "[3,3,4,2]", [1, 5, 5, 3], 1, "valid"],
    ["[1,3,3,2]", "[3,3,4,3]", [1, 5, 5, 4], 1, "valid"],
    ["[1,2,2,2]", "[3,3,4,2]", [1, 6, 6, 4], 1, "same"],
    ["[1,1,1,1]", "[3,3,1,1]", [1, 8, 8, 1], 1, "same"],
  ];
  return rows.flatMap(([dy, filter, out, strides, pad]) => [
    toCase(
      "Conv2DBackpropInput",
      `tf.conv2dTranspose(dy, filter, [${out}], ${strides}, ${pad})`,
      [`float32${dy} fine`, `float32${filter} fine`],
      (x: Any, w: Any) => tf.conv2dTranspose(x, w, out as Any, strides, pad),
      { rounding: roughly(512) },
    ),
  ]);
}

function conv1dCases(): Case[] {
  const rows: [x: string, filter: string, stride: number, pad: "valid" | "same" | number, dilation: number][] = [
    ["[2,9,3]", "[3,3,4]", 1, "same", 1],
    ["[2,9,3]", "[3,3,4]", 2, "valid", 1],
    ["[2,9,3]", "[3,3,4]", 1, "valid", 2],
    ["[9,3]", "[3,3,4]", 1, "valid", 1],
    ["[1,2,1]", "[4,1,1]", 1, "valid", 1],
    ["[1,9,3]", "[3,2,4]", 1, "valid", 1],
    ["[0,9,3]", "[3,3,4]", 1, "valid", 1],
    ["[1,9,1]", "[1,1,1]", 2, "same", 1],
  ];
  return rows.flatMap(([x, filter, stride, pad, dilation]) =>
    ["float32", "int32"].map((dtype) =>
      toCase(
        "Conv2D",
        `tf.conv1d(x, filter, ${stride}, ${pad}, ${dilation})`,
        [`${dtype}${x} fine`, `${dtype}${filter} fine`],
        (x: Any, w: Any) => tf.conv1d(x, w, stride, pad, "NWC", dilation),
        { rounding: roughly(64) },
      )
    )
  );
}

function conv3dCases(more: number): Case[] {
  type Row = [x: number[], filter: number[], strides: number | number[], pad: "valid" | "same", dilations?: number];
  const dice = new Dice("Conv3D");
  const rows: Row[] = [
    [[1, 4, 5, 6, 2], [2, 2, 3, 2, 3], 1, "valid"],
    [[2, 4, 5, 6, 1], [3, 2, 3, 1, 2], 1, "same"],
    [[1, 4, 5, 6, 2], [2, 2, 3, 2, 3], 2, "same"],
    [[1, 4, 5, 6, 2], [2, 2, 3, 2, 3], [1, 2, 3], "valid"],
    [[1, 5, 5, 5, 1], [2, 2, 2, 1, 1], 1, "valid", 2],
    [[1, 5, 5, 5, 1], [1, 1, 1, 1, 1], 2, "valid"],
    [[1, 5, 5, 5, 1], [1, 1, 1, 1, 1], 2, "same"],
    [[1, 1, 1, 1, 1], [1, 1, 1, 1, 1], 1, "valid"],
    [[1, 2, 2, 2, 1], [3, 3, 3, 1, 1], 1, "valid"],
    [[1, 2, 2, 2, 1], [4, 4, 4, 1, 1], 1, "valid"],
    [[1, 2, 2, 2, 1], [3, 3, 3, 1, 1], 1, "same"],
    [[0, 4, 4, 4, 1], [2, 2, 2, 1, 1], 1, "valid"],
    [[1, 0, 4, 4, 1], [2, 2, 2, 1, 1], 1, "same"],
    [[1, 4, 4, 4, 0], [2, 2, 2, 0, 1], 1, "same"],
    [[1, 4, 4, 4, 1], [2, 2, 2, 1, 0], 1, "same"],
    [[1, 4, 4, 4, 2], [2, 2, 2, 3, 1], 1, "same"],
    [[4, 4, 4, 2], [2, 2, 2, 2, 1], 1, "same"],
    ...dice.many(more, (): Row => {
      const [inputs, outputs] = [dice.integer(1, 3), dice.integer(1, 3)];
      return [
        [dice.integer(0, 2), ...dice.many(3, () => dice.integer(1, 6)), inputs],
        [...dice.many(3, () => dice.integer(1, 3)), inputs, outputs],
        dice.many(3, () => dice.integer(1, 3)),
        dice.one(["valid", "same"]),
      ];
    }),
  ];
  return rows.flatMap(([x, filter, strides, pad, dilations = 1]) => {
    const settings = `${JSON.stringify(strides)}, ${pad}, ${dilations}`;
    const options: CaseOptions = { rounding: roughly(256) };
    const convolve = (x: Any, w: Any) => tf.conv3d(x, w, strides as Any, pad, "NDHWC", dilations as Any);
    const out = outShape3d(x, filter, strides, pad, dilations);
    const attributes = { strides, pad, dataFormat: "NDHWC", dilations };
    return [
      toCase(
        "Conv3D",
        `tf.conv3d(x, filter, ${settings})`,
        [`float32[${x}] fine`, `float32[${filter}] fine`],
        convolve,
        options,
      ),
      toCase(
        "Conv3D",
        `tf.conv3d(x, filter, ${settings})`,
        [`float32[${x}] infinite`, `float32[${filter}] fine`],
        convolve,
        options,
      ),
      ...["float32", "int32", "bool"].flatMap((dtype) => [
        toCase(
          "Conv3D",
          `Conv3D(x, filter, ${settings})`,
          [`${dtype}[${x}]`, `${dtype}[${filter}]`],
          (x: Tensor, filter: Tensor) => runKernel("Conv3D", { x, filter }, attributes),
          { ...options, hasGradient: false },
        ),
        toCase(
          "Conv3DBackpropFilterV2",
          `Conv3DBackpropFilterV2(x, dy, [${filter}], ${settings})`,
          [`${dtype}[${x}]`, `${dtype}[${out}]`],
          (x: Tensor, dy: Tensor) =>
            runKernel("Conv3DBackpropFilterV2", { x, dy }, { ...attributes, filterShape: filter }),
          { ...options, hasGradient: false },
        ),
        toCase(
          "Conv3DBackpropInputV2",
          `Conv3DBackpropInputV2(dy, filter, [${x}], ${settings})`,
          [`${dtype}[${out}]`, `${dtype}[${filter}]`],
          (dy: Tensor, filter: Tensor) =>
            runKernel("Conv3DBackpropInputV2", { dy, filter }, { ...attributes, inputShape: x }),
          { ...options, hasGradient: false },
        ),
      ]),
      toCase(
        "Conv3DBackpropInputV2",
        `tf.conv3dTranspose(dy, filter, [${x}], ${settings})`,
        [`float32[${out}] fine`, `float32[${filter}] fine`],
        (dy: Any, w: Any) => tf.conv3dTranspose(dy, w, x as Any, strides as Any, pad),
        options,
      ),
      toCase(
        "Conv3DBackpropInputV2",
        `tf.conv3dTranspose(dy, filter, [${x}], ${settings})`,
        [`float32[${out.map((length, i) => i === 1 ? length + 1 : length)}] fine`, `float32[${filter}] fine`],
        (dy: Any, w: Any) => tf.conv3dTranspose(dy, w, x as Any, strides as Any, pad),
        options,
      ),
    ];
  });
}

function outShape3d(
  x: number[],
  filter: number[],
  strides: number | number[],
  pad: "valid" | "same",
  dilations: number,
): number[] {
  try {
    const shape = tf.backend_util.computeConv3DInfo(x as Any, filter as Any, strides as Any, dilations, pad).outShape;
    if (shape.every((length) => length >= 0)) return shape;
  } catch { /* there is no such convolution */ }
  return [1, 2, 2, 2, filter.at(-1)!];
}

function dilationCases(more: number): Case[] {
  type Row = [
    x: number[],
    filter: number[],
    strides: number | number[],
    pad: "valid" | "same",
    dilations?: number | number[],
  ];
  const dice = new Dice("Dilation2D");
  const rows: Row[] = [
    [[1, 5, 5, 2], [3, 3, 2], 1, "valid"],
    [[2, 5, 6, 3], [2, 3, 3], 1, "same"],
    [[2, 5, 6, 3], [2, 3, 3], [2, 1], "same"],
    [[2, 7, 7, 1], [2, 2, 1], 1, "valid", [2, 3]],
    [[1, 1, 1, 1], [1, 1, 1], 1, "valid"],
    [[1, 2, 2, 1], [3, 3, 1], 1, "valid"],
    [[1, 2, 2, 1], [4, 4, 1], 1, "valid"],
    [[1, 2, 2, 1], [4, 4, 1], 1, "same"],
    [[0, 5, 5, 2], [3, 3, 2], 1, "valid"],
    [[1, 0, 5, 2], [3, 3, 2], 1, "same"],
    [[1, 5, 5, 0], [3, 3, 0], 1, "same"],
    [[1, 5, 5, 2], [3, 3, 3], 1, "same"],
    [[5, 5, 2], [3, 3, 2], 1, "same"],
    [[5, 5], [3, 3, 2], 1, "same"],
    ...dice.many(more, (): Row => {
      const channels = dice.integer(1, 3);
      return [
        [dice.integer(0, 2), dice.integer(1, 7), dice.integer(1, 7), channels],
        [dice.integer(1, 4), dice.integer(1, 4), channels],
        dice.many(2, () => dice.integer(1, 3)),
        dice.one(["valid", "same"]),
        dice.one([1, 1, 2]),
      ];
    }),
  ];
  return rows.flatMap(([x, filter, strides, pad, dilations = 1]) => {
    const settings = `${JSON.stringify(strides)}, ${pad}, ${JSON.stringify(dilations)}`;
    const options: CaseOptions = { rounding: roughly(16) };
    const dilate = (x: Any, w: Any) => tf.dilation2d(x, w, strides as Any, pad, dilations as Any);
    const attributes = { strides, pad, dilations };
    let out = [1, 2, 2, x.at(-1)!];
    try {
      const shape =
        tf.backend_util.computeDilation2DInfo(x as Any, filter as Any, strides as Any, pad, "NHWC", dilations as Any)
          .outShape;
      if (shape.every((length) => length >= 0)) out = shape;
    } catch { /* there is no such convolution */ }
    return [
      ...["fine", "whole", "nan", "infinite"].map((kind) =>
        toCase(
          "Dilation2D",
          `tf.dilation2d(x, filter, ${settings})`,
          [`float32[${x}] ${kind}`, `float32[${filter}] ${kind}`],
          dilate,
          options,
        )
      ),
      ...["int32", "bool"].map((dtype) =>
        toCase(
          "Dilation2D",
          `tf.dilation2d(x, filter, ${settings})`,
          [`${dtype}[${x}]`, `${dtype}[${filter}]`],
          dilate,
          options,
        )
      ),
      ...["float32", "int32", "bool"].flatMap((dtype) =>
        ["Dilation2DBackpropInput", "Dilation2DBackpropFilter"].map((kernel) =>
          toCase(
            kernel,
            `${kernel}(x, filter, dy, ${settings})`,
            [`${dtype}[${x}]`, `${dtype}[${filter}]`, `${dtype}[${out}]`],
            (x: Tensor, filter: Tensor, dy: Tensor) => runKernel(kernel, { x, filter, dy }, attributes),
            { ...options, hasGradient: false },
          )
        )
      ),
    ];
  });
}
