/**
 * Checks as tests of Deno's own runner.
 * @module
 */
import { fileURLToPath } from "node:url";
import { printable, printableLine, printableName } from "../../base/printable.ts";
import { shortPath } from "../../base/root.ts";
import { type LessonEntry, syllabus } from "../../base/syllabus.ts";
import type { Check } from "./check.ts";
import type { RunContext } from "./context.ts";
import { judge } from "./judge.ts";
import { sandboxFor, solutionFor } from "./sandbox_for.ts";
import { seedOf } from "./seed.ts";
import { reasonToSkip, skipped } from "./skipped.ts";
import { requireLessons } from "./require_lessons.ts";
import { targetUrl } from "./target.ts";
import type { CheckRecord } from "./record.ts";
import { isOldestDeno } from "../../base/deno_version.ts";
import { chooseDevice, deviceOf } from "../../learn/device/choose.ts";
import { UsageError } from "../../base/usage_error.ts";
import type { Limits } from "../sandbox/process.ts";

/** Comes before what a lesson wrote, so that it is never taken for a line of the runner's own. */
const QUOTE = "  │ ";

const runs = new Map<string, RunContext>();

/** What is wrong with the way in which the checks were started; null if nothing is, undefined until somebody looks. */
let problem: string | null | undefined;

/**
 * Registers `check` with `deno test`. The folder comes from $LESSONS, the device from $DOWNHILL_DEVICE, the seed from
 * $DOWNHILL_SEED, and on a machine that is slower or faster than most, the time for one question from
 * $DOWNHILL_TIME_LIMIT_MS. Where one of them is wrong, the first check says so and ends the whole run with exit code 2:
 * 0 points for everybody would be taken for a verdict.
 */
export function testUnderDeno(check: Check): void {
  if (problem === undefined) problem = usageProblem();
  if (problem !== null) return testUsage(check, problem);
  const reason = reasonToSkip(check, { backend: backendBefore(check.id) });
  Deno.test({
    name: `${check.id} ${check.name}${reason ? ` (skipped: ${reason})` : ""}`,
    ignore: reason !== undefined,
    // the lesson's process outlives a check: the next check asks the same one
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const run = runOf(check.id);
      const reason = await reasonHere(check, run);
      const record = reason ? skipped(check, reason) : await judge(check, run);
      if (record.printed) console.log(QUOTE + quoted(record.printed.trimEnd()));
      if (record.status !== "pass") throw asError(record);
    },
  });
}

/** A test in the place of `check` that ends the run. Deno lets no module do that before the first test. */
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

/** The first thing that is wrong with permissions, variables or the folder, in a sentence; null if nothing is. */
function usageProblem(): string | null {
  try {
    requirePermissions();
    deviceOf(Deno.env.get("DOWNHILL_DEVICE"));
    seedOf(Deno.env.get("DOWNHILL_SEED"));
    limits();
    requireLessons(targetFolder());
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** The device that was asked for, before anything is started; undefined where it is left to the lesson. */
function backendBefore(checkId: string): string | undefined {
  return chooseDevice(lessonOf(checkId), deviceOf(Deno.env.get("DOWNHILL_DEVICE"))) ?? undefined;
}

/** Why `check` is not asked on the device that was started; seen only where it was left to the lesson to choose one. */
async function reasonHere(check: Check, { sandbox }: RunContext): Promise<string | undefined> {
  if (!check.slowOn) return undefined; // nobody waits here for what only decides whether to wait
  const device = await sandbox.device().catch(() => null); // that it does not start is the verdict's to tell
  return reasonToSkip(check, { backend: device?.backend });
}

function requirePermissions(): void {
  const missing = (["run", "env"] as const).filter((name) => Deno.permissions.querySync({ name }).state !== "granted");
  if (missing.length > 0) {
    throw new UsageError("The checks start each lesson in a process of its own: type deno test -P");
  }
}

/** The module that is judged. */
function lessonUrl(lesson: string): URL {
  return targetUrl(targetFolder(), lesson);
}

/** @throws {UsageError} If the variable is empty, as after a typing error in a script: that is nobody's folder. */
function targetFolder(): string {
  const folder = Deno.env.get("LESSONS") ?? "lessons";
  if (folder === "") throw new UsageError("LESSONS is empty: let it name a folder, or leave it out for lessons/.");
  return folder;
}

/** One process for all checks of a lesson, as in every other run. */
function runOf(checkId: string): RunContext {
  const lesson = lessonOf(checkId);
  let run = runs.get(lesson.id);
  if (!run) {
    const device = deviceOf(Deno.env.get("DOWNHILL_DEVICE"));
    const options = { device, limits: limits(), target: targetFolder() };
    const sandbox = sandboxFor(lesson, options);
    addEventListener("unload", () => sandbox.dispose());
    const seed = seedOf(Deno.env.get("DOWNHILL_SEED"));
    run = { sandbox, seed, shared: new Map(), solution: solutionFor(lesson, options) };
    runs.set(lesson.id, run);
  }
  return run;
}

/** The lesson that a check belongs to. */
function lessonOf(checkId: string): LessonEntry {
  const lesson = syllabus.find(({ id }) => id.slice(0, 2) === checkId.slice(0, 2));
  if (!lesson) throw new Error(`Check ${checkId} belongs to no lesson of kit/base/syllabus.ts.`);
  return lesson;
}

function limits(): Partial<Limits> {
  const text = Deno.env.get("DOWNHILL_TIME_LIMIT_MS");
  if (!text) return {};
  const milliseconds = Number(text);
  if (!(milliseconds > 0)) {
    throw new UsageError(`DOWNHILL_TIME_LIMIT_MS is "${text}": give it milliseconds, for example 5000.`);
  }
  return { loadMs: milliseconds, evaluateMs: milliseconds };
}

function asError({ status, message, location, id }: CheckRecord): Error {
  const file = printableName(shortPath(fileURLToPath(lessonUrl(lessonOf(id).id))));
  const place = location ? `${file}:${location.line}:${location.column}  ${printableLine(location.source)}` : file;
  return errorAt(place, status, quoted(message));
}

/**
 * A lesson's words, cleaned once more now that what it printed in pieces is joined; each line but the first is marked.
 */
function quoted(text: string): string {
  return printable(text).replaceAll("\n", `\n${QUOTE}`);
}

/**
 * Our own frames would hide the one line that matters; where a stack has no frame at all, Deno adds one of its own. It
 * prints the message, and then the stack but for its first line; Deno 2.8 prints no stack that was changed.
 */
function errorAt(place: string, name: string, message: string): Error {
  const error = new Error(isOldestDeno ? `${message}\n    at ${place}` : message);
  error.name = name;
  error.stack = `${name}\n    at ${place}`;
  return error;
}
