/**
 * Lesson 19 solved with one helper for averages and one for the step, which all rules share. The losses of a walk are
 * read all at once after the last step.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurves, type Points, RandomState } from "downhill";

interface Remembered {
  theta: tf.Tensor;
  m: tf.Tensor;
  v: tf.Tensor;
  steps: number;
}

/** As in the lesson. */
export interface RuleOptions {
  learningRate: number;
  momentum?: number;
  alpha?: number;
  betas?: readonly [number, number];
  epsilon?: number;
  weightDecay?: number;
}

/** As in the lesson. */
export function decayed(theta: tf.Tensor, gradient: tf.Tensor, weightDecay = 0): tf.Tensor {
  return tf.addN([gradient, theta.mul(weightDecay)]);
}

const average = (before: tf.Tensor, value: tf.Tensor, keep: number) => tf.addN([before.mul(keep), value.mul(1 - keep)]);

/** The state one learning rate along `direction`. */
const moved = (state: Remembered, direction: tf.Tensor, { learningRate }: RuleOptions, memory = {}): Remembered => ({
  ...state,
  ...memory,
  theta: tf.sub(state.theta, direction.mul(learningRate)),
  steps: state.steps + 1,
});

/** As in the lesson. */
export function sgd(state: Remembered, gradient: tf.Tensor, options: RuleOptions): Remembered {
  return moved(state, decayed(state.theta, gradient, options.weightDecay), options);
}

/** As in the lesson. */
export function momentum(state: Remembered, gradient: tf.Tensor, options: RuleOptions): Remembered {
  const m = state.m.mul(options.momentum ?? 0.9).add(decayed(state.theta, gradient, options.weightDecay));
  return moved(state, m, options, { m });
}

/** As in the lesson. */
export function rmsprop(state: Remembered, gradient: tf.Tensor, options: RuleOptions): Remembered {
  const g = decayed(state.theta, gradient, options.weightDecay);
  const v = average(state.v, g.square(), options.alpha ?? 0.99);
  return moved(state, g.div(v.sqrt().add(options.epsilon ?? 1e-8)), options, { v });
}

/** As in the lesson. */
export function adam(state: Remembered, gradient: tf.Tensor, options: RuleOptions): Remembered {
  const [beta1, beta2] = options.betas ?? [0.9, 0.999];
  const g = decayed(state.theta, gradient, options.weightDecay);
  const m = average(state.m, g, beta1);
  const v = average(state.v, g.square(), beta2);
  const corrected = (moment: tf.Tensor, beta: number) => moment.div(1 - beta ** (state.steps + 1));
  const direction = corrected(m, beta1).div(corrected(v, beta2).sqrt().add(options.epsilon ?? 1e-8));
  return moved(state, direction, options, { m, v });
}

/** As in the lesson. */
export async function walk(
  rule: (state: Remembered, gradient: tf.Tensor, options: RuleOptions) => Remembered,
  loss: (theta: tf.Tensor) => tf.Scalar,
  start: tf.TensorLike,
  { steps = 100, ...options }: RuleOptions & { steps?: number },
) {
  const theta = tf.tensor(start);
  const all: Remembered[] = [{ theta, m: tf.zerosLike(theta), v: tf.zerosLike(theta), steps: 0 }];
  const scalars: tf.Scalar[] = [];
  while (all.length <= steps) {
    const state = all[all.length - 1];
    const { value, grad } = tf.valueAndGrad(loss)(state.theta);
    all.push(tf.tidy(() => ({ ...rule(state, grad, options) })) as Remembered);
    scalars.push(value as tf.Scalar);
    grad.dispose();
  }
  scalars.push(tf.tidy(() => loss(all[steps].theta)));
  const joined = tf.stack(scalars);
  const losses = Array.from(await joined.data());
  const path = await Promise.all(all.map(async ({ theta }) => [...await theta.data()]));
  tf.dispose([joined, ...scalars, ...all.flatMap(({ theta, m, v }) => [theta, m, v])]);
  return { path, losses };
}

/** As in the lesson. */
export const stepsTo = (target: number, losses: readonly number[]): number =>
  losses.some((loss) => loss <= target) ? losses.findIndex((loss) => loss <= target) : Infinity;

/** As in the lesson. */
export function walkers(seed = 42): number[][] {
  const random = new RandomState(seed);
  const all = [];
  for (let i = 0; i < 100; i++) all.push([random.normal(0, 2), random.normal(0, 2)]);
  return all;
}

/** As in the lesson, as a quadratic form. */
export function bowl({ degrees = 0, factor = 1 } = {}) {
  const [cos, sin] = [Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180)];
  const xx = cos ** 2 + 100 * sin ** 2;
  const yy = sin ** 2 + 100 * cos ** 2;
  const xy = -99 * sin * cos;
  return (theta: tf.Tensor): tf.Scalar =>
    theta.matMul(tf.tensor2d([[xx, xy], [xy, yy]])).mul(theta).sum().mul(factor / 2).asScalar();
}

/** As in the lesson. */
export function valley(theta: tf.Tensor): tf.Scalar {
  const [x, y] = tf.unstack(theta);
  return tf.addN([tf.squaredDifference(1, x), tf.squaredDifference(y, x.mul(x)).mul(100)]).asScalar();
}

/** As in the lesson. */
export function networkLoss({ xs, ys }: Points) {
  return (theta: tf.Tensor): tf.Scalar => {
    const [w1, b1, w2, b2] = tf.split(theta, [100, 100, 100, 1]);
    const hidden = tf.relu(tf.outerProduct(tf.tensor1d(xs), w1.as1D()).add(b1));
    return tf.squaredDifference(hidden.mul(w2).sum(1).add(b2), tf.tensor1d(ys)).mean().asScalar();
  };
}

/** As in the lesson. */
export function networkStart(seed = 7): number[] {
  const random = new RandomState(seed);
  return Array.from({ length: 301 }, (_, i) => i < 100 || i >= 200 && i < 300 ? random.normal(0, 0.1) : 0);
}

/** As in the lesson. */
export async function race(landscape: { degrees?: number; factor?: number } = {}, { seed = 42, steps = 200 } = {}) {
  const losses = async (rule: typeof sgd, learningRate: number) =>
    (await walk(rule, bowl(landscape), walkers(seed), { learningRate, steps })).losses.map((loss) => loss / 100);
  const [SGD, ball] = [await losses(sgd, 0.01), await losses(momentum, 0.01)];
  return { SGD, momentum: ball, RMSProp: await losses(rmsprop, 0.3), Adam: await losses(adam, 1) };
}

/** As in the lesson. */
export function answers() {
  const [upright, turned] = ["RMSProp momentum Adam SGD", "momentum Adam RMSProp SGD"].map((names) => names.split(" "));
  return { upright, turned, sameWay: ["RMSProp", "Adam"] };
}

/** Only the losses, in the turned bowl. */
export const picture = async () => lossCurves(await race({ degrees: 45 }), { logX: true });
