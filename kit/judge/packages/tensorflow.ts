/**
 * Replaces TF.js under `deno.light.json`. If a program uses it, an error says that TF.js is missing.
 * @module
 */
throw new Error("TensorFlow.js is not on this machine yet: deno task prepare fetches it.");
