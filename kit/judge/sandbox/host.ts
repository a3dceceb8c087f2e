/**
 * The only program that ever runs a lesson. It may read that one file, and the images that the lesson is about, if it
 * is about any, and has no other permission. It judges nothing: it answers requests on standard input with frames on
 * standard output. See sandbox.ts for the other end.
 * @module
 */
// What a lesson may import is loaded here, by us: the lesson itself could not read it.
import * as downhill from "../../../mod.ts";
import { giveData } from "../../learn/data/given_data.ts";
import { gpuProblem } from "../../learn/device/gpu_problem.ts";
import { tellDevices } from "../../learn/measure/measured_devices.ts";
import { noteRefusedShapes, shapesSentence } from "../../learn/device/shapes_told.ts";
import { course } from "../../../syllabus.ts";
import { withMinus } from "../../base/minus.ts";
import { encodeTensors } from "../../learn/nn/safetensors_encode.ts";
import type { Stateful } from "../../learn/training/reporter.ts";
import { reportProgressTo } from "../../learn/training/show_progress.ts";
import { stepMetadata } from "../../learn/training/stopped.ts";
import { frame } from "./frames.ts";
import { harden } from "./harden.ts";
import { allowOnly } from "./imports.ts";
import { prepareClock } from "./instruments.ts";
import { readLesson } from "./lesson_file.ts";
import { readLines } from "./lines.ts";
import type { Failure, Greeting, Location, Request } from "./messages.ts";
import type { Device } from "../../base/devices.ts";
import { followsFromPromise, PROMISE_IN_TIDY, promisesInTidy } from "./promises_in_tidy.ts";
import { decode, encode, MAX_LENGTH, type TensorReader } from "./values.ts";

type Namespace = Record<string, unknown>;

/** More characters of a message than this are not worth the way: a learner sees fewer. */
const MAX_MESSAGE = 5000;

/** Who has not been asked for so long waits for a learner, in milliseconds. */
const IDLE_MS = 300;

/** From one checkpoint to the next, in milliseconds: the 0.4 MB of lesson 20 take 8 ms. */
const KEEP_MS = 3000;

/** A larger model is not kept, in bytes: base64 makes a third more of it. */
const MOST_KEPT = MAX_LENGTH * 3 / 4 - 4;

/** V8 keeps 10 lines of a stack, and TF.js and the kit alone can fill more: the lesson's own line would be lost. */
const STACK_LINES = 100;

/** The lesson does not export what the probe asked for. */
class MissingExport extends Error {}

// The end of standard input means that nobody listens any more: whatever the lesson is waiting for, it must not go on.
const { exit } = Deno;
const requests = readLines(Deno.stdin.read.bind(Deno.stdin), () => exit(0));
const greeting: Greeting = JSON.parse((await requests.next()).value!);
let url = greeting.lesson;
let lines = firstLines();
const lessons = new Set([url]);
// Now, while nobody waits: after a save it would cost a tenth of a second. And before imports are restricted, after
// which Deno would need a permission to read it. If it fails, the lesson's own import says so.
const { packages } = greeting;
for (const name of packages) await course.packages[name]().catch(() => {});
const reply = replier(greeting.mark);
greeting.mark = ""; // a lesson can take a snapshot of the heap, which shows every text that is still in use
const { eval: evaluate, setTimeout: later } = globalThis; // a lesson that exchanges it must not be handed the probes
Error.stackTraceLimit = STACK_LINES;
const promises = promisesInTidy(console.log);
let current: Request | null = null;
let lesson: Promise<Namespace> | undefined;

// A promise that nobody awaits and a timer that throws would end the process without a word. What they threw is the
// answer to the request that is running, or to the next.
let keepsFor: Request | null = null;
let keptAt = 0;
let stray = newStray();
for (const type of ["unhandledrejection", "error"] as const) {
  addEventListener(type, (event) => {
    if (!lesson) return; // the host itself is broken: let it end loudly
    event.preventDefault();
    stray.reject(event instanceof PromiseRejectionEvent ? event.reason : (event as ErrorEvent).error);
  });
}

