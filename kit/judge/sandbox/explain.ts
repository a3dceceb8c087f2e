/**
 * Explains to a learner what happened in the process of the lesson.
 * @module
 */
import { fileURLToPath } from "node:url";
import { digitsOf } from "../../base/lesson_number.ts";
import { countText } from "../../learn/plot/parts/number_text.ts";
import { printableLine, printableName } from "../../base/printable.ts";
import { shortPath } from "../../base/root.ts";
import type { Failure, Location } from "./messages.ts";
import { functionsAsked } from "./functions_asked.ts";
import { type Answer, MAX_HEAP_MIB, MAX_PRINTED_BYTES } from "./process.ts";
import { refusedImport } from "./refused_import.ts";

/** The verdict on a lesson that did not answer with a value. */
export interface Explanation {
  /** The kind of verdict. `course` means that the check is wrong, not the learner's code. */
  status: "todo" | "fail" | "error" | "timeout" | "memory" | "crash" | "load" | "skipped" | "course";
  /** One sentence: what is wrong, where, what to do. */
  message: string;
  /** The learner's line, if one was involved. */
  location: Location | null;
}

/** The circumstances on which the message depends. */
interface Context {
  file: string;
  probe: string;
  timeoutMs: number;
  /** Whether the lesson got less time than usual, because it had hung before. */
  isReduced?: boolean;
  memoryMiB: number;
  /** Where TF.js runs. */
  device?: string | null;
}

/** The length of the longest quotation from a GPU's driver, in characters. */
const LONGEST_QUOTE = 200;

/** What a lesson tried to do, by the name of the permission that it did not have. */
const ATTEMPTS: Record<string, string> = {
  net: "tried to use the network",
  read: "tried to read a file",
  write: "tried to write a file",
  run: "tried to run or to end a program",
  env: "tried to read the environment",
};

/** V8's messages about a property of undefined or null. */
const PROPERTIES_OF_NOTHING = [
  /^TypeError: Cannot read properties of (?<nothing>undefined|null) \(reading '(?<property>[A-Za-z_$][\w$]*)'\)$/,
  /^TypeError: Cannot destructure property '(?<property>[\w$]+)' of .* as it is (?<nothing>undefined|null)\.$/,
];

/** Signals that a mistake in a program can cause, by number. Bubblewrap reports them as the exit code 128 + number. */
const SIGNALS: Record<number, string> = {
  ...{ 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV" },
  ...{ 24: "SIGXCPU", 25: "SIGXFSZ", 31: "SIGSYS" },
};

/** Explains `answer` to the learner. */
export function explain(answer: Answer, { file, ...others }: Context): Explanation {
  const context = { ...others, file: printableName(file) }; // a submission can have any name
  const without = (status: Explanation["status"], message: string) => ({ status, message, location: null });
  switch (answer.kind) {
    case "failure":
      return explainFailure(answer.failure, context);
    case "value": // but no value was requested
    case "protocol":
      return without(
        "crash",
        `${context.file} wrote something to the checks' own channel: leave standard output alone.`,
      );
    case "timeout":
      return without("timeout", timeoutMessage(context));
    case "unasked":
      return without("timeout", unaskedMessage(context));
    case "memory":
      return without("memory", memoryMessage(context));
    case "output":
      return without(
        "error",
        `${subject(context)} printed more than ${MAX_PRINTED_BYTES / 2 ** 20} MiB and was stopped: ` +
          "is there a console.log in a loop that never ends?",
      );
    case "exit":
      if (/heap out of memory|OOM|Array buffer allocation failed|out of memory/i.test(answer.errors)) {
        return without("memory", memoryMessage(context));
      }
      return without("crash", exitMessage(answer, context));
  }
}

function explainFailure({ reason, message, location }: Failure, context: Context): Explanation {
  switch (reason) {
    case "todo":
      return { status: "todo", message: message.replace(/^Todo: /, ""), location };
    case "missing":
      return {
        status: "fail",
        message: `${context.file} does not export ${message}: write "export" before it, and keep the name that ` +
          "it has in the stub.",
        location,
      };
    case "memory":
      return { status: "memory", message: memoryMessage(context), location };
    case "device":
      return { status: "skipped", message: message.replace(/^Error: /, ""), location: null };
    case "gpu":
      return {
        status: "crash",
        message: `WebGPU failed in the middle of ${subject(context)} (${printableLine(message, LONGEST_QUOTE)}). ` +
          `On another device: ${withoutGpu(context)}`,
        location: null,
      };
    case "probe":
      return {
        status: "course",
        message: `the check's probe failed (${message}): it may use only its arguments.`,
        location,
      };
    case "load":
      return { status: "load", message: loadMessage(message), location };
    case "call":
      return { status: "error", message: knownMessage(message) ?? withoutLine(message, location, context), location };
  }
}

/**
 * The message for an error without a line of the lesson. For example, the probe has read a property of a missing
 * result, or a promise that nobody awaited has continued.
 */
function withoutLine(message: string, location: Location | null, context: Context): string {
  if (location !== null) return message;
  const found = PROPERTIES_OF_NOTHING.map((pattern) => pattern.exec(message)?.groups).find((groups) => groups);
  if (found && context.probe.includes(found.property)) { // otherwise, the probe does not read the property
    const { nothing, property } = found;
    return `${subject(context)} gives ${nothing}, expected something with ${property}: is a "return" missing?`;
  }
  return /^Tensor is disposed\.?$/.test(message)
    ? "Tensor is disposed, while something still computes with it: is an await missing?"
    : message;
}

function timeoutMessage(context: Context): string {
  const seconds = context.timeoutMs / 1000;
  if (context.probe === "start") {
    return "The lesson's process did not start in time: is this machine very busy? Try again.";
  }
  if (context.probe === "load") {
    return `${context.file} did not finish loading within ${seconds} s: is there an endless loop outside its functions?`;
  }
  const reason = context.isReduced
    ? "it got less time than usual, because this lesson has run out of time before."
    : "is there a loop whose condition never becomes false?";
  const gpu = context.device === "webgpu" ? ` If it is the GPU that hangs: ${withoutGpu(context)}` : "";
  return `${subject(context)} did not return within ${seconds} s: ${reason}${gpu}`;
}

function unaskedMessage(context: Context): string {
  return `${subject(context)} was not asked: this lesson has used up all its time in earlier questions.`;
}

function memoryMessage(context: Context): string {
  return `${subject(context)} needed more memory than a lesson may have (${MAX_HEAP_MIB} MiB of objects, ` +
    `${countText(context.memoryMiB)} MiB in all): is there a list that grows at every step of a loop?`;
}

function exitMessage({ code, signal }: { code: number; signal: string | null }, context: Context): string {
  if (signal || code > 128) {
    const name = signal ?? SIGNALS[code - 128] ?? `exit code ${code}`;
    if (context.device === "webgpu") {
      return `${subject(context)} crashed its process (${name}): does WebGPU fail, or does a function call itself ` +
        `without end? On another device: ${withoutGpu(context)}`;
    }
    return `${subject(context)} crashed its process (${name}): ` +
      "does a function call itself without end, or is an array far too large?";
  }
  return `${subject(context)} ended the program (exit code ${code}) before it had answered: ` +
    "remove Deno.exit() and process.exit().";
}

/** The command that judges the lesson without a GPU. */
function withoutGpu({ file }: Context): string {
  return `deno task lesson ${lessonNumber(file)} --device wasm`;
}

/** The lesson's number, from the name of its file. */
function lessonNumber(file: string): number | "LESSON" {
  return Number(digitsOf(file)) || "LESSON";
}

/** The message for an error while the lesson was loaded. For a syntax error, it is the first line of Deno's report. */
function loadMessage(message: string): string {
  const known = knownMessage(message);
  if (known) return known;
  const missing = /^TypeError: Module not found "(file:[^"]+)"/.exec(message)?.[1];
  if (missing) {
    return `There is no ${shownPath(missing)}: is that the right folder? ` +
      "In lessons/, deno task lesson writes the stub of a lesson that is missing.";
  }
  if (/'import', and 'export' cannot be used outside of module code/.test(message)) {
    return "SyntaxError: an import or export is inside a function or a block: is a } missing above?";
  }
  // Deno's parser reports "TypeError: SyntaxError: …", V8's parser "SyntaxError: … at file:…:2:3": keep only the middle
  return message.split("\n")[0].replace(/^TypeError: (?=SyntaxError: )/, "").replace(/ at file:.*:\d+:\d+$/, "");
}

