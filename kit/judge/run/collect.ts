/**
 * @module
 */
import type { CheckRecord, PictureRecord, ProgressRecord, RunRecord, ScoreRecord, StartRecord } from "./record.ts";

/** Everything that a run reported. */
export interface Result {
  /** The first record of the run. */
  start: StartRecord;
  /** The verdicts on its checks, in order. */
  checks: CheckRecord[];
  /** The progress of its training runs, in order of time. */
  progress: ProgressRecord[];
  /** The total score. */
  score: ScoreRecord;
  /** The picture, or why there is none, if the run tried to draw one. */
  picture?: PictureRecord;
}

/** Reads a run to its end. Models saved during training are not kept, because they are large. */
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
