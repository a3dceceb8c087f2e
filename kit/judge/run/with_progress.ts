/**
 * What a lesson trains while it is asked, as records.
 * @module
 */
import type { Sandbox } from "../sandbox/sandbox.ts";
import { timed } from "../../learn/training/training.ts";
import type { CheckpointRecord, ProgressRecord } from "./record.ts";

/**
 * Does `work`, which asks the lesson in `sandbox`, and yields meanwhile how its trainings go.
 * @param check The check that is judged, or null for the picture.
 * @returns What the work returns.
 */
export async function* withProgress<T>(
  sandbox: Sandbox,
  check: string | null,
  work: () => Promise<T>,
): AsyncGenerator<ProgressRecord | CheckpointRecord, T, undefined> {
  const waiting: (ProgressRecord | CheckpointRecord)[] = [];
  let news = Promise.withResolvers<void>();
  const toMoment = timed();
  sandbox.onProgress = (step) => {
    waiting.push({ type: "progress", check, ...toMoment(step) });
    news.resolve();
  };
  sandbox.onCheckpoint = (checkpoint) => {
    // of models, which are large, only the last one waits
    const earlier = waiting.findIndex(({ type }) => type === "checkpoint");
    if (earlier >= 0) waiting.splice(earlier, 1);
    waiting.push({ type: "checkpoint", check, ...checkpoint });
    news.resolve();
  };
  let isDone = false;
  const result = work().finally(() => {
    isDone = true;
    news.resolve();
  });
  result.catch(() => {}); // whoever leaves the loop early does not wait for it
  try {
    while (!isDone || waiting.length > 0) {
      await news.promise;
      news = Promise.withResolvers();
      yield* waiting.splice(0);
    }
    return await result;
  } finally {
    sandbox.onProgress = sandbox.onCheckpoint = () => {};
  }
}
