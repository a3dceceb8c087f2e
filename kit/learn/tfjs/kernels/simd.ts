/**
 * Our own kernels in WebAssembly, which compute in the memory of TF.js's tensors. Their source is in `assembly/`.
 * @module
 */
import { PLAIN, RELAXED, type Simd } from "./binary.ts";

/** The names of operations, in the order of their numbers in `assembly/elementwise.ts`. */
export const OPERATIONS = [
  ...["Add", "Sub", "Multiply", "RealDiv", "ReluGradient", "SquareGradient", "SquaredDifference", "Maximum", "Minimum"],
] as const;

/**
 * Loads the kernels, which compute in `memory`. They multiply and add in one instruction if the machine supports this.
 */
export function loadSimd(memory: WebAssembly.Memory): Simd {
  const imports = { env: { memory }, math: { exp: Math.exp, log: Math.log } };
  return new WebAssembly.Instance(moduleFor(), imports).exports as unknown as Simd;
}

/** The kernels for this engine: not every engine supports relaxed SIMD. */
function moduleFor(): WebAssembly.Module {
  const relaxed = Uint8Array.fromBase64(RELAXED);
  return new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : Uint8Array.fromBase64(PLAIN));
}
