/**
 * Products of matrices.
 * @module
 */
import type { TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { address, register, registered, sizeOf } from "./wasm_backend.ts";

/** As the kernels know it. */
const RELU = 2;

/** What both kernels are told; only the fused one is told of an activation. */
interface Attributes {
  transposeA?: boolean;
  transposeB?: boolean;
  activation?: string;
}

/** Multiplies with either factor transposed, at the same speed, and adds a bias and cuts off below 0 on the way. */
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
      const outer = outerShape(a, b);
      const [rows, inner] = transposeA ? lastTwo(a).reverse() : lastTwo(a);
      const out = backend.makeOutput([...outer, rows, columns], "float32");
      const batch = sizeOf(outer);
      if (batch * rows * columns === 0) return out;
      const place = backend.scratch(backend.simd.productScratch(rows, inner, columns));
      const start = address(backend, out);
      backend.simd.product(
        address(backend, a),
        transposeA ? 1 : inner,
        transposeA ? rows : 1,
        isRepeated(a, batch) ? 0 : rows * inner,
        address(backend, b),
        transposeB ? 1 : columns,
        transposeB ? inner : 1,
        isRepeated(b, batch) ? 0 : inner * columns,
        start,
        rows,
        inner,
        columns,
        batch,
        bias ? address(backend, bias) : 0,
        activation === "relu" ? RELU : 0,
        place,
      );
      return out;
    });
  }
}

/** As TF.js's own kernels say it. */
function assertInnerShapes(a: readonly number[], b: readonly number[], transposeA: boolean, transposeB: boolean): void {
  const [innerA, innerB] = [a.at(transposeA ? -2 : -1), b.at(transposeB ? -1 : -2)];
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
  if (a.shape.length === 2 && b.shape.length === 2) return [];
  return tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
}

/** Whether the one matrix is multiplied with each of the others. */
function isRepeated({ shape }: TensorInfo, batch: number): boolean {
  return batch > 1 && sizeOf(shape.slice(0, -2)) === 1;
}
