/**
 * Kernels that compute each number of a tensor separately.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, type CaseOptions, lastDigits, runKernel, toCase } from "./case.ts";
import { Dice } from "./dice.ts";

/** An operation on each number, and how much the results of the devices may differ. */
interface Unary {
  operation: (x: Tensor) => Tensor;
  options?: CaseOptions;
  /** How float32 inputs are drawn. */
  values?: string[];
}

/**
 * The cpu uses JavaScript's function in float64 and rounds once. wasm uses C's function in float32, whose last digits
 * are wrong.
 */
const NEAR: CaseOptions = { rounding: lastDigits(8) };

const USUAL = ["usual", "special", "large"];

const UNARY: Record<string, Unary> = {
  Abs: { operation: tf.abs },
  Acos: { operation: tf.acos, options: NEAR, values: ["unit", "special"] },
  Acosh: { operation: tf.acosh, options: NEAR, values: ["positive", "special", "large"] },
  Asin: { operation: tf.asin, options: NEAR, values: ["unit", "special"] },
  Asinh: { operation: tf.asinh, options: NEAR },
  Atan: { operation: tf.atan, options: NEAR },
  Atanh: { operation: tf.atanh, options: NEAR, values: ["unit", "special"] },
  Ceil: { operation: tf.ceil },
  // right on wasm up to 10⁹; beyond that, neighbouring numbers in float32 are more than a full turn apart
  Cos: { operation: tf.cos, options: NEAR, values: ["usual", "infinite", "large"] },
  Cosh: { operation: tf.cosh, options: NEAR },
  Elu: { operation: tf.elu, options: NEAR },
  Erf: { operation: tf.erf, options: NEAR },
  Exp: { operation: tf.exp, options: NEAR },
  Expm1: { operation: tf.expm1, options: NEAR },
  Floor: { operation: tf.floor },
  Identity: { operation: tf.clone },
  IsFinite: { operation: tf.isFinite },
  IsInf: { operation: tf.isInf },
  IsNan: { operation: tf.isNaN },
  LeakyRelu: { operation: (x) => tf.leakyRelu(x), options: NEAR },
  Log: { operation: tf.log, options: NEAR, values: ["positive", "special", "large"] },
  Log1p: { operation: tf.log1p, options: NEAR },
  LogicalNot: { operation: tf.logicalNot },
  Neg: { operation: tf.neg },
  OnesLike: { operation: tf.onesLike },
  Reciprocal: { operation: tf.reciprocal },
  Relu: { operation: tf.relu },
  Relu6: { operation: tf.relu6 },
  Round: { operation: tf.round },
  Rsqrt: { operation: tf.rsqrt, options: NEAR, values: ["positive", "special", "large"] },
  Selu: { operation: tf.selu, options: NEAR },
  Sigmoid: { operation: tf.sigmoid, options: NEAR },
  Sign: { operation: tf.sign },
  Sin: { operation: tf.sin, options: NEAR, values: ["usual", "infinite", "large"] },
  Sinh: { operation: tf.sinh, options: NEAR },
  Softplus: { operation: tf.softplus, options: NEAR },
  Sqrt: { operation: tf.sqrt, values: ["positive", "special", "large"] },
  Square: { operation: tf.square },
  Step: { operation: (x) => tf.step(x) },
  Tan: { operation: tf.tan, options: NEAR, values: ["unit", "infinite"] }, // no finite numbers near infinity
  Tanh: { operation: tf.tanh, options: NEAR },
  ZerosLike: { operation: tf.zerosLike },
};

/** Other arguments of a kernel. */
const ATTRIBUTES: Record<string, object> = { LeakyRelu: { alpha: 0.3 }, Step: { alpha: 0.5 } };

const SHAPES = ["[]", "[1]", "[0]", "[3,0]", "[19]", "[3,5,7]", "[2,1,2,1,3,2]"];

/** The cases of this module, including `more` random rows for each kernel. */
export function unaryCases(more: number): Case[] {
  return [
    ...Object.entries(UNARY).flatMap(([kernel, unary]) => casesOf(kernel, unary, more)),
    ...withSettings(),
    ...complexCases(),
  ];
}

function casesOf(kernel: string, { operation, options, values = USUAL }: Unary, more: number): Case[] {
  const name = operation.name.endsWith("__op") ? operation.name.slice(0, -4) : kernel.toLowerCase();
  const direct = (x: Tensor) => runKernel(kernel, { x }, ATTRIBUTES[kernel]);
  const lines = [
    ...SHAPES.map((shape) => `float32${shape} ${values[0]}`),
    ...values.slice(1).map((kind) => `float32[67] ${kind}`),
    ...values.includes("special") ? ["float32[14] each"] : [],
    ...["int32[] wide", "int32[1] usual", "int32[0]", "int32[2,0,3]", "int32[3,5,7] wide", "int32[13] usual"],
    ...["bool[]", "bool[1]", "bool[0]", "bool[0,2]", "bool[3,5,7]", "bool[13]"],
  ];
  if (kernel === "Relu" || kernel === "Square") {
    // our kernels take four numbers at a time
    for (const length of [2, 3, 4, 5, 6, 7, 8, 9, 4099]) lines.push(`float32[${length}] special`);
  }
  const dice = new Dice(kernel);
  for (let i = 0; i < more; i++) {
    const dtype = dice.one(["float32", "float32", "int32", "bool"]);
    const kind = dtype === "float32" ? dice.one(values) : dice.one(["usual", "wide"]);
    lines.push(`${dtype}[${dice.shape(0, 6)}] ${kind}`);
  }
  return [...new Set(lines)].flatMap((line) => [
    toCase(kernel, `tf.${name}(x)`, [line], operation, options),
    // the operation may convert other dtypes to float32, or refuse them
    toCase(kernel, `${kernel}(x)`, [line], direct, options),
  ]);
}

