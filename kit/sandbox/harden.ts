/**
 * Makes the built-ins of a lesson's process read-only. The verdict does not depend on it (it is found in another
 * process): it turns "patches Math.abs" from a riddle into an error at the learner's line, and keeps the host sane.
 * @module
 */
import { Worker as NodeWorker } from "node:worker_threads";

/** Frozen: nobody assigns to a name that an instance of these inherits. */
const FROZEN = [
  ...["Array", "ArrayBuffer", "BigInt", "Boolean", "DataView", "Date", "JSON", "Math", "Number", "Promise"],
  ...["Proxy", "Reflect", "RegExp", "String", "Symbol", "TextDecoder", "TextEncoder"],
  ...["Int8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float32Array"],
  ...["Float64Array", "BigInt64Array", "BigUint64Array"],
];

/**
 * Only closed to additions: with a frozen prototype, `this.name = …` or `f.toString = …` on an object that inherits
 * from it throws, and libraries do that (Node's Buffer, a Uint8Array, has a `toString` of its own).
 */
const CLOSED = [
  ...["Object", "Function", "Map", "WeakMap", "WeakSet", "Uint8Array"],
  ...["Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError"],
];

/** Freezes the built-ins, and takes away what a lesson has no use for and could only misuse. */
export function harden(): void {
  takeAway();
  const globals = globalThis as unknown as Record<string, { prototype?: object }>;
  lockTypedArrays();
  for (const name of FROZEN) {
    freeze(globals[name]);
    if (globals[name].prototype) freeze(globals[name].prototype);
  }
  Object.freeze(Object);
  for (const name of CLOSED) Object.preventExtensions(globals[name].prototype);
  for (const name of [...FROZEN, ...CLOSED]) {
    // with its value, for some globals are accessors that would be lost
    Object.defineProperty(globalThis, name, { value: globals[name], writable: false, configurable: false });
  }
}

/**
 * Freezes it, but Vega may still give an array of its own a `forEach`, which it could not if that were inherited as a
 * frozen value. In one go: V8 gives up what makes arrays and promises fast as soon as somebody defines their
 * `constructor` anew, even as it was, and a training step takes half as long again.
 */
function freeze(object: object): void {
  const forEach = (object as { forEach?: unknown }).forEach;
  if (Object.hasOwn(object, "forEach")) {
    Object.defineProperty(object, "forEach", {
      get: () => forEach,
      set(value) {
        if (this === object) throw new TypeError("Cannot assign to read only property 'forEach' of object"); // as V8 says it
        Object.defineProperty(this, "forEach", { value, writable: true, enumerable: true, configurable: true });
      },
    });
  }
  Object.freeze(object);
}

/** Node's Buffer is allowed to have methods of its own; these carry every reply that leaves, and stay what they are. */
function lockTypedArrays(): void {
  const prototype = Object.getPrototypeOf(Uint8Array.prototype);
  for (const name of ["set", "subarray"]) {
    Object.defineProperty(prototype, name, { writable: false, configurable: false });
  }
  for (const name of ["buffer", "byteLength", "byteOffset", "length"]) {
    Object.defineProperty(prototype, name, { configurable: false });
  }
  Object.preventExtensions(prototype);
}

function takeAway(): void {
  // A worker that never ends would go on behind the back of the check that it was started in. Both kinds of worker are
  // classes whose constructor first calls the one above: that one now refuses.
  for (const worker of [Worker, NodeWorker]) {
    Object.setPrototypeOf(worker, WorkerRefused);
    Object.preventExtensions(worker);
  }
  // Deno's inner workings, and two stores on the disk that every lesson of every learner would share.
  const { internal } = Deno as unknown as { internal: "internal" };
  delete (Deno as unknown as Record<string, unknown>)[internal];
  for (const name of ["caches", "localStorage"]) delete (globalThis as unknown as Record<string, unknown>)[name];
}

class WorkerRefused {
  constructor() {
    throw new TypeError("A lesson runs on one thread: remove the Worker.");
  }
}
