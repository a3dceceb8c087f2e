/**
 * A whole run, put together from its records, and what is kept of it.
 * @module
 */
import { join } from "node:path";
import { printable } from "../../base/printable.ts";
import { UsageError } from "../../base/usage_error.ts";
import { writeAtomically } from "../../base/write.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import { readProgress, writeProgress } from "../progress/progress.ts";
import type {
  CheckRecord,
  PictureRecord,
  ProgressRecord,
  RunRecord,
  ScoreRecord,
  StartRecord,
} from "../../judge/run/record.ts";

/** All that a run had to say. */
export interface Result {
  /** How it began. */
  start: StartRecord;
  /** The verdicts, in order. */
  checks: CheckRecord[];
  /** How its trainings went, in order of time. */
  progress: ProgressRecord[];
  /** The sum of the verdicts. */
  score: ScoreRecord;
  /** The picture, if one was tried. */
  picture?: PictureRecord;
}

/** Reads a run to its end. */
export async function collect(records: AsyncIterable<RunRecord>): Promise<Result> {
  const result: Partial<Result> & Pick<Result, "checks" | "progress"> = { checks: [], progress: [] };
  for await (const record of records) {
    if (record.type === "start") result.start = record;
    if (record.type === "progress") result.progress.push(record);
    if (record.type === "check") result.checks.push(record);
    if (record.type === "score") result.score = record;
    if (record.type === "picture") result.picture = record;
  }
  return result as Result;
}

/** Whether every check that was asked passed; a run in which none was asked solves nothing. */
export function isSolvedBy(checks: readonly CheckRecord[]): boolean {
  return checks.some(({ status }) => status === "pass") && firstUnsolved(checks) === undefined;
}

/**
 * Writes `picture` into `folder`.
 * @returns Its path, or undefined if there is none.
 * @throws {UsageError} If it cannot be written, in one sentence.
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
 * @returns Its path.
 * @throws {UsageError} If it cannot be written, in one sentence.
 */
export async function savePlot(path: string, content: string): Promise<string> {
  try {
    await writeAtomically(path, content);
  } catch (error) {
    throw new UsageError(`${(error as Error).message} --plots names another folder.`);
  }
  return path;
}

/**
 * Notes points in the progress, unless they are those already noted, or nothing could be judged: on a device that is not
 * there, a solved lesson stays solved.
 * @param isFull Whether these are the checks that need all images: they have points of their own.
 * @throws {Error} If the progress can neither be read nor written, in one sentence.
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

/** What cannot be kept is said on standard error; the verdict stands. */
export async function orSayWhy<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    console.error(printable((error as Error).message));
  }
}

/** `result` as the JSON of the command line, in which a loss that is not finite is null. */
export function resultJson({ start, checks, progress, score }: Result, plots: string[]): object {
  const { lesson, target, device, walls, data, seed } = start;
  return {
    ...{ lesson, target, device, walls, data, seed },
    checks: checks.map(({ type: _, hints: __, ...check }) => check),
    progress: progress.map(({ type: _, ...each }) => each),
    plots,
    seconds: score.seconds,
  };
}
