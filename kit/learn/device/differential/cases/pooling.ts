/**
 * Pooling: the largest number or the mean of each window, and the kernels of the gradients.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, type CaseOptions, roughly, runKernel, toCase } from "./case.ts";
import { Dice } from "./dice.ts";

/** An argument whose type in TF.js is narrower than in our tables. */
// deno-lint-ignore no-explicit-any
type Any = any;

/** A pooling: images [n, height, width, channels], a window, and how the window moves. */
interface Pooling {
  x: number[];
  window: number | number[];
  strides: number | number[];
  pad: "valid" | "same" | number | number[][];
  rounding?: "floor" | "round" | "ceil";
}

const POOLINGS: Pooling[] = [
  { x: [1, 4, 4, 1], window: 2, strides: 2, pad: "valid" },
  { x: [2, 6, 6, 4], window: 2, strides: 2, pad: "same" },
  { x: [2, 7, 5, 8], window: 2, strides: 2, pad: "same" },
  { x: [2, 7, 5, 4], window: 2, strides: 2, pad: "valid" },
  { x: [2, 7, 5, 3], window: 3, strides: 1, pad: "same" },
  { x: [2, 7, 5, 3], window: 3, strides: 2, pad: "same" },
  { x: [2, 7, 5, 3], window: [2, 3], strides: [3, 1], pad: "valid" },
  { x: [1, 5, 5, 2], window: 1, strides: 1, pad: "valid" },
  { x: [1, 5, 5, 2], window: 1, strides: 2, pad: "valid" },
  { x: [1, 5, 5, 2], window: 1, strides: 2, pad: "same" },
  { x: [1, 5, 5, 2], window: 1, strides: [2, 3], pad: "same" },
  { x: [1, 5, 5, 2], window: 2, strides: 3, pad: "valid" },
  { x: [1, 5, 5, 2], window: 3, strides: 2, pad: 1, rounding: "floor" },
  { x: [1, 6, 6, 2], window: 3, strides: 2, pad: 1, rounding: "floor" },
  { x: [1, 6, 6, 2], window: 3, strides: 2, pad: 1, rounding: "ceil" },
  { x: [1, 6, 6, 2], window: 3, strides: 2, pad: 1, rounding: "round" },
  { x: [1, 6, 6, 2], window: 2, strides: 3, pad: 0, rounding: "round" },
  { x: [1, 6, 6, 2], window: 3, strides: 2, pad: 1 },
  { x: [1, 6, 6, 2], window: 2, strides: 2, pad: 1, rounding: "floor" },
  { x: [1, 5, 6, 2], window: 2, strides: 2, pad: [[0, 0], [1, 0], [0, 1], [0, 0]], rounding: "floor" },
  { x: [1, 5, 6, 2], window: 5, strides: 1, pad: "valid" },
  // the window is larger than the rest of the image
  { x: [1, 1, 4, 2], window: [2, 1], strides: [3, 1], pad: "valid" },
  { x: [1, 1, 1, 2], window: 4, strides: 1, pad: "valid" },
  { x: [1, 2, 2, 2], window: 3, strides: 1, pad: "valid" },
  { x: [1, 2, 5, 2], window: 4, strides: 2, pad: "valid" },
  { x: [1, 2, 2, 2], window: 4, strides: 1, pad: "same" },
  { x: [1, 2, 2, 2], window: 5, strides: 1, pad: 1, rounding: "floor" },
  { x: [1, 2, 2, 2], window: 1, strides: 1, pad: 2, rounding: "floor" },
  // empty
  { x: [0, 4, 4, 2], window: 2, strides: 2, pad: "valid" },
  { x: [1, 0, 4, 2], window: 2, strides: 2, pad: "same" },
  { x: [1, 0, 4, 2], window: 2, strides: 2, pad: "valid" },
  { x: [1, 4, 4, 0], window: 2, strides: 2, pad: "valid" },
  // no such pooling exists
  { x: [4, 4, 2], window: 2, strides: 2, pad: "valid" },
  { x: [4, 4], window: 2, strides: 2, pad: "valid" },
  { x: [1, 4, 4, 2], window: 2, strides: 0, pad: "valid" },
  { x: [1, 4, 4, 2], window: 0, strides: 1, pad: "valid" },
  { x: [1, 4, 4, 2], window: 2, strides: 1, pad: 1.5, rounding: "floor" },
];

/** The cases of this module, including `more` random rows for each kernel. */
export function poolingCases(more: number): Case[] {
  const dice = new Dice("MaxPool");
  const drawn = dice.many(more, (): Pooling => {
    const pad = dice.one<Pooling["pad"]>(["valid", "same", dice.integer(0, 2)]);
    return {
      x: [dice.integer(0, 3), dice.integer(1, 9), dice.integer(1, 9), dice.one([1, 3, 4, 8])],
      window: dice.many(2, () => dice.integer(1, 4)),
      strides: dice.many(2, () => dice.integer(1, 3)),
      pad,
      rounding: typeof pad === "string" ? undefined : dice.one(["floor", "ceil", "round"]),
    };
  });
  return [...POOLINGS, ...drawn].flatMap(poolingsOf).concat(poolings3d(more));
}

