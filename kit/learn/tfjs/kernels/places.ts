/**
 * Kernels that make or move numbers, and compute nothing.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { NUMBER_TYPES, register, registered, reshaped, sizeOf } from "./wasm_backend.ts";

/** A copy shares the numbers of the original, whatever their type, because nothing overwrites them. */
export function installIdentity(): void {
  register("Identity", ({ x }, _, backend) => reshaped(backend, x, x.shape));
}

/** Gives the same numbers another shape. */
export function installReshape(): void {
  register("Reshape", ({ x }, attributes, backend) => {
    const before = sizeOf(x.shape);
    const shape = tf.util.inferFromImplicitShape(attributes.shape as number[], before);
    const after = sizeOf(shape);
    tf.util.assert(
      before === after,
      () =>
        `The new shape (${shape}) has ${after} elements and the old shape (${x.shape}) has ${before} elements. ` +
        "The new shape and old shape must have the same number of elements.",
    );
    return reshaped(backend, x, shape);
  });
}

/** Fills a tensor with one number. */
export function installFill(): void {
  const original = registered("Fill");
  register("Fill", (_, attributes, backend) => {
    const { shape, value } = attributes as { shape: number[]; value: number };
    const dtype = attributes.dtype as tf.DataType | undefined ?? tf.util.inferDtype(value);
    if (!NUMBER_TYPES.includes(dtype)) return original({}, attributes, backend);
    const out = backend.makeOutput(shape, dtype);
    backend.typedArrayFromHeap(out).fill(value);
    return out;
  });
}
