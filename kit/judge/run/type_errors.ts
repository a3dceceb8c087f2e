/**
 * Finds type errors after the verdict: the compiler takes seconds, and code with a type error can still be right.
 * @module
 */
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { course } from "../../../syllabus.ts";
import { type BoundedResult, type Bounds, runBounded } from "../../base/bounded.ts";
import { isOldestDeno } from "../../base/deno_version.ts";
import { printableLine, printableName } from "../../base/printable.ts";
import { root } from "../../base/root.ts";

/** A type error in the learner's file. */
export interface TypeErrorReport {
  /** The first line of the compiler's message. */
  message: string;
  /** The number of the line, counted from 1. */
  line: number;
}

/** The result of the compiler. */
export interface TypeErrors {
  /** The errors, in the order of its report. */
  errors: TypeErrorReport[];
  /** The reason why the compiler stopped early, in a sentence; empty if it did not. */
  gaveUp: string;
}

/**
 * The limits for the compiler: types can compute, so they can use any amount of time and memory. The longest lesson
 * needs 4 s and 0.3 GB if the cache is empty.
 */
const BOUNDS: Bounds = { seconds: 20, memoryMiB: 1500, outputBytes: 2 ** 18 };

/** The memory for objects, in MiB: most of the memory that the compiler may use. */
const HEAP_MIB = 1000;

/** An error in the report: its message and its place. */
const REPORT = /^(?:error: )?TS\d+ \[ERROR\]: (.*)[^]*?\n {4}at (\S+?):(\d+):\d+$/gm;

/** The URLs of the modules in the course's own folder that lessons import by name. */
const OURS = ["downhill", ...Object.keys(course.packages)].map((name) => import.meta.resolve(name));

/** The length of the longest message, in characters. The text of a type can be very long. */
const LONGEST_MESSAGE = 300;

/**
 * The limits for finding out what a module imports. This takes 0.1 s, and the result is 0.3 MB long, because it lists
 * all modules of Downhill.
 */
const IMPORT_BOUNDS: Bounds = { seconds: 5, memoryMiB: 1500, outputBytes: 2 ** 23 };

/** Options for the compiler, and for finding the imports: neither uses the network. */
const CONFIG = ["--no-remote", "--frozen", `--config=${join(root, "deno.json")}`, `--lock=${join(root, "deno.lock")}`];

/**
 * Returns the compiler's errors in `module`, but not in other files. A module that imports a file from outside the
 * course, or anything by its address, is not compiled, because the report could show the contents of that file. If
 * `signal` is aborted, the compiler ends early, and no errors are returned. With a signal, the compiler runs at low
 * priority, because the caller does other work at the same time.
 * @param bounds Limits on time, memory and output that differ from the usual ones.
 */
export async function typeErrors(
  module: URL,
  signal?: AbortSignal,
  bounds: Partial<Bounds> = {},
): Promise<TypeErrors> {
  const refusal = await refusalOf(module, signal);
  if (refusal) return refusal;
  const args = [
    "check",
    "--quiet",
    ...isOldestDeno ? [] : ["--cached-only"],
    ...CONFIG,
    `--v8-flags=--max-old-space-size=${HEAP_MIB}`,
  ];
  const result = await runBounded([...args, module.href], { ...BOUNDS, ...bounds }, {
    signal,
    onStart: signal && yieldToOthers,
  });
  if (result.end === "abort") return { errors: [], gaveUp: "" };
  const reports = new TextDecoder().decode(result.stderr).matchAll(REPORT);
  const errors = [...reports].filter(([, , url]) => url === module.href)
    .map(([, message, , line]) => ({ message: printableLine(message, LONGEST_MESSAGE), line: Number(line) }));
  return { errors, gaveUp: whyStopped(result) };
}

/** The part of the output of `deno info --json` that we read. */
interface Graph {
  roots: string[];
  modules: { specifier: string; dependencies?: Dependency[] }[];
}

/**
 * An import: the module that the program loads, the module that contains its types, and the position of the import in
 * the file, counted from 0.
 */
interface Dependency {
  specifier: string;
  code?: { specifier?: string; span?: { start: { line: number } } };
  type?: Dependency["code"];
}

/** Returns an error for each forbidden import of `module`, which then must not be compiled. Null if there are none. */
async function refusalOf(module: URL, signal?: AbortSignal): Promise<TypeErrors | null> {
  const result = await runBounded(["info", "--json", "--no-npm", ...CONFIG, module.href], IMPORT_BOUNDS, { signal });
  if (result.end !== "exit" || result.code !== 0) return { errors: [], gaveUp: whyStopped(result) };
  const { roots, modules }: Graph = JSON.parse(new TextDecoder().decode(result.stdout));
  const isForeignFile = (target: Dependency["code"]) =>
    target?.specifier?.startsWith("file:") && !OURS.includes(target.specifier);
  const dependencies = modules.find(({ specifier }) => specifier === roots[0])?.dependencies ?? [];
  const errors = dependencies.flatMap(({ specifier, code, type }) => {
    // the course's packages have names without a scheme; for other packages, the compiler would ask the registry
    const foreign = [code, type].find(/^[a-z]+:/i.test(specifier) ? (target) => target !== undefined : isForeignFile);
    const message = `imports ${printableName(specifier, 80)}, and a lesson may import only "downhill" and packages.`;
    return foreign ? [{ message, line: (foreign.span?.start.line ?? 0) + 1 }] : [];
  });
  return errors.length > 0 ? { errors, gaveUp: "" } : null;
}

/** Why the compiler was stopped, in a sentence; "" if it was not. It exits with code 1 if it has found errors. */
function whyStopped({ end, code }: Pick<BoundedResult, "end" | "code">): string {
  if (end === "output" || end === "abort" || end === "exit" && code <= 1) return "";
  const what = end === "time" ? "time" : "memory";
  return `The compiler needed too much ${what} for this file and was stopped: is there a type that refers to itself?`;
}

/** Lowers the priority of a process: if the learner saves again, the next verdict is more urgent than the compiler. */
function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // the process has ended, or the system does not allow this
  }
}
