/**
 * Parts of tensors.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { register, registered, sizeOf } from "./wasm_backend.ts";

/**
 * Copies the part, and nothing else: TF.js's own first takes the whole tensor out of the heap, and a batch of 64 out of
 * 6,400 images costs 47 ms.
 */
export function installSlice(): void {
  const original = registered("Slice");
  register("Slice", ({ x }, attributes, backend) => {
    if (x.dtype === "string") return original({ x }, attributes, backend);
    const [begin, size] = tf.slice_util.parseSliceParams(
      x as tf.Tensor,
      attributes.begin as number[],
      attributes.size as number[],
    );
    const out = backend.makeOutput(size, x.dtype);
    if (sizeOf(size) === 0) return out;
    const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(out)];
    // from the axis on whose inner axes are whole, the numbers lie side by side
    let inner = x.shape.length - 1;
    while (inner > 0 && size[inner] === x.shape[inner]) inner--;
    const strides = [...x.shape.keys()].map((axis) => sizeOf(x.shape.slice(axis + 1)));
    const run = sizeOf(size.slice(Math.max(inner, 0)));
    let written = 0;
    const copy = (axis: number, offset: number) => {
      if (axis >= inner) {
        const start = offset + (inner < 0 ? 0 : begin[inner] * strides[inner]);
        to.set(from.subarray(start, start + run), written);
        written += run;
        return;
      }
      for (let i = 0; i < size[axis]; i++) copy(axis + 1, offset + (begin[axis] + i) * strides[axis]);
    };
    copy(0, 0);
    return out;
  });
}
