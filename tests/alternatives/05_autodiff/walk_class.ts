/**
 * Lesson 05 solved with a class that has getters for its results, and frees its tensors itself.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type GradientDescentOptions, lossesByHand, type TensorObjective } from "../../../solutions/05_autodiff.ts";

class Walk {
  #x: tf.Tensor;
  #losses: number[] = [];
  readonly gradient: (x: tf.Tensor) => tf.Tensor;

  constructor(readonly f: TensorObjective, start: number, readonly learningRate: number) {
    this.gradient = tf.grad(f);
    this.#x = tf.scalar(start);
  }

  get x() {
    return this.#x.isDisposed ? this.end : this.#x.dataSync()[0];
  }

  get losses() {
    return [...this.#losses];
  }

  end = NaN;

  step() {
    const before = this.#x;
    [this.#x, this.#losses[this.#losses.length]] = tf.tidy(() => {
      const next = tf.add(before, tf.mul(-this.learningRate, this.gradient(before)));
      return [tf.keep(next), this.f(next).arraySync() as number];
    });
    before.dispose();
  }

  finish() {
    this.end = this.x;
    this.#x.dispose();
    return this;
  }
}

export async function gradientDescent(
  f: TensorObjective,
  start: number,
  options: GradientDescentOptions = {},
) {
  const walk = new Walk(f, start, options.learningRate ?? 0.01);
  for (let left = options.steps ?? 1000; left > 0; left--) walk.step();
  return await Promise.resolve(walk.finish());
}

export async function answers() {
  const steps = 100;
  const { losses } = await gradientDescent((x) => x.mul(x), 2, { steps });
  const byHand = lossesByHand(steps);
  let [largestDifference, i] = [0, 0];
  for (const loss of losses) largestDifference = Math.max(largestDifference, Math.abs(1 - loss / byHand[i++]));
  return { largestDifference, same: "up to rounding" as const, steps };
}