giveData(greeting.data);
tellDevices(greeting.measured);
let device: Device | null = null;
try {
  if (greeting.device) {
    await noteRefusedShapes();
    device = await (await import("../../learn/device/start.ts")).startDevice(greeting.device);
  }
} catch (error) {
  reply({ id: "ready", kind: "failure", failure: { ...failureOf(error), reason: "device" } });
}
// Standard error belongs to Deno's own last words; what a lesson prints, it prints in one order.
console.error = console.warn = console.log;
console.error = promises.note;
reportProgressTo(({ step, steps, loss, model }) => {
  if (!current) return;
  // JSON has no word for NaN and the infinities
  reply({ id: current.id, kind: "progress", step, steps, loss: Number.isFinite(loss) ? loss : String(loss) });
  if (model) return keep(model, { step, steps });
});
allowOnly(packages, (module) => lessons.has(module)); // after TF.js, which would take longer to load through our hook
prepareClock();
const readTensor: TensorReader | undefined = device
  ? (await import("../../learn/device/lock_engine.ts")).lockEngine() as TensorReader
  : undefined;
harden(Object.values(downhill));
reply({ id: "ready", kind: "ready", device });

// Who waits for a save has time to practise. Practice leaves no tensor behind, and no question comes before its end.
let isAsked = false;
let practice: Promise<void> | undefined;
const idle = setTimeout(() => practice = practise().catch(() => {}), IDLE_MS);

for await (const line of requests) {
  isAsked = true;
  clearTimeout(idle);
  await practice;
  current = JSON.parse(line) as Request;
  let answered: { kind: "value"; value: string } | { kind: "failure"; failure: Failure };
  try {
    answered = { kind: "value", value: await Promise.race([answer(current), stray.promise]) };
    if (promises.take()) console.log(PROMISE_IN_TIDY);
  } catch (error) {
    stray = newStray();
    answered = { kind: "failure", failure: failureOf(error) };
  }
  const problem = device?.backend === "webgpu" ? await problemOfGpu() : undefined;
  if (problem) answered = { kind: "failure", failure: { reason: "gpu", message: problem, location: null } };
  reply({ id: current.id, ...answered });
}

/** Sends the model as it is, now and then: Ctrl-C ends this process before anybody could ask for it. */
async function keep(model: Stateful, count: { step: number; steps: number }): Promise<void> {
  const now = performance.now();
  if (keepsFor !== current) [keepsFor, keptAt] = [current, now]; // what takes no time is not worth keeping
  if (now - keptAt < KEEP_MS) return;
  try {
    const bytes = await encodeTensors(model.stateDict(), stepMetadata(count));
    if (bytes.length <= MOST_KEPT) reply({ id: current!.id, kind: "checkpoint", ...count, tensors: bytes.toBase64() });
  } catch {
    // a model that cannot be kept can be trained all the same
  }
  keptAt = performance.now();
}

async function practise(): Promise<void> {
  if (device === null || device.backend === "webgpu") return;
  const { warmUp } = await import("../../learn/training/warm_up.ts");
  await warmUp(() => isAsked);
}

/** What went wrong on the GPU until now: that is told with the next events. */
async function problemOfGpu(): Promise<string | undefined> {
  await new Promise((resolve) => later(resolve, 0));
  return gpuProblem()?.slice(0, MAX_MESSAGE);
}

function newStray(): PromiseWithResolvers<never> {
  const stray = Promise.withResolvers<never>();
  stray.promise.catch(() => {}); // nobody may be waiting for it yet
  return stray;
}

/**
 * The answer as text, written down in the turn in which it was returned or its promise was kept: in a later turn, a
 * lesson could have put right what it should have left alone.
 */
async function answer(request: Request): Promise<string> {
  if (request.kind === "load") {
    if (request.lesson !== url) lesson = undefined;
    lessons.add(url = request.lesson);
  }
  const namespace = await (lesson ??= load());
  if (request.kind === "load") return await encode(true);
  if (request.kind === "picture") {
    const { drawPicture } = await import("./picture.ts");
    return await encode(await drawPicture(namespace.picture));
  }
  // Called by another name, eval is indirect: the probe sees globals, as in its own file, and no variable of this
  // module. It is strict, as a module is: a function of the lesson's that it calls cannot look at it.
  const probe = evaluate(`"use strict"; (${request.probe})`);
  const result = probe(withExports(namespace), ...decode(request.args) as unknown[]);
  return isThenable(result) ? await encode(await result, readTensor) : await encode(result, readTensor);
}

function isThenable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

async function load(): Promise<Namespace> {
  lines = linesOf(readLesson(url)); // a process that has been waiting for a save knows the text before it
  return await import(url);
}

