/**
 * TF.js's WebGPU backend, which registers itself with TF.js. No code of a lesson runs between the first line and the
 * last.
 * @module
 */
// a separate file from that of wasm_backend.ts, because a module runs only once
import "../tfjs/open_registry_again.ts";
import "@tensorflow/tfjs-backend-webgpu";
import { setRegistryOpen } from "../tfjs/registry.ts";

setRegistryOpen(false);
