/**
 * Sends reports on the training runs of a lesson while it answers a request: their progress, and sometimes the current
 * model.
 * @module
 */
import { encodeTensors } from "../../learn/nn/safetensors_encode.ts";
import { stepMetadata } from "../../learn/training/stopped.ts";
import type { Stateful, StepCount, TrainingStep } from "../../learn/training/training.ts";
import { MAX_LENGTH } from "./values.ts";

/** The time between two checkpoints, in milliseconds. Sending a checkpoint of 0.4 MB, as in lesson 20, takes 8 ms. */
const KEEP_MS = 3000;

/** The size of the largest model that is sent, in bytes. Base64 makes it a third larger. */
const MOST_KEPT = MAX_LENGTH * 3 / 4 - 4;

/** Sends the reports of training runs. */
export class TrainingReports {
  readonly #reply: (reply: object) => void;
  /** The id of the request that the reports belong to; nothing is sent before the first request. */
  #id: string | undefined;
  /** The time at which the last checkpoint was sent. */
  #keptAt: number | undefined;

  /** @param reply Sends a message to the judging process. */
  constructor(reply: (reply: object) => void) {
    this.#reply = reply;
  }

  /** From now on, the reports belong to the request with this id. */
  begin(id: string): void {
    this.#id = id;
    this.#keptAt = undefined;
  }

  /** Sends a report. If a checkpoint is due, the training run waits for it. */
  send({ loss, ...count }: TrainingStep, { model }: { model?: Stateful }): Promise<void> | void {
    const id = this.#id;
    if (id === undefined) return;
    // JSON cannot express NaN and the infinities
    this.#reply({ id, kind: "progress", ...count, loss: Number.isFinite(loss) ? loss : String(loss) });
    if (model) return this.#keep(id, model, count);
  }

  /** Sends the current model from time to time, because after Ctrl-C, this process ends too early to send it. */
  async #keep(id: string, model: Stateful, count: StepCount): Promise<void> {
    const now = performance.now();
    this.#keptAt ??= now; // a short training run is not worth saving
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
