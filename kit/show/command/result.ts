/**
 * Stores the results of a run.
 * @module
 */
import { join } from "node:path";
import { printable } from "../../base/printable.ts";
import { UsageError } from "../../base/usage_error.ts";
import { writeAtomically } from "../../base/write.ts";
import type { Result } from "../../judge/run/collect.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import { readProgress, writeProgress } from "../progress/progress.ts";
import type { CheckRecord, PictureRecord, ScoreRecord } from "../../judge/run/record.ts";

/** Whether every check that ran has passed. If no check ran, the lesson is not solved. */
export function isSolvedBy(checks: readonly CheckRecord[]): boolean {
  return checks.some(({ status }) => status === "pass") && firstUnsolved(checks) === undefined;
}

/**
 * Writes `picture` into `folder`.
 * @returns The path of the file, or undefined if there is no picture. @throws {UsageError} In one sentence, if the file
 *   cannot be written.
 */
export async function savePicture(
  picture: PictureRecord | undefined,
  lesson: string,
  folder: string,
): Promise<string | undefined> {
  if (!picture?.svg) return undefined;
  return await savePlot(join(folder, `${lesson}.svg`), picture.svg);
}

/**
 * Writes a file into the folder for pictures.
 * @returns The path of the file. @throws {UsageError} In one sentence, if the file cannot be written.
 */
export async function savePlot(path: string, content: string): Promise<string> {
  try {
    await writeAtomically(path, content);
  } catch (error) {
    throw new UsageError(`${(error as Error).message} Use --plots to name another folder.`);
  }
  return path;
}

/**
 * Stores the points in the progress, unless the same points are stored already, or nothing could be judged: a solved
 * lesson stays solved even if its device is missing.
 * @param isFull Whether these checks need the whole data set: their points are stored separately.
 * @throws {Error} In one sentence, if the progress cannot be read or written.
 */
export async function saveProgress(
  lesson: string,
  checks: readonly CheckRecord[],
  { points, maxPoints }: ScoreRecord,
  isFull = false,
): Promise<void> {
  if (checks.every(({ status }) => status === "skipped")) return;
  const progress = await readProgress();
  const noted = isFull ? progress.full : progress.lessons;
  const before = noted.get(lesson);
  if (before?.points === points && before.maxPoints === maxPoints) return;
  noted.set(lesson, { points, maxPoints });
  await writeProgress(progress);
}

/**
 * Calls `work`, which stores a result. If that fails, prints the reason on standard error; the verdict still counts.
 */
export async function orSayWhy<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    console.error(printable((error as Error).message));
  }
}

/** `result` as it is printed with `--json`: losses that are not finite become null. */
export function resultJson({ start, checks, progress, score }: Result, plots: string[]): object {
  const { lesson, target, device, walls, data, seed } = start;
  return {
    ...{ lesson, target, device, walls, data, seed },
    checks: checks.map(({ type: _, hints: __, ...check }) => check),
    progress: progress.map(({ type: _, ...each }) => each),
    plots,
    diagnosis: score.diagnosis,
    seconds: score.seconds,
  };
}
