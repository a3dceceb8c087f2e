/**
 * Sums and means.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { address, register, registered, sizeOf } from "./wasm_backend.ts";

/**
 * Adds up all numbers, or whole rows if the sum is over the first axes, as in the gradient of a bias. TF.js's own
 * kernel transposes the tensor first. As on the cpu, each sum is rounded once, at the end.
 */
export function installSum(): void {
  for (const name of ["Sum", "Mean"]) {
    const original = registered(name);
    register(name, ({ x }, attributes, backend) => {
      const { axis, keepDims } = attributes as { axis: number | number[]; keepDims: boolean };
      const axes = tf.util.parseAxisParam(axis, x.shape);
      const isLeading = axes.every((each, i) => each === i);
      const isAll = isLeading && axes.length === x.shape.length;
      const isOurs = x.dtype === "float32" && axes.length > 0 && !x.shape.includes(0) &&
        (isAll || isLeading && name === "Sum");
      if (!isOurs) return original({ x }, attributes, backend);
      const kept = x.shape.flatMap((length, i) => !axes.includes(i) ? [length] : keepDims ? [1] : []);
      const out = backend.makeOutput(kept, x.dtype);
      const { simd } = backend;
      const size = sizeOf(x.shape);
      if (isAll) simd.sum(address(backend, x), size, name === "Mean" ? 1 / size : 1, address(backend, out));
      else simd.columnSums(address(backend, x), size / sizeOf(kept), sizeOf(kept), address(backend, out));
      return out;
    });
  }
}
