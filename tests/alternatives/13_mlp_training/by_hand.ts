/**
 * Lesson 13 solved with Adam written out, on gradients that TF.js computes; every tenth loss is read during training.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { fitCurve, noisyCubic, type Points, RandomState, showProgress } from "downhill";

/** As in the lesson. */
export function createParameters(seed: number) {
  const random = new RandomState(seed);
  const draw = () => Array.from({ length: 100 }, () => random.normal(0, 0.1));
  return tf.tidy(() => ({
    w1: tf.variable(tf.tensor2d([draw()])),
    b1: tf.variable(tf.zeros([100])),
    w2: tf.variable(tf.tensor2d(draw(), [100, 1])),
    b2: tf.variable(tf.zeros([1])),
  }));
}

type Parameters = ReturnType<typeof createParameters>;

/** As in the lesson. */
export const hidden = (x: tf.Tensor, { w1, b1 }: Parameters) => x.matMul(w1).add(b1).relu();

/** As in the lesson. */
export const forward = (x: tf.Tensor, all: Parameters) => hidden(x, all).matMul(all.w2).add(all.b2);

/** As in the lesson. */
export async function train(
  { xs, ys }: Points,
  { steps = 2000, learningRate = 0.01, seed = 7, onProgress = showProgress } = {},
) {
  const [x, y] = [tf.tensor2d(xs.map((x) => [x])), tf.tensor2d(ys.map((y) => [y]))];
  const parameters = createParameters(seed);
  const memory = tf.tidy(() =>
    Object.values(parameters).map((theta) => ({
      theta,
      m: tf.variable(tf.zerosLike(theta as tf.Tensor)),
      v: tf.variable(tf.zerosLike(theta as tf.Tensor)),
    }))
  );
  const kept: tf.Tensor[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() =>
        tf.squaredDifference(forward(x, parameters), y).mean().asScalar()
      );
      for (const { theta, m, v } of memory) {
        const gradient = grads[theta.name];
        m.assign(m.mul(0.9).add(gradient.mul(0.1)));
        v.assign(v.mul(0.999).add(gradient.square().mul(0.001)));
        const divisor = v.div(1 - 0.999 ** (step + 1)).sqrt().add(1e-8);
        const change = m.div(divisor).mul(learningRate / (1 - 0.9 ** (step + 1)));
        theta.assign(theta.sub(change) as never);
      }
      return value;
    });
    kept.push(loss);
    if (step % 10 === 0) await onProgress({ step, steps, loss: (await loss.data())[0] });
  }
  const losses: number[] = [];
  for (const loss of kept) losses.push(...await loss.data());
  tf.dispose([x, y, kept, memory.map(({ m, v }) => [m, v])]);
  return { parameters, losses };
}

/** As in the lesson, found by training. */
export async function answers() {
  const data = noisyCubic();
  const { parameters, losses } = await train(data, { onProgress: async () => {} });
  const [w1, b1] = await Promise.all([parameters.w1.data(), parameters.b1.data()]);
  tf.dispose(parameters);
  const isDead = (k: number) => data.xs.every((x) => x * w1[k] + b1[k] <= 0);
  return {
    deadUnits: Array.from(w1, (_, k) => isDead(k)).filter(Boolean).length,
    moreStepsHelp: losses[1000] - losses[1999] > 0.1,
  };
}

/** As in the lesson. */
export const picture = () => fitCurve({ data: noisyCubic() });
