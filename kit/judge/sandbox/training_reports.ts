/**
 * What the lesson shows of a training while it is being asked: how far it is, and now and then the model as it is.
 * @module
 */
import { encodeTensors } from "../../learn/nn/safetensors_encode.ts";
import { stepMetadata } from "../../learn/training/stopped.ts";
import type { Stateful, StepCount, TrainingStep } from "../../learn/training/training.ts";
import { MAX_LENGTH } from "./values.ts";

/** From one checkpoint to the next, in milliseconds: the 0.4 MB of lesson 20 take 8 ms. */
const KEEP_MS = 3000;

/** A larger model is not kept, in bytes: base64 makes a third more of it. */
const MOST_KEPT = MAX_LENGTH * 3 / 4 - 4;

/** Sends what a training shows. */
export class TrainingReports {
  readonly #reply: (reply: object) => void;
  /** The request that they belong to; until the first one, nobody is told. */
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

  /** Sends what a look has seen. The training waits for the checkpoint, if one is due. */
  send({ loss, ...count }: TrainingStep, { model }: { model?: Stateful }): Promise<void> | void {
    const id = this.#id;
    if (id === undefined) return;
    // JSON has no word for NaN and the infinities
    this.#reply({ id, kind: "progress", ...count, loss: Number.isFinite(loss) ? loss : String(loss) });
    if (model) return this.#keep(id, model, count);
  }

  /** Sends the model as it is, now and then: Ctrl-C ends this process before anybody could ask for it. */
  async #keep(id: string, model: Stateful, count: StepCount): Promise<void> {
    const now = performance.now();
    this.#keptAt ??= now; // what takes no time is not worth keeping
    if (now - this.#keptAt < KEEP_MS) return;
    try {
      const bytes = await encodeTensors(model.stateDict(), stepMetadata(count));
      if (bytes.length <= MOST_KEPT) this.#reply({ id, kind: "checkpoint", ...count, tensors: bytes.toBase64() });
    } catch {
      // a model that cannot be kept can be trained all the same
    }
    this.#keptAt = performance.now();
  }
}
