/**
 * Keeps TF.js from advertising another library: when its CPU backend is first used, it greets everybody who seems to
 * use Node, whether a course runs the lesson or a learner runs it by itself. All other warnings go through.
 * @module
 */

/** Part of the greeting. */
const GREETING = "Hi, looks like you are running TensorFlow.js in Node.js";

const { warn } = console;

console.warn = (...data: unknown[]) => {
  if (!String(data[0]).includes(GREETING)) warn(...data);
};
