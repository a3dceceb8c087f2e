/**
 * TF.js's wasm backend, which makes itself known to TF.js. No code of a lesson runs between the first line and the
 * last.
 * @module
 */
import "./open_registry.ts";
export { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { setRegistryOpen } from "./registry.ts";

setRegistryOpen(false);
