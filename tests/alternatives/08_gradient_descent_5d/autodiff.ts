/**
 * Lesson 08 solved without an optimizer, with tf.grad as in lesson 05.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurves, normal } from "downhill";

/** As in the lesson. */
export async function gradientDescent(
  f: (x: tf.Tensor) => tf.Tensor,
  start: readonly number[],
  { steps = 100, learningRate = 0.01 }: { steps?: number; learningRate?: number } = {},
) {
  const gradient = tf.grad(f);
  let x: tf.Tensor = tf.tensor(start.slice());
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const [next, loss] = tf.tidy(() => {
      const next = tf.sub(x, tf.mul(gradient(x), learningRate));
      return [next, f(next)];
    });
    losses.push(await loss.array() as number);
    tf.dispose([x, loss]);
    x = next;
  }
  const end = await x.array() as number[];
  x.dispose();
  return { x: end, losses };
}

/** As in the lesson. */
export function randomSearch(start: readonly number[]) {
  const random = normal(42);
  const sum = (x: readonly number[]) => x.reduce((a, b) => a + b);
  let x = start;
  const losses = Array.from({ length: 2000 }, () => {
    const sample = x.map((value) => value + 0.01 * random());
    if (sum(sample) ** 2 < sum(x) ** 2) x = sample;
    return sum(x) ** 2;
  });
  return { x, losses };
}

/** As in the lesson, found by searching the losses. */
export async function answers() {
  const { losses } = await gradientDescent((x) => x.sum().square(), [1, 2, 3, 4, 5]);
  const steps = (losses: number[]) => losses.findIndex((loss) => loss <= 1e-3) + 1;
  return { gradientDescent: steps(losses), randomSearch: steps(randomSearch([1, 2, 3, 4, 5]).losses) };
}

/** As in the lesson. */
export const picture = async () =>
  lossCurves({ walk: (await gradientDescent((x) => x.sum().square(), [1, 2, 3])).losses });
