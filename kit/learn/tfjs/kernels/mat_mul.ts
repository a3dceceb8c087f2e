/**
 * Products of matrices.
 * @module
 */
import type { TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { address, register, registered, sizeOf } from "./wasm_backend.ts";

/** The number of the relu activation in our kernels. */
const RELU = 2;

/** The arguments of the plain and of the fused kernel; only the fused one gets an activation. */
interface Attributes {
  transposeA?: boolean;
  transposeB?: boolean;
  activation?: string;
}

/**
 * Registers products. Transposing a factor takes no extra time; the fused kernel can add a bias and replace negatives
 * with 0.
 */
export function installMatMul(): void {
  for (const name of ["BatchMatMul", "_FusedMatMul"]) {
    const original = registered(name);
    register(name, (inputs, attributes, backend) => {
      const { transposeA = false, transposeB = false, activation = "linear" } = attributes as Attributes;
      const { a, b, bias } = inputs;
      assertInnerShapes(a.shape, b.shape, transposeA, transposeB);
      const columns = transposeB ? b.shape[b.shape.length - 2] : b.shape[b.shape.length - 1];
      const isOurs = a.dtype === "float32" && b.dtype === "float32" && a.shape.length > 1 && b.shape.length > 1 &&
        (activation === "linear" || activation === "relu") &&
        (!bias || bias.dtype === "float32" && bias.shape.length === 1 && bias.shape[0] === columns);
      if (!isOurs) return original(inputs, attributes, backend);
      const areMatrices = a.shape.length === 2 && b.shape.length === 2; // nearly always
      const outer = areMatrices ? [] : outerShape(a, b);
      const [rows, inner] = transposeA ? lastTwo(a).reverse() : lastTwo(a);
      const out = backend.makeOutput([...outer, rows, columns], "float32");
      const batch = sizeOf(outer);
      if (batch * rows * columns === 0) return out;
      const place = backend.scratch(backend.simd.productScratch(rows, inner, columns));
      const [batchA, batchB] = areMatrices ? [1, 1] : [a, b].map(({ shape }) => sizeOf(shape.slice(0, -2)));
      // a batch that is neither complete nor a single matrix is repeated from its beginning
      const atOnce = [batchA, batchB].every((each) => each === 1 || each === batch) ? batch : 1;
      for (let i = 0; i < batch; i += atOnce) {
        backend.simd.product(
          address(backend, a) + (i % batchA) * rows * inner * 4,
          transposeA ? 1 : inner,
          transposeA ? rows : 1,
          batchA === 1 ? 0 : rows * inner,
          address(backend, b) + (i % batchB) * inner * columns * 4,
          transposeB ? 1 : columns,
          transposeB ? inner : 1,
          batchB === 1 ? 0 : inner * columns,
          address(backend, out) + i * rows * columns * 4,
          rows,
          inner,
          columns,
          atOnce,
          bias ? address(backend, bias) : 0,
          activation === "relu" ? RELU : 0,
          place,
        );
      }
      return out;
    });
  }
}

/** Throws the same error as TF.js's own kernels if inner shapes do not fit. */
function assertInnerShapes(a: readonly number[], b: readonly number[], transposeA: boolean, transposeB: boolean): void {
  const innerA = a[a.length - (transposeA ? 2 : 1)];
  const innerB = b[b.length - (transposeB ? 1 : 2)];
  tf.util.assert(
    innerA === innerB,
    () =>
      `Error in matMul: inner shapes (${innerA}) and (${innerB}) of Tensors with shapes ${a} and ${b} and ` +
      `transposeA=${transposeA} and transposeB=${transposeB} must match.`,
  );
}

function lastTwo({ shape }: TensorInfo): [number, number] {
  return [shape[shape.length - 2], shape[shape.length - 1]];
}

/** The axes of the batch. */
function outerShape(a: TensorInfo, b: TensorInfo): number[] {
  return tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
}