function withSettings(): Case[] {
  const lines = [
    ...[
      "float32[]",
      "float32[0]",
      "float32[14] each",
      "float32[19] special",
      "float32[3,5,7] usual",
      "int32[] wide",
      "int32[0]",
    ],
    ...["int32[13] wide", "int32[3,5]", "bool[]", "bool[0]", "bool[13]", "bool[3,5]"],
  ];
  return lines.flatMap((line) => [
    ...[[0, 255], [-1, 1], [0.5, 0.5], [-0.3, 0.7], [NaN, 1], [-Infinity, Infinity], [2, 1]].map(([low, high]) =>
      toCase("ClipByValue", `tf.clipByValue(x, ${low}, ${high})`, [line], (x: Tensor) => tf.clipByValue(x, low, high))
    ),
    toCase(
      "ClipByValue",
      "ClipByValue(x)",
      [line],
      (x: Tensor) => runKernel("ClipByValue", { x }, { clipValueMin: -1, clipValueMax: 2 }),
    ),
    ...(["float32", "int32", "bool", "complex64"] as const).flatMap((dtype) => [
      toCase("Cast", `tf.cast(x, "${dtype}")`, [line], (x: Tensor) => tf.cast(x, dtype)),
      toCase("Cast", `Cast(x, "${dtype}")`, [line], (x: Tensor) => runKernel("Cast", { x }, { dtype })),
    ]),
    ...[0, 0.2, 3].flatMap((alpha) => [
      toCase("LeakyRelu", `tf.leakyRelu(x, ${alpha})`, [line], (x: Tensor) => tf.leakyRelu(x, alpha), NEAR),
      toCase("Step", `tf.step(x, ${alpha})`, [line], (x: Tensor) => tf.step(x, alpha)),
    ]),
  ]);
}

function complexCases(): Case[] {
  const near: CaseOptions = { rounding: { units: 64, of: "largest" } };
  return ["complex64[]", "complex64[0]", "complex64[1]", "complex64[4]", "complex64[3,5]", "complex64[2,3,7]"].flatMap(
    (line) => [
      toCase("Identity", "tf.clone(x)", [line], (x: Tensor) => tf.clone(x)),
      toCase("Real", "tf.real(x)", [line], (x: Tensor) => tf.real(x)),
      toCase("Imag", "tf.imag(x)", [line], (x: Tensor) => tf.imag(x)),
      toCase("ComplexAbs", "tf.abs(x)", [line], (x: Tensor) => tf.abs(x), { rounding: lastDigits(2) }),
      toCase("FFT", "tf.fft(x)", [line], (x: Tensor) => tf.fft(x), near),
      toCase("IFFT", "tf.ifft(x)", [line], (x: Tensor) => tf.ifft(x), near),
      toCase("FFT", "FFT(x)", [line], (input: Tensor) => runKernel("FFT", { input }), near),
      toCase("IFFT", "IFFT(x)", [line], (input: Tensor) => runKernel("IFFT", { input }), near),
      toCase("Reshape", "tf.reshape(x, [-1])", [line], (x: Tensor) => tf.reshape(x, [-1])),
      toCase("Cast", 'tf.cast(x, "float32")', [line], (x: Tensor) => tf.cast(x, "float32")),
    ],
  ).concat(
    ["float32[]", "float32[0]", "float32[5] special", "float32[2,3]"].flatMap((line) => [
      toCase("Complex", "tf.complex(x, x)", [line], (x: Tensor) => tf.complex(x, x)),
      toCase("Complex", "tf.complex(x, y)", [line, line.replace(/( .*)?$/, " fine")], tf.complex),
      toCase("FFT", "tf.spectral.rfft(x)", [line], (x: Tensor) => tf.spectral.rfft(x), near),
      toCase("FFT", "parts of tf.spectral.rfft(x)", [line], (x: Tensor) => {
        const y = tf.spectral.rfft(x);
        return [tf.real(y), tf.imag(y)];
      }, near),
      toCase("IFFT", "tf.spectral.irfft of rfft", [line], (x: Tensor) => tf.spectral.irfft(tf.spectral.rfft(x)), near),
    ]),
    toCase("Complex", "tf.complex(x, y)", ["float32[3]", "float32[4]"], tf.complex),
    toCase("Complex", "tf.complex(x, y)", ["int32[3]", "int32[3]"], tf.complex),
    toCase("Complex", "tf.complex(x, y)", ["float32[3]", "bool[3]"], tf.complex),
    toCase("Real", "tf.real(x)", ["float32[3]"], (x: Tensor) => tf.real(x)),
    toCase("Imag", "tf.imag(x)", ["int32[3]"], (x: Tensor) => tf.imag(x)),
    toCase("ComplexAbs", "ComplexAbs(x)", ["float32[4]"], (x: Tensor) => runKernel("ComplexAbs", { x })),
  );
}
