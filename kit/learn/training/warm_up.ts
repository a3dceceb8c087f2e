/**
 * Practice for a process that waits: V8 compiles what is used often, and of a training in a fresh process the first
 * thousand steps take twice as long as the next.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { setImmediate } from "node:timers";
import { Adam } from "../nn/adam.ts";

/** So many steps of a small network, after which lesson 13 gains nothing by more. */
const STEPS = 800;

/** Trains a small network, step by step, until it has done so often enough, or `isNeeded` says that somebody waits. */
export async function warmUp(isNeeded: () => boolean): Promise<void> {
  const constants = tf.tidy(() => [tf.linspace(-1, 3, 80).reshape([80, 1]), tf.zeros([80, 1])]);
  const parameters = [[1, 100], [100], [100, 1], [1]].map((shape) => tf.tidy(() => tf.variable(tf.fill(shape, 0.1))));
  const [x, y] = constants;
  const [w1, b1, w2, b2] = parameters;
  const optimizer = new Adam(parameters);
  for (let step = 0; step < STEPS && !isNeeded(); step++) {
    optimizer.step(() => y.sub(x.matMul(w1).add(b1).relu().matMul(w2).add(b2)).square().mean()).dispose();
    await new Promise<void>((resolve) => setImmediate(resolve)); // whoever asks meanwhile is heard
  }
  optimizer.dispose();
  tf.dispose([constants, parameters]);
}
