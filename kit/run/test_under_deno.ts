/**
 * Checks as tests of Deno's own runner.
 * @module
 */
import { fileURLToPath } from "node:url";
import { shortPath } from "../root.ts";
import { Sandbox } from "../sandbox/sandbox.ts";
import { syllabus } from "../syllabus.ts";
import type { Check } from "./check.ts";
import type { RunContext } from "./context.ts";
import { dataFor } from "./data_for.ts";
import { judge } from "./judge.ts";
import { seedOf } from "./seed.ts";
import { targetUrl } from "./target.ts";
import type { CheckRecord } from "./record.ts";
import { chooseDevice, deviceOf } from "../device/choose.ts";
import { UsageError } from "../usage_error.ts";
import type { Limits } from "../sandbox/process.ts";

const runs = new Map<string, RunContext>();

/**
 * Registers `check` with `deno test`. The folder comes from $LESSONS, the device from $DOWNHILL_DEVICE, the seed from
 * $DOWNHILL_SEED, and on a machine that is slower or faster than most, the time for one question from
 * $DOWNHILL_TIME_LIMIT_MS.
 */
export function testUnderDeno(check: Check): void {
  Deno.test({
    name: `${check.id} ${check.name}`,
    // the lesson's process outlives a check: the next check asks the same one
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const record = await judge(check, asked(() => runOf(check.id)));
      if (record.printed) console.log(record.printed.trimEnd());
      if (record.status !== "pass") throw asError(record);
    },
  });
}

/** What was asked for with options and variables; wrong usage is one sentence, here as everywhere. */
function asked<T>(read: () => T): T {
  try {
    requirePermissions();
    return read();
  } catch (error) {
    throw error instanceof UsageError ? errorAt("deno.json", "usage", error.message) : error;
  }
}

function requirePermissions(): void {
  const missing = (["run", "env"] as const).filter((name) => Deno.permissions.querySync({ name }).state !== "granted");
  if (missing.length > 0) {
    throw new UsageError("the checks start each lesson in a process of its own: type deno test -P");
  }
}

/** The module that is judged. */
function lessonUrl(lesson: string): URL {
  return targetUrl(Deno.env.get("LESSONS") || "lessons", lesson);
}

/** One process for all checks of a lesson, as in every other run. */
function runOf(checkId: string): RunContext {
  const lesson = syllabus.find(({ id }) => id.slice(0, 2) === checkId.slice(0, 2));
  if (!lesson) throw new Error(`Check ${checkId} belongs to no lesson of kit/syllabus.ts.`);
  let run = runs.get(lesson.id);
  if (!run) {
    const device = deviceOf(Deno.env.get("DOWNHILL_DEVICE"));
    const sandbox = new Sandbox(lessonUrl(lesson.id), {
      device: chooseDevice(lesson, device),
      data: dataFor(lesson),
      limits: limits(),
    });
    addEventListener("unload", () => sandbox.dispose());
    run = { sandbox, seed: seedOf(Deno.env.get("DOWNHILL_SEED")), shared: new Map(), questions: 0 };
    runs.set(lesson.id, run);
  }
  return run;
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
  const lesson = syllabus.find((lesson) => lesson.id.slice(0, 2) === id.slice(0, 2))!.id;
  const file = shortPath(fileURLToPath(lessonUrl(lesson)));
  const place = location ? `${file}:${location.line}:${location.column}  ${location.source}` : file;
  return errorAt(place, status, message);
}

/** Our own frames would hide the one line that matters; where a stack has no frame at all, Deno adds one of its own. */
function errorAt(place: string, name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}\n    at ${place}`;
  return error;
}
