/**
 * Kernels that compute with pairs of numbers; the smaller operand is broadcast.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, type CaseOptions, lastDigits, roughly, runKernel, toCase } from "./case.ts";
import { Dice } from "./dice.ts";

type Binary = [operation: (a: Tensor, b: Tensor) => Tensor, options?: CaseOptions];

const NEAR: CaseOptions = { rounding: lastDigits(8) };

const BINARY: Record<string, Binary> = {
  Add: [tf.add],
  Atan2: [tf.atan2, NEAR],
  BitwiseAnd: [tf.bitwiseAnd],
  Equal: [tf.equal],
  FloorDiv: [tf.floorDiv],
  Greater: [tf.greater],
  GreaterEqual: [tf.greaterEqual],
  Less: [tf.less],
  LessEqual: [tf.lessEqual],
  LogicalAnd: [tf.logicalAnd],
  LogicalOr: [tf.logicalOr],
  Maximum: [tf.maximum],
  Minimum: [tf.minimum],
  Mod: [tf.mod],
  Multiply: [tf.mul],
  NotEqual: [tf.notEqual],
  Pow: [tf.pow, { rounding: lastDigits(16) }],
  Prelu: [tf.prelu],
  RealDiv: [tf.div],
  SquaredDifference: [tf.squaredDifference, { rounding: lastDigits(4) }],
  Sub: [tf.sub],
};

const FLOATS = [
  ["float32[]", "float32[] fine"],
  ["float32[1]", "float32[1] fine"],
  ["float32[0]", "float32[0]"],
  ["float32[0]", "float32[1]"],
  ["float32[0,3]", "float32[3]"],
  ["float32[3,0]", "float32[1,0]"],
  ["float32[19]", "float32[19] fine"],
  ["float32[67] special", "float32[67] infinite"],
  ["float32[67] special", "float32[1,67] special"],
  ["float32[3,5,7]", "float32[3,5,7] fine"],
  ["float32[3,5,7]", "float32[7]"],
  ["float32[3,5,7] fine", "float32[5,1] fine"],
  ["float32[3,1,7]", "float32[5,1]"],
  ["float32[]", "float32[2,3]"],
  ["float32[2,3]", "float32[]"],
  ["float32[2,1,3,1]", "float32[1,5,1,4]"],
  ["float32[2,1,2,1,3]", "float32[2,2,2,2,1]"],
  ["float32[2,1,2,1,3,2]", "float32[1,2,1,2,1,2]"],
  // shapes that do not fit
  ["float32[2,3]", "float32[2,4]"],
  ["float32[3]", "float32[4]"],
  ["float32[0]", "float32[2]"],
  ["float32[3,2]", "float32[3]"],
];

/** For our kernels, which take four numbers at a time: every possible remainder, and many rows. */
const LONG = [
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((length) => [`float32[${length}] special`, `float32[${length}] fine`]),
  ["float32[4099] special", "float32[4099] fine"],
  ["float32[4099] fine", "float32[] fine"],
  ["float32[33,129] fine", "float32[129] fine"],
  ["float32[33,128] fine", "float32[128] fine"],
  ["float32[33,129] fine", "float32[33,1] fine"],
  ["float32[1,129] fine", "float32[33,129] fine"],
  ["float32[2,3,1,4] fine", "float32[3,5,4] fine"],
];

const OURS = ["Add", "Sub", "Multiply", "RealDiv", "SquaredDifference"];

const OTHERS = [
  ["int32[]", "int32[] wide"],
  ["int32[1]", "int32[1] wide"],
  ["int32[0]", "int32[0]"],
  ["int32[0,3]", "int32[3]"],
  ["int32[13] wide", "int32[13] usual"],
  ["int32[67] usual", "int32[67] wide"],
  ["int32[3,5,7] usual", "int32[5,1] usual"],
  ["int32[6]", "int32[6] zeros"],
  ["int32[6]", "int32[] below 1"],
  ["int32[2,1,3,1]", "int32[1,5,1,4]"],
  ["int32[3]", "int32[4]"],
  ["bool[]", "bool[]"],
  ["bool[1]", "bool[1]"],
  ["bool[0]", "bool[0]"],
  ["bool[2,0]", "bool[]"],
  ["bool[13]", "bool[13] fine"],
  ["bool[3,5,7]", "bool[7]"],
  ["bool[3,1,7]", "bool[5,1] fine"],
  ["bool[3]", "bool[4]"],
  // of two dtypes
  ["float32[13] fine", "int32[13]"],
  ["int32[13]", "float32[] fine"],
  ["bool[13]", "float32[13] fine"],
  ["int32[13] wide", "bool[13]"],
  ["bool[3,1]", "int32[4]"],
];

