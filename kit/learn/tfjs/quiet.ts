/**
 * Keeps TF.js from advertising another library: when its CPU backend is first used, it prints a greeting for users of
 * Node.js. Without this module, the greeting would also appear in lessons. All other warnings are still printed.
 * @module
 */

/** Part of the greeting. */
const GREETING = "Hi, looks like you are running TensorFlow.js in Node.js";

const { warn } = console;

console.warn = (...data: unknown[]) => {
  if (!String(data[0]).includes(GREETING)) warn(...data);
};
