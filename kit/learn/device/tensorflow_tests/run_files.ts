/**
 * Runs files of tests, each in its own process, one on each core at a time.
 * @module
 */
import { join } from "node:path";
import { runBounded } from "../../../base/bounded.ts";
import { printable } from "../../../base/printable.ts";
import type { Program } from "./build.ts";
import type { ProgramOptions, TestEvent } from "./program.ts";

/** The limits of one process; the slowest file takes 10 s on an idle core. */
const BOUNDS = { seconds: 120, memoryMiB: 4096, outputBytes: 2 ** 24 };

/** The configuration in which the tests run. */
export type Configuration = Pick<ProgramOptions, "device" | "isOurs">;

/** TF.js alone on the cpu: the reference for every device. */
export const REFERENCE: Configuration = { device: "cpu", isOurs: false };

/** How a test ended. */
export interface TestResult {
  /** "died": the process ended before its tests did. */
  status: "passed" | "failed" | "skipped" | "died";
  /** The message of a failed test. */
  message: string;
}

/** The tests of some files, by `FILE: NAME`. A file whose process died has one more test, {@linkcode wholeFile}. */
export type Results = Map<string, TestResult>;

/** The name of the test that represents a file's process. */
export function wholeFile(file: string): string {
  return `${file}: the process`;
}

/** The file that a test is in. */
export function fileOf(test: string): string {
  return test.slice(0, test.indexOf(": "));
}

/** Runs `files` of `program` in each of the `configurations`, and returns the results of each. */
export async function runFiles(
  { path }: Program,
  files: readonly string[],
  configurations: readonly Configuration[],
): Promise<Results[]> {
  const all = configurations.map(() => new Map<string, Results>());
  const queue = files.flatMap((file) => configurations.map((configuration, index) => ({ file, configuration, index })));
  const reports = await Deno.makeTempDir();
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { file, configuration, index } = next;
      const report = join(reports, crypto.randomUUID());
      all[index].set(file, await runFile(path, { ...configuration, file, report }));
    }
  };
  try {
    await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, work));
  } finally {
    await Deno.remove(reports, { recursive: true });
  }
  return all.map((results) => new Map(files.flatMap((file) => [...results.get(file)!])));
}

async function runFile(path: string, options: ProgramOptions): Promise<Results> {
  const { file, report } = options;
  await Deno.writeTextFile(report, "");
  // the packages are in the same folder as the bundle, and need not be checked again
  const args = ["run", "--quiet", "-A", "--no-lock", "--cached-only", "--node-modules-dir=manual"];
  const { end, code, stdout, stderr } = await runBounded([...args, path, JSON.stringify(options)], BOUNDS);
  const events = (await Deno.readTextFile(report)).split("\n").slice(0, -1).map((line) =>
    JSON.parse(line) as TestEvent
  );

  const results: Results = new Map();
  for (const event of events) {
    if (event.type === "test") results.set(unusedName(`${file}: ${event.name}`, results), event);
  }
  if (events.at(-1)?.type === "end") return results;
  const why = end === "time" ? `was ended after ${BOUNDS.seconds} s` : `ended with code ${code}`;
  const last = events.at(-1);
  const where = last?.type === "start" ? `in "${last.name}"` : `after ${results.size} tests`;
  const output = [stdout, stderr].map((bytes) => printable(new TextDecoder().decode(bytes))).join("\n").trim();
  results.set(wholeFile(file), { status: "died", message: `${why} ${where}: ${output.slice(-600)}` });
  return results;
}

/** Adds a number to a name that another test already has. */
function unusedName(name: string, results: Results): string {
  if (!results.has(name)) return name;
  for (let n = 2;; n++) if (!results.has(`${name} (${n})`)) return `${name} (${n})`;
}
