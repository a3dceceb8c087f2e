/**
 * @module
 */
import { NUMBER_TYPES, register, registered, reshaped } from "./wasm_backend.ts";

/**
 * Converts numbers to another type, in place. To convert to `bool`, TF.js's own kernel keeps only the lowest byte: 256
 * would be false, and so would 0.5.
 */
export function installCast(): void {
  const original = registered("Cast");
  register("Cast", ({ x }, attributes, backend) => {
    const dtype = attributes.dtype as typeof x.dtype;
    if (dtype === x.dtype) return reshaped(backend, x, x.shape);
    if (![x.dtype, dtype].every((each) => NUMBER_TYPES.includes(each))) return original({ x }, attributes, backend);
    const out = backend.makeOutput(x.shape, dtype);
    const [from, to] = [x, out].map((each) => backend.typedArrayFromHeap(each));
    if (dtype !== "bool") to.set(from); // drops the digits after the point
    else for (let i = 0; i < to.length; i++) to[i] = from[i] !== 0 ? 1 : 0;
    return out;
  });
}
