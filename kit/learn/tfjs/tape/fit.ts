/**
 * `model.fit` with steps that are recorded and repeated, and with our loop if no callback can see the difference.
 * Everything else is TF.js's own: the errors for wrong arguments, validation, and the loop if a callback looks at
 * single batches.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type Callback, type CallbackList, isEarlyStopping, type LoopArguments, runLoop } from "./fit_loop.ts";
import { installRecording, type Model, type TrainFunction, TrainStep } from "./train_step.ts";

/** The methods of TF.js that we replace. */
interface Methods {
  makeTrainFunction(): TrainFunction;
  fitLoop(...all: LoopArguments): Promise<tf.History>;
}

/** TF.js counts samples in float32, which is exact up to this number. */
const MOST_SAMPLES = 2 ** 24;

/**
 * The step that belongs to each train function: TF.js passes on only the function, which has no reference to the step.
 */
const steps = new WeakMap<TrainFunction, TrainStep>();

/** How TF.js lets the event loop run. */
let nextFrame: () => Promise<void>;

/** Replaces TF.js's own methods. */
export function installFit(): void {
  installRecording();
  nextFrame = (new tf.CustomCallback({}, "never") as unknown as Callback).nextFrameFunc;
  const methods = tf.LayersModel.prototype as unknown as Methods;
  const { makeTrainFunction, fitLoop } = methods;
  methods.makeTrainFunction = function () {
    const step = new TrainStep(this as unknown as tf.LayersModel, makeTrainFunction.call(this));
    const run: TrainFunction = (data) => step.run(data);
    steps.set(run, step);
    return run;
  };
  methods.fitLoop = async function (...all) {
    const step = steps.get(all[0]);
    const original = () => fitLoop.apply(this, all);
    if (!step) return await original();
    step.open();
    try {
      const callbacks = isPlain(step, all) ? plainCallbacks(original) : undefined;
      return await (callbacks ? runLoop(this as unknown as Model, step, callbacks, all) : original());
    } finally {
      step.close();
    }
  };
}

function isPlain(step: TrainStep, [, ins, labels, , , , , validate, , shuffle]: LoopArguments): boolean {
  const [x, y, weights] = ins;
  return step.isPlain && validate === null && !weights && labels.length === 1 && shuffle !== "batch" &&
    [x!, y!].every(({ dtype, shape }) => ["float32", "int32"].includes(dtype) && shape[0] < MOST_SAMPLES);
}

/**
 * The list of callbacks that TF.js makes. Undefined if a callback can see what happens between batches, or can see that
 * a loss is now a number instead of a tensor.
 */
function plainCallbacks(fitLoop: () => Promise<unknown>): CallbackList | undefined {
  const list = listOfCallbacks(fitLoop);
  const all = list?.callbacks.slice(1, -1) ?? [];
  const isCustom = (callback: Callback) => Object.getPrototypeOf(callback) === tf.CustomCallback.prototype;
  const isSeen = all.some(({ trainBegin, trainEnd, epochBegin }) => trainBegin ?? trainEnd ?? epochBegin);
  const isNumber = all.some((callback) => isEarlyStopping(callback) || callback.epochEnd != null);
  const arePlain = all.every((callback) =>
    (isCustom(callback) || isEarlyStopping(callback)) &&
    Object.keys(callback).every((name) => !name.startsWith("on")) &&
    (callback.batchBegin ?? callback.batchEnd ?? callback.yield ?? callback.nowFunc) == null &&
    (isEarlyStopping(callback) || callback.nextFrameFunc === nextFrame)
  );
  return arePlain && (!isSeen || isNumber) ? list : undefined;
}

/**
 * TF.js makes the list inside its loop, where we cannot read it. So we start the loop, and stop it when it first uses
 * the list.
 */
function listOfCallbacks(fitLoop: () => Promise<unknown>): CallbackList | undefined {
  const prototype = tf.CallbackList.prototype as unknown as CallbackList;
  const { setModel } = prototype;
  let list: CallbackList | undefined;
  prototype.setModel = function () {
    list = this;
    throw new Error("The list of callbacks has been found.");
  };
  try {
    fitLoop().catch(() => {}); // the loop uses the list before it waits for anything
  } finally {
    prototype.setModel = setModel;
  }
  return list;
}
