/**
 * Starts TF.js's wasm backend in a process that is not allowed to read files: the binary is a part of the program.
 * @module
 */
import process from "node:process";
import * as tf from "@tensorflow/tfjs";
import { isGenuine } from "./genuine.ts";
import { installKernels } from "./kernels/install.ts";
import { isInstalled } from "./install.ts";
import { whileRegistering } from "./registry.ts";
import { setWasmPaths, version_wasm } from "./wasm_backend.ts";

/**
 * The address of the backend's binary. It contains the version of the package, because a program that loads the library
 * over the network may have another version in its import map. Registries refuse to publish imports of bytes, a new
 * feature, if they recognize them, so the address is in a variable.
 */
const BINARY = `npm:@tensorflow/tfjs-backend-wasm@${version_wasm}/dist/tfjs-backend-wasm-simd.wasm`;

/**
 * Makes wasm the backend.
 * @returns Undefined if it could be started, otherwise a sentence that says why not: TF.js itself would silently
 * continue with another backend.
 */
export async function startWasm(): Promise<string | undefined> {
  if (version_wasm !== tf.version_core) {
    return `@tensorflow/tfjs-backend-wasm is ${version_wasm}, TF.js ${tf.version_core}: import the same version.`;
  }
  const binary = await importBinary();
  if (!binary && !mayReadFiles()) {
    return 'WebAssembly cannot be loaded here: write "unstable": ["raw-imports"] into deno.json, or use --allow-read.';
  }
  if (binary) {
    const url = URL.createObjectURL(new Blob([binary])); // kept, because after tf.engine().reset() TF.js loads it again
    setWasmPaths({
      "tfjs-backend-wasm.wasm": url,
      "tfjs-backend-wasm-simd.wasm": url,
      "tfjs-backend-wasm-threaded-simd.wasm": url,
    }, true);
  }
  const isStarted = await withoutListeners(() => tf.setBackend("wasm")).catch(() => false);
  if (!isStarted || tf.getBackend() !== "wasm" || !isGenuine(tf.backend())) {
    return "WebAssembly with SIMD is not available on this machine: use --device cpu.";
  }
  if (isInstalled()) whileRegistering(installKernels);
}

/**
 * Starts wasm without the listeners of the binary's loader. They would end the process at every uncaught error, for
 * example in a timer, before we could say where it was thrown.
 */
async function withoutListeners<T>(start: () => Promise<T>): Promise<T> {
  const events = ["uncaughtException", "unhandledRejection"];
  const before = new Set(events.flatMap((event) => process.listeners(event as "beforeExit")));
  try {
    return await start();
  } finally {
    for (const event of events) {
      for (const listener of process.listeners(event as "beforeExit")) {
        if (!before.has(listener)) process.removeListener(event, listener);
      }
    }
  }
}

/** The binary; undefined if the `deno.json` of a program does not allow imports of bytes: TF.js then reads its file. */
async function importBinary(): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return (await import(BINARY, { with: { type: "bytes" } })).default;
  } catch (error) {
    if (error instanceof TypeError && error.message.includes("module type")) return undefined;
    throw error;
  }
}

function mayReadFiles(): boolean {
  return Deno.permissions.querySync({ name: "read" }).state === "granted";
}
