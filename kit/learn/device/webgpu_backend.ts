/**
 * TF.js's WebGPU backend, which registers itself with TF.js. No code of a lesson runs between the first line and the
 * last.
 * @module
 */
import "../tfjs/open_registry_again.ts"; // a module runs only once, and wasm_backend.ts has already run open_registry.ts
import "@tensorflow/tfjs-backend-webgpu";
import { setRegistryOpen } from "../tfjs/registry.ts";

setRegistryOpen(false);
