/**
 * TF.js's WebGPU backend, which makes itself known to TF.js.
 * @module
 */
// With a name of their own: a module runs once, and these two have run for wasm.
import "./open_registry.ts?webgpu";
import "@tensorflow/tfjs-backend-webgpu";
import "./close_registry.ts?webgpu";
