/**
 * Judges a check.
 * @module
 */
import { AssertionError } from "@std/assert";
import { InstallationError } from "../packages/download.ts";
import { LessonError } from "../sandbox/sandbox.ts";
import { UsageError } from "../../base/usage_error.ts";
import type { Listeners } from "../sandbox/process.ts";
import { printable } from "../../base/printable.ts";
import type { Check } from "./check.ts";
import { Failure } from "../assert/failure.ts";
import { currentRun, type Judging, type RunContext } from "./context.ts";
import type { CheckRecord } from "./record.ts";

/** The length of the longest message, in characters. A message may quote a very long string from the lesson. */
const LONGEST_MESSAGE = 2000;

/** The length of the longest quotation from an error, in characters. */
const LONGEST_QUOTE = 200;

type Verdict = Pick<CheckRecord, "status" | "message" | "location" | "fault" | "hasCause">;

/**
 * Runs `check` against the lesson of `context`. Never throws: every error becomes a verdict other than `pass`.
 * @param listeners The functions that receive the progress of the lesson's training runs.
 */
export async function judge(check: Check, context: RunContext, listeners: Listeners = {}): Promise<CheckRecord> {
  const start = performance.now();
  let printed = "";
  const asking = { ...listeners, timeoutMs: timeoutOf(check), onPrint: (text: string) => void (printed += text) };
  const judging: Judging = { ...context, answers: [], asking };
  let verdict: Verdict;
  try {
    await currentRun.run(judging, () => check.body({ seed: context.seed, data: context.sandbox.data }));
    verdict = judging.answers.length > 0
      ? { status: "pass", message: "", location: null, fault: null, hasCause: false }
      : courseError(check, "it asked the lesson no question");
  } catch (error) {
    verdict = verdictOf(error, context) ?? await unexpected(error, check, context);
  }
  const { id, name, points: maxPoints, hints, hidden } = check;
  const points = verdict.status === "pass" ? maxPoints : 0;
  if (verdict.status !== "todo") context.symptoms?.add(id, verdict.status === "pass", judging.answers);
  const diagnosis = verdict.status === "fail" || verdict.status === "error"
    ? context.symptoms?.diagnosis() ?? null
    : null;
  const durationMs = Math.round(performance.now() - start);
  const shown = {
    type: "check" as const,
    id,
    name,
    ...verdict,
    diagnosis,
    points,
    maxPoints,
    printed,
    hints,
    durationMs,
  };
  return hidden ? { ...shown, hidden } : shown;
}

/** How long one answer may take, in milliseconds; undefined if the check sets no limit of its own. */
export function timeoutOf({ seconds }: Check): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

/** The verdict if the lesson caused `error`; null if the check may have caused it. */
function verdictOf(error: unknown, context: RunContext): Verdict | null {
  if (error instanceof LessonError) {
    const { status, message, location } = error.explanation;
    return status === "course" ? null : { status, message, location, fault: null, hasCause: true };
  }
  if (error instanceof AssertionError) {
    const seed = /seed/.test(error.message) || context.seed === 42 ? "" : ` (seed ${context.seed})`;
    const message = printable(error.message, LONGEST_MESSAGE) + seed;
    const hasCause = error instanceof Failure && error.hasCause;
    return { status: "fail", message, location: null, fault: null, hasCause };
  }
  // the cause is the lesson's path or the installation of Deno, not the learner's code or the check
  if (error instanceof UsageError || error instanceof InstallationError) {
    return { status: "load", message: error.message, location: null, fault: null, hasCause: true };
  }
  return null;
}

/**
 * If a check throws any other error, either its author did not expect this answer, or the check is broken. A lesson
 * must not be able to make a check look broken: it counts as broken only if the course's own solution also fails it.
 */
async function unexpected(error: unknown, check: Check, context: RunContext): Promise<Verdict> {
  if (!context.solution || await isBroken(check, context)) {
    return courseError(check, error instanceof LessonError ? error.message : String(error));
  }
  if (error instanceof LessonError) {
    return { status: "error", message: error.message, location: null, fault: null, hasCause: true };
  }
  const what = printable(String(error), LONGEST_QUOTE);
  const message = `The result has a form that this check cannot read (${what}): return what the brief asks for.`;
  return { status: "fail", message, location: null, fault: null, hasCause: true };
}

/** The verdicts on a solution that is missing or did not get enough time. They say nothing about the check. */
const UNDECIDED = ["load", "timeout", "memory", "crash", "skipped"];

/** Whether the solution fails `check`. */
async function isBroken(check: Check, context: RunContext): Promise<boolean> {
  const sandbox = context.solution!();
  try {
    const trial = { ...context, sandbox, shared: new Map(), answers: [], asking: { timeoutMs: timeoutOf(check) } };
    await currentRun.run(trial, () => check.body({ seed: context.seed, data: sandbox.data }));
    return false;
  } catch (error) {
    return !(error instanceof LessonError && UNDECIDED.includes(error.explanation.status));
  } finally {
    sandbox.dispose();
  }
}

function courseError({ id }: Check, what: string): Verdict {
  const message = `This check is broken, not your code (${printable(what, LONGEST_MESSAGE)}): please report ${id}.`;
  return { status: "error", message, location: null, fault: "course", hasCause: true };
}
