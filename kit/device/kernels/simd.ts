/**
 * Our own kernels in WebAssembly, which compute where TF.js's tensors lie. Their source is in `assembly/`.
 * @module
 */
import { PLAIN, RELAXED } from "./binary.ts";

/** What `assembly/index.ts` exports; addresses are in bytes, strides and sizes in numbers. */
export interface Simd {
  product(...numbers: number[]): void;
  productScratch(rows: number, inner: number, columns: number): number;
  convolve(...numbers: number[]): void;
  convolveToImage(...numbers: number[]): void;
  convolveToFilter(...numbers: number[]): void;
  convolutionScratch(...numbers: number[]): number;
  averagePool(...numbers: number[]): void;
  averagePoolGradient(...numbers: number[]): void;
  maxPool(...numbers: number[]): void;
  maxPoolOfQuarters(...numbers: number[]): void;
  maxPoolGradient(...numbers: number[]): void;
  maxPoolGradientOfQuarters(...numbers: number[]): void;
  binary(operation: number, a: number, aSize: number, b: number, bSize: number, out: number, size: number): void;
  relu(x: number, out: number, size: number): void;
  square(x: number, out: number, size: number): void;
  scale(x: number, xSize: number, factor: number, out: number, size: number): void;
  sum(x: number, size: number, factor: number, out: number): void;
  columnSums(x: number, rows: number, columns: number, out: number): void;
  softmaxCrossEntropy(...numbers: number[]): void;
  softmaxCrossEntropyGradient(...numbers: number[]): void;
  sgd(...numbers: number[]): void;
  rmsprop(...numbers: number[]): void;
  adam(...numbers: number[]): void;
}

/** In the order of their numbers in `assembly/elementwise.ts`. */
export const OPERATIONS = [
  ...["Add", "Sub", "Multiply", "RealDiv", "ReluGradient", "SquareGradient", "SquaredDifference", "Maximum", "Minimum"],
] as const;

/** Loads the kernels into `memory`: with fused multiplication and addition, if the machine has that. */
export function loadSimd(memory: WebAssembly.Memory): Simd {
  const imports = { env: { memory }, math: { exp: Math.exp, log: Math.log } };
  return new WebAssembly.Instance(moduleFor(), imports).exports as unknown as Simd;
}

/** Not every engine knows relaxed SIMD. */
function moduleFor(): WebAssembly.Module {
  const relaxed = Uint8Array.fromBase64(RELAXED);
  return new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : Uint8Array.fromBase64(PLAIN));
}