function poolingsOf({ x, window, strides, pad, rounding }: Pooling): Case[] {
  const settings = [JSON.stringify(window), JSON.stringify(strides), JSON.stringify(pad), rounding].filter((each) =>
    each
  )
    .join(", ");
  const average: CaseOptions = { rounding: roughly(32) };
  const attributes = { filterSize: window, strides, pad, dimRoundingMode: rounding };
  const max = (x: Any) => tf.maxPool(x, window as Any, strides as Any, pad as Any, rounding);
  const avg = (x: Any) => tf.avgPool(x, window as Any, strides as Any, pad as Any, rounding);
  const out = outShapeOf(x, window, strides, pad, rounding);
  const dys = [out, out.map((length, i) => i === 1 ? length + 1 : length)];
  return [
    ...["fine", "whole", "special", "nan"].flatMap((kind) => [
      toCase("MaxPool", `tf.maxPool(x, ${settings})`, [`float32[${x}] ${kind}`], max, { rounding: roughly(16) }),
      toCase("AvgPool", `tf.avgPool(x, ${settings})`, [`float32[${x}] ${kind}`], avg, average),
    ]),
    ...["int32", "bool"].flatMap((dtype) => [
      toCase("MaxPool", `tf.maxPool(x, ${settings})`, [`${dtype}[${x}] wide`], max),
      toCase("AvgPool", `tf.avgPool(x, ${settings})`, [`${dtype}[${x}] whole`], avg, average),
      toCase(
        "MaxPool",
        `MaxPool(x, ${settings})`,
        [`${dtype}[${x}] wide`],
        (x: Tensor) => runKernel("MaxPool", { x }, attributes),
      ),
      toCase(
        "AvgPool",
        `AvgPool(x, ${settings})`,
        [`${dtype}[${x}] whole`],
        (x: Tensor) => runKernel("AvgPool", { x }, attributes),
        average,
      ),
    ]),
    toCase("MaxPool", "tf.maxPool(tf.relu(x))", [`float32[${x}] fine`], (x: Any) => max(tf.relu(x)), {
      rounding: roughly(16),
    }),
    ...["float32", "int32", "bool"].flatMap((dtype) =>
      dys.flatMap((dy) => [
        toCase(
          "MaxPoolGrad",
          `MaxPoolGrad(dy, x, y, ${settings})`,
          [`${dtype}[${dy}] whole`, `${dtype}[${x}] whole`, `${dtype}[${out}]`],
          (dy: Tensor, input: Tensor, output: Tensor) => runKernel("MaxPoolGrad", { dy, input, output }, attributes),
          { rounding: roughly(16), hasGradient: false },
        ),
        toCase(
          "AvgPoolGrad",
          `AvgPoolGrad(dy, x, ${settings})`,
          [`${dtype}[${dy}] whole`, `${dtype}[${x}] whole`],
          (dy: Tensor, input: Tensor) => runKernel("AvgPoolGrad", { dy, input }, attributes),
          { rounding: roughly(32), hasGradient: false },
        ),
      ])
    ),
    ...["float32", "int32", "bool"].flatMap((dtype) =>
      [false, true].map((includesBatch) =>
        toCase(
          "MaxPoolWithArgmax",
          `tf.maxPoolWithArgmax(x, ${settings}, ${includesBatch})`,
          [`${dtype}[${x}] whole`],
          (x: Any) => Object.values(tf.maxPoolWithArgmax(x, window as Any, strides as Any, pad as Any, includesBatch)),
        )
      )
    ),
    toCase(
      "MaxPool",
      `tf.pool(x, max, ${settings})`,
      [`float32[${x}] fine`],
      (x: Any) => tf.pool(x, window as Any, "max", pad as Any, 1, strides as Any, rounding),
      { rounding: roughly(16) },
    ),
    toCase(
      "AvgPool",
      `tf.pool(x, avg, ${settings}, dilated)`,
      [`float32[${x}] fine`],
      (x: Any) => tf.pool(x, window as Any, "avg", pad as Any, 2, 1, rounding),
      average,
    ),
  ];
}

function outShapeOf(
  x: number[],
  window: Pooling["window"],
  strides: Pooling["strides"],
  pad: Pooling["pad"],
  rounding: Pooling["rounding"],
): number[] {
  try {
    const shape =
      tf.backend_util.computePool2DInfo(x as Any, window as Any, strides as Any, 1, pad as Any, rounding).outShape;
    if (shape.every((length) => length >= 0 && Number.isInteger(length))) return shape;
  } catch { /* there is no such pooling */ }
  return [1, 2, 2, x.at(-1)!];
}

