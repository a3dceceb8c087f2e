/**
 * In the place of TF.js under `deno.light.json`: whoever asks for anything of it learns what is missing.
 * @module
 */
throw new Error("TensorFlow.js is not on this machine yet: deno task prepare fetches it.");
