/**
 * How often a training is looked at: seldom enough that it costs nothing, often enough for an eye.
 * @module
 */
import { setImmediate } from "node:timers";
import { beginsAnew, type Stateful, type StepCount, type TrainingProgress, type TrainingStep } from "./training.ts";

/** From one look to the next, in milliseconds: more often is flicker. */
const PAUSE_MS = 100;

/**
 * From one turn of the event loop to the next, in milliseconds. A loop that only waits for what is ready lets nobody else
 * in: not Ctrl-C, not the end of standard input. But V8 clears up at each turn, which takes 1 to 2 ms where tensors come
 * and go: at every look it would be 2 % of the training.
 */
const TURN_MS = 500;

/** So many first and last steps are looked at in between: of trainings that take turns, every step seems to be a first. */
const MOST_BETWEEN = 10;

/**
 * Is told of each look: what is trained, if the loop says so, and whether no further step is expected. The training goes
 * on when a promise that it returns is kept.
 */
export type Listener = (look: TrainingStep, training: { model?: Stateful; isLast: boolean }) => void | Promise<void>;

const NOW = Promise.resolve();

/** Looks at a training every 0.1 s, at its first step and at its last. */
export class Reporter {
  readonly #listener: Listener;
  readonly #clock: () => number;
  #last: StepCount | undefined;
  #isOver = false;
  #lookedAt = -Infinity;
  #turnedAt = -Infinity;
  #between = 0;

  /**
   * @param listener Who is told.
   * @param clock The time in milliseconds.
   */
  constructor(listener: Listener, clock: () => number = performance.now.bind(performance)) {
    this.#listener = listener;
    this.#clock = clock;
  }

  /** Takes note of a step. A loss that is a tensor is fetched, perhaps from a GPU, only for a look. */
  report({ step, steps, loss, model }: TrainingProgress): Promise<void> {
    const last = this.#last;
    const isFirst = beginsAnew(last, { step, steps });
    // who reports every tenth step does so for the last time before the end
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
