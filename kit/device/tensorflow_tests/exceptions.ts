/**
 * @module
 */
import type { Backend } from "../backend.ts";

/**
 * Which of TF.js's own tests may fail on a device although they pass on the cpu without us, and why: `FILE: NAME`, then
 * the reason. One that passes is an error, too. At most ten a device.
 */
export const EXCEPTIONS: Record<Exclude<Backend, "webgpu">, Readonly<Record<string, string>>> = {
  cpu: {},
  wasm: {},
};
