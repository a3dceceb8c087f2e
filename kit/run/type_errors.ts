/**
 * Type errors, found after the verdict: the compiler needs seconds, and an answer with a type error still is one.
 * @module
 */
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { root } from "../root.ts";

/** A type error in the learner's file. */
export interface TypeErrorReport {
  /** What the compiler says, in its first line. */
  message: string;
  /** Counted from 1. */
  line: number;
}

/**
 * What the compiler finds wrong in `module`, and only there. An aborted `signal` ends it early, with nothing found; who
 * passes one has other things to do meanwhile, and the compiler lets them go first.
 */
export async function typeErrors(module: URL, signal?: AbortSignal): Promise<TypeErrorReport[]> {
  const compiler = new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", `--config=${join(root, "deno.json")}`, module.href],
    env: { NO_COLOR: "1" },
    ...{ stdin: "null", stdout: "null", stderr: "piped", signal },
  }).spawn();
  if (signal) yieldToOthers(compiler.pid);
  const { stderr } = await compiler.output();
  const reports = new TextDecoder().decode(stderr).matchAll(/TS\d+ \[ERROR\]: (.*)[\s\S]*?\n {4}at (\S+?):(\d+):\d+/g);
  return [...reports].filter(([, , url]) => url === module.href)
    .map(([, message, , line]) => ({ message, line: Number(line) }));
}

/** Whoever saves again meanwhile waits for the next verdict, not for the compiler. */
function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // it has ended, or the system does not allow it
  }
}
