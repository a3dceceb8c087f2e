/**
 * Lesson 19 solved in other orders: momentum has the learning rate in m, RMSProp and Adam move their averages part of
 * the way to the new value, Adam corrects the rate instead of m, and walks read every number as soon as it is there.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { linspace, lossCurves, type Points, RandomState } from "downhill";

type State = { theta: tf.Tensor; m: tf.Tensor; v: tf.Tensor; steps: number };
type Options = {
  learningRate: number;
  momentum?: number;
  alpha?: number;
  betas?: readonly [number, number];
  epsilon?: number;
  weightDecay?: number;
};
type Rule = (state: State, gradient: tf.Tensor, options: Options) => State;

/** As in the lesson. */
export const decayed = (theta: tf.Tensor, gradient: tf.Tensor, weightDecay = 0): tf.Tensor =>
  weightDecay === 0 ? tf.clone(gradient) : tf.mul(theta, weightDecay).add(gradient);

/** Part of the way from `before` to `value`. */
const towards = (before: tf.Tensor, value: tf.Tensor, part: number) => before.add(value.sub(before).mul(part));

/** As in the lesson. */
export const sgd: Rule = ({ theta, m, v, steps }, gradient, { learningRate, weightDecay }) => ({
  theta: decayed(theta, gradient, weightDecay).mul(-learningRate).add(theta),
  m,
  v,
  steps: steps + 1,
});

/** As in the lesson, but m is the whole step of θ. */
export const momentum: Rule = ({ theta, m, v, steps }, gradient, { learningRate, momentum = 0.9, weightDecay }) => {
  const change = m.mul(momentum).sub(decayed(theta, gradient, weightDecay).mul(learningRate));
  return { theta: theta.add(change), m: change, v, steps: steps + 1 };
};

/** As in the lesson. */
export const rmsprop: Rule = ({ theta, m, v, steps }, gradient, options) => {
  const { learningRate, alpha = 0.99, epsilon = 1e-8, weightDecay } = options;
  const g = decayed(theta, gradient, weightDecay);
  const next = towards(v, tf.mul(g, g), 1 - alpha);
  return { theta: theta.sub(g.div(tf.sqrt(next).add(epsilon)).mul(learningRate)), m, v: next, steps: steps + 1 };
};

/** As in the lesson. */
export const adam: Rule = (before, gradient, options) => {
  const { learningRate, betas = [0.9, 0.999], epsilon = 1e-8, weightDecay } = options;
  const g = decayed(before.theta, gradient, weightDecay);
  const m = towards(before.m, g, 1 - betas[0]);
  const v = towards(before.v, tf.mul(g, g), 1 - betas[1]);
  const t = before.steps + 1;
  const rate = learningRate / (1 - Math.pow(betas[0], t));
  const divisor = tf.sqrt(v).div(Math.sqrt(1 - Math.pow(betas[1], t))).add(epsilon);
  return { theta: before.theta.sub(m.div(divisor).mul(rate)), m, v, steps: t };
};

/** As in the lesson. */
export async function walk(
  rule: Rule,
  loss: (theta: tf.Tensor) => tf.Scalar,
  start: tf.TensorLike,
  { steps = 100, ...options }: Options & { steps?: number },
) {
  const gradientOf = tf.grad(loss);
  const theta = tf.tensor(start);
  let state: State = { theta, m: tf.zeros(theta.shape), v: tf.zeros(theta.shape), steps: 0 };
  const path: number[][] = [];
  const losses: number[] = [];
  const note = async () => {
    const value = tf.tidy(() => loss(state.theta));
    path.push([...await state.theta.data()]);
    losses.push((await value.data())[0]);
    value.dispose();
  };
  await note();
  for (let step = 0; step < steps; step++) {
    const next = tf.tidy(() => rule(state, gradientOf(state.theta), options));
    for (const name of ["theta", "m", "v"] as const) if (state[name] !== next[name]) state[name].dispose();
    state = next;
    await note();
  }
  tf.dispose(state);
  return { path, losses };
}

/** As in the lesson. */
export function stepsTo(target: number, losses: readonly number[]): number {
  for (let step = 0; step < losses.length; step++) if (losses[step] <= target) return step;
  return Infinity;
}

/** As in the lesson. */
export const walkers = (seed = 42): number[][] => {
  const random = new RandomState(seed);
  return linspace(1, 100, 100).map(() => [random.normal(0, 2), random.normal(0, 2)]);
};

/** As in the lesson. */
export function bowl({ degrees = 0, factor = 1 } = {}) {
  const angle = degrees / 180 * Math.PI;
  return (theta: tf.Tensor): tf.Scalar => {
    const [x, y] = tf.split(theta, 2, 1);
    const along = x.mul(Math.cos(angle)).add(y.mul(Math.sin(angle)));
    const across = y.mul(Math.cos(angle)).sub(x.mul(Math.sin(angle)));
    return along.square().add(across.square().mul(100)).sum().mul(factor / 2).asScalar();
  };
}

/** As in the lesson. */
export function valley(theta: tf.Tensor): tf.Scalar {
  const x = theta.slice(0, 1);
  const y = theta.slice(1, 1);
  return tf.add(tf.sub(1, x).square(), tf.sub(y, x.square()).square().mul(100)).asScalar();
}

/** As in the lesson. */
export function networkLoss({ xs, ys }: Points) {
  return (theta: tf.Tensor): tf.Scalar => {
    const part = (begin: number, shape: number[]) => theta.slice(begin, shape[0] * (shape[1] ?? 1)).reshape(shape);
    const x = tf.tensor(xs, [xs.length, 1]);
    const hidden = tf.relu(x.matMul(part(0, [1, 100])).add(part(100, [100])));
    const y = hidden.matMul(part(200, [100, 1])).add(part(300, [1]));
    return tf.losses.meanSquaredError(tf.tensor(ys, [ys.length, 1]), y).asScalar();
  };
}

/** As in the lesson. */
export function networkStart(seed = 7): number[] {
  const random = new RandomState(seed);
  const numbers = new Array<number>(301).fill(0);
  for (let i = 0; i < 100; i++) numbers[i] = 0.1 * random.normal();
  for (let i = 200; i < 300; i++) numbers[i] = 0.1 * random.normal();
  return numbers;
}

const RACERS = { SGD: [sgd, 0.01], momentum: [momentum, 0.01], RMSProp: [rmsprop, 0.3], Adam: [adam, 1] } as const;

/** As in the lesson. */
export async function race(landscape: { degrees?: number; factor?: number } = {}, { seed = 42, steps = 200 } = {}) {
  const result: Record<string, number[]> = {};
  for (const [name, [rule, learningRate]] of Object.entries(RACERS)) {
    const { losses } = await walk(rule, bowl(landscape), walkers(seed), { learningRate, steps });
    result[name] = losses.map((loss) => loss / 100);
  }
  return result;
}

/** As in the lesson. */
export const answers = () => ({
  sameWay: ["Adam", "RMSProp"],
  upright: ["RMSProp", "momentum", "Adam", "SGD"],
  turned: ["momentum", "Adam", "RMSProp", "SGD"],
});

/** Only the losses. */
export async function picture() {
  return lossCurves(await race(), { threshold: 0.1 });
}
