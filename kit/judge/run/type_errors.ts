/**
 * Finds type errors after the verdict: the compiler takes seconds, and an answer with a type error is still an answer.
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
  /** Counted from 1. */
  line: number;
}

/** What the compiler found. */
export interface TypeErrors {
  /** In the order of its report. */
  errors: TypeErrorReport[];
  /** Why it stopped early, in a sentence; empty if it looked at everything. */
  gaveUp: string;
}

/**
 * Types can compute, so they can use any amount of time and memory. The longest lesson takes 4 s and 0.3 GB, with a
 * cold cache.
 */
const BOUNDS: Bounds = { seconds: 20, memoryMiB: 1500, outputBytes: 2 ** 18 };

/** Memory for objects, in MiB: most of what it may use. */
const HEAP_MIB = 1000;

/** An error in the report: what it is, and where. */
const REPORT = /^(?:error: )?TS\d+ \[ERROR\]: (.*)[^]*?\n {4}at (\S+?):(\d+):\d+$/gm;

/** The modules that lessons import from the course's own folder, by name. */
const OURS = ["downhill", ...Object.keys(course.packages)].map((name) => import.meta.resolve(name));

/** The longest message, in characters: a type may be as long as a book. */
const LONGEST_MESSAGE = 300;

/**
 * The limits for finding out what a module imports. This takes 0.1 s, and the answer has 0.3 MB, because it lists all
 * of Downhill.
 */
const IMPORT_BOUNDS: Bounds = { seconds: 5, memoryMiB: 1500, outputBytes: 2 ** 23 };

/** Options for the compiler, and for finding the imports: neither uses the network. */
const CONFIG = ["--no-remote", "--frozen", `--config=${join(root, "deno.json")}`, `--lock=${join(root, "deno.lock")}`];

/**
 * The compiler's errors in `module`, and only there. A module that imports files from outside the course, or anything
 * by its address, is not compiled: the report would show their contents. An aborted `signal` ends it early, with
 * nothing found; a caller that passes one does other work meanwhile, so the compiler runs at low priority.
 * @param bounds What it may use, if not the usual amount.
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

/** The part of the answer of `deno info --json` that we read. */
interface Graph {
  roots: string[];
  modules: { specifier: string; dependencies?: Dependency[] }[];
}

/**
 * An import: the module that it leads to, for the program and for its types, and its place in the file, counted from 0.
 */
interface Dependency {
  specifier: string;
  code?: { specifier?: string; span?: { start: { line: number } } };
  type?: Dependency["code"];
}

/**
 * Why `module` is not compiled: an error for each imported file from outside the course. Null if it may be compiled.
 */
async function refusalOf(module: URL, signal?: AbortSignal): Promise<TypeErrors | null> {
  const result = await runBounded(["info", "--json", "--no-npm", ...CONFIG, module.href], IMPORT_BOUNDS, { signal });
  if (result.end !== "exit" || result.code !== 0) return { errors: [], gaveUp: whyStopped(result) };
  const { roots, modules }: Graph = JSON.parse(new TextDecoder().decode(result.stdout));
  const isForeignFile = (target: Dependency["code"]) =>
    target?.specifier?.startsWith("file:") && !OURS.includes(target.specifier);
  const dependencies = modules.find(({ specifier }) => specifier === roots[0])?.dependencies ?? [];
  const errors = dependencies.flatMap(({ specifier, code, type }) => {
    // the course's packages have names without a scheme; for others the compiler would ask the registry
    const foreign = [code, type].find(/^[a-z]+:/i.test(specifier) ? (target) => target !== undefined : isForeignFile);
    const message = `imports ${printableName(specifier, 80)}, and a lesson may import only "downhill" and packages.`;
    return foreign ? [{ message, line: (foreign.span?.start.line ?? 0) + 1 }] : [];
  });
  return errors.length > 0 ? { errors, gaveUp: "" } : null;
}

/** Why it was stopped, in a sentence; the compiler exits with 1 when it has found something. */
function whyStopped({ end, code }: Pick<BoundedResult, "end" | "code">): string {
  if (end === "output" || end === "abort" || end === "exit" && code <= 1) return "";
  const what = end === "time" ? "time" : "memory";
  return `The compiler needed too much ${what} for this file and was stopped: is there a type that refers to itself?`;
}

/** If the learner saves again meanwhile, the next verdict comes first, not the compiler. */
function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // it has ended, or the system does not allow it
  }
}
