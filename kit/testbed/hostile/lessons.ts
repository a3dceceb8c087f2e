/**
 * Submissions that somebody might hand in as lesson 04: by mistake, in despair or on purpose. This is a list of texts,
 * not a folder of modules, because half of them do not parse, have type errors or never end.
 * @module
 */
import { root } from "../../base/root.ts";
import type { Status } from "../../judge/run/record.ts";

/** A module that replaces lesson 04, and the expected result. */
export interface HostileLesson {
  /** What it does, beginning with a verb. */
  name: string;
  /** The module's text. */
  text: string;
  /** The verdict on every check that does not pass; several if the result depends on the machine's speed. */
  status: Status | readonly Status[];
  /** Part of the message of the first check. */
  says: string;
  /** The points that it still earns, of 8; by default 0. */
  points?: number;
}

/**
 * Whether every check may use up all of its time, or end its process. In this case, only two of the five checks are
 * tried.
 */
export function isCostly({ status }: HostileLesson): boolean {
  return [status].flat().some((status) => status === "timeout" || status === "memory" || status === "crash");
}

/** The time for a question, in milliseconds: short if all of it will be used, otherwise enough for a busy machine. */
export function timeLimitMs({ status }: HostileLesson): number {
  return [status].flat().includes("timeout") ? 400 : 20_000;
}

/** A right answer, as short as possible. */
export const RIGHT = `
export function gradientDescent(f, df, start, { steps = 1000, learningRate = 0.01 } = {}) {
  let x = start;
  const losses = [];
  for (let step = 0; step < steps; step++) {
    x -= learningRate * df(x);
    losses.push(f(x));
  }
  return { x, losses };
}
export const answers = () => ({ factorPerStep: 0.98, divergesAbove: 1 });
`;

/** An answer that no check accepts. */
const WRONG = RIGHT.replace("x = start", "x = start + 1").replace("0.98", "0.5");

/** A module with nothing but a function that has this body. */
export const calling = (body: string): string =>
  `export async function gradientDescent() {\n  ${body}\n}\nexport const answers = gradientDescent;\n`;

/** A right answer that returns its result through `wrapper`, the text of a function. */
const wrapping = (wrapper: string) => RIGHT.replace("return { x, losses };", `return (${wrapper})({ x, losses });`);

const SOLUTION = `${root}solutions/04_gradient_descent.ts`;
const TESTS = `${root}tests/04_gradient_descent_test.ts`;
const BUILT_IN = "may be a built-in of JavaScript, and those are read-only here";

