/**
 * Sends what the lesson shows of a training while it is asked: its progress, and sometimes the present model.
 * @module
 */
import { encodeTensors } from "../../learn/nn/safetensors_encode.ts";
import { stepMetadata } from "../../learn/training/stopped.ts";
import type { Stateful, StepCount, TrainingStep } from "../../learn/training/training.ts";
import { MAX_LENGTH } from "./values.ts";

/** The time between two checkpoints, in milliseconds: the 0.4 MB of lesson 20 take 8 ms. */
const KEEP_MS = 3000;

/** The largest model that is kept, in bytes: base64 makes it a third larger. */
const MOST_KEPT = MAX_LENGTH * 3 / 4 - 4;

/** Sends what a training shows. */
export class TrainingReports {
  readonly #reply: (reply: object) => void;
  /** The request that they belong to; nothing is sent before the first one. */
  #id: string | undefined;
  /** When the last checkpoint was sent. */
  #keptAt: number | undefined;

  /** @param reply Sends a message to the judging process. */
  constructor(reply: (reply: object) => void) {
    this.#reply = reply;
  }

  /** From now on they belong to the request with that id. */
  begin(id: string): void {
    this.#id = id;
    this.#keptAt = undefined;
  }

  /** Sends a report. The training waits for the checkpoint, if one is due. */
  send({ loss, ...count }: TrainingStep, { model }: { model?: Stateful }): Promise<void> | void {
    const id = this.#id;
    if (id === undefined) return;
    // JSON cannot express NaN and the infinities
    this.#reply({ id, kind: "progress", ...count, loss: Number.isFinite(loss) ? loss : String(loss) });
    if (model) return this.#keep(id, model, count);
  }

  /** Sends the present model from time to time: Ctrl-C ends this process before anybody could ask for it. */
  async #keep(id: string, model: Stateful, count: StepCount): Promise<void> {
    const now = performance.now();
    this.#keptAt ??= now; // a short training is not worth keeping
    if (now - this.#keptAt < KEEP_MS) return;
    try {
      const bytes = await encodeTensors(model.stateDict(), stepMetadata(count));
      if (bytes.length <= MOST_KEPT) this.#reply({ id, kind: "checkpoint", ...count, tensors: bytes.toBase64() });
    } catch {
      // a model that cannot be sent can still be trained
    }
    this.#keptAt = performance.now();
  }
}
