/**
 * Lesson 12 solved with TF.js's fused operation for product, bias and activation, and with variables that a loop makes
 * from their initial values.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { fitCurve, noisyCubic, RandomState } from "downhill";

type Parameters = Record<"w1" | "b1" | "w2" | "b2", tf.Variable>;

/** As in the lesson. */
export function createParameters(seed = 7): Parameters {
  const random = new RandomState(seed);
  return tf.tidy(() => {
    const weights = () => tf.tensor1d(Float32Array.from({ length: 100 }, () => 0.1 * random.normal()));
    const initial = {
      w1: weights().expandDims(0),
      w2: weights().expandDims(1),
      b1: tf.fill([100], 0),
      b2: tf.fill([1], 0),
    };
    return Object.fromEntries(Object.entries(initial).map(([name, values]) => [name, tf.variable(values)]));
  }) as Parameters;
}

/** As in the lesson. */
export function forward(x: tf.Tensor2D, { w1, b1, w2, b2 }: Parameters): tf.Tensor2D {
  const hidden = tf.fused.matMul({ a: x, b: w1 as tf.Tensor2D, bias: b1, activation: "relu" });
  return tf.fused.matMul({ a: hidden as tf.Tensor2D, b: w2 as tf.Tensor2D, bias: b2 }) as tf.Tensor2D;
}

/** As in the lesson. */
export function answers() {
  const parameters = createParameters();
  const count = Object.values(parameters).reduce((count, { size }) => count + size, 0);
  tf.dispose(parameters);
  return { parameters: count, bends: 1 };
}

/** As in the lesson. */
export const picture = () => fitCurve({ data: noisyCubic() });
