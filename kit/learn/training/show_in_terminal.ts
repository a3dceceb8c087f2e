/**
 * The progress of a lesson that you run on its own: a live line, and a picture if Ctrl-C stops it.
 * @module
 */
import { setImmediate } from "node:timers";
import { saveTensors } from "../nn/tensor_files.ts";
import { plotPath, plotProblem, programName, showAs } from "../plot/builders/show.ts";
import { atInterrupt, ignoreInterrupts, listenForInterrupts } from "../../base/interrupt.ts";
import { showLive } from "../../base/live_line.ts";
import { screenWidth } from "../../base/screen_width.ts";
import { trainingLine } from "./training_line.ts";
import type { Listener } from "./reporter.ts";
import { keptLine, stepMetadata, stoppedLine, stoppedPicture } from "./stopped.ts";
import { type Moment, type Stateful, type StepCount, timed, withLook } from "./training.ts";

let training: Moment[] = [];
let model: Stateful | undefined;
const toMoment = timed();
let isRunning = false;
let isListening = false;
let isStopped = false;
let isPrintPrepared = false;

/** The step at which training stopped after Ctrl-C: training continues until the next look. */
const halt = Promise.withResolvers<StepCount>();

/** Shows the progress so far. After Ctrl-C its promise never resolves, so training does not continue. */
export const showInTerminal: Listener = (look, { model: trained, isLast }) => {
  if (isStopped) {
    halt.resolve(look);
    return new Promise(() => {});
  }
  training = withLook(toMoment(look), training);
  model = trained;
  isRunning = !isLast;
  if (isLast) return end();
  if (!isPrintPrepared) preparePrint();
  isPrintPrepared = true;
  showLive(trainingLine(training, screenWidth()));
  // Listens only once the event loop turns. If the training loop never awaits, the event loop never turns, and Ctrl-C
  // must still end the program.
  if (!isListening) setImmediate(listen);
};

function listen(): void {
  if (!isRunning || isListening) return;
  isListening = true;
  atInterrupt(stop);
  listenForInterrupts();
}

function end(): void {
  showLive("");
  if (isListening) ignoreInterrupts();
  isListening = false;
}

async function stop(): Promise<void> {
  isStopped = true;
  showLive("");
  console.log(stoppedLine(training.at(-1)!));
  await showAs(`${programName()}-stopped`, stoppedPicture(training));
  if (model) await keep(model, await halt.promise);
}

/** Saves the model, or prints a sentence that says why this is impossible. */
async function keep(model: Stateful, last: StepCount): Promise<void> {
  const path = plotPath(`${programName()}-stopped.safetensors`);
  try {
    await saveTensors(path, model.stateDict(), stepMetadata(last));
    console.log(keptLine(last, path));
  } catch (error) {
    console.error(plotProblem(path, error as Error));
  }
}

/** Removes the live line before the lesson prints anything, and at its end. */
function preparePrint(): void {
  for (const name of ["debug", "info", "log", "warn", "error"] as const) {
    const print = console[name];
    console[name] = (...data: unknown[]) => {
      showLive("");
      print(...data);
    };
  }
  for (const event of ["unload", "error", "unhandledrejection"]) addEventListener(event, () => showLive(""));
}
