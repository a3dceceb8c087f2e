/**
 * Lesson 18 solved with a class for early stopping, which keeps the model's best state and counts the steps after it.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { AdamW, type Module, type Points, RandomState, showProgress } from "downhill";
import {
  columns,
  type Curves,
  meanSquaredError,
  type Split,
  type TrainOptions,
} from "../../../solutions/18_overfitting.ts";

export function split(
  { xs, ys }: Points,
  { validationCount = 40, seed = 42 }: { validationCount?: number; seed?: number } = {},
): Split {
  const random = new RandomState(seed);
  const chosen = new Set<number>();
  while (chosen.size < validationCount) chosen.add(Math.floor(random.uniform(0, xs.length)));
  const where = (isChosen: boolean) => ({
    xs: xs.filter((_, i) => chosen.has(i) === isChosen),
    ys: ys.filter((_, i) => chosen.has(i) === isChosen),
  });
  return { training: where(false), validation: where(true) };
}

/** Remembers the best state of a model. */
class Stopper {
  bestStep = 0;
  #smallest = Infinity;
  #waited = 0;
  #state: Record<string, tf.Tensor> = {};

  constructor(readonly model: Module, readonly patience: number) {}

  /** Takes the newest loss; returns whether enough steps have passed since the smallest loss. */
  hasEnough(losses: readonly number[]): boolean {
    const loss = losses[losses.length - 1];
    this.#waited++;
    if (loss < this.#smallest) {
      tf.dispose(this.#state);
      this.#state = Object.fromEntries(
        Object.entries(this.model.stateDict()).map(([name, variable]) => [name, variable.clone()]),
      );
      this.#smallest = loss;
      this.#waited = 0;
      this.bestStep = losses.length - 1;
    }
    return this.#waited >= this.patience;
  }

  /** Puts the model back into its best state. */
  goBack(): void {
    this.model.loadStateDict(this.#state);
    tf.dispose(this.#state);
  }
}

export async function train(model: Module, parts: Split, options: TrainOptions = {}): Promise<Curves> {
  const { steps = 200, learningRate = 0.05, weightDecay = 0, patience = Infinity, onProgress = showProgress } = options;
  const training = columns(parts.training);
  const validation = columns(parts.validation);
  const validationLosses: number[] = [];
  const stopper = new Stopper(model, patience);
  const optimizer = new AdamW(model.parameters(), { learningRate, weightDecay });
  const trainingLosses: number[] = [];
  let isTired = false;
  for (let step = 0; step < steps && !isTired; step++) {
    const judged = meanSquaredError(model, validation);
    validationLosses.push((await judged.data())[0]);
    isTired = stopper.hasEnough(validationLosses);
    const loss = optimizer.step(() => meanSquaredError(model, training));
    trainingLosses.push((await loss.data())[0]);
    await onProgress({ step, steps, loss: judged });
    tf.dispose([judged, loss]);
  }
  stopper.goBack();
  tf.dispose([training, validation]);
  optimizer.dispose();
  return {
    trainingLosses,
    validationLosses,
    get bestStep() {
      return stopper.bestStep;
    },
  };
}
