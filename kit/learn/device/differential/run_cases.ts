/**
 * Runs cases in separate processes: a kernel that writes outside its memory ends one process, and the next process
 * continues after that case.
 * @module
 */
import { fileURLToPath } from "node:url";
import { allCases } from "./all_cases.ts";
import { type Difference, isFatal } from "./differences.ts";
import type { Line } from "./worker.ts";

/** How long a process may take to start on a busy machine, in milliseconds. */
const START_MS = 120_000;

/** A process that prints nothing for this many milliseconds is killed: it may be searching a broken heap forever. */
const SILENCE_MS = 60_000;

/** When this many cases of a kernel have ended a process, the kernel's other cases are not run. */
const MOST_BROKEN = 6;

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));

/** The cases to run, and how. */
export interface Run {
  /** The number of rows that are drawn for each table; see all_cases.ts. */
  more: number;
  /** The indices of the cases in the list. */
  indices: readonly number[];
  /** The number of processes that run at once. */
  processes?: number;
  /** The program that computes the cases; tests use a different one. */
  worker?: string;
  /** How long the program may print nothing, in milliseconds. */
  silenceMs?: number;
  /** Called immediately for each case that differs. */
  onFound?: (index: number, differences: Difference[]) => void;
}

/** Runs the cases. Returns the differences by index; cases that agree are not included. */
export async function runCases(
  { more, indices, processes = 2, worker = WORKER, silenceMs = SILENCE_MS, onFound }: Run,
): Promise<Map<number, Difference[]>> {
  const found = new Map<number, Difference[]>();
  const note = (index: number, differences: Difference[]) => {
    found.set(index, differences);
    onFound?.(index, differences);
  };
  const cases = allCases(more);
  const broken = new Map<string, number>();
  // dealt out in turn, because the cases of a slow kernel are next to each other in the list
  const shares = Array.from({ length: processes }, (_, i) => indices.filter((_, place) => place % processes === i));
  await Promise.all(shares.map(async (rest) => {
    while (rest.length > 0) {
      const { done, end } = await runSome(more, rest, worker, silenceMs, note);
      let last = rest[done - 1];
      rest = rest.slice(done);
      if (rest.length === 0) return;
      if (!found.get(last)?.some(isFatal)) {
        // the process has ended without a result for its current case
        last = rest[0];
        note(last, [{ of: "value", kind: "broken", cpu: "?", wasm: `the process ended: ${end}` }]);
        rest = rest.slice(1);
      }
      const { kernel } = cases[last];
      // a silent process counts twice, because it costs a minute
      const count = (broken.get(kernel) ?? 0) + (end === "SIGKILL" ? 2 : 1);
      broken.set(kernel, count);
      if (count < MOST_BROKEN) continue;
      for (const index of rest) if (cases[index].kernel === kernel) note(index, [UNTRIED]);
      rest = rest.filter((index) => cases[index].kernel !== kernel);
    }
  }));
  return found;
}

const UNTRIED: Difference = {
  of: "value",
  kind: "broken",
  cpu: "?",
  wasm: `not run: ${MOST_BROKEN} other cases broke the device`,
};

/** Runs one process until it ends. Returns how many cases it has finished, and how it ended. */
async function runSome(
  more: number,
  indices: readonly number[],
  worker: string,
  silenceMs: number,
  note: (index: number, differences: Difference[]) => void,
): Promise<{ done: number; end: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-check", "-A", worker, String(more)],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  const written = writer.write(new TextEncoder().encode(indices.join(" "))).then(() => writer.close()).catch(() => {});
  const errors = new Response(child.stderr).text();
  const wait = (milliseconds: number) => setTimeout(() => child.kill("SIGKILL"), milliseconds);
  let timer = wait(START_MS);
  let done = 0;
  let text = "";
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    clearTimeout(timer);
    timer = wait(silenceMs);
    const lines = (text + chunk).split("\n");
    text = lines.pop()!;
    for (const each of lines) {
      const { index, differences } = JSON.parse(each) as Line;
      if (index === undefined) continue;
      if (differences.length > 0) note(index, differences);
      done++;
    }
  }
  clearTimeout(timer);
  await written;
  const { code, signal } = await child.status;
  const [said = ""] = (await errors).trim().split("\n").slice(-1);
  return { done, end: signal ?? `exit code ${code}, ${said}` };
}
