/**
 * TF.js's own kernels that lessons use on wasm.
 * @module
 */
import type { DataType } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { throughCpu } from "./through_cpu.ts";
import { type Inputs, type Kernel, NUMBER_TYPES, register, runOf } from "./wasm_backend.ts";

const FLOATS: readonly DataType[] = ["float32"];
const NUMBERS: readonly DataType[] = ["float32", "int32"];
const REAL = NUMBER_TYPES;

/** A kernel that is right only for some inputs. */
interface Trust {
  types: readonly DataType[];
  /** Whether the kernel is right for these inputs and attributes. */
  when(inputs: Inputs, attributes: Record<string, unknown>): boolean;
}

/**
 * TF.js's wasm kernels that give the same results as its cpu kernels, and the types of inputs for which this is true.
 * Many accept other types without an error, and then read one byte instead of four, or write four instead of one. For
 * everything that is not in this list, and for empty tensors, the cpu is used, although the numbers must then be copied
 * to it and back.
 */
export const TRUSTED: Readonly<Record<string, readonly DataType[] | Trust>> = {
  // each number separately
  Abs: FLOATS,
  Acos: FLOATS,
  Acosh: FLOATS,
  Asin: FLOATS,
  Asinh: FLOATS,
  Atan: FLOATS,
  Atanh: FLOATS,
  Ceil: FLOATS,
  Cosh: FLOATS,
  Elu: FLOATS,
  Erf: FLOATS,
  Exp: FLOATS,
  Expm1: FLOATS,
  Floor: FLOATS,
  IsFinite: FLOATS,
  IsInf: FLOATS,
  IsNan: FLOATS,
  LeakyRelu: FLOATS,
  Log: FLOATS,
  Log1p: FLOATS,
  Neg: FLOATS,
  Reciprocal: FLOATS,
  Round: FLOATS,
  Rsqrt: FLOATS,
  Selu: FLOATS,
  Sigmoid: FLOATS,
  Sinh: FLOATS,
  Softplus: FLOATS,
  Sqrt: FLOATS,
  Step: FLOATS,
  Tanh: FLOATS,
  // pairs of numbers
  Add: FLOATS,
  Atan2: FLOATS,
  Equal: FLOATS,
  Greater: FLOATS,
  GreaterEqual: FLOATS,
  Less: FLOATS,
  LessEqual: FLOATS,
  Mod: FLOATS,
  Multiply: FLOATS,
  NotEqual: FLOATS,
  Pow: FLOATS,
  RealDiv: FLOATS,
  SquaredDifference: FLOATS,
  Sub: FLOATS,
  // along axes
  ArgMax: FLOATS,
  ArgMin: FLOATS,
  Cumprod: FLOATS,
  Cumsum: FLOATS,
  Max: FLOATS,
  Mean: FLOATS,
  Min: FLOATS,
  Prod: FLOATS,
  Softmax: { types: FLOATS, when: ({ logits }) => logits.shape.length > 0 },
  Sum: FLOATS,
  // the same numbers in other places
  Concat: REAL,
  FlipLeftRight: FLOATS,
  OnesLike: REAL,
  Pack: REAL,
  PadV2: {
    types: FLOATS,
    when: ({ x }, { paddings, constantValue }) =>
      !Number.isNaN(constantValue) && (paddings as number[][]).length === x.shape.length &&
      (paddings as number[][]).flat().every((count) => count >= 0),
  },
  Reverse: NUMBERS,
  StridedSlice: FLOATS,
  Tile: NUMBERS,
  Transpose: NUMBERS,
  Unpack: REAL,
  ZerosLike: REAL,
  // images
  FusedBatchNorm: FLOATS,
};

/** Kernels that are right for all inputs, and are not changed. */
export const RIGHT: readonly string[] = [
  ...["ExpandDims", "LinSpace", "Range", "StringNGrams", "StringSplit", "StringToHashBucketFast"],
];

/** Replaces all other kernels with the cpu's. For inputs that a trusted kernel does not cover, the cpu's is used. */
export function installTrusted(): void {
  for (const { kernelName } of tf.getKernelsForBackend("cpu")) {
    if (RIGHT.includes(kernelName)) continue;
    const cpu = throughCpu(kernelName);
    const trust = TRUSTED[kernelName];
    register(kernelName, trust ? choose(trust, runOf(tf.getKernel(kernelName, "wasm")!), cpu) : cpu);
  }
}

function choose(trust: readonly DataType[] | Trust, theirs: Kernel, cpu: Kernel): Kernel {
  const { types, when } = "when" in trust ? trust : { types: trust, when: undefined };
  return (inputs, attributes, backend) => {
    const isRight = areAll(types, inputs) && (!when || when(inputs, attributes));
    return (isRight ? theirs : cpu)(inputs, attributes, backend);
  };
}

/**
 * Whether all inputs have one of these types, and none is empty. The loop must be fast: every kernel of a step runs it.
 */
function areAll(types: readonly DataType[], inputs: Inputs): boolean {
  for (const name in inputs) {
    if (inputs[name] && (!types.includes(inputs[name].dtype) || inputs[name].shape.includes(0))) return false;
  }
  return true;
}
