/**
 * Lesson 19 solved in other orders: momentum adds the decay to m in a second step, RMSProp and Adam move their averages
 * part of the way to the new value, Adam corrects the learning rate instead of m, and unchanged fields are copied.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { Rule, RuleName } from "../../../solutions/19_optimizers.ts";

export const decayed = (theta: tf.Tensor, gradient: tf.Tensor, weightDecay = 0): tf.Tensor =>
  weightDecay === 0 ? tf.clone(gradient) : tf.mul(theta, weightDecay).add(gradient);

/** Part of the way from `before` to `value`. */
const towards = (before: tf.Tensor, value: tf.Tensor, part: number) => before.add(value.sub(before).mul(part));

export const sgd: Rule = ({ theta, m, v, steps }, gradient, { learningRate, weightDecay = 0 }) => ({
  // the decay shrinks θ itself: for SGD, the result is the same
  theta: theta.mul(1 - learningRate * weightDecay).sub(gradient.mul(learningRate)),
  m: m.clone(),
  v: v.clone(),
  steps: steps + 1,
});

export const momentum: Rule = ({ theta, m, v, steps }, gradient, { learningRate, momentum = 0.9, weightDecay = 0 }) => {
  const next = gradient.add(m.mul(momentum)).add(theta.mul(weightDecay));
  return { theta: next.mul(-learningRate).add(theta), m: next, v, steps: steps + 1 };
};

export const rmsprop: Rule = ({ theta, m, v, steps }, gradient, options) => {
  const { learningRate, alpha = 0.99, epsilon = 1e-8, weightDecay } = options;
  const g = decayed(theta, gradient, weightDecay);
  const next = towards(v, tf.mul(g, g), 1 - alpha);
  return { theta: theta.sub(g.mul(learningRate).div(tf.sqrt(next).add(epsilon))), m, v: next, steps: steps + 1 };
};

export const adam: Rule = (before, gradient, options) => {
  const { learningRate, betas = [0.9, 0.999], epsilon = 1e-8, weightDecay } = options;
  const g = decayed(before.theta, gradient, weightDecay);
  const m = towards(before.m, g, 1 - betas[0]);
  const v = towards(before.v, tf.pow(g, 2), 1 - betas[1]);
  const t = before.steps + 1;
  const rate = learningRate / (1 - Math.pow(betas[0], t));
  const divisor = tf.sqrt(v).div(Math.sqrt(1 - Math.pow(betas[1], t))).add(epsilon);
  return { theta: before.theta.sub(m.div(divisor).mul(rate)), m, v, steps: t };
};

export const answers = (): { upright: RuleName[]; turned: RuleName[]; sameWay: RuleName[] } => ({
  sameWay: ["Adam", "RMSProp"],
  upright: ["RMSProp", "momentum", "Adam", "SGD"],
  turned: ["momentum", "Adam", "RMSProp", "SGD"],
});
