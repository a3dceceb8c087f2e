/**
 * The progress of a lesson that is run by itself: a live line, and a picture if Ctrl-C ends it.
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

/** Where the training came to rest after Ctrl-C: it goes on until it is looked at the next time. */
const halt = Promise.withResolvers<StepCount>();

/** Shows what was seen of the training; after Ctrl-C it never resolves, and the training does not go on. */
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
  // Only once the event loop turns: where nobody awaits, it does not, and Ctrl-C must go on ending the program.
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

/** Writes the model as it is; why that is impossible, in a sentence. */
async function keep(model: Stateful, last: StepCount): Promise<void> {
  const path = plotPath(`${programName()}-stopped.safetensors`);
  try {
    await saveTensors(path, model.stateDict(), stepMetadata(last));
    console.log(keptLine(last, path));
  } catch (error) {
    console.error(plotProblem(path, error as Error));
  }
}

/** What the lesson prints, or its end, takes the place of the line instead of standing behind it. */
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
