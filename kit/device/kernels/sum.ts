/**
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { floats, register, registered, sizeOf } from "./wasm_backend.ts";

/**
 * Adds up rows as they lie, where all axes but the last ones are summed over, as in the gradient of a bias: TF.js's own
 * transposes first.
 */
export function installSum(): void {
  const original = registered("Sum");
  register("Sum", ({ x }, attributes, backend) => {
    const { axis, keepDims } = attributes as { axis: number | number[]; keepDims: boolean };
    const axes = tf.util.parseAxisParam(axis, x.shape);
    const isEmpty = x.shape.includes(0); // TF.js's own divides by 0, or leaves what was in the memory before
    const isLeading = axes.length < x.shape.length && axes.every((each, i) => each === i);
    if (isEmpty) {
      const shape = x.shape.flatMap((length, i) => !axes.includes(i) ? [length] : keepDims ? [1] : []);
      const out = backend.makeOutput(shape, x.dtype);
      backend.typedArrayFromHeap(out).fill(0);
      return out;
    }
    if (x.dtype !== "float32" || axes.length === 0 || !isLeading) return original({ x }, attributes, backend);
    const kept = x.shape.slice(axes.length);
    const out = backend.makeOutput([...keepDims ? axes.map(() => 1) : [], ...kept], "float32");
    const [from, columns] = [floats(backend, x), sizeOf(kept)];
    const sums = new Float64Array(columns); // as on the cpu, where a sum is rounded once, at its end
    for (let i = 0; i < from.length; i += columns) {
      for (let column = 0; column < columns; column++) sums[column] += from[i + column];
    }
    floats(backend, out).set(sums);
    return out;
  });
}
