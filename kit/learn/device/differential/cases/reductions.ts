/**
 * Kernels that turn many numbers into one, or accumulate along an axis.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, type CaseOptions, EXACT, lastDigits, roughly, type Rounding, runKernel, toCase } from "./case.ts";
import { Dice } from "./dice.ts";

type Axis = number | number[] | undefined;

/** An operation over axes, and its rounding errors. */
type Reduction = [
  operation: (x: Tensor, axis?: Axis, keepDims?: boolean) => Tensor,
  rounding: Rounding,
  values?: string,
];

const REDUCTIONS: Record<string, Reduction> = {
  All: [(x, ...rest) => tf.all(x, ...rest), EXACT],
  Any: [(x, ...rest) => tf.any(x, ...rest), EXACT],
  Max: [(x, ...rest) => tf.max(x, ...rest), EXACT],
  Mean: [(x, ...rest) => tf.mean(x, ...rest), { units: 128, of: "absolute" }],
  Min: [(x, ...rest) => tf.min(x, ...rest), EXACT],
  // up to 105 factors, each with a rounding error
  Prod: [(x, ...rest) => tf.prod(x, ...rest), lastDigits(256), "positive"],
  Sum: [(x, ...rest) => tf.sum(x, ...rest), { units: 128, of: "absolute" }],
};

/** Shapes, and the axes to reduce. */
const ROWS: [shape: string, axis: Axis][] = [
  ["[]", undefined],
  ["[1]", undefined],
  ["[1]", 0],
  ["[0]", undefined],
  ["[0]", 0],
  ["[0,3]", undefined],
  ["[0,3]", 0],
  ["[0,3]", 1],
  ["[3,0]", 0],
  ["[3,0]", 1],
  ["[2,0,3]", [0, 2]],
  ["[2,0,3]", [1]],
  ["[2,3]", []],
  ["[19]", undefined],
  ["[19]", -1],
  ["[3,5,7]", undefined],
  ["[3,5,7]", 0],
  ["[3,5,7]", 1],
  ["[3,5,7]", 2],
  ["[3,5,7]", -1],
  ["[3,5,7]", -2],
  ["[3,5,7]", [0, 1]],
  ["[3,5,7]", [1, 2]],
  ["[3,5,7]", [0, 2]],
  ["[3,5,7]", [-1, 0]],
  ["[3,5,7]", [2, 1, 0]],
  ["[2,1,2,1,3]", [1, 3]],
  ["[2,1,2,2,3,2]", [0, 2, 5]],
  ["[2,1,2,2,3,2]", -6],
  // no such axes exist
  ["[3,5]", 2],
  ["[3,5]", -3],
  ["[3,5]", [0, 0]],
  ["[]", 0],
];

/** The cases of this module, including `more` random rows for each kernel. */
export function reductionCases(more: number): Case[] {
  return [
    ...Object.entries(REDUCTIONS).flatMap(([kernel, reduction]) => casesOf(kernel, reduction, more)),
    ...placeCases(more),
    ...runningCases(more),
    ...softmaxCases(),
    ...topKCases(),
    ...countCases(),
    ...derivedCases(),
  ];
}

