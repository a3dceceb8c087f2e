/**
 * The names that a lesson finds in its process. This is a list of allowed names, so a new Deno adds nothing to them.
 * @module
 */

/** JavaScript's own names. `eval` and `Function` are here, too, but refuse to work (see refuse_code.ts). */
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
 * The web's names that lessons, TF.js and Vega use, and `fetch`, which says that there is no network. No streams,
 * requests or responses: they can be used to read from any open file, and the questions arrive through such a file.
 */
const WEB = [
  ...["console", "performance", "Performance", "crypto", "Crypto", "SubtleCrypto", "CryptoKey", "structuredClone"],
  ...["queueMicrotask", "setTimeout", "clearTimeout", "setInterval", "clearInterval", "atob", "btoa"],
  ...["AbortController", "AbortSignal", "DOMException", "Event", "EventTarget", "CustomEvent", "ErrorEvent"],
  ...["PromiseRejectionEvent", "URL", "URLSearchParams", "TextDecoder", "TextEncoder", "Blob", "fetch"],
  ...["navigator", "Navigator"],
];

/** Deno's and Node's names, and TF.js's own two. */
const RUNTIME = [
  ...["Deno", "process", "global", "self", "Buffer", "setImmediate", "clearImmediate"],
  ...["_tfengine", "_tfGlobals"],
];

const isAllowedGlobal = (name: string) => [LANGUAGE, WEB, RUNTIME].some((names) => names.includes(name)) || isGpu(name);

/** TF.js needs these names to compute on a GPU. Reading them takes time, so they are read at their first use. */
export function isGpu(name: string): boolean {
  return /^GPU[A-Z]?\w*$/.test(name);
}

const FILE_CALLS = [
  ...["readTextFile", "readFile", "readDir", "readLink", "realPath", "stat", "lstat"],
  ...["writeTextFile", "writeFile", "mkdir", "makeTempDir", "makeTempFile", "remove", "rename", "copyFile"],
  ...["chmod", "truncate", "symlink", "link", "utime"],
];

/**
 * Most of these need a permission that a lesson does not have, and Deno's refusal explains more than a missing name
 * would.
 */
const DENO = [
  ...FILE_CALLS,
  ...FILE_CALLS.map((name) => `${name}Sync`),
  ...["env", "Command", "kill", "exit", "cwd", "hostname", "execPath", "stdout", "stderr", "args", "mainModule"],
  ...["build", "version", "pid", "ppid", "noColor", "errors", "inspect", "memoryUsage", "permissions", "consoleSize"],
  ...["Permissions", "PermissionStatus", "customInspect"],
];

/** What replaces Node's `process`. It has no streams, because these lead to the system's handles. */
const PROCESS = [
  ...["version", "versions", "platform", "arch", "pid", "ppid", "argv", "env", "release", "execArgv"],
  ...["nextTick", "hrtime", "uptime", "cwd", "memoryUsage", "emitWarning", "exit", "abort", "kill"],
];

/**
 * Removes what is not on the lists; the host already has references to what it needs.
 * @returns The removed classes: remaining functions may still make instances of them, as `performance.mark()` does.
 */
export function takeAway(): object[] {
  queueMicrotask(() => {}); // Deno sets it up at its first call, and could not do so later
  const globals = globalThis as unknown as Record<string, unknown>;
  const { process } = globals;
  if (process) globals.process = standInForProcess(process as Record<string, unknown>);
  if (globals.global !== undefined) Object.defineProperty(globalThis, "global", { value: globalThis });
  const classes = Object.values(Object.getOwnPropertyDescriptors(globalThis))
    .flatMap(({ value }) => typeof value === "function" && value.prototype ? [value as object] : []);
  keepOnly(globalThis, isAllowedGlobal);
  globals.Worker = WorkerRefused;
  globals.fetch = withoutResponse(fetch);
  // Deno.exit() dispatches the event "unload", unless this is set. A lesson's listener could run forever.
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

/** Removes from `owner` all names that are not allowed, and all hidden ones, such as `Deno[Deno.internal]`. */
function keepOnly(owner: object, isAllowed: (name: string) => boolean): void {
  for (const name of Reflect.ownKeys(owner)) {
    if (typeof name === "string" ? isAllowed(name) : owner === globalThis) continue;
    // fails for two of Deno's names: exitCode, which is only a number, and jupyter, which refuses
    Reflect.deleteProperty(owner, name);
  }
}

/** The allowed part of Node's process, separated from the object itself. */
function standInForProcess(process: Record<string, unknown>): object {
  const standIn: Record<string, unknown> = { on: () => standIn }; // TF.js's wasm backend adds listeners; none is called
  for (const name of PROCESS) {
    const value = process[name];
    // with its own properties, such as process.hrtime.bigint
    standIn[name] = typeof value === "function" ? Object.assign(value.bind(process), value) : value;
  }
  return standIn;
}

/**
 * The part of a `fetch` response that TF.js needs to read its own data: whether it is there, and its bytes. Deno's own
 * response would lead a lesson to its class.
 */
function withoutResponse(original: typeof fetch) {
  return async function fetch(address: string | URL) {
    const answer = await original(String(address));
    return { ok: answer.ok, status: answer.status, arrayBuffer: () => answer.arrayBuffer(), text: () => answer.text() };
  };
}

/** A worker that never ends would outlive the check in which it was started. */
class WorkerRefused {
  constructor() {
    throw new TypeError("A lesson runs on one thread: remove the Worker.");
  }
}
