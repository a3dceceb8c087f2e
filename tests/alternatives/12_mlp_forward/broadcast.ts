/**
 * Lesson 12 solved without a matrix product: x is broadcast to all units, and the output is a sum over the units.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { fitCurve, noisyCubic, RandomState } from "downhill";

interface Parameters {
  w1: tf.Variable;
  b1: tf.Variable;
  w2: tf.Variable;
  b2: tf.Variable;
}

/** As in the lesson, but the tensors are freed one by one. */
export function createParameters(seed = 7): Parameters {
  const random = new RandomState(seed);
  const numbers = Array.from({ length: 200 }, () => 0.1 * random.normal());
  const variable = (values: number[], shape: number[]) => {
    const initial = tf.tensor(values, shape);
    const variable = tf.variable(initial);
    initial.dispose();
    return variable;
  };
  const w1 = variable(numbers.slice(0, 100), [1, 100]);
  const b1 = variable(new Array(100).fill(0), [100]);
  const w2 = variable(numbers.slice(100), [100, 1]);
  return { w1, b1, w2, b2: variable([0], [1]) };
}

/** As in the lesson. */
export function forward(x: tf.Tensor, { w1, b1, w2, b2 }: Parameters): tf.Tensor {
  return tf.tidy(() => {
    const hidden = tf.maximum(x.mul(w1).add(b1), 0); // [n, units]
    return hidden.mul(w2.transpose()).sum(1, true).add(b2);
  });
}

/** As in the lesson. */
export const answers = () => ({ parameters: 100 + 100 + 100 + 1, bends: 1 });

/** As in the lesson. */
export const picture = () => fitCurve({ data: noisyCubic() });