function casesOf(kernel: string, [operation, rounding, values = "fine"]: Reduction, more: number): Case[] {
  const isBool = kernel === "All" || kernel === "Any";
  const dice = new Dice(kernel);
  const drawn = dice.many(more, (): [string, Axis] => {
    const shape = dice.shape(1, 6);
    const axes = [
      ...new Set(dice.many(dice.integer(1, shape.length), () => dice.integer(-shape.length, shape.length - 1))),
    ];
    return [`[${shape}]`, dice.is(0.2) ? undefined : axes];
  });
  const cases = [...ROWS, ...drawn].flatMap(([shape, axis]) =>
    [`float32${shape} ${values}`, `int32${shape} ${kernel === "Prod" ? "below 3" : "whole"}`, `bool${shape}`].flatMap((
      line,
    ) =>
      [false, true].flatMap((keepDims) => {
        const settings = `${axis === undefined ? "" : `, ${JSON.stringify(axis)}`}${keepDims ? ", keepDims" : ""}`;
        const name = kernel.toLowerCase();
        return toCase(kernel, `tf.${name}(x${settings})`, [line], (x: Tensor) => operation(x, axis, keepDims), {
          rounding,
        });
      })
    )
  );
  const special = isBool
    ? []
    : ["[67]", "[5,7]"].flatMap((shape) =>
      ["special", "infinite", "nan"].map((kind) =>
        toCase(kernel, `tf.${kernel.toLowerCase()}(x, -1)`, [`float32${shape} ${kind}`], (x: Tensor) =>
          operation(x, -1), {
          rounding: rounding.units ? roughly(128) : EXACT,
        })
      )
    );
  const wide = ["[13]", "[3,5,7]"].map((shape) =>
    toCase(kernel, `tf.${kernel.toLowerCase()}(x)`, [`int32${shape} wide`], (x: Tensor) => operation(x), { rounding })
  );
  const long = isBool || kernel === "Prod"
    ? []
    : [["[4099]", 0], ["[65537]", 0], ["[129,33]", 0], ["[129,33]", 1], ["[7,5,64]", [0, 1]], ["[3,70,9]", 1]]
      .map(([shape, axis]) =>
        toCase(kernel, `tf.${kernel.toLowerCase()}(x, [${axis}])`, [`float32${shape} fine`], (x: Tensor) =>
          operation(x, axis as Axis), {
          // one rounding error for each number, although both devices round less often
          rounding: rounding.units ? { units: 4099, of: "absolute" } : EXACT,
        })
      );
  const direct = ["float32[]", "float32[0]", "float32[2,0]", "float32[3,5]", "int32[]", "int32[0]", "int32[3,5]"]
    .concat(["bool[]", "bool[0]", "bool[0,3]", "bool[3,5]"]).filter((line) => !isBool || line.startsWith("bool"))
    .flatMap((line) =>
      [false, true].map((keepDims) => {
        const rank = line.split("[")[1] === "]" ? 0 : line.split(",").length;
        const axis = rank === 0 ? [] : [rank - 1];
        const attributes = kernel === "Max" ? { reductionIndices: axis, axis, keepDims } : { axis, keepDims };
        return toCase(
          kernel,
          `${kernel}(x, ${JSON.stringify(attributes)})`,
          [line],
          (x: Tensor) => runKernel(kernel, { x }, attributes),
          { rounding },
        );
      })
    );
  return [...cases, ...special, ...wide, ...long, ...direct];
}

/** The place of the largest or smallest number. */
function placeCases(more: number): Case[] {
  const dice = new Dice("ArgMax");
  const rows: [string, number][] = [
    ...[["[]", 0], ["[1]", 0], ["[0]", 0], ["[0,3]", 1], ["[0,3]", 0], ["[3,0]", 1], ["[3,0]", 0], ["[19]", 0]] as [
      string,
      number,
    ][],
    ...[["[19]", -1], ["[3,5,7]", 0], ["[3,5,7]", 1], ["[3,5,7]", 2], ["[3,5,7]", -1], ["[3,5,7]", -3]] as [
      string,
      number,
    ][],
    ...[["[2,1,2,2,3,2]", 3], ["[3,5]", 2], ["[3,5]", -3]] as [string, number][],
    ...dice.many(more, (): [string, number] => {
      const shape = dice.shape(1, 5);
      return [`[${shape}]`, dice.integer(-shape.length, shape.length - 1)];
    }),
  ];
  return rows.flatMap(([shape, axis]) =>
    [
      `float32${shape}`,
      `float32${shape} special`,
      `float32${shape} nan`,
      `int32${shape} wide`,
      `int32${shape} whole`,
      `bool${shape}`,
    ]
      .flatMap((line) => [
        toCase("ArgMax", `tf.argMax(x, ${axis})`, [line], (x: Tensor) => tf.argMax(x, axis)),
        toCase("ArgMin", `tf.argMin(x, ${axis})`, [line], (x: Tensor) => tf.argMin(x, axis)),
      ])
  );
}

