/**
 * @module
 */

/** Where TF.js can compute: the `backend` of a `Device`. */
export type Backend = "cpu" | "wasm" | "webgpu";

/** All there are. */
export const BACKENDS: readonly Backend[] = ["cpu", "wasm", "webgpu"];
