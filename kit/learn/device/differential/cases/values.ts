/**
 * The inputs of a case, each written as one line: `float32[3,5] special` is a tensor of 3 × 5 numbers, some of which
 * are not finite. The same line always gives the same numbers.
 * @module
 */
import { fnv1a } from "../../../../base/fnv1a.ts";
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { RandomState } from "../../../data/random_state.ts";

/** A tensor that has not been made yet. */
export interface Input {
  dtype: "float32" | "int32" | "bool" | "string" | "complex64";
  shape: number[];
  /** The numbers or strings, in the form that TF.js needs. */
  values: Float32Array | Int32Array | Uint8Array | string[];
}

/** Numbers that have caused problems before: infinite, NaN, ±0, denormal, or near the limits of float32. */
const SPECIAL = [NaN, Infinity, -Infinity, -0, 0, 1e-40, -1e-40, 3e38, -3e38, 1e-30, 0.5, -0.5, 1.5, 2.5];
/** Whole numbers beyond a byte, beyond what float32 stores exactly, and at the limits of int32. */
const WIDE = [0, 1, -1, 255, 256, 257, 300, -20, 65536, 16777217, -16777217, 2147483647, -2147483648];

/** How numbers are drawn, by the word after the shape; `n` is the number after that word. */
const DRAW: Record<string, (random: RandomState, n: number, place: number) => number> = {
  /** Sixteenths: some are equal, some are 0, and their sums are rarely rounded. */
  usual: (random) => Math.round(random.normal() * 16) / 16,
  /** Numbers that use all digits of float32, so sums are rounded. */
  fine: (random) => random.normal(),
  special: (random) =>
    random.uniform() < 0.5 ? SPECIAL[Math.floor(random.uniform(0, SPECIAL.length))] : random.normal(),
  /** Each of the special numbers in turn. */
  each: (_, __, place) => SPECIAL[place % SPECIAL.length],
  /** Usual numbers, mixed with some that are not finite. */
  infinite: (random) => random.uniform() < 0.1 ? SPECIAL[Math.floor(random.uniform(0, 3))] : random.normal(),
  nan: (random) => random.uniform() < 0.1 ? NaN : random.normal(),
  wide: (random) => WIDE[Math.floor(random.uniform(0, WIDE.length))],
  /** Whole numbers from −40 to 40, so many are equal. */
  whole: (random) => Math.round(random.normal() * 10),
  positive: (random) => Math.abs(random.normal()) + 1 / 16,
  large: (random) => random.normal() * 1e4,
  unit: (random) => random.uniform(-1, 1),
  fraction: (random) => random.uniform(0, 1),
  below: (random, n) => Math.floor(random.uniform(0, n)),
  /** Indices, some of them outside 0 to n − 1. */
  around: (random, n) => Math.floor(random.uniform(-2, n + 2)),
  /** The gradient of the result, with which a backward pass starts: its numbers differ from all inputs. */
  changes: (random) => random.normal(),
  ones: () => 1,
  zeros: () => 0,
  rising: (_, n, place) => place * (n || 1),
};

/** The form of a line. */
const LINE = /^(float32|int32|bool|string|complex64)\[([\d,]*)\](?: ([a-z]+)(?: (-?[\d.]+))?| = (.*))?$/;

/** The parts of a line. */
interface Line {
  dtype: Input["dtype"];
  shape: number[];
  /** The word after the shape, and the number after the word. */
  kind: string;
  n: number;
  /** The text after "=", if the line lists its numbers. */
  list?: string;
}

/**
 * Parses a line: dtype, shape, and how the numbers are drawn, `usual` by default, or `= 1 2 3` for these numbers.
 * @throws {SyntaxError} If the text is not such a line.
 */
export function parseInput(line: string): Line {
  const parts = LINE.exec(line);
  const kind = parts?.[3] ?? "usual";
  if (!parts || !Object.hasOwn(DRAW, kind)) {
    throw new SyntaxError(`There is no input "${line}": write "float32[2,3]" or "int32[4] below 3".`);
  }
  const shape = parts[2] === "" ? [] : parts[2].split(",").map(Number);
  return { dtype: parts[1] as Input["dtype"], shape, kind, n: Number(parts[4] ?? 0), list: parts[5] };
}

/** Makes the numbers of a line. */
export function inputOf(line: string): Input {
  const { dtype, shape, kind, n, list } = parseInput(line);
  const size = tf.util.sizeFromShape(shape) * (dtype === "complex64" ? 2 : 1);
  if (dtype === "string") return { dtype, shape, values: (list ?? "").split("|").slice(0, size) };
  const numbers = list === undefined ? drawn(size, DRAW[kind], n, fnv1a(line)) : list.split(" ").map(Number);
  if (numbers.length !== size) throw new SyntaxError(`"${line}" has ${numbers.length} numbers, expected ${size}.`);
  if (dtype === "bool") return { dtype, shape, values: Uint8Array.from(numbers, (value) => value > 0 ? 1 : 0) };
  if (dtype !== "int32") return { dtype, shape, values: Float32Array.from(numbers) };
  const isWhole = numbers.every(Number.isInteger);
  return { dtype, shape, values: Int32Array.from(numbers, (value) => isWhole ? value : value * 16) };
}

/** The tensor, on the current device. Its numbers are copied, because the cpu computes in the given arrays. */
export function tensorOfInput({ dtype, shape, values }: Input): Tensor {
  if (dtype === "complex64") {
    const part = (which: number) => tf.tensor((values as Float32Array).filter((_, i) => i % 2 === which), shape);
    return tf.tidy(() => tf.complex(part(0), part(1)));
  }
  return tf.tensor(values.slice() as Float32Array, shape, dtype);
}

/** The input with the absolute values of its numbers; numbers that are not finite become 1. */
export function absoluteOf(input: Input): Input {
  const { dtype, values } = input;
  if (dtype !== "float32" && dtype !== "int32") return input;
  return {
    ...input,
    values: (values as Float32Array).map((value) => Number.isFinite(value) ? Math.abs(value) : 1),
  };
}

function drawn(count: number, draw: typeof DRAW[string], n: number, seed: number): number[] {
  const random = new RandomState(seed);
  return Array.from({ length: count }, (_, place) => draw(random, n, place));
}