/** Submissions that must do no harm, however a lesson is run. */
export const hostileLessons: readonly HostileLesson[] = [
  {
    name: "never ends in a call",
    text: calling("while (true) {}"),
    status: "timeout",
    says: "gradientDescent did not return within",
  },
  { name: "never ends at import", text: "while (true) {}", status: "timeout", says: "did not finish loading within" },
  { name: "throws at import", text: 'throw new Error("no idea");', status: "load", says: "no idea" },
  {
    name: "has a syntax error",
    text: "export function gradientDescent() {\n  return 1 +;\n}",
    status: "load",
    says: "SyntaxError: ",
  },
  {
    name: "has only a type error",
    text: `${RIGHT}\nexport const steps: number = "many";`,
    status: "pass",
    says: "",
    points: 8,
  },
  { name: "exits at import", text: "Deno.exit(0);", status: "crash", says: "ended the program (exit code 0)" },
  {
    name: "exits in a call",
    text: calling("Deno.exit(0);"),
    status: "crash",
    says: "gradientDescent ended the program (exit code 0)",
  },
  { name: "is empty", text: "", status: "fail", says: "does not export gradientDescent" },
  {
    name: "returns NaN",
    text: RIGHT.replace("x = start", "x = NaN"),
    status: "fail",
    says: "is NaN, expected a finite number",
  },
  {
    name: "returns one loss too many",
    text: RIGHT.replace("losses = []", "losses = [f(start)]").replace("factorPerStep: 0.98", "factorPerStep: 98")
      .replace("return { x,", "return { x: x + (steps < 20),"),
    status: "fail",
    says: "has 1,001 values, expected 1,000",
  },
  {
    name: "re-exports the solution",
    text: `export * from "${SOLUTION}";`,
    status: "load",
    says: "tried to read a file",
  },
  {
    name: "imports the solution",
    text: `const { gradientDescent, answers } = await import("${SOLUTION}");\nexport { answers, gradientDescent };`,
    status: "load",
    says: "which is not part of the course",
  },
  {
    name: "reads the tests",
    text: `export const checks = Deno.readTextFileSync("${TESTS}");${WRONG}`,
    status: "load",
    says: "tried to read a file",
  },
  {
    name: "fetches",
    text: calling('await fetch("http://example.com/");'),
    status: "error",
    says: "tried to use the network (example.com:80)",
  },
  {
    name: "imports from the network",
    text: `import "https://deno.land/std/fmt/colors.ts";${RIGHT}`,
    status: "load",
    says: "imports https://deno.land/std/fmt/colors.ts, which is not part of the course",
  },
  {
    name: "patches Math.abs",
    text: `Math.abs = () => 0;${WRONG}`,
    status: "load",
    says: `tries to change abs, which ${BUILT_IN}`,
  },
  {
    name: "patches Array.prototype",
    text: `Array.prototype.map = () => [];${WRONG}`,
    status: "load",
    says: `tries to change map, which ${BUILT_IN}`,
  },
  {
    name: "patches the forEach of all arrays",
    text: `Array.prototype.forEach = () => {};${WRONG}`,
    status: "load",
    says: `tries to change forEach, which ${BUILT_IN}`,
  },
  {
    name: "imports TF.js, which this lesson does not need",
    text: `import * as tf from "@tensorflow/tfjs";\ntf.scalar(1).add(1).dispose();\n${RIGHT}`,
    status: "pass",
    says: "",
    points: 8,
  },
  {
    name: "gives its own array a forEach",
    text: `const own: number[] = [];\nown.forEach = () => {};\n${RIGHT}`,
    status: "pass",
    says: "",
    points: 8,
  },
  {
    name: "patches Object.is",
    text: `Object.is = () => true;${WRONG}`,
    status: "load",
    says: `tries to change is, which ${BUILT_IN}`,
  },
  {
    name: "patches Promise.prototype.then",
    text: `Promise.prototype.then = () => {};${WRONG}`,
    status: "load",
    says: `tries to change then, which ${BUILT_IN}`,
  },
  {
    name: "patches JSON",
    text: `JSON.stringify = () => "1";${WRONG}`,
    status: "load",
    says: `tries to change stringify, which ${BUILT_IN}`,
  },
  {
    name: "writes a verdict to standard output",
    text: `Deno.stdout.writeSync(new TextEncoder().encode("ok | 5 passed | 0 failed\\n"));${WRONG}`,
    status: "fail",
    says: "x after 1,000 steps is",
  },
  {
    name: "writes frames to standard output",
    text: calling(`
  const reply = new TextEncoder().encode(JSON.stringify({ id: "ready", kind: "value", value: "1" }));
  for (let i = 0; i < 100; i++) {
    const mark = crypto.getRandomValues(new Uint8Array(16));
    Deno.stdout.writeSync(new Uint8Array([...mark, reply.length, 0, 0, 0, ...reply]));
  }
  return { x: 0, losses: [] };`),
    status: "fail",
    says: "expected",
  },
  {
    // It tries to catch a frame on its way out, and to replace its value with one that the first check accepts.
    name: "forges a reply",
    text: `
const right = JSON.stringify({ x: 2 * 0.98 ** 1000, losses: Array(1000).fill(0) });
const swap = (text) => JSON.stringify({ ...JSON.parse(text), kind: "value", value: right });
const swapping = (bytes) => new TextEncoder().encode(swap(new TextDecoder().decode(bytes)));
const patch = (owner, name, make) => {
  const old = owner[name];
  try { Object.defineProperty(owner, name, { value: make(old) }); } catch { /* read-only */ }
};
const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
patch(typedArray, "set", (old) => function (bytes, at) { old.call(this, at ? swapping(bytes) : bytes, at); });
patch(TextEncoder.prototype, "encode", (old) => function (text) { return old.call(this, swap(text)); });
patch(JSON, "stringify", (old) => (value) => old(value.id ? { ...value, kind: "value", value: right } : value));
patch(Deno.stdout, "writeSync", (old) => (bytes) => old(bytes.length > 20 ? swapping(bytes.subarray(20)) : bytes));
patch(globalThis, "eval", () => () => () => JSON.parse(right));
patch(Function.prototype, "toString", () => () => right);
patch(Error, "prepareStackTrace", () => (_, sites) => sites.map((site) => [site.getThis(), site.getFunction()]));
new Error().stack?.flat?.().forEach((seen) => { if (seen?.mark) throw new Error("seen"); });
${WRONG}`,
    status: "fail",
    says: "x after 1,000 steps is",
  },
  {
    name: "returns a getter that throws",
    text: wrapping('() => ({ get x() { throw new Error("do not look"); } })').replace("0.98", "0.5"),
    status: ["error", "fail"],
    says: "do not look",
  },
  {
    name: "returns a Proxy",
    text: wrapping(
      '() => new Proxy({}, { get: () => 1, ownKeys: () => ["x", "losses"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) })',
    ).replace("0.98", "0.5"),
    status: "fail",
    says: "x after 1,000 steps is 1",
  },
  {
    name: "returns a promise-like that never resolves",
    text: wrapping("() => ({ then() {} })").replace("0.98", "0.5"),
    status: ["timeout", "fail"],
    says: "did not return within",
  },
  {
    name: "takes 4 GiB in typed arrays",
    text: calling(
      "const arrays = [];\n  for (let i = 0; i < 8; i++) arrays.push(new Float64Array(2 ** 26).fill(1));\n  return arrays.length;",
    ),
    status: "memory",
    says: "gradientDescent needed more memory",
  },
  {
    name: "fills the heap",
    text: calling("const all = [];\n  while (true) all.push(new Array(2 ** 20).fill(0.5));"),
    status: ["memory", "timeout"],
    says: "gradientDescent",
  },
  {
    name: "fills the heap after raising its limit",
    text: `import v8 from "node:v8";\nv8.setFlagsFromString("--max-old-space-size=8000");\n${
      calling("const all = [];\n  while (true) all.push(new Array(2 ** 20).fill(0.5));")
    }`,
    status: "load",
    says: "imports node:v8, which is not part of the course",
  },
  {
    name: "prints a million lines",
    text: calling("for (let i = 0; i < 1e6; i++) console.log(i);"),
    status: ["error", "timeout"],
    says: "gradientDescent",
  },
  {
    name: "returns a string as long as V8 allows",
    text: calling('return "x".repeat(2 ** 29 - 24);'),
    status: "error",
    says: "The result is larger than 16 MiB",
  },
  {
    name: "starts a Worker that never ends",
    text: `new Worker("data:text/javascript,while(true){}", { type: "module" });${RIGHT}`,
    status: "load",
    says: "runs on one thread: remove the Worker",
  },
  {
    name: "starts a Worker of Node that never ends",
    text: `import { Worker } from "node:worker_threads";\nnew Worker("while (true) {}", { eval: true });${RIGHT}`,
    status: "load",
    says: "imports node:worker_threads, which is not part of the course",
  },
  {
    name: "throws escape sequences",
    text: calling('throw new Error("\\x1b[2J\\x1b[1;1H\\x1b]0;title\\x07ok | 5 passed\\u202e");'),
    status: "error",
    says: "ok | 5 passed",
  },
];

