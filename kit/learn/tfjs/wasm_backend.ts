/**
 * TF.js's wasm backend with our additions, which this module registers with TF.js. The registry is open from its first
 * import to its last line, and no code of a lesson runs in between.
 * @module
 */
import "./open_registry.ts";
import { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
export { setWasmPaths, version_wasm } from "@tensorflow/tfjs-backend-wasm";
import type { BackendValues, DataId, DataType, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { DataStorage } from "./data_storage.ts";
import type { Simd } from "./kernels/binary.ts";
import { loadSimd } from "./kernels/simd.ts";
import type { WasmBackend } from "./kernels/wasm_backend.ts";
import { isInstalled } from "./install.ts";
import { setRegistryOpen } from "./registry.ts";

/** TF.js's module in WebAssembly. */
type Module = WasmBackend["wasm"];

/** A list of numbers on the heap. */
type Numbers = ReturnType<BackendWasm["typedArrayFromHeap"]>;

/** The backend that lessons get. */
class Backend extends BackendWasm {
  /** Our kernels, in the memory of this backend: after `tf.engine().reset()`, TF.js makes a new backend. */
  declare readonly simd: Simd;
  declare readonly dataIdMap: DataStorage<ReturnType<BackendWasm["dataIdMap"]["get"]>>;
  /** The memory itself: a lesson could replace `wasm.HEAPU8`. */
  readonly #memory: WebAssembly.Memory;
  #scratch = { address: 0, bytes: 0 };

  /** @param wasm TF.js's module */
  constructor(wasm: BackendWasm["wasm"]) {
    refuseWhenFull(wasm as unknown as Module);
    super(wasm);
    this.#memory = (wasm as unknown as Module).asm.memory;
    Object.defineProperty(this, "simd", { value: loadSimd(this.#memory) }); // read-only
    Object.defineProperty(this, "dataIdMap", { value: new DataStorage(this) });
  }

  /** Stores the numbers of a new tensor. */
  override write(values: BackendValues, shape: number[], dtype: DataType): DataId {
    const dataId = this.dataIdMap.newKey();
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  /** Stores the numbers of a tensor that comes from another backend. */
  override move(dataId: DataId, values: BackendValues, shape: number[], dtype: DataType, references: number): void {
    if (dtype === "string" || !values) return super.move(dataId, values, shape, dtype, references);
    super.move(dataId, null as never, shape, dtype, references);
    const { buffer, byteOffset, byteLength } = values as Float32Array;
    const { memoryOffset } = this.dataIdMap.get(dataId);
    new Uint8Array(this.#memory.buffer).set(new Uint8Array(buffer, byteOffset, byteLength), memoryOffset);
  }

  /** A new tensor. TF.js's own method also accepts impossible lengths, and filling such a tensor overwrites others. */
  override makeOutput(shape: number[], dtype: DataType, memoryOffset?: number, values?: BackendValues): TensorInfo {
    for (let axis = 0; axis < shape.length; axis++) {
      const isLength = Number.isInteger(shape[axis]) && shape[axis] >= 0;
      if (!isLength) tf.util.assertNonNegativeIntegerDimensions(shape); // throws
    }
    return super.makeOutput(shape, dtype, memoryOffset, values);
  }

  /**
   * The address of `bytes` bytes of scratch memory, which the next kernel may reuse. This memory can grow, but does not
   * shrink.
   */
  scratch(bytes: number): number {
    if (bytes > this.#scratch.bytes) {
      const { _malloc, _free } = this.wasm as unknown as Module;
      if (this.#scratch.address) _free(this.#scratch.address);
      this.#scratch = { address: 0, bytes: 0 };
      this.#scratch = { address: _malloc(bytes), bytes };
    }
    return this.#scratch.address;
  }

  /** The numbers of a tensor, in place; in a complex tensor, real and imaginary parts alternate. */
  override typedArrayFromHeap({ dataId, dtype, shape }: TensorInfo): Numbers {
    const { memoryOffset } = this.dataIdMap.get(dataId);
    const size = tf.util.sizeFromShape(shape);
    const { buffer } = this.#memory;
    switch (dtype) {
      case "float32":
        return new Float32Array(buffer, memoryOffset, size);
      case "int32":
        return new Int32Array(buffer, memoryOffset, size);
      case "bool":
        return new Uint8Array(buffer, memoryOffset, size);
      case "complex64":
        return new Float32Array(buffer, memoryOffset, 2 * size);
      default:
        throw new Error(`A tensor of type ${dtype} contains no numbers.`);
    }
  }

  /** A copy of the numbers of a tensor. */
  override readSync(dataId: DataId, start?: number, end?: number): ReturnType<BackendWasm["readSync"]> {
    const { dtype, shape } = this.dataIdMap.get(dataId);
    if (dtype === "string") return super.readSync(dataId, start, end);
    return this.typedArrayFromHeap({ dataId, dtype, shape }).slice(start, end);
  }
}

/**
 * Throws an error if no memory is left: TF.js would treat address 0 like any other, and continue with wrong numbers.
 */
function refuseWhenFull(wasm: Module): void {
  wasm._free(wasm._malloc(1)); // on its first call, malloc replaces itself
  const malloc = wasm._malloc;
  wasm._malloc = (bytes) => {
    const address = malloc(bytes) >>> 0; // beyond 2 GiB the address is a negative number
    if (address === 0) {
      throw new RangeError(
        `wasm is out of memory (it has no ${bytes} bytes left): free tensors with tf.tidy() and dispose().`,
      );
    }
    return address;
  };
}

if (isInstalled()) {
  const makeTheirs = tf.findBackendFactory("wasm") as () => Promise<BackendWasm>;
  tf.removeBackend("wasm");
  tf.registerBackend("wasm", async () => new Backend((await makeTheirs()).wasm), 2);
}

setRegistryOpen(false);
