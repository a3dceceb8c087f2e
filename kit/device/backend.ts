/**
 * @module
 */

/** Where TF.js can compute. */
export const BACKENDS = ["cpu", "wasm", "webgpu"] as const;

/** One of the three: the `backend` of a `Device`. */
export type Backend = typeof BACKENDS[number];
