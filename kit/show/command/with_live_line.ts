/**
 * Shows a live line during a run, and handles Ctrl-C.
 * @module
 */
import { join } from "node:path";
import { renderApart } from "../../learn/plot/parts/render_apart.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import { summaryLine } from "../../learn/plot/parts/summary_line.ts";
import { shortPath } from "../../base/root.ts";
import type { CheckpointRecord, ProgressRecord, RunRecord } from "../../judge/run/record.ts";
import { showLive } from "../../base/live_line.ts";
import { trainingLine } from "../../learn/training/training_line.ts";
import { INDENT } from "../../base/screen_width.ts";
import { keptLine, stoppedLine, stoppedPicture } from "../../learn/training/stopped.ts";
import { isUnderWay, withLook } from "../../learn/training/training.ts";
import { writeAtomically } from "../../base/write.ts";
import { atInterrupt, isLeaving } from "../../base/interrupt.ts";
import type { LessonRequest } from "./request.ts";
import { orSayWhy, savePicture } from "./result.ts";

/** If a check takes longer than this, in milliseconds, the live line shows how many checks are done. */
const SLOW_MS = 1000;

/**
 * Passes on `records`, and shows the progress in the terminal's live line. Ctrl-C while a model trains draws the loss
 * so far into `plots/LESSON-stopped.svg`, and writes the model to `plots/LESSON-stopped.safetensors` if the lesson has
 * passed it to `showProgress`. Then nothing more is passed on.
 * @param lesson The lesson's id.
 * @param idle The live line while there is no progress to show; none by default.
 */
export async function* withLiveLine(
  records: AsyncIterable<RunRecord>,
  lesson: string,
  { plots, style }: Pick<LessonRequest, "plots" | "style">,
  idle = "",
): AsyncGenerator<RunRecord, void, undefined> {
  let training: ProgressRecord[] = [];
  let checkpoint: CheckpointRecord | undefined;
  let judged = 0;
  let isSlow = false;
  let stopped: Promise<void> | undefined;
  const keep = async () => {
    await orSayWhy(() => drawStopped(training, lesson, plots));
    if (checkpoint) await orSayWhy(() => keepModel(checkpoint!, lesson, plots));
  };
  const stop = () => stopped ??= keep();
  showLive(idle);
  try {
    for await (const record of records) {
      if (stopped) {
        await stopped;
        if (isLeaving()) await new Promise<never>(() => {}); // nothing is printed any more
        return;
      }
      if (record.type === "checkpoint") checkpoint = record;
      else training = record.type === "progress" ? withLook(record, training) : [];
      if (training.length < 2) checkpoint = undefined; // the model belongs to an earlier training run
      atInterrupt(isUnderWay(training.at(-1)) ? stop : undefined);
      if (record.type === "check") {
        judged++;
        // if a lesson hangs, every check waits for its time limit; the count shows that the run will end
        isSlow ||= record.durationMs > SLOW_MS;
      }
      if (record.type === "progress") showLive(trainingLine(training, style.width));
      else if (record.type !== "checkpoint") {
        showLive(
          record.type === "check" && isSlow ? `  … ${counted(judged, "check")} judged` : idle,
        );
      }
      yield record;
    }
  } finally {
    atInterrupt(undefined);
    showLive("");
  }
}

async function drawStopped(training: readonly ProgressRecord[], lesson: string, plots: string): Promise<void> {
  showLive("");
  console.error(`\n  ${stoppedLine(training.at(-1)!)}`);
  const picture = stoppedPicture(training);
  const [svg, summary] = [await renderApart(picture), summaryLine(picture) ?? ""];
  const path = await savePicture({ type: "picture", svg, summary, message: "" }, `${lesson}-stopped`, plots);
  console.error(`${" ".repeat(INDENT)}${summary}  ${shortPath(path!)}`);
}

/**
 * Writes the bytes that came from the lesson. They may not be valid tensors, so they must be verified when they are
 * loaded.
 */
async function keepModel({ tensors, ...count }: CheckpointRecord, lesson: string, plots: string): Promise<void> {
  const file = join(plots, `${lesson}-stopped.safetensors`);
  await writeAtomically(file, Uint8Array.fromBase64(tensors));
  console.error(`${" ".repeat(INDENT)}${keptLine(count, shortPath(file))}`);
}
