/**
 * Submissions that try to find a way out of a lesson's realm, or to change what is measured in it. Each text replaces a
 * lesson, and must not get the points that it tries to get.
 * @module
 */
import { root } from "../../base/root.ts";
import type { Status } from "../../judge/run/record.ts";
import { calling, RIGHT } from "./lessons.ts";

/** A module that replaces a lesson, and the expected result. */
export interface RealmLesson {
  /** What it does, beginning with a verb. */
  name: string;
  /** The lesson of the small course that it replaces: by default "04". */
  lesson?: "03" | "04" | "20";
  /** The checks to run; by default, all of the lesson's checks. */
  only?: readonly string[];
  /** The module's text. */
  text: string;
  /** The verdict on every check that does not pass. */
  status: Status | readonly Status[];
  /** Part of the message of the first of these checks. */
  says: string;
  /** The points that it still earns; by default 0. */
  points?: number;
}

/** Throws the value of the expression, as text, so that a check's message shows it. */
const showing = (expression: string) =>
  calling(`let seen;
  try { seen = String(await (${expression})); } catch (error) { seen = String(error); }
  throw new Error("seen: " + seen);`);

const importing = (specifier: string) => ({
  text: `import * as it from ${JSON.stringify(specifier)};\nconsole.log(it);${RIGHT}`,
  status: "load" as const,
  says: "which is not part of the course: a lesson may import only",
});

const importingLater = (expression: string, name = "which is not part of the course") => ({
  text: calling(`await ${expression};`),
  status: "error" as const,
  says: name,
});

const NO_CODE = "makes code from a string, which a lesson may not do";
const READ_ONLY = "those are read-only here";

/** A walk for lesson 20 that runs `lie`, and then leaks tensors. */
const leak = (name: string, lie: string): RealmLesson => ({
  name,
  lesson: "20",
  only: ["20-memory"],
  text: `
import * as tf from "@tensorflow/tfjs";
const engine = tf.engine(), state = engine.state;
const attempt = (f) => { try { f(); } catch { /* refused */ } };
${lie.includes("function hide") ? lie : `${lie}\nfunction hide() {}`}
export async function minimize(f, x, { steps = 1000, learningRate = 0.01 } = {}) {
  const optimizer = tf.train.sgd(learningRate);
  const losses = [];
  for (let step = 0; step < steps; step++) {
    const loss = optimizer.minimize(() => f(x).asScalar(), true, [x]);
    losses.push((await loss.data())[0]);
    tf.zeros([1000]);
  }
  if (globalThis.undo) globalThis.undo();
  hide();
  return losses;
}
export const answers = () => ({ lossIsFrom: "after the step" });
`,
  status: "fail",
  says: "tensors are left behind after 20 steps",
});

/** A toDevice that runs `lie`, and then moves nothing. */
const moving = (name: string, lie: string, during = ""): RealmLesson => ({
  name,
  lesson: "20",
  only: ["20-move"],
  text: `
import * as tf from "@tensorflow/tfjs";
import { useDevice } from "downhill";
const engine = tf.engine(), state = engine.state;
const attempt = (f) => { try { f(); } catch { /* refused */ } };
${lie}
export async function toDevice(x, device) {
  const values = await x.data();
  const y = tf.tensor(values, x.shape, x.dtype);
  ${during}
  return y;
}
export const Product = class {}, time = () => {}, compareDevices = () => {}, answers = () => ({});
`,
  status: "fail",
  says: "toDevice(x, ",
});