/** Cumulative sums and products. */
function runningCases(more: number): Case[] {
  const dice = new Dice("Cumsum");
  const rows: [string, number][] = [
    ...[["[]", 0], ["[1]", 0], ["[0]", 0], ["[0,3]", 0], ["[0,3]", 1], ["[3,0]", 0], ["[3,0]", 1], ["[19]", 0]] as [
      string,
      number,
    ][],
    ...[["[19]", -1], ["[3,5,7]", 0], ["[3,5,7]", 1], ["[3,5,7]", 2], ["[3,5,7]", -1], ["[3,5,7]", -2]] as [
      string,
      number,
    ][],
    ...[["[3,5,7]", -3], ["[2,1,2,2,3,2]", 4], ["[3,5]", 2], ["[3,5]", -3]] as [string, number][],
    ...dice.many(more, (): [string, number] => {
      const shape = dice.shape(1, 5);
      return [`[${shape}]`, dice.integer(-shape.length, shape.length - 1)];
    }),
  ];
  return rows.flatMap(([shape, axis]) =>
    [`float32${shape} positive`, `float32${shape} infinite`, `int32${shape} below 4`, `bool${shape}`].flatMap((line) =>
      [[false, false], [true, false], [false, true], [true, true]].flatMap(([exclusive, reverse]) => {
        const settings = `${axis}${exclusive ? ", exclusive" : ""}${reverse ? ", reverse" : ""}`;
        const rounding = roughly(64); // at most 19 numbers along an axis
        return [
          toCase("Cumsum", `tf.cumsum(x, ${settings})`, [line], (x: Tensor) => tf.cumsum(x, axis, exclusive, reverse), {
            rounding,
          }),
          toCase(
            "Cumprod",
            `tf.cumprod(x, ${settings})`,
            [line],
            (x: Tensor) => tf.cumprod(x, axis, exclusive, reverse),
            {
              rounding,
            },
          ),
          toCase(
            "Cumsum",
            `Cumsum(x, ${settings})`,
            [line],
            (x: Tensor) => runKernel("Cumsum", { x }, { axis, exclusive, reverse }),
            {
              rounding,
            },
          ),
          toCase(
            "Cumprod",
            `Cumprod(x, ${settings})`,
            [line],
            (x: Tensor) => runKernel("Cumprod", { x }, { axis, exclusive, reverse }),
            {
              rounding,
            },
          ),
        ];
      })
    )
  );
}

function softmaxCases(): Case[] {
  const near: CaseOptions = { rounding: lastDigits(64) };
  return ["float32[]", "float32[0]", "float32[0,3]", "float32[3,0]", "float32[1]", "float32[19]", "float32[3,5,7] fine"]
    .concat([
      "float32[4,5] special",
      "float32[4,5] large",
      "float32[4,5] infinite",
      "int32[3,5]",
      "int32[0]",
      "int32[]",
    ])
    .concat(["bool[3,5]", "bool[0]", "bool[]", "float32[2,1,2,1,3,2]", "int32[0,3]", "bool[0,3]"]).flatMap((line) => [
      toCase("Softmax", "tf.softmax(x)", [line], (x: Tensor) => tf.softmax(x), near),
      toCase("Softmax", "tf.softmax(x, 0)", [line], (x: Tensor) => tf.softmax(x, 0), near),
      toCase(
        "Softmax",
        "Softmax(x)",
        [line],
        (logits: Tensor) => runKernel("Softmax", { logits }, { dim: logits.rank - 1 }),
        near,
      ),
      toCase("Softmax", "tf.logSoftmax(x)", [line], (x: Tensor) => tf.logSoftmax(x), { rounding: roughly(64) }),
      toCase("Softmax", "tf.logSumExp(x)", [line], (x: Tensor) => tf.logSumExp(x), { rounding: roughly(64) }),
      toCase("Softmax", "tf.logSumExp(x, -1)", [line], (x: Tensor) => tf.logSumExp(x, -1), { rounding: roughly(64) }),
    ]);
}

function topKCases(): Case[] {
  const rows: [string, number][] = [
    ["[1]", 1],
    ["[19]", 5],
    ["[3,7]", 3],
    ["[2,3,5]", 5],
    ["[3,7]", 0],
    ["[0]", 0],
    ["[0,3]", 2],
    ["[3,0]", 0],
    ["[3]", 4],
    ["[]", 1],
    ["[3]", -1],
    ["[7]", 1],
  ];
  return rows.flatMap(([shape, k]) =>
    [
      `float32${shape} fine`,
      `float32${shape} special`,
      `float32${shape} whole`,
      `int32${shape} wide`,
      `int32${shape} whole`,
      `bool${shape}`,
    ]
      .flatMap((line) =>
        [true, false].flatMap((sorted) => [
          toCase("TopK", `tf.topk(x, ${k}, ${sorted})`, [line], (x: Tensor) => {
            const { values, indices } = tf.topk(x, k, sorted);
            return [values, indices];
          }),
        ])
      )
  );
}

