/**
 * Turns the progress of a lesson's training runs into records.
 * @module
 */
import type { Listeners } from "../sandbox/process.ts";
import { timed } from "../../learn/training/training.ts";
import type { CheckpointRecord, ProgressRecord } from "./record.ts";

/**
 * Runs `work`, which passes the listeners on to the lesson, and yields the progress of the lesson's training runs.
 * @param check The check that is judged, or null for the picture.
 * @returns The result of `work`.
 */
export async function* withProgress<T>(
  check: string | null,
  work: (listeners: Listeners) => Promise<T>,
): AsyncGenerator<ProgressRecord | CheckpointRecord, T, undefined> {
  const waiting: (ProgressRecord | CheckpointRecord)[] = [];
  let news = Promise.withResolvers<void>();
  const toMoment = timed();
  const onProgress: Listeners["onProgress"] = (step) => {
    waiting.push({ type: "progress", check, ...toMoment(step) });
    news.resolve();
  };
  const onCheckpoint: Listeners["onCheckpoint"] = (checkpoint) => {
    // models are large, so only the newest one is kept
    const earlier = waiting.findIndex(({ type }) => type === "checkpoint");
    if (earlier >= 0) waiting.splice(earlier, 1);
    waiting.push({ type: "checkpoint", check, ...checkpoint });
    news.resolve();
  };
  let isDone = false;
  const result = work({ onProgress, onCheckpoint }).finally(() => {
    isDone = true;
    news.resolve();
  });
  result.catch(() => {}); // a caller that leaves the loop early does not wait for the result
  while (!isDone || waiting.length > 0) {
    await news.promise;
    news = Promise.withResolvers();
    yield* waiting.splice(0);
  }
  return await result;
}
