/**
 * A computation whose results on two devices are compared.
 * @module
 */
import type { NamedAttrMap, Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/**
 * How much numbers may differ: by `units` · 2⁻²⁴ (half of the last digit of float32), times the size that `of` names.
 */
export interface Rounding {
  units: number;
  /**
   * "each": the number itself, or 1 if that is more. "largest": the largest number of its tensor. "absolute": the
   * result for the absolute values of all inputs, which bounds the error of a sum of products.
   */
  of: "each" | "largest" | "absolute";
}

/** A computation whose results are compared. */
export interface Case {
  /** The kernel, by TF.js's name. */
  kernel: string;
  /** The call, for example "tf.clipByValue(x, 0, 255)". */
  call: string;
  /** The inputs, as lines for values.ts. */
  inputs: readonly string[];
  compute: Compute;
  rounding: Rounding;
  /** Whether to also compute gradients, for float32 inputs with a float32 result. */
  hasGradient: boolean;
}

/** A function with one tensor for each input, of the same rank as the input. */
export type Compute = (...inputs: never[]) => Tensor | Tensor[];

/** Options of a case. */
export type CaseOptions = Partial<Pick<Case, "rounding" | "hasGradient">>;

/** No difference in rounding is allowed. */
export const EXACT: Rounding = { units: 0, of: "each" };

/** The last digits of each number may differ: for functions that both devices only approximate. */
export function lastDigits(units: number): Rounding {
  return { units, of: "each" };
}

/** The rounding to allow for a sum of `terms` products: each product and each addition is rounded once. */
export function sumOf(terms: number): Rounding {
  return { units: terms + 2, of: "absolute" };
}

/** The rounding to allow relative to the largest number: for sums whose error the absolute values do not bound. */
export function roughly(units: number): Rounding {
  return { units, of: "largest" };
}

/** Makes a case. */
export function toCase(
  kernel: string,
  call: string,
  inputs: readonly string[],
  compute: Compute,
  { rounding = EXACT, hasGradient = true }: CaseOptions = {},
): Case {
  return { kernel, call, inputs, compute, rounding, hasGradient };
}

/** The name of a case in reports; no two have the same name. */
export function caseName({ kernel, call, inputs }: Case): string {
  return `${kernel} · ${call} of ${inputs.join(", ") || "nothing"}`;
}

/** Calls a kernel directly, for arguments that its operation does not pass on. */
export function runKernel(name: string, inputs: Record<string, Tensor> | Tensor[], attributes: object = {}) {
  return tf.engine().runKernel(name, inputs as Record<string, Tensor>, attributes as NamedAttrMap) as Tensor | Tensor[];
}
