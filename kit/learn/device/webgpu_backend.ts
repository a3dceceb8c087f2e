/**
 * TF.js's WebGPU backend, which makes itself known to TF.js. No code of a lesson runs between the first line and the
 * last.
 * @module
 */
import "../tfjs/open_registry_again.ts"; // a module runs once, and wasm_backend.ts has run the first
import "@tensorflow/tfjs-backend-webgpu";
import { setRegistryOpen } from "../tfjs/registry.ts";

setRegistryOpen(false);
