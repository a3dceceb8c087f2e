/**
 * Keeps TF.js from advertising another library: when its CPU backend is first used, it greets everybody who seems to
 * use Node. This concerns a lesson that the course runs, and one that a learner runs. All other warnings go through.
 * @module
 */

/** Part of the greeting. */
const GREETING = "Hi, looks like you are running TensorFlow.js in Node.js";

const { warn } = console;

console.warn = (...data: unknown[]) => {
  if (!String(data[0]).includes(GREETING)) warn(...data);
};
