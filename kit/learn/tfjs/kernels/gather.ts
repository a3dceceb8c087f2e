/**
 * Picks parts of a tensor by their indices, and turns classes into rows with a single 1.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { NUMBER_TYPES, register, registered, sizeOf } from "./wasm_backend.ts";

/** Picks parts along an axis, for example a batch from all images. Each part is copied as a whole. */
export function installGather(): void {
  const original = registered("GatherV2");
  register("GatherV2", ({ x, indices }, attributes, backend) => {
    const { axis, batchDims } = attributes as { axis: number; batchDims: number };
    const isOurs = batchDims === 0 && indices.dtype === "int32" && NUMBER_TYPES.includes(x.dtype) &&
      x.shape.length > 0 && !x.shape.includes(0);
    if (!isOurs) return original({ x, indices }, attributes, backend);
    const [along] = tf.util.parseAxisParam(axis, x.shape);
    const count = x.shape[along];
    const picked = backend.typedArrayFromHeap(indices).slice(); // the heap may move when it grows
    for (const index of picked) {
      const isThere = index >= 0 && index < count;
      tf.util.assert(isThere, () => `GatherV2: the index value ${index} is not in [0, ${count - 1}]`);
    }
    const out = backend.makeOutput(x.shape.toSpliced(along, 1, ...indices.shape), x.dtype);
    const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(out)];
    const length = sizeOf(x.shape.slice(along + 1));
    let written = 0;
    for (let start = 0; start < from.length; start += count * length) {
      for (const index of picked) {
        const at = start + index * length;
        to.set(from.subarray(at, at + length), written);
        written += length;
      }
    }
    return out;
  });
}

/** Makes a row for each index: `onValue` at this index (if it is within the row), and `offValue` everywhere else. */
export function installOneHot(): void {
  const original = registered("OneHot");
  register("OneHot", ({ indices }, attributes, backend) => {
    const { depth, onValue, offValue } = attributes as { depth: number; onValue: number; offValue: number };
    const dtype = attributes.dtype as tf.DataType;
    const isOurs = indices.dtype === "int32" && NUMBER_TYPES.includes(dtype) && depth >= 0;
    if (!isOurs) return original({ indices }, attributes, backend);
    const out = backend.makeOutput([...indices.shape, depth], dtype);
    const [from, to] = [indices, out].map((each) => backend.typedArrayFromHeap(each));
    to.fill(offValue);
    for (let row = 0; row < from.length; row++) {
      if (from[row] >= 0 && from[row] < depth) to[row * depth + from[row]] = onValue;
    }
    return out;
  });
}
