/**
 * `deno task lesson LESSON --hint`: shows the next hint for the first check that does not pass.
 * @module
 */
import { type Progress, readProgress, writeProgress } from "../progress/progress.ts";
import type { CheckRecord } from "../../judge/run/record.ts";
import { collect } from "../../judge/run/collect.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import type { Job } from "../../judge/run/job.ts";
import { runJob } from "../../judge/run/run.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { verdictLines } from "../terminal/verdict_screen.ts";
import { wrap } from "../terminal/wrap.ts";
import { withLiveLine } from "./with_live_line.ts";
import { again, type LessonRequest, printJson } from "./request.ts";
import { orSayWhy } from "./result.ts";

/** One hint as JSON. */
interface Hint {
  /** The check's id. */
  check: string;
  /** The check's name. */
  name: string;
  /** All hints that have been shown for this check; the new one is the last. */
  shown: string[];
  /** How many hints the check has. */
  available: number;
}

/**
 * Runs the checks and prints one more hint for the first check that does not pass. If the lesson does not load, or its
 * device is missing, it prints the verdict instead, which is more useful, and keeps the hint for later.
 * @returns The exit code: 0 if all checks pass, so no hint is needed.
 * @throws {UsageError} If the progress, where hints are counted, cannot be read.
 */
export async function showHint(job: Job, request: LessonRequest): Promise<number> {
  const { json, style } = request;
  await readProgress(); // if it cannot be read, the checks need not run
  const lesson = job.entry;
  const records = runJob(job, { ...request, picture: false });
  const { checks } = await collect(withLiveLine(records, lesson.id, request));
  const failing = firstUnsolved(checks);
  const hint = await takeHint(checks);
  if (json) printJson({ hint });
  else if (hint) { for (const line of hintLines(hint, lesson, request)) console.log(line); }
  else if (!failing) console.log(wrap(`Every check of ${lesson.id} passes: no hint is needed.`, 2, style.width));
  else for (const line of verdictLines([failing], `lessons/${lesson.id}.ts`, style)) console.log(line);
  return failing ? 1 : 0;
}

/**
 * Takes the next hint for the first check that does not pass; null if a hint cannot help.
 * @throws {UsageError} If the progress, where hints are counted, cannot be read.
 */
export async function takeHint(checks: readonly CheckRecord[]): Promise<Hint | null> {
  const failing = firstUnsolved(checks);
  if (!failing || failing.status === "load" || failing.status === "skipped") return null;
  const progress = await readProgress();
  const hint = nextHint(failing, progress);
  await orSayWhy(() => writeProgress(progress));
  return hint;
}

/** The next hint for a check, which is also counted in `progress`. */
function nextHint({ id, name, hints }: CheckRecord, progress: Progress): Hint {
  const count = Math.min((progress.hints.get(id) ?? 0) + 1, hints.length);
  progress.hints.set(id, count);
  return { check: id, name, shown: hints.slice(0, count), available: hints.length };
}

function hintLines({ name, shown, available }: Hint, lesson: LessonEntry, request: LessonRequest): string[] {
  const { style } = request;
  const hints = shown.map((hint, i) => {
    const text = wrap(`${i + 1}. ${hint}`, 4, style.width);
    return i === shown.length - 1 ? style.bold(text) : style.dim(text);
  });
  const more = shown.length < available
    ? `The next hint says more: ${again(lesson, request)} --hint`
    : "That was the last hint for this check.";
  return [
    wrap(`Hint ${shown.length} of ${available} for "${name}"`, 2, style.width),
    ...hints,
    wrap(more, 2, style.width),
  ];
}
