/**
 * TF.js's WebGPU backend, which makes itself known to TF.js.
 * @module
 */
// Under another name than for wasm: a module runs only once.
import "./open_registry_again.ts";
import "@tensorflow/tfjs-backend-webgpu";
import "./close_registry_again.ts";
