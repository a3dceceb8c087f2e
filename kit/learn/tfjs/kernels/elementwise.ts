/**
 * Operations on each number separately.
 * @module
 */
import type { TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { OPERATIONS } from "./simd.ts";
import { address, register, registered, sizeOf } from "./wasm_backend.ts";

/** The operations that TF.js does not have. */
const OWN: readonly string[] = ["ReluGradient", "SquareGradient"];

/**
 * Registers the operations for float32; other types, and operands that are repeated along several axes, are left to
 * TF.js.
 */
export function installElementwise(): void {
  for (const [operation, name] of OPERATIONS.entries()) {
    const original = OWN.includes(name) ? undefined : registered(name);
    register(name, (inputs, attributes, backend) => {
      const { a, b } = inputs;
      const shape = a.dtype === "float32" && b.dtype === "float32" ? commonShape(a, b) : undefined;
      if (!shape) return original!(inputs, attributes, backend);
      const out = backend.makeOutput(shape, "float32");
      const size = sizeOf(shape);
      if (size === 0) return out;
      const [first, second] = [address(backend, a), address(backend, b)];
      backend.simd.binary(operation, first, sizeOf(a.shape), second, sizeOf(b.shape), address(backend, out), size);
      return out;
    });
  }
  for (const [name, compute] of [["Relu", "relu"], ["Square", "square"]] as const) {
    const original = registered(name);
    register(name, (inputs, attributes, backend) => {
      const { x } = inputs;
      if (x.dtype !== "float32") return original(inputs, attributes, backend);
      const out = backend.makeOutput(x.shape, "float32");
      backend.simd[compute](address(backend, x), address(backend, out), sizeOf(x.shape));
      return out;
    });
  }
  /** x times a factor; a single number is repeated to fill the shape. */
  register("Scale", ({ x }, attributes, backend) => {
    const { factor, shape } = attributes as { factor: number; shape: number[] };
    const out = backend.makeOutput(shape, "float32");
    backend.simd.scale(address(backend, x), sizeOf(x.shape), factor, address(backend, out), sizeOf(shape));
    return out;
  });
}

/**
 * The shape of the result: that of the larger operand, if the other one has the same shape, is a row of it, or is a
 * single number. Otherwise undefined.
 */
function commonShape(a: TensorInfo, b: TensorInfo): number[] | undefined {
  if (isSame(a.shape, b.shape)) return a.shape;
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const [large, small] = isSame(a.shape, shape) ? [a.shape, b.shape] : [b.shape, a.shape];
  if (!isSame(large, shape)) return;
  const row = small.slice(small.findIndex((length) => length !== 1));
  if (sizeOf(small) === 1 || isSame(row, large.slice(large.length - row.length))) return shape;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
