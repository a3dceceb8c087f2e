/**
 * Checks as tests of Deno's own runner.
 * @module
 */
import { Sandbox } from "../sandbox/sandbox.ts";
import { syllabus } from "../syllabus.ts";
import type { Check } from "./check.ts";
import type { RunContext } from "./context.ts";
import { judge } from "./judge.ts";
import { seedOf } from "./seed.ts";
import { targetUrl } from "./target.ts";
import type { CheckRecord } from "./record.ts";
import type { DeviceName } from "../device/start.ts";

const runs = new Map<string, RunContext>();

/** Registers `check` with `deno test`. The folder comes from $LESSONS, the device from $DOWNHILL_DEVICE. */
export function testUnderDeno(check: Check): void {
  Deno.test({
    name: `${check.id} ${check.name}`,
    // the lesson's process outlives a check: the next check asks the same one
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      requirePermissions();
      const record = await judge(check, runOf(check.id));
      if (record.printed) console.log(record.printed.trimEnd());
      if (record.status !== "pass") throw asError(record);
    },
  });
}

function requirePermissions(): void {
  const missing = (["run", "env"] as const).filter((name) => Deno.permissions.querySync({ name }).state !== "granted");
  if (missing.length > 0) {
    throw withoutStack("usage", "the checks start each lesson in a process of its own: type deno test -P");
  }
}

/** One process for all checks of a lesson, as in every other run. */
function runOf(checkId: string): RunContext {
  const lesson = syllabus.find(({ id }) => id.slice(0, 2) === checkId.slice(0, 2));
  if (!lesson) throw new Error(`Check ${checkId} belongs to no lesson of kit/syllabus.ts.`);
  let run = runs.get(lesson.id);
  if (!run) {
    const url = targetUrl(Deno.env.get("LESSONS") ?? "lessons", lesson.id);
    const device = (Deno.env.get("DOWNHILL_DEVICE") ?? "auto") as DeviceName;
    const sandbox = new Sandbox(url, { device: lesson.usesTensors ? device : null });
    addEventListener("unload", () => sandbox.dispose());
    run = { sandbox, seed: seedOf(Deno.env.get("DOWNHILL_SEED")), shared: new Map(), questions: 0 };
    runs.set(lesson.id, run);
  }
  return run;
}

function asError({ status, message, location, id }: CheckRecord): Error {
  const lesson = syllabus.find((lesson) => lesson.id.slice(0, 2) === id.slice(0, 2))!.id;
  const error = withoutStack(status, message);
  if (location) error.stack += `\n    at ${lesson}.ts:${location.line}:${location.column}  ${location.source}`;
  return error;
}

/** Our own frames would hide the one line that matters. */
function withoutStack(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}`;
  return error;
}