/** The lesson's exports; to ask for one that is not there is an error that says so, instead of "not a function". */
function withExports(namespace: Namespace): Namespace {
  return new Proxy({}, {
    get(_, name) {
      if (typeof name === "symbol" || name in namespace) return namespace[name as string];
      throw new MissingExport(name);
    },
  });
}

/** Whatever was thrown is looked at once, and with care: every look may run a line of the lesson's. */
function failureOf(error: unknown): Failure {
  const promise = promises.take();
  try {
    if (!(error instanceof Error)) return { reason: "call", message: thrownText(error), location: null };
    const [name, message, stack] = [error.name, error.message, error.stack].map((text) => `${text}`);
    const location = locationOf(`${stack}\n${message}`);
    const text = (name === "Error" || error instanceof MissingExport ? message : `${name}: ${message}`)
      .slice(0, MAX_MESSAGE);
    if (promise && followsFromPromise(message)) return failureOf(promise);
    return {
      reason: error instanceof MissingExport ? "missing" : reasonOf(name, message, location),
      message: text + shapesSentence(error, text),
      location,
    };
  } catch {
    return { reason: "call", message: "threw something that cannot even be looked at", location: null };
  }
}

function reasonOf(name: string, message: string, location: Location | null): Failure["reason"] {
  if (name === "Todo") return "todo";
  if (/Array buffer allocation failed|could not allocate memory|out of memory/i.test(message)) return "memory";
  if (current?.kind === "load") return "load";
  const unknown = /^([\w$]+) is not defined$/.exec(message)?.[1];
  if (name === "ReferenceError" && location === null && unknown && isFreeInProbe(unknown)) return "probe";
  return "call";
}

/**
 * Whether the probe that is running may close over `name`, so that not the lesson but the check is at fault. An error
 * alone does not tell: a lesson can throw any.
 */
function isFreeInProbe(name: string): boolean {
  if (current?.kind !== "evaluate" || name in globalThis) return false;
  const escaped = name.replaceAll("$", "\\$");
  const isUsed = new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])`).test(current.probe);
  const isDeclared = new RegExp(`([{(,]\\s*|\\b(const|let|var|function|class) )${escaped}(?![\\w$])`).test(
    current.probe,
  );
  return isUsed && !isDeclared;
}

/** What was thrown and is no error, and so has no line. */
function thrownText(thrown: unknown): string {
  const advice = "throw new Error(…), which knows its line.";
  try {
    const isPlain = typeof thrown === "number" || typeof thrown === "bigint";
    const isText = typeof thrown === "string" || Object.getPrototypeOf(thrown ?? Object) === Object.prototype;
    const text = isPlain ? withMinus(String(thrown)) : isText ? JSON.stringify(thrown) : String(thrown);
    return `threw ${text.slice(0, 200)}, which is no error: ${advice}`;
  } catch {
    return `threw something of type ${typeof thrown}: ${advice}`;
  }
}

/**
 * The innermost of the lesson's own lines in `text`, which is the stack of an error and its message: a syntax error has
 * it there. Deno writes the address of a file outside of the working directory with its blanks and umlauts as they are.
 */
function locationOf(text: string): Location | null {
  for (const address of [url, decodeURIComponent(url)]) {
    const start = text.indexOf(`${address}:`);
    const match = start < 0 ? null : /^:(\d+):(\d+)/.exec(text.slice(start + address.length));
    if (!match) continue;
    const line = Number(match[1]);
    return { line, column: Number(match[2]), source: (lines[line - 1] ?? "").trim() };
  }
  return null;
}

/** The lines of the lesson as they are before anybody asks for it. */
function firstLines(): string[] {
  try {
    return linesOf(readLesson(url));
  } catch {
    return []; // the first question is answered with the reason
  }
}

function linesOf(text: string | null): string[] {
  return text?.split(/\r?\n/) ?? [];
}

/** Writes replies. It keeps its own references, so that a lesson that patches a global does not patch this one. */
function replier(hexMark: string): (reply: object) => void {
  const mark = Uint8Array.fromHex(hexMark);
  const { stdout } = Deno;
  const write = stdout.writeSync.bind(stdout);
  const { stringify } = JSON;
  return (reply) => {
    const bytes = frame(mark, stringify(reply));
    // a pipe takes a part at a time; not by subarray(), which asks the class of the bytes what to make
    for (let sent = 0; sent < bytes.length;) sent += write(new Uint8Array(bytes.buffer, sent));
  };
}