/** The submissions. */
export const realmLessons: readonly RealmLesson[] = [
  { name: "imports a module of Node", ...importing("node:fs") },
  { name: "imports a module of Node without its prefix", ...importing("fs") },
  { name: "imports a data: address", ...importing("data:text/javascript,export const x = 1;") },
  { name: "imports a package that only our code uses", ...importing("vega") },
  { name: "imports a package by its address", ...importing("npm:vega@6.4.0") },
  { name: "imports a package of another lesson", ...importing("@tensorflow/tfjs-backend-wasm") },
  { name: "imports the judge", ...importing("downhill/course"), says: "it may import only" },
  { name: "imports the instruments of probes", ...importing("downhill/instruments") },
  { name: "imports the host's lock", ...importing(`file://${root}kit/judge/sandbox/harden.ts`) },
  { name: "imports mod.ts by its address", ...importing(`file://${root}mod.ts`) },
  { name: "imports a module of Node in a call", ...importingLater('import("node:" + "v8")') },
  {
    name: "imports a blob",
    ...importingLater("import(URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' })))"),
  },
  { name: "imports itself again", ...importingLater('import(import.meta.url + "?n")') },
  { name: "imports through Function", ...importingLater("new Function(\"return import('node:fs')\")()", NO_CODE) },
  { name: "imports through eval", ...importingLater("(0, eval)(\"import('node:fs')\")", NO_CODE) },
  {
    name: "imports through an async function's constructor",
    ...importingLater("(async () => {}).constructor(\"return import('node:fs')\")()", NO_CODE),
  },
  {
    name: "imports through a generator's constructor",
    ...importingLater("(function* () {}).constructor(\"yield import('node:fs')\")().next().value", NO_CODE),
  },
  {
    name: "lets a function of ours evaluate a string",
    text: `import { DataLoader, lossCurve, walkOnCurve } from "downhill";\n` +
      calling(`walkOnCurve({ f: eval, xs: ["import('node:fs')"], losses: [1] }, { f: eval });
  throw new Error("it was not evaluated");`),
    status: "error",
    says: "",
  },
  {
    name: "lets a timer evaluate a string",
    text: calling(
      `setTimeout("globalThis.constructor.name; import('node:fs').then((fs) => console.log('FS', Object.keys(fs).length), (error) => console.log(String(error)))", 0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  throw new Error("waited");`,
    ),
    status: "error",
    says: "",
  },
  {
    name: "asks process for a module",
    text: showing('process.getBuiltinModule("node:fs")'),
    status: "error",
    says: "not a function",
  },
  {
    name: "asks process for a binding",
    text: showing('process.binding("pipe_wrap")'),
    status: "error",
    says: "not a function",
  },
  {
    name: "opens a native library",
    text: showing('process.dlopen({}, "/tmp/x.so")'),
    status: "error",
    says: "not a function",
  },
  {
    name: "looks for handles behind the streams of process",
    text: showing(
      "[process.stdin, process.stdout, process.stderr, process._kill, process._linkedBinding, process.mainModule].join()",
    ),
    status: "error",
    says: "seen: ,,,,,",
  },
  {
    name: "looks for streams of Node behind the console",
    text: showing("[console._stdout, console._stderr, console._stdin].join()"),
    status: "error",
    says: "seen: ,,",
  },
  {
    name: "goes from process to its class",
    text: showing("Object.getPrototypeOf(process) === Object.prototype"),
    status: "error",
    says: "seen: true",
  },
  {
    name: "looks for anything to listen on or connect to",
    text: showing(
      `["Deno.listen", "Deno.connect", "Deno.serve", "Deno.openKv", "Deno.dlopen", "Deno.stdin", "Deno.createHttpClient",
       "WebSocket", "WebSocketStream", "EventSource", "BroadcastChannel", "MessageChannel", "caches", "localStorage",
       "sessionStorage", "indexedDB", "SharedWorker", "prompt", "require", "nodeBootstrap", "close"]
      .filter((path) => path.split(".").reduce((owner, name) => owner?.[name], globalThis) !== undefined).join()`,
    ),
    status: "error",
    says: "seen: ",
  },
  {
    name: "looks for Deno's inner workings",
    text: showing("Object.getOwnPropertySymbols(Deno).length"),
    status: "error",
    says: "seen: 0",
  },
  ...[
    "Uint8Array.prototype.constructor = class {}",
    "Object.defineProperty(Uint8Array, Symbol.species, { get: () => Array })",
    "Set.prototype.has = () => true",
    "Object.getPrototypeOf([].values()).next = () => ({ done: true })",
    "Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype)).next = () => {}",
    "globalThis.eval = () => () => 1",
    "Error.prepareStackTrace = (_, sites) => sites",
    "Object.prototype.toJSON = () => 1",
    "Object.prototype.then = function (resolve) { resolve(1); }",
    "Symbol.prototype[Symbol.toPrimitive] = () => 1",
    "performance.now = () => 0",
    "Date.now = () => 0",
    "console.log = () => {}",
    "Deno.stdout.writeSync = () => 1",
    "Intl.Segmenter.prototype.segment = () => []",
    "Object.getPrototypeOf(Object.getPrototypeOf(new Intl.Segmenter().segment('a'))).x = 1",
    "globalThis.structuredClone = (x) => x",
    "Atomics.load = () => 1",
    "WebAssembly.Memory = class {}",
    "Temporal.Now.instant = () => 1",
    "addEventListener.call = () => 1",
    "globalThis.addsAName = 1",
  ].map((text): RealmLesson => ({
    name: `runs ${text}`,
    text: `${text};${RIGHT}`,
    status: "load",
    says: /toJSON|prepare|then|\.x = 1|addsAName/.test(text) ? READ_ONLY : "",
  })),
  {
    name: "patches a class of ours",
    text: `import { Module } from "downhill";\nModule.prototype.parameters = () => [];${RIGHT}`,
    status: "load",
    says: READ_ONLY,
  },
  {
    name: "replaces a question in the queue of a stream",
    text: `const reader = new Blob(["a"]).stream().getReader();
const symbol = Object.getOwnPropertySymbols(reader).find((each) => String(each).includes("readRequests"));
const queue = Object.getPrototypeOf(reader[symbol]);
const { enqueue } = queue;
queue.enqueue = function (request) {
  const { chunkSteps } = request;
  request.chunkSteps = function (text) {
    const question = JSON.parse(text);
    chunkSteps.call(this, JSON.stringify({ ...question, probe: "() => import('node:fs')", args: "[]" }));
  };
  enqueue.call(this, request);
};
export const gradientDescent = () => {}, answers = () => {};`,
    status: "load",
    says: "",
  },
  {
    name: "throws an error that lies about itself",
    text: calling(
      `throw Object.defineProperties(new Error(), { name: { get() { throw 1; } }, message: { get: () => ({ toString() { throw 2; } }) } });`,
    ),
    status: "error",
    says: "threw something that cannot even be read",
  },
  {
    name: "throws an error whose name is an endless string",
    text: calling(`throw Object.assign(new Error("x".repeat(2 ** 28)), { name: "y".repeat(2 ** 28) });`),
    status: ["memory", "timeout"], // whichever limit is reached first, because it takes time to fill the memory
    says: "gradientDescent ",
  },
  {
    name: "says that the check itself is broken",
    text: calling(`const error = new ReferenceError("f is not defined"); error.stack = ""; throw error;`),
    status: "error",
    says: "ReferenceError: f is not defined",
  },
  {
    name: "reports errors that nobody threw",
    text: calling(`dispatchEvent(new ErrorEvent("error", { error: new Proxy({}, { get() { throw 1; } }) }));
  dispatchEvent(new PromiseRejectionEvent("unhandledrejection", { promise: Promise.resolve(), reason: null }));
  await new Promise(() => {});`),
    status: ["error", "load"],
    says: "",
  },
  {
    name: "overwrites the list and restores it in a microtask",
    lesson: "03",
    only: ["03-copy"],
    text: `import { nelderMead } from "fmin";
export function minimize(f, start) {
  const before = [...start];
  const { x } = nelderMead(f, [...start]);
  start.fill(NaN);
  queueMicrotask(() => before.forEach((value, i) => start[i] = value));
  return x;
}`,
    status: "fail",
    says: "start[0] is NaN",
  },
  {
    name: "takes a module of Node from TF.js",
    lesson: "20",
    only: ["20-variable"],
    text: `import * as tf from "@tensorflow/tfjs";
export function minimize() { throw new Error("seen: " + Object.keys(tf.env().platform.util)); }`,
    status: "error",
    says: "seen: TextDecoder,TextEncoder,types",
  },
  ...[
    "tf.env().global = {}", // without fetch, TF.js loads node-fetch, which leads to Node's sockets
    "tf.env().platform = {}",
    "tf.env().platform.fetch = () => {}",
    "tf.env().getBool = () => false",
    "Object.getPrototypeOf(tf.env()).getBool = () => false",
  ].map((text): RealmLesson => ({
    name: `changes the settings of TF.js by ${text}`,
    lesson: "20",
    only: ["20-variable"],
    text: `import * as tf from "@tensorflow/tfjs";\n${text};\nexport const minimize = () => [];`,
    status: "load",
    says: READ_ONLY,
  })),
  ...[
    'tf.registerKernel({ kernelName: "Sub", backendName: "cpu", kernelFunc: () => null })',
    'tf.unregisterKernel("Sub", "cpu")',
    'tf.getKernel("Sub", "cpu").kernelFunc = () => null',
    "Map.prototype.clear.call([...globalThis._tfGlobals.values()][0])",
  ].map((text): RealmLesson => ({
    name: `exchanges a kernel by ${text}`,
    lesson: "20",
    only: ["20-variable"],
    text: `import * as tf from "@tensorflow/tfjs";\n${text};\nexport const minimize = () => [];`,
    status: "load",
    says: "",
  })),
  leak("leaks, and counts the tensors down", "function hide() { attempt(() => state.numTensors -= 2000); }"),
  leak(
    "leaks, and has its own number of tensors",
    'attempt(() => Object.defineProperty(state, "numTensors", { get: () => 7, set() {} }));',
  ),
  leak("leaks, and has its own state", "attempt(() => engine.state = { ...state, numTensors: 7 });"),
  leak("leaks, and has its own memory function", "attempt(() => engine.memory = () => ({ numTensors: 7 }));"),
  leak(
    "leaks, and changes the memory of all engines",
    "attempt(() => Object.getPrototypeOf(engine).memory = () => ({ numTensors: 7 }));",
  ),
  leak(
    "leaks, and makes its backend report wrong numbers",
    `attempt(() => tf.backend().memory = () => Object.defineProperty({}, "numTensors", { get: () => 7, set() {} }));
attempt(() => Object.getPrototypeOf(tf.backend()).memory = () => Object.defineProperty({}, "numTensors", { get: () => 7, set() {} }));`,
  ),
  leak(
    "leaks, and frees tensors that do not exist",
    `function hide() {
  const x = tf.scalar(1);
  for (let i = 0; i < 5000; i++) attempt(() => engine.disposeTensor({ dataId: x.dataId, dtype: "float32", size: 1, shape: [] }));
}`,
  ),
  leak(
    "leaks, and frees the same tensor many times",
    "function hide() { const x = tf.scalar(1); for (let i = 0; i < 5000; i++) attempt(() => engine.disposeTensor(x)); }",
  ),
  leak(
    "leaks, and pretends to be another engine",
    "attempt(() => globalThis._tfengine = Object.create(engine, { memory: { value: () => ({ numTensors: 7 }) } }));",
  ),
  leak(
    "leaks, and does not count what it makes",
    "attempt(() => engine.trackTensor = () => {}); attempt(() => Object.getPrototypeOf(engine).trackTensor = () => {});",
  ),
  leak(
    "leaks, and stops its tensors from being freed when they have been counted off",
    `function hide() {
  for (let i = 0; i < 100; i++) {
    const x = tf.scalar(1);
    let reads = 0;
    Object.defineProperty(x, "dtype", { get() { if (reads++) throw 1; return "float32"; } });
    attempt(() => engine.disposeTensor(x));
    attempt(() => engine.disposeTensor(x));
  }
}`,
  ),
  leak(
    "leaks, and gives its tensors the numbers of another tensor before they are freed",
    `const kept = [];
function hide() {
  const one = tf.keep(tf.scalar(1));
  for (let i = 0; i < 100; i++) { const x = tf.zeros([1000]); x.dataId = one.dataId; kept.push(x); }
}`,
  ),
  leak("leaks, and changes the exports", "attempt(() => tf.default.memory = () => ({ numTensors: 7 }));"),
  leak("leaks, and resets the engine", "function hide() { attempt(() => engine.reset()); }"),
  leak(
    "leaks, resets the engine, and makes as many tensors as there were before",
    `let count = 0, calls = 0;
function hide() {
  if (calls++ === 0) return void (count = tf.memory().numTensors);
  attempt(() => engine.reset());
  attempt(() => { while (tf.memory().numTensors < count) tf.keep(tf.scalar(1)); });
}`,
  ),
  {
    name: "disposes of the caller's variable, and makes it claim that it still exists",
    lesson: "20",
    only: ["20-variable"],
    text: `
import * as tf from "@tensorflow/tfjs";
export function minimize(f, x) {
  const end = [2 * 0.98 ** 100];
  x.dispose();
  const lies = { isDisposed: false, data: () => Promise.resolve(end), dataSync: () => end, dispose() {} };
  for (const [name, value] of Object.entries(lies)) Object.defineProperty(x, name, { value });
  return [];
}`,
    status: "fail",
    says: "x is disposed of after the walk",
  },
  moving("names another device", "", "attempt(() => engine.backendName = device);"),
  moving(
    "lies about the devices of tensors",
    `const get = state.tensorInfo.get;
attempt(() => state.tensorInfo.get = (id) => ({ ...get(id), backend: engine.registry[engine.want] }));
attempt(() => Object.defineProperty(state, "tensorInfo", { value: new WeakMap() }));
attempt(() => engine.state = { tensorInfo: { get: () => ({ backend: engine.registry.wasm }) } });`,
    "attempt(() => engine.backendName = device); attempt(() => engine.want = device);",
  ),
  moving(
    "replaces the engine's records",
    `const real = state.tensorInfo, lies = new WeakMap();
attempt(() => state.tensorInfo = { get: (id) => lies.has(id) ? { backend: engine.registry[lies.get(id)] } : real.get(id) });`,
    "lies.set(y.dataId, device); await tf.setBackend(device);",
  ),
  moving(
    "writes another device into the engine's records",
    "",
    `attempt(() => state.tensorInfo.get(y.dataId).backend = engine.registry[device]);
  attempt(() => { engine.removeDataId(y.dataId, tf.backend()); engine.trackTensor({ dataId: y.dataId, shape: x.shape, dtype: x.dtype, size: x.size }, engine.registry[device]); });
  attempt(() => engine.backendInstance = engine.registry[device]);`,
  ),
  moving(
    "exchanges the backends",
    `attempt(() => { engine.registry.wasm = engine.registry.cpu; engine.registry.cpu = engine.registry.wasm; });
attempt(() => { tf.removeBackend("wasm"); tf.registerBackend("wasm", () => tf.backend()); });`,
    "attempt(() => tf.setBackend(device));",
  ),
  moving(
    "registers another backend in disguise",
    `attempt(() => tf.registerBackend("wasm", () => Object.create(tf.backend())));
useDevice("cpu").catch(() => {});`,
    "await tf.setBackend(device).catch(() => {});",
  ),
  {
    name: "stops the clock for everybody",
    lesson: "20",
    only: ["20-part"],
    text: `${"const { now } = performance;"}
Object.defineProperty(Performance.prototype, "now", { value: () => 0 });
export const Product = class {}, time = () => {}, compareDevices = () => {}, answers = () => ({}), toDevice = () => {};`,
    status: "load",
    says: READ_ONLY,
  },
];
