/**
 * TF.js's wasm backend, with what it lacks, which makes itself known to TF.js. No code of a lesson runs between the first
 * line and the last.
 * @module
 */
import "./open_registry.ts";
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
export { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import type { DataId, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { readComplex } from "./kernels/complex.ts";
import { loadSimd } from "./kernels/simd.ts";
import type { WasmBackend } from "./kernels/wasm_backend.ts";
import { areKernelsOff } from "./kernels_off.ts";
import { setRegistryOpen } from "./registry.ts";

/** TF.js's module in WebAssembly. */
type Module = WasmBackend["wasm"];

/** The backend that lessons get. */
class Backend extends BackendWasm {
  /** Our kernels, in the memory of this backend: TF.js makes a new one after `tf.engine().reset()`. */
  readonly simd = loadSimd((this.wasm as unknown as Module).asm.memory);
  #scratch = { address: 0, bytes: 0 };

  /** @param wasm TF.js's module */
  constructor(wasm: BackendWasm["wasm"]) {
    refuseWhenFull(wasm as unknown as Module);
    super(wasm);
  }

  /** A new tensor. TF.js's own makes room for one of impossible lengths, too, and whoever fills it writes over others. */
  override makeOutput(...all: Parameters<BackendWasm["makeOutput"]>): TensorInfo {
    tf.util.assertNonNegativeIntegerDimensions(all[0]);
    return super.makeOutput(...all);
  }

  /** A place for `bytes` that are forgotten when the kernel ends. It grows, and is never given back. */
  scratch(bytes: number): number {
    if (bytes > this.#scratch.bytes) {
      const { _malloc, _free } = this.wasm as unknown as Module;
      if (this.#scratch.address) _free(this.#scratch.address);
      this.#scratch = { address: 0, bytes: 0 };
      this.#scratch = { address: _malloc(bytes), bytes };
    }
    return this.#scratch.address;
  }

  /** The numbers of a tensor. TF.js's own knows no array for complex ones. */
  override readSync(dataId: DataId, start?: number, end?: number): ReturnType<BackendWasm["readSync"]> {
    const isComplex = this.dataIdMap.get(dataId).dtype === "complex64";
    return isComplex ? readComplex(this as unknown as WasmBackend, dataId) : super.readSync(dataId, start, end);
  }
}

/** Where no memory is left, TF.js would take address 0 for a place like any other, and go on with wrong numbers. */
function refuseWhenFull(wasm: Module): void {
  wasm._free(wasm._malloc(1)); // at its first call it puts another one in its own place
  const malloc = wasm._malloc;
  wasm._malloc = (bytes) => {
    const address = malloc(bytes) >>> 0; // beyond 2 GiB it comes as a negative number
    if (address === 0) {
      throw new RangeError(
        `wasm is out of memory (it has no ${bytes} bytes left): free tensors with tf.tidy() and dispose().`,
      );
    }
    return address;
  };
}

if (!areKernelsOff()) {
  const makeTheirs = tf.findBackendFactory("wasm") as () => Promise<BackendWasm>;
  tf.removeBackend("wasm");
  tf.registerBackend("wasm", async () => new Backend((await makeTheirs()).wasm), 2);
}

setRegistryOpen(false);
