/**
 * What is computed on two devices and compared.
 * @module
 */
import type { NamedAttrMap, Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/** How far numbers may be apart: `units` halves of a last digit of float32 (2⁻²⁴) of … */
export interface Rounding {
  units: number;
  /**
   * … the number itself, or of 1 if that is more ("each"), the largest number of its tensor ("largest"), or of what comes
   * out if all inputs are replaced by their absolute values ("absolute"): the bound for sums of products.
   */
  of: "each" | "largest" | "absolute";
}

/** One computation. */
export interface Case {
  /** Whose it is, by TF.js's name. */
  kernel: string;
  /** What is called: "tf.clipByValue(x, 0, 255)". */
  call: string;
  /** Lines as in values.ts. */
  inputs: readonly string[];
  compute: Compute;
  rounding: Rounding;
  /** Whether a gradient is asked for where float32 comes out of float32. */
  hasGradient: boolean;
}

/** A function of as many tensors as there are inputs; of what ranks, the inputs say. */
export type Compute = (...inputs: never[]) => Tensor | Tensor[];

/** What a case may have besides. */
export type CaseOptions = Partial<Pick<Case, "rounding" | "hasGradient">>;

/** Nothing may be rounded differently. */
export const EXACT: Rounding = { units: 0, of: "each" };

/** A few last digits of each number: for functions that both devices only come near to. */
export function lastDigits(units: number): Rounding {
  return { units, of: "each" };
}

/** For sums of so many products: each addition and each multiplication rounds once. */
export function sumOf(terms: number): Rounding {
  return { units: terms + 2, of: "absolute" };
}

/** The same where a bound by absolute values is not to be had. */
export function roughly(units: number): Rounding {
  return { units, of: "largest" };
}

/** Puts a case together. */
export function toCase(
  kernel: string,
  call: string,
  inputs: readonly string[],
  compute: Compute,
  { rounding = EXACT, hasGradient = true }: CaseOptions = {},
): Case {
  return { kernel, call, inputs, compute, rounding, hasGradient };
}

/** How a case is called in reports: no two have the same name. */
export function caseName({ kernel, call, inputs }: Case): string {
  return `${kernel} · ${call} of ${inputs.join(", ") || "nothing"}`;
}

/** Calls a kernel itself, for what its operation hides. */
export function runKernel(name: string, inputs: Record<string, Tensor> | Tensor[], attributes: object = {}) {
  return tf.engine().runKernel(name, inputs as Record<string, Tensor>, attributes as NamedAttrMap) as Tensor | Tensor[];
}
