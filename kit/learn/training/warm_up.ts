/**
 * Warms up a process while it waits. V8 compiles code that is used often, so in a new process the first thousand steps
 * of training take twice as long as the next thousand.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { setImmediate } from "node:timers";
import { Adam } from "../nn/adam.ts";

/** The number of training steps; more would not make lesson 13 faster. */
const STEPS = 800;

/**
 * Trains a small network, step by step, until V8 has compiled the code, or `isNeeded` returns true because the process
 * has work.
 */
export async function warmUp(isNeeded: () => boolean): Promise<void> {
  const constants = tf.tidy(() => [tf.linspace(-1, 3, 80).reshape([80, 1]), tf.zeros([80, 1])]);
  const parameters = [[1, 100], [100], [100, 1], [1]].map((shape) => tf.tidy(() => tf.variable(tf.fill(shape, 0.1))));
  const [x, y] = constants;
  const [w1, b1, w2, b2] = parameters;
  const optimizer = new Adam(parameters);
  for (let step = 0; step < STEPS && !isNeeded(); step++) {
    optimizer.step(() => y.sub(x.matMul(w1).add(b1).relu().matMul(w2).add(b2)).square().mean()).dispose();
    await new Promise<void>((resolve) => setImmediate(resolve)); // lets the process receive work meanwhile
  }
  optimizer.dispose();
  tf.dispose([constants, parameters]);
}
