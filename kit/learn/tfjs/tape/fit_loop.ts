/**
 * The loop of `model.fit`, for data in tensors. TF.js's own loop gathers each batch with six operations, waits a dozen
 * times in an epoch, and keeps the loss of each batch as a tensor. This loop takes the same batches in the same order,
 * gives the same numbers, and calls the same callbacks.
 * @module
 */
import type { Logs, Tensor, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { theEngine } from "./engine.ts";
import type { Model, TrainFunction, TrainStep } from "./train_step.ts";

/** The arguments that TF.js passes to its loop. */
export type LoopArguments = [
  trainFunction: TrainFunction,
  ins: (Tensor | null)[],
  labels: string[],
  batchSize: number,
  epochs: number | null | undefined,
  verbose: number | undefined,
  callbacks: unknown[],
  validate: unknown,
  validationData: unknown,
  shuffle: boolean | string | null | undefined,
  metrics: string[],
  initialEpoch: number | null | undefined,
  stepsPerEpoch: null,
  validationSteps: null,
];

/** One of TF.js's own callbacks, with the properties that its types hide. */
export interface Callback {
  yieldEvery: number | string;
  currentEpoch: number;
  trainBegin: unknown;
  trainEnd: unknown;
  epochBegin: unknown;
  epochEnd: unknown;
  batchBegin: unknown;
  batchEnd: unknown;
  yield: unknown;
  nowFunc: unknown;
  maybeWait(epoch: number, batch: number, logs: Logs): Promise<void> | undefined;
  nextFrameFunc(): Promise<void>;
  onEpochBegin(epoch: number, logs: Logs): Promise<void>;
  onEpochEnd(epoch: number, logs: Logs): Promise<void>;
}

/** TF.js's list of callbacks. The first one averages the losses, and the last one is the history. */
export interface CallbackList {
  callbacks: Callback[];
  setModel(model: unknown): void;
  onTrainBegin(): Promise<void>;
  onTrainEnd(): Promise<void>;
}

/** Whether a callback is TF.js's own early stopping; all other callbacks of this loop are custom callbacks. */
export function isEarlyStopping(callback: Callback): boolean {
  return Object.getPrototypeOf(callback) === tf.EarlyStopping.prototype;
}

/** Trains like TF.js's `fitLoop` without validation, for callbacks that look only at whole epochs. */
export async function runLoop(
  model: Model,
  step: TrainStep,
  list: CallbackList,
  [, ins, [label], batchSize, epochs, , , , , shuffle, , initialEpoch]: LoopArguments,
): Promise<tf.History> {
  const [x, y] = ins as Tensor[];
  const count = x.shape[0];
  const history = list.callbacks.at(-1) as unknown as tf.History & Pick<Callback, "onEpochEnd">;
  const callbacks = list.callbacks.slice(1, -1);
  const atBegin = callbacks.filter(({ epochBegin }) => epochBegin != null);
  const atEnd = callbacks.filter((each) =>
    isEarlyStopping(each) || each.epochEnd != null || each.yieldEvery === "epoch"
  );
  const waits = callbacks.map(waitOf);
  const order = shuffle ?? true ? Int32Array.from({ length: count }, (_, i) => i) : undefined;
  list.setModel(model);
  (model as unknown as { history: tf.History }).history = history;
  await list.onTrainBegin();
  model.stopTraining_ = false;
  for (let epoch = initialEpoch ?? 0; epoch < (epochs ?? 1); epoch++) {
    for (const callback of callbacks) if (!isEarlyStopping(callback)) callback.currentEpoch = epoch;
    const beginning: Logs = {};
    for (const callback of atBegin) await callback.onEpochBegin(epoch, beginning);
    if (order) tf.util.shuffle(order as unknown as number[]);
    let total = 0;
    let seen = 0;
    for (let start = 0, batch = 0; start < count; start += batchSize, batch++) {
      const size = Math.min(batchSize, count - start);
      const loss = step.isRecorded(size)
        ? repeat(step, x, y, order, start, size)
        : await takeAnew(step, x, y, order, start, size);
      total = Math.fround(total + Math.fround(loss * size)); // rounded like TF.js's tensors
      seen += size;
      for (const wait of waits) {
        const waiting = wait?.(epoch, batch);
        if (waiting) await waiting;
      }
      if (model.stopTraining_) break;
    }
    const logs: Logs = seen > 0 ? { [label]: Math.fround(Math.fround(1 / seen) * total) } : {};
    for (const callback of atEnd) await callback.onEpochEnd(epoch, logs);
    await history.onEpochEnd(epoch, logs);
    if (model.stopTraining_) break;
  }
  await list.onTrainEnd();
  await (history as unknown as { syncData(): Promise<void> }).syncData();
  return history;
}

/** How a callback lets the event loop run after a batch; undefined if it does not. */
function waitOf(callback: Callback): ((epoch: number, batch: number) => Promise<void> | undefined) | undefined {
  if (callback.yieldEvery === "batch") return () => callback.nextFrameFunc();
  if (typeof callback.yieldEvery !== "number") return undefined;
  let last: Promise<void> | undefined;
  return (epoch, batch) => {
    const waiting = callback.maybeWait(epoch, batch, {}); // between two turns of the event loop it returns the promise of the last turn
    if (waiting === last) return undefined;
    return last = waiting;
  };
}

/**
 * Repeats a step. Returns the loss of the batch. `order` lists the samples in the order in which they are used; without
 * it, they keep their own order.
 */
function repeat(step: TrainStep, x: Tensor, y: Tensor, order: Int32Array | undefined, start: number, size: number) {
  const { backend } = theEngine();
  return tf.tidy(() => {
    const batch = batchOf(x, y, order, start, size);
    const loss = step.repeat(batch[0], batch[1]);
    for (const { dataId } of batch) backend.disposeData(dataId);
    const [value] = backend.readSync(loss.dataId) as Float32Array;
    backend.disposeData(loss.dataId);
    return value;
  });
}

function batchOf(x: Tensor, y: Tensor, order: Int32Array | undefined, start: number, size: number): TensorInfo[] {
  const { backend, backendName } = theEngine();
  const run = (name: string, inputs: Record<string, TensorInfo>, attributes: tf.NamedAttrMap) =>
    tf.getKernel(name, backendName)!.kernelFunc({ inputs, attrs: attributes, backend }) as TensorInfo;
  if (!order) {
    return [x, y].map((each) =>
      run("Slice", { x: each }, {
        begin: each.shape.map((_, axis) => axis === 0 ? start : 0),
        size: each.shape.map((length, axis) => axis === 0 ? size : length),
      })
    );
  }
  const write = backend.write as unknown as (values: unknown, shape: number[], dtype: string) => object;
  const dataId = write.call(backend, order.slice(start, start + size), [size], "int32");
  const indices: TensorInfo = { dataId, shape: [size], dtype: "int32" };
  const batch = [x, y].map((each) => run("GatherV2", { x: each, indices }, { axis: 0, batchDims: 0 }));
  backend.disposeData(dataId);
  return batch;
}

/** Takes a step with TF.js's own function, and records it if possible. */
async function takeAnew(
  step: TrainStep,
  x: Tensor,
  y: Tensor,
  order: Int32Array | undefined,
  start: number,
  size: number,
): Promise<number> {
  const loss = tf.tidy(() => {
    const indices = order
      ? tf.tensor1d(order.slice(start, start + size), "int32")
      : tf.range(start, start + size, 1, "int32");
    const [loss] = step.run([tf.gather(x, indices), tf.gather(y, indices), null]);
    return tf.keep(loss);
  });
  const [value] = await loss.data();
  loss.dispose();
  return value;
}
