/**
 * Lesson 19 solved with one helper for averages and one for the step, which all rules share; each rule frees its own
 * tensors and returns a state with more fields.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { RuleName, RuleOptions, State } from "../../../solutions/19_optimizers.ts";

export function decayed(theta: tf.Tensor, gradient: tf.Tensor, weightDecay = 0): tf.Tensor {
  return tf.addN([gradient, theta.mul(weightDecay)]);
}

const average = (before: tf.Tensor, value: tf.Tensor, keep: number) => tf.addN([before.mul(keep), value.mul(1 - keep)]);

/** A state with one more field. */
class Reached implements State {
  constructor(readonly theta: tf.Tensor, readonly m: tf.Tensor, readonly v: tf.Tensor, readonly steps: number) {}
  by = "a rule";
}

/** The state after a step against `direction`, scaled by the learning rate. */
const moved = (state: State, direction: tf.Tensor, { learningRate }: RuleOptions, { m = state.m, v = state.v } = {}) =>
  new Reached(tf.sub(state.theta, direction.mul(learningRate)), m, v, state.steps + 1);

export function sgd(state: State, gradient: tf.Tensor, options: RuleOptions): State {
  return tf.tidy(() => moved(state, decayed(state.theta, gradient, options.weightDecay), options) as never);
}

export function momentum(state: State, gradient: tf.Tensor, options: RuleOptions): State {
  const m = state.m.mul(options.momentum ?? 0.9).add(decayed(state.theta, gradient, options.weightDecay));
  return moved(state, m, options, { m });
}

export function rmsprop(state: State, gradient: tf.Tensor, options: RuleOptions): State {
  const g = decayed(state.theta, gradient, options.weightDecay);
  const v = average(state.v, g.square(), options.alpha ?? 0.99);
  return moved(state, g.div(v.sqrt().add(options.epsilon ?? 1e-8)), options, { v });
}

export function adam(state: State, gradient: tf.Tensor, options: RuleOptions): State {
  const [beta1, beta2] = options.betas ?? [0.9, 0.999];
  const g = decayed(state.theta, gradient, options.weightDecay);
  const m = average(state.m, g, beta1);
  const v = average(state.v, g.square(), beta2);
  const corrected = (moment: tf.Tensor, beta: number) => moment.div(1 - beta ** (state.steps + 1));
  const direction = corrected(m, beta1).div(corrected(v, beta2).sqrt().add(options.epsilon ?? 1e-8));
  return moved(state, direction, options, { m, v });
}

export function answers(): { upright: RuleName[]; turned: RuleName[]; sameWay: RuleName[] } {
  const [upright, turned] = ["RMSProp momentum Adam SGD", "momentum Adam RMSProp SGD"].map((names) => names.split(" "));
  return { upright: upright as RuleName[], turned: turned as RuleName[], sameWay: ["RMSProp", "Adam"] };
}
