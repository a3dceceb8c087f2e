/**
 * Type errors, found after the verdict: the compiler needs seconds, and an answer with a type error still is one.
 * @module
 */
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { type Bounds, runBounded } from "../bounded.ts";
import { printableLine } from "../printable.ts";
import { root } from "../root.ts";

/** A type error in the learner's file. */
export interface TypeErrorReport {
  /** What the compiler says, in its first line. */
  message: string;
  /** Counted from 1. */
  line: number;
}

/** What the compiler found. */
export interface TypeErrors {
  /** In the order of its report. */
  errors: TypeErrorReport[];
  /** Why it found no more, in a sentence; empty if it looked at everything. */
  gaveUp: string;
}

/**
 * Types can count, and so take all time and memory that there is. The longest lesson takes 4 s and 0.3 GB, on a cold
 * cache; what is larger by far is nothing that a learner waits for.
 */
const BOUNDS: Bounds = { seconds: 20, memoryMiB: 1500, outputBytes: 2 ** 18 };

/** For objects, in MiB: most of what it may have. */
const HEAP_MIB = 1000;

/** Of a message, in characters: a type may be as long as a book. */
const LONGEST_MESSAGE = 300;

/**
 * What the compiler finds wrong in `module`, and only there. It follows imports, but not into the network. An aborted
 * `signal` ends it early, with nothing found; who passes one has other things to do meanwhile, and the compiler lets them
 * go first.
 * @param bounds What it may use, where that is to differ from the usual.
 */
export async function typeErrors(
  module: URL,
  signal?: AbortSignal,
  bounds: Partial<Bounds> = {},
): Promise<TypeErrors> {
  const { end, code, stderr } = await runBounded(
    [
      ...["check", "--quiet", "--no-remote", "--cached-only", "--frozen", `--config=${join(root, "deno.json")}`],
      `--v8-flags=--max-old-space-size=${HEAP_MIB}`,
      module.href,
    ],
    { ...BOUNDS, ...bounds },
    { signal, onStart: signal && yieldToOthers },
  );
  if (end === "abort") return { errors: [], gaveUp: "" };
  const reports = new TextDecoder().decode(stderr).matchAll(
    /^(?:error: )?TS\d+ \[ERROR\]: (.*)[^]*?\n {4}at (\S+?):(\d+):\d+$/gm,
  );
  const errors = [...reports].filter(([, , url]) => url === module.href)
    .map(([, message, , line]) => ({ message: printableLine(message, LONGEST_MESSAGE), line: Number(line) }));
  return { errors, gaveUp: reasonOf(end, code) };
}

/** The compiler ends with 1 where it found something. */
function reasonOf(end: "exit" | "time" | "output", code: number): string {
  if (end === "output" || code <= 1) return "";
  const what = end === "time" ? "time" : "memory";
  return `The compiler needed too much ${what} for this file and was stopped: is there a type that refers to itself?`;
}

/** Whoever saves again meanwhile waits for the next verdict, not for the compiler. */
function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // it has ended, or the system does not allow it
  }
}