/** The path of the file at an address, as somebody would type it in a terminal. */
function shownPath(address: string): string {
  const path = fullPathOf(address);
  return printableName(path === null ? address : shortPath(path));
}

/** The full path of the file at an address. Null if the address names no file: a lesson can forge Deno's message. */
function fullPathOf(address: string): string | null {
  try {
    return fileURLToPath(address);
  } catch {
    return null;
  }
}

/** The course's own words for errors that JavaScript and Deno throw when a lesson does something forbidden. */
function knownMessage(message: string): string | null {
  const builtIn = /^TypeError: Cannot (?:assign to read only|redefine|delete) property:? '?([\w$]+)/.exec(message) ??
    /^TypeError: Cannot (?:add|define) property ([\w$]+), object is not extensible/.exec(message);
  if (builtIn) {
    return `tries to change ${builtIn[1]}, which may be a built-in of JavaScript, and those are read-only here: ` +
      "give your own function or variable another name.";
  }
  const access = /Requires (\w+) access(?: to (.*?))?, run again/.exec(message);
  if (access) {
    const [, kind, what] = access;
    const refused = refusedImport(what?.replaceAll('"', "") ?? "");
    if (refused !== null) return importMessage(refused);
    return `${ATTEMPTS[kind] ?? `tried to use ${kind}`}${what ? ` (${what.replaceAll('"', "")})` : ""}, ` +
      'and a lesson may only read itself: it may import only "downhill" and the packages that its stub imports.';
  }
  // Deno 2.8 says this about an import for which a later Deno needs a permission
  const unprepared = /Loading unprepared module: (\S+), imported from: /.exec(message)?.[1];
  const unpreparedName = unprepared === undefined ? null : refusedImport(fullPathOf(unprepared) ?? "");
  if (unpreparedName !== null) return importMessage(unpreparedName);
  if (/--no-remote|--cached-only|lockfile is out of date|not a dependency and not in import map/.test(message)) {
    return importMessage(/"([^"]+)"/.exec(message)?.[1] ?? "a package");
  }
  if (/^RangeError: Maximum call stack size exceeded/.test(message)) {
    return `${message}: does a function call itself without end?`;
  }
  return null;
}

function importMessage(name: string): string {
  return `imports ${printableLine(name)}, which is not part of the course: ` +
    'a lesson may import only "downhill" and the packages that its stub imports.';
}

/**
 * The name of the function that the probe uses, because the learner knows it. If it uses several, the name of the file.
 */
function subject({ file, probe }: Context): string {
  const names = functionsAsked(probe);
  return names.length === 1 ? names[0] : file;
}
