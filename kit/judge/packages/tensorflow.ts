/**
 * Replaces TF.js under `deno.light.json`: using any part of it reports what is missing.
 * @module
 */
throw new Error("TensorFlow.js is not on this machine yet: deno task prepare fetches it.");
