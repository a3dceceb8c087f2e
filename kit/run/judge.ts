/**
 * From a check to its verdict.
 * @module
 */
import { AssertionError } from "@std/assert";
import { InstallationError } from "../sandbox/packages.ts";
import { LessonError } from "../sandbox/sandbox.ts";
import { UsageError } from "../usage_error.ts";
import { type Location, printable } from "../sandbox/messages.ts";
import type { Check } from "./check.ts";
import { currentRun, type RunContext } from "./context.ts";
import type { CheckRecord, Status } from "./record.ts";

/** Of a message, in characters: what came from the lesson may stand in it, and be of any length. */
const LONGEST_MESSAGE = 2000;

interface Verdict {
  status: Status;
  message: string;
  location: Location | null;
}

/** Runs `check` against the lesson of `context`. Never throws: whatever happens is a verdict, and never `pass`. */
export async function judge(check: Check, context: RunContext): Promise<CheckRecord> {
  const start = performance.now();
  const questions = context.questions;
  let printed = "";
  context.timeoutMs = check.seconds === undefined ? undefined : check.seconds * 1000;
  context.sandbox.onPrint = (text) => printed += text;
  let verdict: Verdict;
  try {
    await currentRun.run(context, () => check.body({ seed: context.seed, data: context.sandbox.data }));
    verdict = context.questions > questions
      ? { status: "pass", message: "", location: null }
      : courseError(check, "it asked the lesson nothing");
  } catch (error) {
    verdict = verdictOf(error, check, context);
  }
  const { id, name, points: maxPoints, hints } = check;
  const points = verdict.status === "pass" ? maxPoints : 0;
  const durationMs = Math.round(performance.now() - start);
  return { type: "check", id, name, ...verdict, points, maxPoints, printed, hints, durationMs };
}

function verdictOf(error: unknown, check: Check, context: RunContext): Verdict {
  if (error instanceof LessonError) {
    const { status, message, location } = error.explanation;
    return status === "course" ? courseError(check, message) : { status, message, location };
  }
  if (error instanceof AssertionError) {
    const seed = /seed/.test(error.message) || context.seed === 42 ? "" : ` (seed ${context.seed})`;
    return { status: "fail", message: printable(error.message, LONGEST_MESSAGE) + seed, location: null };
  }
  // where the lesson lies, or how Deno is installed: neither the learner's code nor the check
  if (error instanceof UsageError || error instanceof InstallationError) {
    return { status: "load", message: error.message, location: null };
  }
  return courseError(check, String(error));
}

function courseError({ id }: Check, what: string): Verdict {
  const message = `This check is broken, not your code (${printable(what, LONGEST_MESSAGE)}): please report ${id}.`;
  return { status: "error", message, location: null };
}
