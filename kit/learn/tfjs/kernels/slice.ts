/**
 * Parts of tensors.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { register, registered, sizeOf } from "./wasm_backend.ts";

/**
 * Copies only the part: TF.js's own kernel first copies the whole tensor out of the heap, so a batch of 64 out of 6,400
 * images takes 47 ms.
 */
export function installSlice(): void {
  const original = registered("Slice");
  register("Slice", ({ x }, attributes, backend) => {
    if (x.dtype === "string" || x.dtype === "complex64") return original({ x }, attributes, backend);
    const [begin, size] = tf.slice_util.parseSliceParams(
      x as tf.Tensor,
      attributes.begin as number[],
      attributes.size as number[],
    );
    tf.slice_util.assertParamsValid(x, begin, size);
    const out = backend.makeOutput(size, x.dtype);
    if (sizeOf(size) === 0) return out;
    const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(out)];
    // all axes after the last one that is cut are complete, so their numbers are adjacent
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

/** Takes a tensor apart along an axis, part by part. */
export function installSplit(): void {
  const slice = registered("Slice");
  register("SplitV", ({ x }, attributes, backend) => {
    const { numOrSizeSplits, axis } = attributes as { numOrSizeSplits: number | number[]; axis: number };
    const [along] = tf.util.parseAxisParam(axis, x.shape);
    const begin = x.shape.map(() => 0);
    return tf.backend_util.prepareSplitSize(x as tf.Tensor, numOrSizeSplits, along).map((length) => {
      const part = slice({ x }, { begin: [...begin], size: x.shape.toSpliced(along, 1, length) }, backend);
      begin[along] += length;
      return part;
    });
  });
}

/** Stacks tensors of the same shape along a new first axis, and takes them apart again: whole blocks are copied. */
export function installPack(): void {
  const [pack, unpack] = [registered("Pack"), registered("Unpack")];
  register("Pack", (inputs, attributes, backend) => {
    const parts = Object.values(inputs);
    const [{ shape, dtype }] = parts;
    const isOurs = attributes.axis === 0 && parts.every((part) => part.dtype === "float32");
    if (!isOurs) return pack(inputs, attributes, backend);
    for (const part of parts) {
      tf.util.assertShapesMatch(shape, part.shape, "All tensors passed to stack must have matching shapes");
    }
    const out = backend.makeOutput([parts.length, ...shape], dtype);
    const to = backend.typedArrayFromHeap(out);
    parts.forEach((part, i) => to.set(backend.typedArrayFromHeap(part), i * sizeOf(shape)));
    return out;
  });
  register("Unpack", (inputs, attributes, backend) => {
    const { value } = inputs;
    const isOurs = attributes.axis === 0 && value.dtype === "float32" && value.shape.length > 0;
    if (!isOurs) return unpack(inputs, attributes, backend);
    const [count, ...shape] = value.shape;
    const outs = Array.from({ length: count }, () => backend.makeOutput(shape, "float32"));
    const from = backend.typedArrayFromHeap(value);
    const size = sizeOf(shape);
    outs.forEach((out, i) => backend.typedArrayFromHeap(out).set(from.subarray(i * size, (i + 1) * size)));
    return outs;
  });
}