/** The cases of this module, including `more` random rows for each kernel. */
export function binaryCases(more: number): Case[] {
  return [
    ...Object.entries(BINARY).flatMap(([kernel, binary]) => casesOf(kernel, binary, more)),
    ...addNCases(),
    ...derivedCases(),
  ];
}

function casesOf(kernel: string, [operation, options]: Binary, more: number): Case[] {
  const [a, b] = kernel === "Prelu" ? ["x", "alpha"] : ["a", "b"];
  const direct = (first: Tensor, second: Tensor) => runKernel(kernel, { [a]: first, [b]: second });
  // not for Mod: the remainder of −1e-40 rounds to a whole period, which is 0 on wasm
  const pairs = kernel === "Mod" ? [] : [["float32[14,1] each", "float32[14] each"]];
  const rows = [...FLOATS, ...pairs, ...OTHERS, ...OURS.includes(kernel) ? LONG : []];
  if (kernel === "Pow") rows.push(["float32[67] positive", "float32[67]"], ["int32[9] below 9", "int32[9] below 6"]);
  if (kernel === "Mod" || kernel === "FloorDiv") rows.push(["float32[67] large", "float32[67] whole"]);
  const dice = new Dice(kernel);
  for (let i = 0; i < more; i++) rows.push(drawnRows(dice));
  return rows.flatMap((row) => {
    const dtypes = new Set(row.map((line) => line.split("[")[0]));
    // an operation gives its kernel two tensors of the same dtype, and a logical one only bool
    const isDirect = dtypes.size === 1 && (!kernel.startsWith("Logical") || dtypes.has("bool"));
    return [
      toCase(kernel, `tf.${operation.name.replace("__op", "")}(a, b)`, row, operation, options),
      ...isDirect ? [toCase(kernel, `${kernel}(a, b)`, row, direct, options)] : [],
    ];
  });
}

/** Two shapes that can be broadcast: some axes of each are 1, and one may have fewer axes. */
function drawnRows(dice: Dice): string[] {
  const full = dice.shape(0, 5);
  const shapes = [0, 1].map(() => full.map((length) => dice.is(0.25) ? 1 : length));
  const fewer = dice.integer(0, 1);
  if (dice.is(0.3)) shapes[fewer] = shapes[fewer].slice(dice.integer(0, full.length));
  const dtype = dice.one(["float32", "float32", "int32", "bool"]);
  return shapes.map((shape) =>
    `${dtype}[${shape}] ${dtype === "float32" ? dice.one(["fine", "usual", "special"]) : dice.one(["usual", "wide"])}`
  );
}

function addNCases(): Case[] {
  const rows = [
    ["float32[]"],
    ["float32[3,5]", "float32[3,5] fine", "float32[3,5] special"],
    ["float32[0]", "float32[0]"],
    ["int32[7] wide", "int32[7] usual"],
    ["int32[0]", "int32[0]"],
    ["bool[7]", "bool[7] fine"],
    ["bool[0]", "bool[0]"],
    ["float32[3]", "float32[4]"],
    ["float32[3]", "float32[1]"],
    ["float32[3]", "int32[3]"],
  ];
  return rows.flatMap((row) => [
    toCase("AddN", "tf.addN(all)", row, (...all: Tensor[]) => tf.addN(all)),
    toCase("AddN", "AddN(all)", row, (...all: Tensor[]) => runKernel("AddN", all)),
  ]);
}

/** Operations of several kernels that learners call, and operations of one tensor with itself. */
function derivedCases(): Case[] {
  const twice: Record<string, Binary[0]> = { Add: tf.add, Maximum: tf.maximum, Multiply: tf.mul, Sub: tf.sub };
  const ofItself = Object.entries(twice).flatMap(([kernel, operation]) =>
    ["float32[3,5] fine", "float32[0]", "int32[7]", "bool[7]"].map((line) =>
      toCase(kernel, `tf.${operation.name.replace("__op", "")}(x, x)`, [line], (x: Tensor) => operation(x, x))
    )
  );
  return [...FLOATS, ...OTHERS].flatMap((row) => [
    toCase("LogicalAnd", "tf.logicalXor(a, b)", row, tf.logicalXor),
    toCase("RealDiv", "tf.divNoNan(a, b)", row, tf.divNoNan),
    toCase("Mod", "a.mod(b).add(a)", row, (a: Tensor, b: Tensor) => a.mod(b).add(a), { rounding: roughly(4) }),
  ]).concat(ofItself);
}
