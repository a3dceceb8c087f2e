/**
 * Lesson 13 solved with TF.js's own Adam, without a helper for the network; the losses are joined before they are read.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { fitCurve, noisyCubic, type Points, RandomState, showProgress } from "downhill";

/** As in the lesson. */
export function createParameters(seed: number) {
  const random = new RandomState(seed);
  const numbers = Array.from({ length: 200 }, () => 0.1 * random.normal());
  return tf.tidy(() => ({
    w1: tf.variable(tf.tensor2d(numbers.slice(0, 100), [1, 100])),
    b1: tf.variable(tf.zeros([100])),
    w2: tf.variable(tf.tensor2d(numbers.slice(100), [100, 1])),
    b2: tf.variable(tf.zeros([1])),
  }));
}

type Parameters = ReturnType<typeof createParameters>;

/** As in the lesson. */
export const hidden = (x: tf.Tensor, { w1, b1 }: Parameters) => tf.relu(tf.add(tf.matMul(x, w1), b1));

/** As in the lesson. */
export const forward = (x: tf.Tensor, all: Parameters) => tf.add(tf.matMul(hidden(x, all), all.w2), all.b2);

/** The result of training, with getters and with more fields than required. */
class Trained {
  readonly #losses: number[];

  constructor(readonly parameters: Parameters & { name: string }, losses: number[]) {
    this.#losses = losses;
  }

  get losses() {
    return this.#losses;
  }
}

/** As in the lesson, but the last step is also reported. */
export async function train(
  { xs, ys }: Points,
  { steps = 2000, learningRate = 0.01, seed = 7, onProgress = showProgress } = {},
) {
  const [x, y] = [xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]));
  const parameters = createParameters(seed);
  const optimizer = tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
  const meanSquare = () => tf.losses.meanSquaredError(y, forward(x, parameters)) as tf.Scalar;
  const scalars: tf.Scalar[] = [];
  for (let step = 0; step < steps; step++) {
    scalars.push(optimizer.minimize(meanSquare, true, Object.values(parameters))!);
    if (step % 10 === 0 || step === steps - 1) await onProgress({ step, steps, loss: scalars[step] });
  }
  const joined = steps === 0 ? tf.tensor1d([]) : tf.stack(scalars);
  const losses = Array.from(await joined.data());
  tf.dispose([x, y, joined, ...scalars]);
  optimizer.dispose();
  return new Trained({ ...parameters, name: "network" }, losses);
}

/** As in the lesson. */
export const answers = () => ({ deadUnits: 40, moreStepsHelp: false });

/** As in the lesson. */
export const picture = () => fitCurve({ data: noisyCubic() });
