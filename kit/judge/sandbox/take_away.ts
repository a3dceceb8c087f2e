/**
 * Removes all names from a lesson's process that are not in a list of allowed names. So the new names of a future Deno
 * are also removed.
 * @module
 */

/** JavaScript's own names. They include `eval` and `Function`, which refuse to work (see refuse_code.ts). */
const LANGUAGE = [
  ...["globalThis", "Infinity", "NaN", "undefined", "eval", "isFinite", "isNaN", "parseFloat", "parseInt"],
  ...["decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "unescape"],
  ...["Object", "Function", "Boolean", "Symbol", "Number", "BigInt", "Math", "Date", "String", "RegExp", "JSON"],
  ...["Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "SuppressedError"],
  ...["TypeError", "URIError", "Array", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry"],
  ...["ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "Int8Array", "Uint8Array", "Uint8ClampedArray"],
  ...["Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "BigInt64Array", "BigUint64Array"],
  ...["Float16Array", "Float32Array", "Float64Array", "Promise", "Proxy", "Reflect", "Iterator"],
  ...["DisposableStack", "AsyncDisposableStack", "Intl", "Temporal", "WebAssembly"],
];

/**
 * The web's names that lessons, TF.js and Vega use, and `fetch`, which says that there is no network. Streams, requests
 * and responses are not allowed: they can read from any open file, and the requests to the lesson arrive through such a
 * file.
 */
const WEB = [
  ...["console", "performance", "Performance", "crypto", "Crypto", "SubtleCrypto", "CryptoKey", "structuredClone"],
  ...["queueMicrotask", "setTimeout", "clearTimeout", "setInterval", "clearInterval", "atob", "btoa"],
  ...["AbortController", "AbortSignal", "DOMException", "Event", "EventTarget", "CustomEvent", "ErrorEvent"],
  ...["PromiseRejectionEvent", "URL", "URLSearchParams", "TextDecoder", "TextEncoder", "Blob", "fetch"],
  ...["navigator", "Navigator"],
];

/** Deno's and Node's names, and two names of TF.js. */
const RUNTIME = [
  ...["Deno", "process", "global", "self", "Buffer", "setImmediate", "clearImmediate"],
  ...["_tfengine", "_tfGlobals"],
];

const isAllowedGlobal = (name: string) => [LANGUAGE, WEB, RUNTIME].some((names) => names.includes(name)) || isGpu(name);

/**
 * Whether TF.js needs a name to compute on a GPU. Reading these names takes time, so they are read only when they are
 * used.
 */
export function isGpu(name: string): boolean {
  return /^GPU[A-Z]?\w*$/.test(name);
}

const FILE_CALLS = [
  ...["readTextFile", "readFile", "readDir", "readLink", "realPath", "stat", "lstat"],
  ...["writeTextFile", "writeFile", "mkdir", "makeTempDir", "makeTempFile", "remove", "rename", "copyFile"],
  ...["chmod", "truncate", "symlink", "link", "utime"],
];

/**
 * Deno's own functions. Most of them need a permission that a lesson does not have, but Deno's refusal is clearer than
 * an error about a missing name.
 */
const DENO = [
  ...FILE_CALLS,
  ...FILE_CALLS.map((name) => `${name}Sync`),
  ...["env", "Command", "kill", "exit", "cwd", "hostname", "execPath", "stdout", "stderr", "args", "mainModule"],
  ...["build", "version", "pid", "ppid", "noColor", "errors", "inspect", "memoryUsage", "permissions", "consoleSize"],
  ...["Permissions", "PermissionStatus", "customInspect"],
];

/** The allowed names of Node's `process`. Streams are not among them, because they lead to the system's handles. */
const PROCESS = [
  ...["version", "versions", "platform", "arch", "pid", "ppid", "argv", "env", "release", "execArgv"],
  ...["nextTick", "hrtime", "uptime", "cwd", "memoryUsage", "emitWarning", "exit", "abort", "kill"],
];

/**
 * Removes all names that are not in the lists. The host already has references to everything that it needs.
 * @returns The removed classes, because the remaining functions can still make instances of them, for example
 *   `performance.mark()`.
 */
export function takeAway(): object[] {
  queueMicrotask(() => {}); // Deno initializes this function at its first call, which would fail later
  const globals = globalThis as unknown as Record<string, unknown>;
  const { process } = globals;
  if (process) globals.process = standInForProcess(process as Record<string, unknown>);
  if (globals.global !== undefined) Object.defineProperty(globalThis, "global", { value: globalThis });
  const classes = Object.values(Object.getOwnPropertyDescriptors(globalThis))
    .flatMap(({ value }) => typeof value === "function" && value.prototype ? [value as object] : []);
  keepOnly(globalThis, isAllowedGlobal);
  globals.Worker = WorkerRefused;
  globals.fetch = withoutResponse(fetch);
  // Deno.exit() would dispatch the event "unload", and a lesson's listener for it could run forever.
  Object.defineProperty(globalThis, Symbol.for("Deno.isUnloadDispatched"), { value: true });
  keepOnly(Deno, (name) => DENO.includes(name));
  for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(console))) {
    if (get) Reflect.deleteProperty(console, name); // _stdout and _stderr are Node streams, which lead to all streams
  }
  for (const name of ["stdout", "stderr"] as const) {
    const stream = Deno[name];
    const standIn = {
      write: stream.write.bind(stream),
      writeSync: stream.writeSync.bind(stream),
      isTerminal: stream.isTerminal.bind(stream),
    };
    Object.defineProperty(Deno, name, { value: standIn });
  }
  return classes;
}

/** Removes all names from `owner` that are not allowed, and all hidden properties, such as `Deno[Deno.internal]`. */
function keepOnly(owner: object, isAllowed: (name: string) => boolean): void {
  for (const name of Reflect.ownKeys(owner)) {
    if (typeof name === "string" ? isAllowed(name) : owner === globalThis) continue;
    // this fails for exitCode, which is only a number, and for jupyter, which refuses to work
    Reflect.deleteProperty(owner, name);
  }
}

/** An object with the allowed part of Node's `process`. */
function standInForProcess(process: Record<string, unknown>): object {
  const standIn: Record<string, unknown> = { on: () => standIn }; // TF.js's wasm backend adds listeners
  for (const name of PROCESS) {
    const value = process[name];
    // keep the function's own properties, such as process.hrtime.bigint
    standIn[name] = typeof value === "function" ? Object.assign(value.bind(process), value) : value;
  }
  return standIn;
}

/**
 * Makes a `fetch` whose response has only the parts that TF.js needs to read its own data: a status, and the bytes.
 * From Deno's own response, a lesson could reach its class.
 */
function withoutResponse(original: typeof fetch) {
  return async function fetch(address: string | URL) {
    const answer = await original(String(address));
    return { ok: answer.ok, status: answer.status, arrayBuffer: () => answer.arrayBuffer(), text: () => answer.text() };
  };
}

/** Replaces `Worker`: a worker that never ends would outlive the check in which it was started. */
class WorkerRefused {
  constructor() {
    throw new TypeError("A lesson runs on one thread: remove the Worker.");
  }
}