function countCases(): Case[] {
  const rows: [string[], number][] = [
    [["int32[7] below 5", "float32[7] fine"], 5],
    [["int32[7] below 5", "float32[7] fine"], 3],
    [["int32[7] below 5", "int32[7]"], 8],
    [["int32[7] below 5", "bool[7]"], 5],
    [["int32[7] around 3", "float32[7]"], 3],
    [["int32[7] below 5", "float32[0]"], 5],
    [["int32[7] below 5", "int32[0]"], 5],
    [["int32[7] below 5", "bool[0]"], 5],
    [["int32[0]", "float32[0]"], 5],
    [["int32[0]", "int32[0]"], 5],
    [["int32[0]", "float32[0]"], 0],
    [["int32[7] below 5", "float32[7]"], 0],
    [["int32[7] below 5", "float32[7]"], -1],
    [["int32[7] below 5", "float32[6]"], 5],
    [["float32[7] below 5", "float32[7]"], 5],
    [["bool[7]", "float32[7]"], 2],
    [["int32[1] below 2", "float32[1]"], 2],
    [["int32[3,4] below 5", "float32[3,4] fine"], 5],
    [["int32[3,4] below 5", "float32[0]"], 5],
    [["int32[3,4] below 5", "int32[3,4]"], 4],
    [["int32[0,4]", "float32[0,4]"], 5],
    [["int32[3,0]", "float32[3,0]"], 5],
    [["int32[2,2,2] below 3", "float32[2,2,2]"], 3],
    [["int32[]", "float32[]"], 3],
  ];
  const rounding = roughly(16);
  return rows.flatMap(([row, size]) => [
    toCase(
      "Bincount",
      `tf.bincount(x, weights, ${size})`,
      row,
      (x: tf.Tensor1D, w: tf.Tensor1D) => tf.bincount(x, w, size),
      { rounding },
    ),
    toCase(
      "Bincount",
      `Bincount(x, weights, ${size})`,
      row,
      (x: Tensor, weights: Tensor) => runKernel("Bincount", { x, weights }, { size }),
      { rounding },
    ),
    ...[false, true].flatMap((isBinary) => [
      toCase(
        "DenseBincount",
        `tf.denseBincount(x, weights, ${size}, ${isBinary})`,
        row,
        (x: tf.Tensor1D, w: tf.Tensor1D) => tf.denseBincount(x, w, size, isBinary),
        { rounding },
      ),
      toCase(
        "DenseBincount",
        `DenseBincount(x, weights, ${size}, ${isBinary})`,
        row,
        (x: Tensor, weights: Tensor) => runKernel("DenseBincount", { x, weights }, { size, binaryOutput: isBinary }),
        { rounding },
      ),
    ]),
  ]);
}

/** Operations that learners use, each made of several kernels. */
function derivedCases(): Case[] {
  const rows = [
    "float32[]",
    "float32[0]",
    "float32[3,5] fine",
    "float32[3,0]",
    "int32[3,5]",
    "int32[0]",
    "bool[3,5]",
    "bool[0]",
  ];
  return rows.flatMap((line) => [
    toCase("Mean", "tf.moments(x)", [line], (x: Tensor) => Object.values(tf.moments(x)), { rounding: roughly(64) }),
    toCase("Mean", "tf.moments(x, 0)", [line], (x: Tensor) => Object.values(tf.moments(x, 0)), {
      rounding: roughly(64),
    }),
    toCase("Sum", "tf.norm(x)", [line], (x: Tensor) => tf.norm(x), { rounding: roughly(64) }),
    toCase("Max", "tf.norm(x, Infinity)", [line], (x: Tensor) => tf.norm(x, Infinity), { rounding: roughly(64) }),
    toCase("Sum", "x.toBool().sum()", [line], (x: Tensor) => x.toBool().sum()),
    toCase("Sum", "x.greater(0).sum()", [line], (x: Tensor) => x.greater(0).sum()),
    toCase("Mean", "x.equal(x).mean()", [line], (x: Tensor) => x.equal(x).mean(), { rounding: lastDigits(4) }),
  ]).concat(
    [["int32[4] = 0 1 2 1", "int32[4] = 0 2 2 1"], ["int32[0]", "int32[0]"], ["int32[9] below 3", "int32[9] below 3"]]
      .flatMap((row) => [
        toCase(
          "BatchMatMul",
          "tf.math.confusionMatrix(a, b, 3)",
          row,
          (a: tf.Tensor1D, b: tf.Tensor1D) => tf.math.confusionMatrix(a, b, 3),
        ),
      ]),
  );
}