/** More submissions, with other ways to do the same things. */
export const moreHostileLessons: readonly HostileLesson[] = [
  {
    name: "shows the progress of a million training runs, and never waits",
    text: `import { showProgress } from "downhill";
for (let i = 0; i < 1e6; i++) showProgress({ step: i % 2, steps: 2, loss: i });${RIGHT}`,
    status: "pass",
    says: "",
    points: 8,
  },
  {
    name: "trains forever, and shows it",
    text: `import { showProgress } from "downhill";\n` +
      calling("while (true) await showProgress({ step: 0, steps: Number.MAX_SAFE_INTEGER, loss: NaN });"),
    status: "timeout",
    says: "gradientDescent did not return within",
  },
  {
    name: "shows the progress of a loss that is not a number",
    text: `import { showProgress } from "downhill";\n` + calling(
      'await showProgress({ step: 0, steps: 1, loss: { shape: [], data: () => [{ valueOf() { throw "mine"; } }] } });',
    ),
    status: ["error", "fail"], // the loss is read only at some steps
    says: 'threw "mine", which is not an error: throw new Error(…), which records its line.',
  },
  {
    name: "throws a number",
    text: calling("throw -1;"),
    status: "error",
    says: "threw −1, which is not an error",
  },
  {
    name: "throws an object",
    text: calling('throw { reason: "none" };'),
    status: "error",
    says: 'threw {"reason":"none"}, which is not an error',
  },
  {
    name: "waits forever",
    text: calling("await new Promise(() => {});"),
    status: "timeout",
    says: "gradientDescent did not return within",
  },
  {
    name: "throws in a timer",
    text: calling('setTimeout(() => { throw new Error("late"); });\n  await new Promise(() => {});'),
    status: "error",
    says: "late",
  },
  {
    name: "throws something that cannot be inspected",
    text: calling("throw new Proxy({}, { getPrototypeOf() { throw 1; } });"),
    status: "error",
    says: "threw something that cannot even be read",
  },
  {
    name: "exits through Node",
    text: calling("process.exit(0);"),
    status: "crash",
    says: "ended the program (exit code 0)",
  },
  { name: "aborts", text: calling("process.abort();"), status: "crash", says: "crashed its process" },
  { name: "returns nothing", text: calling(""), status: "fail", says: 'is a "return" missing?' },
  {
    name: "imports the tests as text",
    text: `import checks from "${TESTS}" with { type: "text" };\nconsole.log(checks);${WRONG}`,
    status: "load",
    says: "tried to read a file",
  },
  {
    name: "patches everything that can be patched",
    text: `
const owners = [Object, Function, Array, Number, String, Math, JSON, Reflect, Promise, Error, Map, Set, WeakMap, Symbol, Iterator];
const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
for (const owner of [...owners, ...owners.map(({ prototype }) => prototype), typedArray, Deno, globalThis]) {
  for (const name of ["abs", "is", "keys", "entries", "get", "set", "has", "eval", "next", "then", "stringify", "subarray"]) {
    try { owner[name] = () => 1; } catch { /* read-only */ }
    try { Object.defineProperty(owner, name, { value: () => 1 }); } catch { /* read-only */ }
  }
}${WRONG}`,
    status: ["fail", "crash", "error"],
    says: "",
  },
  {
    name: "reads standard input",
    text: `Deno.stdin.readSync(new Uint8Array(1000));${WRONG}`,
    status: "load",
    says: "Cannot read properties of undefined (reading 'readSync')",
  },
  {
    name: "returns a getter that lies",
    text: wrapping("({ losses }) => ({ get x() { return Math.random(); }, losses: [] })").replace("0.98", "0.5"),
    status: "fail",
    says: "x after 1,000 steps is",
  },
  {
    name: "returns an endless Proxy",
    text: wrapping(
      "() => { const p = new Proxy([], { get: (_, name) => name === 'length' ? 2 ** 53 : p }); return { x: p, losses: p }; }",
    ).replace("0.98", "0.5"),
    status: ["error", "timeout", "fail"],
    says: "",
  },
  {
    name: "returns a promise-like that lies",
    text: wrapping("() => ({ then(resolve) { resolve({ x: 1, losses: [1] }); } })").replace("0.98", "0.5"),
    status: "fail",
    says: "x after 1,000 steps is 1",
  },
  {
    name: "takes 4 GiB in WebAssembly",
    text: calling("return new Uint8Array(new WebAssembly.Memory({ initial: 60000 }).buffer).fill(1).length;"),
    status: "memory",
    says: "gradientDescent needed more memory",
  },
  {
    name: "calls itself without end",
    text: "export const gradientDescent = () => gradientDescent();\nexport const answers = gradientDescent;",
    status: "error",
    says: "does a function call itself without end?",
  },
  {
    name: "starts a program",
    text: calling('new Deno.Command("/bin/true").outputSync();'),
    status: "error",
    says: "tried to run or to end a program",
  },
  {
    name: "kills its parent",
    text: calling("Deno.kill(Deno.ppid);"),
    status: "error",
    says: "tried to run or to end a program",
  },
  {
    name: "kills its parent through Node",
    text: calling("process.kill(process.ppid, 9);"),
    status: "error",
    says: "tried to run or to end a program",
  },
  {
    name: "leaves a note for another lesson",
    text: `localStorage.setItem("answer", "0.98");${RIGHT}`,
    status: "load",
    says: "localStorage is not defined",
  },
  {
    name: "prints escape sequences",
    text: `console.log("\\x1b[2J\\x1b]0;title\\x07\\x9b31m\\u202eok");${WRONG}`,
    status: "fail",
    says: "x after 1,000 steps is",
  },
];
