/**
 * What makes or shows numbers, and computes nothing.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { NUMBER_TYPES, register, registered, reshaped } from "./wasm_backend.ts";

/** A copy shares its numbers, of whatever type: nobody writes to them. */
export function installIdentity(): void {
  register("Identity", ({ x }, _, backend) => reshaped(backend, x, x.shape));
}

/** The same number everywhere. */
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
