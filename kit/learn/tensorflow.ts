/**
 * TF.js for the modules that lessons import. It is loaded when it is first used, so lessons that do not use it need not
 * wait.
 * @module
 */
import "../base/deno_version.ts";

/** All of TF.js. */
export const tf: typeof import("@tensorflow/tfjs") = (await import("./deferred_tensorflow.ts")).tf;
