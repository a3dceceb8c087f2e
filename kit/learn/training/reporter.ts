/**
 * Decides how often the progress of training is shown: rarely enough to cost almost nothing, and often enough to watch.
 * @module
 */
import { setImmediate } from "node:timers";
import { beginsAnew, type Stateful, type StepCount, type TrainingProgress, type TrainingStep } from "./training.ts";

/** The time between two looks, in milliseconds. If it were shorter, the line would flicker. */
const PAUSE_MS = 100;

/**
 * The time between two turns of the event loop, in milliseconds. A loop that only awaits finished promises lets nothing
 * else run, neither Ctrl-C nor the end of standard input. But V8 frees memory at each turn, which takes 1 to 2 ms if
 * training has many tensors. With a turn at every look, this would take 2 % of the time.
 */
const TURN_MS = 500;

/**
 * The largest number of first and last steps that are shown between two regular looks: if two training runs take turns,
 * every step looks like a first step.
 */
const MOST_BETWEEN = 10;

/**
 * Called at each look. `training` contains the model, if the loop passes one, and says whether this is the last step.
 * If it returns a promise, training waits for it.
 */
export type Listener = (look: TrainingStep, training: { model?: Stateful; isLast: boolean }) => void | Promise<void>;

const NOW = Promise.resolve();

/** Takes a look at a training run every 0.1 s, and at its first and last step. */
export class Reporter {
  readonly #listener: Listener;
  readonly #clock: () => number;
  #last: StepCount | undefined;
  #isOver = false;
  #lookedAt = -Infinity;
  #turnedAt = -Infinity;
  #between = 0;

  /**
   * @param listener Called at each look.
   * @param clock The time in milliseconds.
   */
  constructor(listener: Listener, clock: () => number = performance.now.bind(performance)) {
    this.#listener = listener;
    this.#clock = clock;
  }

  /** Reports a step. If the loss is a tensor, perhaps on a GPU, it is read only for a look. */
  report({ step, steps, loss, model }: TrainingProgress): Promise<void> {
    const last = this.#last;
    const isFirst = beginsAnew(last, { step, steps });
    // a loop that reports only every tenth step may not report its last one
    const stride = isFirst ? 1 : Math.max(1, step - last!.step);
    const isLast = step + stride >= steps;
    const isEnd = isFirst || isLast && !this.#isOver;
    this.#last = { step, steps };
    this.#isOver = isLast;
    return this.#isDue(isEnd) ? this.#look({ step, steps, loss, model }, isLast) : NOW;
  }

  #isDue(isEnd: boolean): boolean {
    const now = this.#clock();
    if (now - this.#lookedAt < PAUSE_MS) return isEnd && this.#between++ < MOST_BETWEEN;
    this.#lookedAt = now;
    this.#between = 0;
    return true;
  }

  async #look({ step, steps, loss, model }: TrainingProgress, isLast: boolean): Promise<void> {
    const seen = typeof loss === "number" ? loss : Number((await loss.data())[0]);
    await this.#listener({ step, steps, loss: seen }, { model, isLast });
    if (this.#clock() - this.#turnedAt < TURN_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#turnedAt = this.#clock();
  }
}
