/**
 * Finds kernels that write outside their memory. Every block on the heap of the wasm backend gets a margin on either
 * side, which must not change. New and freed blocks are filled with a pattern that reads as NaN. Between the blocks are
 * tensors of many sizes, which must not change either.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import type { WasmBackend } from "../../tfjs/kernels/wasm_backend.ts";

/** The bytes of a margin. A kernel that mistakes bool for float32 writes four times as many bytes as it should. */
const MARGIN = 4096;
/** Four of these bytes are NaN in float32, and no case has the number 0xa5a5a5ff. */
const FILL = 0xff;

/**
 * The sizes of the tensors between the blocks, as counts of numbers: close to powers of 2, where block sizes change.
 */
const SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 127, 129, 255, 257, 1000, 1025, 4099];

/** Memory that has been overwritten. */
export interface Damage {
  text: string;
  /** Whether more than a margin is overwritten: then nothing on the heap can be trusted. */
  isFar: boolean;
}

/** A guarded heap. */
export interface GuardedHeap {
  /** The memory that has been overwritten since the last call; undefined if there is none. */
  damage(): Damage | undefined;
}

/** Guards the heap of the wasm backend, which must be the current device. Call this function only once. */
export function guardHeap(): GuardedHeap {
  const { wasm } = tf.backend() as unknown as WasmBackend;
  wasm._free(wasm._malloc(1)); // each of the two functions replaces itself on its first call
  const { _malloc, _free } = wasm;
  const sizes = new Map<number, number>();
  let damage: Damage | undefined;
  const look = (address: number) => {
    const size = sizes.get(address)!;
    for (const [side, start] of [["before", address - MARGIN], ["behind", address + size]] as const) {
      const margin = wasm.HEAPU8.subarray(start, start + MARGIN);
      let [first, count] = [0, 0];
      for (let i = MARGIN - 1; i >= 0; i--) if (margin[i] !== FILL) [first, count] = [i, count + 1];
      if (count === 0) continue;
      const from = side === "before" ? first - MARGIN : first;
      damage ??= { text: `${count} bytes ${side} a block of ${size}, from byte ${from}`, isFar: false };
      margin.fill(FILL);
    }
  };
  wasm._malloc = (size) => {
    const start = _malloc(size + 2 * MARGIN) >>> 0;
    if (start === 0) return 0;
    wasm.HEAPU8.fill(FILL, start, start + size + 2 * MARGIN);
    sizes.set(start + MARGIN, size);
    return start + MARGIN;
  };
  wasm._free = (given) => {
    const address = given >>> 0;
    if (!sizes.has(address)) return _free(address); // TF.js's own kernels have allocated this block
    look(address);
    wasm.HEAPU8.fill(FILL, address, address + sizes.get(address)!);
    sizes.delete(address);
    _free(address - MARGIN);
  };
  const guards = makeGuards();
  return {
    damage() {
      for (const address of sizes.keys()) look(address);
      for (const guard of guards) {
        const text = damageOf(guard);
        if (text) damage = { text, isFar: true };
      }
      const found = damage;
      damage = undefined;
      return found;
    },
  };
}

/**
 * Makes the tensors between the blocks, and frees every second one. The next tensors of similar size go into these
 * gaps.
 */
function makeGuards(): Tensor[] {
  const all = SIZES.flatMap((size) =>
    (["float32", "int32", "bool"] as const).map((dtype) => tf.tensor(contentOf(size, dtype), [size], dtype))
  );
  all.forEach((each, i) => i % 2 === 1 && each.dispose());
  return all.filter((each) => !each.isDisposed);
}

function contentOf(size: number, dtype: string): Float32Array | Int32Array | Uint8Array {
  if (dtype === "bool") return Uint8Array.from({ length: size }, (_, i) => i % 3 === 0 ? 1 : 0);
  const numbers = Array.from({ length: size }, (_, i) => 1000 + 7 * i);
  return dtype === "int32" ? Int32Array.from(numbers) : Float32Array.from(numbers);
}

function damageOf(guard: Tensor): string | undefined {
  const [is, should] = [guard.dataSync(), contentOf(guard.size, guard.dtype)];
  const place = should.findIndex((value, i) => !Object.is(value, is[i]));
  if (place >= 0) {
    return `another tensor of ${guard.size} ${guard.dtype}: number ${place} was ${should[place]}, is ${is[place]}`;
  }
}
