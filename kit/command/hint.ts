/**
 * `deno task lesson LESSON --hint`: the next hint for the check that fails first.
 * @module
 */
import { readProgress, writeProgress } from "../progress/progress.ts";
import type { CheckRecord } from "../run/record.ts";
import { run, type RunOptions } from "../run/run.ts";
import type { LessonEntry } from "../syllabus.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { type LessonRequest, printJson } from "./request.ts";
import { collect, orSay } from "./result.ts";

/** What one hint says. */
interface Hint {
  /** The check's id. */
  check: string;
  /** The check's name. */
  name: string;
  /** All hints that have been given for it, the new one last. */
  shown: string[];
  /** How many there are. */
  available: number;
}

/**
 * Runs the checks and prints one hint more for the first that does not pass.
 * @returns The exit code: 0 if all pass and there is nothing to hint at.
 * @throws {UsageError} If the progress, where hints are counted, cannot be read.
 */
export async function showHint(lesson: LessonEntry, request: LessonRequest): Promise<number> {
  const hint = await nextHint(lesson, request);
  if (request.json) printJson({ hint: hint ?? null });
  else if (!hint) console.log(`Every check of ${lesson.id} passes: no hint needed.`);
  else for (const line of hintLines(hint, lesson, request.style)) console.log(line);
  return hint ? 1 : 0;
}

function hintLines({ name, shown, available }: Hint, lesson: LessonEntry, style: Style): string[] {
  const hints = shown.map((hint, i) => {
    const text = wrap(`${i + 1}. ${hint}`, 4);
    return i === shown.length - 1 ? style.bold(text) : style.dim(text);
  });
  const more = shown.length < available
    ? `One more, franker: deno task lesson ${Number(lesson.id.slice(0, 2))} --hint`
    : "That was the last hint for this check.";
  return [`  Hint ${shown.length} of ${available} for "${name}"`, ...hints, `  ${more}`];
}

async function nextHint(lesson: LessonEntry, options: RunOptions): Promise<Hint | undefined> {
  const progress = await readProgress();
  const { checks } = await collect(run(lesson.id, { ...options, picture: false }));
  const failing = checks.find(({ status }) => status !== "pass");
  if (!failing) return undefined;
  const count = Math.min((progress.hints.get(failing.id) ?? 0) + 1, failing.hints.length);
  progress.hints.set(failing.id, count);
  await orSay(() => writeProgress(progress));
  return hintOf(failing, count);
}

function hintOf({ id, name, hints }: CheckRecord, count: number): Hint {
  return { check: id, name, shown: hints.slice(0, count), available: hints.length };
}
