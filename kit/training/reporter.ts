/**
 * How often a training is looked at: seldom enough that it costs nothing, often enough for an eye.
 * @module
 */
import { setImmediate } from "node:timers";
import { beginsAnew, type Step } from "./training.ts";

/** From one look to the next, in milliseconds: more often is flicker. */
const PAUSE_MS = 100;

/** A loss that has to be fetched, perhaps from a GPU: a tensor with one number. */
export interface FarLoss {
  /** Its one number, in a list. */
  data(): Promise<ArrayLike<number>>;
}

/** What a look has seen. */
export interface Look extends Step {
  /** The loss after that step. */
  loss: number;
  /** Whether no further step is expected. */
  isLast: boolean;
}

/** Who is told of it. A promise is waited for before the training goes on. */
export type Listener = (look: Look) => void | Promise<void>;

const NOW = Promise.resolve();

/** Looks at a training every 0.1 s, at its first step and at its last. */
export class Reporter {
  readonly #listener: Listener;
  readonly #clock: () => number;
  #last: Step | undefined;
  #isOver = false;
  #lookedAt = -Infinity;

  /**
   * @param listener Who is told.
   * @param clock The time in milliseconds.
   */
  constructor(listener: Listener, clock: () => number = performance.now.bind(performance)) {
    this.#listener = listener;
    this.#clock = clock;
  }

  /** Takes note of a step. The loss is fetched only for a look. */
  report({ step, steps }: Step, loss: number | FarLoss): Promise<void> {
    const last = this.#last;
    const isFirst = beginsAnew(last, { step, steps });
    // who reports every tenth step does so for the last time before the end
    const stride = isFirst ? 1 : Math.max(1, step - last!.step);
    const isLast = step + stride >= steps;
    const isDue = isFirst || isLast && !this.#isOver || this.#clock() - this.#lookedAt >= PAUSE_MS;
    this.#last = { step, steps };
    this.#isOver = isLast;
    return isDue ? this.#look({ step, steps, loss, isLast }) : NOW;
  }

  async #look({ loss, ...step }: Step & { loss: number | FarLoss; isLast: boolean }): Promise<void> {
    this.#lookedAt = this.#clock();
    await this.#listener({ ...step, loss: typeof loss === "number" ? loss : (await loss.data())[0] });
    // a loop that only waits for what is ready lets nobody else in: not Ctrl-C, not the end of standard input
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
