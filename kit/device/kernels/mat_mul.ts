/**
 * Products of matrices.
 * @module
 */
import type { TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { address, scratch, type Simd } from "./simd.ts";
import { register, registered, sizeOf, type WasmBackend } from "./wasm_backend.ts";

/** As the kernels know it. */
const RELU = 2;

/** What both kernels are told; only the fused one is told of an activation. */
interface Attributes {
  transposeA?: boolean;
  transposeB?: boolean;
  activation?: string;
}

/** Multiplies with either factor transposed, at the same speed, and adds a bias and cuts off below 0 on the way. */
export function installMatMul(simd: Simd): void {
  for (const name of ["BatchMatMul", "_FusedMatMul"]) {
    const original = registered(name);
    register(name, (inputs, attributes, backend) => {
      const { transposeA = false, transposeB = false, activation = "linear" } = attributes as Attributes;
      const { a, b, bias } = inputs;
      const columns = transposeB ? b.shape[b.shape.length - 2] : b.shape[b.shape.length - 1];
      const isOurs = a.dtype === "float32" && b.dtype === "float32" &&
        (activation === "linear" || activation === "relu") &&
        (!bias || bias.dtype === "float32" && bias.shape.length === 1 && bias.shape[0] === columns);
      if (!isOurs) return original(inputs, attributes, backend);
      // two batches, each repeated along another axis: too rare to be worth more than TF.js's own
      const [aOuter, bOuter] = [a, b].map(({ shape }) => shape.slice(0, -2));
      const batch = sizeOf(tf.broadcast_util.assertAndGetBroadcastShape(aOuter, bOuter));
      if ([aOuter, bOuter].some((outer) => ![1, batch].includes(sizeOf(outer)))) {
        return original(inputs, attributes, backend);
      }
      return product(simd, backend, a, b, transposeA, transposeB, bias, activation === "relu");
    });
  }
}

function product(
  simd: Simd,
  backend: WasmBackend,
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
  bias: TensorInfo | undefined,
  isRelu: boolean,
): TensorInfo {
  const [aHeight, aWidth] = a.shape.slice(-2);
  const [bHeight, bWidth] = b.shape.slice(-2);
  const [rows, inner] = transposeA ? [aWidth, aHeight] : [aHeight, aWidth];
  const columns = transposeB ? bHeight : bWidth;
  const aOuter = a.shape.slice(0, -2);
  const bOuter = b.shape.slice(0, -2);
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(aOuter, bOuter);
  const out = backend.makeOutput([...outer, rows, columns], "float32");
  const batch = sizeOf(outer);
  if (batch * rows * columns === 0) return out;
  const from = scratch(backend, simd.productScratch(inner, columns));
  const [aStart, bStart, biasStart] = [a, b, bias].map((each) => each ? address(backend, each) : 0);
  const start = address(backend, out);
  simd.product(
    ...[aStart, transposeA ? 1 : inner, transposeA ? rows : 1, sizeOf(aOuter) === 1 ? 0 : rows * inner],
    ...[bStart, transposeB ? 1 : columns, transposeB ? inner : 1, sizeOf(bOuter) === 1 ? 0 : inner * columns],
    ...[start, rows, inner, columns, batch, biasStart, isRelu ? RELU : 0, from],
  );
  return out;
}
