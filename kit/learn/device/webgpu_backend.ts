/**
 * TF.js's WebGPU backend, which registers itself with TF.js. The registry is open from the first import to the last
 * line, and no code of a lesson runs in between.
 * @module
 */
// not open_registry.ts, which wasm_backend.ts imports: a module runs only once
import "../tfjs/open_registry_again.ts";
import "@tensorflow/tfjs-backend-webgpu";
import { setRegistryOpen } from "../tfjs/registry.ts";

setRegistryOpen(false);
