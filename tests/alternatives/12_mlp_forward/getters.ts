/**
 * Lesson 12 solved with a class whose parameters are getters, and a forward that goes through the examples one by one.
 * @module
 */
import type { NetworkParameters } from "../../../solutions/12_mlp_forward.ts";
import * as tf from "@tensorflow/tfjs";
import { RandomState } from "downhill";

/** Parameters, and the random generator that draws them. */
class Network implements NetworkParameters {
  readonly #all: tf.Variable[];

  constructor(readonly random: RandomState) {
    const draw = () => Float32Array.from({ length: 100 }, () => random.normal() * 0.1);
    this.#all = tf.tidy(() => {
      const [w1, w2] = [draw(), draw()];
      const initial = [tf.tensor2d(w1, [1, 100]), tf.zeros([100]), tf.tensor2d(w2, [100, 1]), tf.zeros([1])];
      return initial.map((tensor) => Object.assign(tf.variable(tensor), { createdAt: "the start" }));
    });
  }

  get w1() {
    return this.#all[0] as tf.Variable<tf.Rank.R2>;
  }

  get b1() {
    return this.#all[1] as tf.Variable<tf.Rank.R1>;
  }

  get w2() {
    return this.#all[2] as tf.Variable<tf.Rank.R2>;
  }

  get b2() {
    return this.#all[3] as tf.Variable<tf.Rank.R1>;
  }
}

/** As in the lesson. */
export function createParameters(seed = 7): NetworkParameters {
  return new Network(new RandomState(seed));
}

/** As in the lesson, with a tensor for each example; at the end they are joined. */
export function forward(x: tf.Tensor2D, { w1, b1, w2, b2 }: NetworkParameters): tf.Tensor2D {
  const rows = tf.unstack(x).map((row) => {
    const hidden = row.mul(w1).flatten().add(b1);
    return hidden.maximum(0).reshape([1, -1]).matMul(w2).reshape([1]).add(b2);
  });
  return tf.stack(rows) as tf.Tensor2D;
}