function poolings3d(more: number): Case[] {
  type Row = [
    x: number[],
    window: number | number[],
    strides: number | number[],
    pad: "valid" | "same" | number,
    rounding?: "floor" | "ceil",
  ];
  const dice = new Dice("MaxPool3D");
  const rows: Row[] = [
    [[1, 4, 4, 4, 1], 2, 2, "valid"],
    [[2, 4, 5, 6, 3], [2, 3, 2], 1, "same"],
    [[1, 5, 5, 5, 2], 2, [1, 2, 3], "valid"],
    [[1, 5, 5, 5, 2], 3, 2, 1, "floor"],
    [[1, 5, 5, 5, 2], 3, 2, 1, "ceil"],
    [[1, 3, 3, 3, 1], 1, 2, "valid"],
    [[1, 3, 3, 3, 1], 1, 2, "same"],
    [[1, 3, 3, 3, 1], 1, 1, "same"],
    [[1, 2, 2, 2, 1], 3, 1, "valid"],
    [[1, 2, 2, 2, 1], 4, 1, "valid"],
    [[1, 2, 2, 2, 1], 3, 1, "same"],
    [[0, 4, 4, 4, 1], 2, 2, "valid"],
    [[1, 0, 4, 4, 1], 2, 2, "same"],
    [[1, 4, 4, 4, 0], 2, 2, "same"],
    [[4, 4, 4, 2], 2, 2, "same"],
    [[4, 4, 4], 2, 2, "same"],
    ...dice.many(more, (): Row => [
      [dice.integer(0, 2), ...dice.many(3, () => dice.integer(1, 6)), dice.integer(1, 4)],
      dice.many(3, () => dice.integer(1, 3)),
      dice.many(3, () => dice.integer(1, 3)),
      dice.one(["valid", "same"]),
    ]),
  ];
  return rows.flatMap(([x, window, strides, pad, rounding]) => {
    const settings = [JSON.stringify(window), JSON.stringify(strides), pad, rounding].filter((each) =>
      each !== undefined
    ).join(", ");
    const attributes = { filterSize: window, strides, pad, dimRoundingMode: rounding, dataFormat: "NDHWC" };
    const options: CaseOptions = { rounding: roughly(64) };
    let out = [1, 2, 2, 2, x.at(-1)!];
    try {
      const shape =
        tf.backend_util.computePool3DInfo(x as Any, window as Any, strides as Any, 1, pad, rounding).outShape;
      if (shape.every((length) => length >= 0)) out = shape;
    } catch { /* there is no such pooling */ }
    return [
      ...["fine", "whole", "nan"].flatMap((kind) => [
        toCase(
          "MaxPool3D",
          `tf.maxPool3d(x, ${settings})`,
          [`float32[${x}] ${kind}`],
          (x: Any) => tf.maxPool3d(x, window as Any, strides as Any, pad, rounding),
          options,
        ),
        toCase(
          "AvgPool3D",
          `tf.avgPool3d(x, ${settings})`,
          [`float32[${x}] ${kind}`],
          (x: Any) => tf.avgPool3d(x, window as Any, strides as Any, pad, rounding),
          options,
        ),
      ]),
      ...["float32", "int32", "bool"].flatMap((dtype) => [
        toCase(
          "MaxPool3D",
          `MaxPool3D(x, ${settings})`,
          [`${dtype}[${x}] whole`],
          (x: Tensor) => runKernel("MaxPool3D", { x }, attributes),
          { ...options, hasGradient: false },
        ),
        toCase(
          "AvgPool3D",
          `AvgPool3D(x, ${settings})`,
          [`${dtype}[${x}] whole`],
          (x: Tensor) => runKernel("AvgPool3D", { x }, attributes),
          { ...options, hasGradient: false },
        ),
        toCase(
          "MaxPool3DGrad",
          `MaxPool3DGrad(dy, x, ${settings})`,
          [`${dtype}[${out}] whole`, `${dtype}[${x}] whole`, `${dtype}[${out}]`],
          (dy: Tensor, input: Tensor, output: Tensor) => runKernel("MaxPool3DGrad", { dy, input, output }, attributes),
          { ...options, hasGradient: false },
        ),
        toCase(
          "AvgPool3DGrad",
          `AvgPool3DGrad(dy, x, ${settings})`,
          [`${dtype}[${out}] whole`, `${dtype}[${x}] whole`],
          (dy: Tensor, input: Tensor) => runKernel("AvgPool3DGrad", { dy, input }, attributes),
          { ...options, hasGradient: false },
        ),
      ]),
    ];
  });
}
