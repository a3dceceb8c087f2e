/**
 * The function that a training loop calls to show its progress.
 * @module
 */
import type { Tensor } from "../tensor_types.ts";
import { kindOf } from "../../base/kind_of.ts";
import { showInTerminal } from "./show_in_terminal.ts";
import { type Listener, Reporter } from "./reporter.ts";
import type { TrainingProgress } from "./training.ts";

let reporter = new Reporter(showInTerminal);

/** Reports to `listener` instead of the terminal, for programs that run a lesson and show its progress themselves. */
export function reportProgressTo(listener: Listener): void {
  reporter = new Reporter(listener);
}

/** Called at each report. If it returns a promise, {@linkcode showProgress} waits for it. */
type Watcher = (progress: TrainingProgress) => unknown;

let watcher: Watcher | null = null;

/** Calls `onReport` whenever a training loop reports its progress, until the returned function is called. */
export function watchProgress(onReport: Watcher): () => void {
  watcher = onReport;
  return () => watcher = null;
}

/**
 * Shows the progress of training in a live line: `step 740 of 2,000`, the loss as a curve, and the time left. Call it
 * after every step, with `await`. It shows the first and the last step, and in between one step every 0.1 s, so it
 * costs almost nothing. If the loss is a tensor, it is read only when it is shown, and is not disposed of.
 *
 * Ctrl-C draws the loss so far and ends the program. If you pass `model`, its tensors are also saved, in
 * `plots/NAME-stopped.safetensors`: `model.loadStateDict(await loadTensors(path))` continues from there.
 * Under `deno task lesson`, the saved tensors may be up to 3 s old.
 * @example A training loop
 * ```ts
 * import { showProgress } from "downhill";
 *
 * let x = 2;
 * const steps = 1000;
 * for (let step = 0; step < steps; step++) {
 *   x -= 0.01 * 2 * x;
 *   await showProgress({ step, steps, loss: x ** 2 });
 * }
 * ```
 * @param progress `step`, a whole number from 0 to `steps`; `steps`, a whole number ≥ 1; `loss`, a number, which may be
 * NaN, or a tensor of shape []; `model`, optional.
 * @throws {TypeError} If `step` or `steps` is not a number, `loss` is neither a number nor a tensor, or `model` has no
 * state.
 * @throws {RangeError} If `step` or `steps` is not a whole number in its range, or `loss` has a different shape or was
 * disposed of.
 */
export function showProgress(progress: TrainingProgress): Promise<void> {
  if (typeof progress !== "object" || progress === null) {
    throw new TypeError(`showProgress was given ${kindOf(progress)}: pass { step, steps, loss }.`);
  }
  const { step, steps, loss, model } = progress;
  checkWholeNumber("steps", steps, 1, Number.MAX_SAFE_INTEGER);
  checkWholeNumber("step", step, 0, steps);
  if (typeof loss !== "number") checkScalar(loss);
  if (model !== undefined && typeof model?.stateDict !== "function") {
    throw new TypeError(`model is ${kindOf(model)}: pass a Module, or leave it out.`);
  }
  const watched = watcher?.(progress);
  const shown = reporter.report({ step, steps, loss, model });
  return watched instanceof Promise ? watched.then(() => shown) : shown;
}

function checkWholeNumber(name: string, value: number, least: number, most: number): void {
  if (typeof value !== "number") throw new TypeError(`${name} is ${kindOf(value)}: pass a whole number.`);
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = name === "step" ? `from 0 to steps, which is ${most}` : "of 1 or more";
  throw new RangeError(`${name} is ${value}: pass a whole number ${range}.`);
}

function checkScalar(loss: Tensor): void {
  const isTensor = typeof loss === "object" && loss !== null && Array.isArray(loss.shape) &&
    typeof loss.data === "function";
  if (!isTensor) throw new TypeError(`loss is ${kindOf(loss)}: pass a number or a tensor of shape [].`);
  if (loss.shape.length > 0) {
    throw new RangeError(`loss has shape [${loss.shape}], expected []: average it, for example with loss.mean().`);
  }
  if (loss.isDisposed) throw new RangeError("loss was disposed of: call showProgress before loss.dispose().");
}
