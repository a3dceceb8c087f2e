/**
 * Runs checks as tests in Deno's own test runner.
 * @module
 */
import { fileURLToPath } from "node:url";
import { VARIABLES } from "../../base/variables.ts";
import { digitsOf } from "../../base/lesson_number.ts";
import { printable, printableLine, printableName } from "../../base/printable.ts";
import { shortPath } from "../../base/root.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { syllabus } from "../../../syllabus.ts";
import type { Check } from "./check.ts";
import type { RunContext } from "./context.ts";
import { type Job, jobFor } from "./job.ts";
import { judge } from "./judge.ts";
import { symptomsFor } from "./symptoms_for.ts";
import { sandboxFor, solutionFor } from "./sandbox_for.ts";
import { seedOf } from "./seed.ts";
import { reasonToSkip, skipped } from "./skipped.ts";
import { requireLessons } from "./require_lessons.ts";
import type { CheckRecord } from "./record.ts";
import { isOldestDeno } from "../../base/deno_version.ts";
import { deviceOf } from "../../learn/device/choose.ts";
import { UsageError } from "../../base/usage_error.ts";
import type { Limits } from "../sandbox/process.ts";

/** The mark before each line that a lesson wrote, so that nobody mistakes such a line for one of the test runner's. */
const QUOTE = "  │ ";

const runs = new Map<string, RunContext>();
const jobs = new Map<string, Job>();

/** The problem with the way the checks were started; null if there is none, undefined if this is not known yet. */
let problem: string | null | undefined;

/**
 * Registers `check` with `deno test`. The folder comes from $LESSONS, the device from $DOWNHILL_DEVICE, the seed from
 * $DOWNHILL_SEED, and the time limit for one answer from $DOWNHILL_TIME_LIMIT_MS, which can be changed for a very slow
 * or fast machine. If one of these variables is wrong, the first check says so and ends the whole run with exit code 2;
 * otherwise, everybody would get 0 points, which would look like a verdict.
 */
export function testUnderDeno(check: Check): void {
  if (problem === undefined) problem = usageProblem(check);
  if (problem !== null) return testUsage(check, problem);
  // its own name could tell what it asks
  if (check.hidden) {
    return Deno.test({
      name: `${digitsOf(check.id)}: a hidden check (only deno task grade judges it)`,
      ignore: true,
      fn() {},
    });
  }
  const job = jobOf(check.id);
  const reason = reasonToSkip(check, job, job.device ?? undefined);
  Deno.test({
    name: `${check.id} ${check.name}${reason ? ` (skipped: ${reason})` : ""}`,
    ignore: reason !== undefined,
    // the lesson's process outlives a check, because the next check asks the same process
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const run = contextFor(job);
      const reason = await reasonHere(check, job, run);
      const record = reason ? skipped(check, reason) : await judge(check, run);
      if (record.printed) console.log(QUOTE + quoted(record.printed.trimEnd()));
      if (record.status !== "pass") throw asError(record, job);
    },
  });
}

/** Registers a test that replaces `check` and ends the run. A module cannot end the run before the first test. */
function testUsage({ id, name }: Check, problem: string): void {
  Deno.test({
    name: `${id} ${name}`,
    sanitizeExit: false,
    fn: () => {
      console.error(printable(problem));
      Deno.exit(2);
    },
  });
}

/** The first problem with permissions, variables or the folder, in a sentence; null if there is none. */
function usageProblem({ id }: Check): string | null {
  try {
    requirePermissions();
    seedOf(Deno.env.get(VARIABLES.seed));
    requireLessons(targetFolder());
    jobOf(id);
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** The reason to skip `check` on the device that was started; if the lesson chose the device, it is known only now. */
async function reasonHere(check: Check, job: Job, { sandbox }: RunContext): Promise<string | undefined> {
  if (!check.slowOn) return undefined; // no device has to start for this decision
  const device = await sandbox.device().catch(() => null); // if the device does not start, the verdict says so
  return reasonToSkip(check, job, device?.backend);
}

function requirePermissions(): void {
  const missing = (["run", "env"] as const).filter((name) => Deno.permissions.querySync({ name }).state !== "granted");
  if (missing.length > 0) {
    throw new UsageError("The checks start each lesson in a process of its own: type deno test -P");
  }
}

/**
 * Reads the target from $LESSONS. @throws {UsageError} If the variable is empty, for example because of a typo in a
 *   script.
 */
function targetFolder(): string {
  const folder = Deno.env.get("LESSONS") ?? "lessons";
  if (folder === "") throw new UsageError("LESSONS is empty: set it to a folder, or leave it out for lessons/.");
  return folder;
}

/** The context for all checks of a lesson, with one process, as in every other run. */
function contextFor(job: Job): RunContext {
  let run = runs.get(job.entry.id);
  if (!run) {
    const sandbox = sandboxFor(job);
    addEventListener("unload", () => sandbox.dispose());
    const seed = seedOf(Deno.env.get(VARIABLES.seed));
    run = { sandbox, seed, shared: new Map(), solution: solutionFor(job), symptoms: symptomsFor(job, seed) };
    runs.set(job.entry.id, run);
  }
  return run;
}

/** The job that a check belongs to. */
function jobOf(checkId: string): Job {
  const digits = digitsOf(checkId);
  const job = jobs.get(digits) ?? jobFor(lessonOf(checkId), {
    device: deviceOf(Deno.env.get(VARIABLES.device)),
    limits: limitsAskedFor(),
    target: targetFolder(),
  });
  jobs.set(digits, job);
  return job;
}

/** The lesson that a check belongs to. */
function lessonOf(checkId: string): LessonEntry {
  const lesson = syllabus.find(({ id }) => digitsOf(id) === digitsOf(checkId));
  if (!lesson) throw new Error(`Check ${checkId} belongs to no lesson of syllabus.ts.`);
  return lesson;
}

function limitsAskedFor(): Partial<Limits> {
  const text = Deno.env.get(VARIABLES.timeLimit);
  if (!text) return {};
  const milliseconds = Number(text);
  if (!(milliseconds > 0)) {
    throw new UsageError(`${VARIABLES.timeLimit} is "${text}": give it milliseconds, for example 5000.`);
  }
  return { loadMs: milliseconds, evaluateMs: milliseconds };
}

function asError({ status, message, location, hasCause, diagnosis }: CheckRecord, { url }: Job): Error {
  const file = printableName(shortPath(fileURLToPath(url)));
  const place = location ? `${file}:${location.line}:${location.column}  ${printableLine(location.source)}` : file;
  return errorAt(place, status, quoted(hasCause || !diagnosis ? message : `${message} ${diagnosis.text}`));
}

/**
 * Makes a lesson's text printable again, because pieces that were printed separately are now joined. Marks each line
 * except the first.
 */
function quoted(text: string): string {
  return printable(text).replaceAll("\n", `\n${QUOTE}`);
}

/**
 * Makes an error whose stack contains only `place`: our own frames would hide the one line that matters, and if a stack
 * has no frames, Deno adds its own. Deno prints the message, and then the stack without its first line; Deno 2.8 does
 * not print a changed stack.
 */
function errorAt(place: string, name: string, message: string): Error {
  const error = new Error(isOldestDeno ? `${message}\n    at ${place}` : message);
  error.name = name;
  error.stack = `${name}\n    at ${place}`;
  return error;
}
