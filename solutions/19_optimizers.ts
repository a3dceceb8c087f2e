/**
 * # 19 · Optimizers by hand
 *
 * Since lesson 13 you have used `new Adam(…)` without seeing its code. Now you write Adam yourself, and three similar
 * optimizers. Each is a **rule**: it gets the position θ and the gradient g there, and returns the next position. SGD
 * uses only g. The others also remember something, in tensors that have the shape of θ and start at 0:
 *
 * > **momentum**: m ← μ · m + g, then θ ← θ − learning rate · m
 *
 * > **RMSProp**: v ← α · v + (1 − α) · g², then θ ← θ − learning rate · g / (√v + ε)
 *
 * > **Adam**: m ← β₁ · m + (1 − β₁) · g and v ← β₂ · v + (1 − β₂) · g², then θ ← θ − learning rate · m̂ / (√v̂ + ε)
 *
 * m shows in which direction the gradients have pointed, and v how large they have been. An average that starts at 0 is
 * too small at first: m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) correct this in step t = 1, 2, … RMSProp has no such
 * correction, so its first step is ten learning rates long. **Weight decay** λ pulls θ towards 0: each rule begins by
 * adding λ · θ to the gradient, and this sum is its g.
 *
 * **You write** rules as pure functions on whole tensors: they take a {@linkcode State} and return a new one, and the
 * old one does not change. {@linkcode walk} calls your rules, and frees the tensors that are no longer needed.
 *
 * - First {@linkcode decayed}, the g of each rule, and then the rules: {@linkcode sgd}, {@linkcode momentum},
 *   {@linkcode rmsprop} and {@linkcode adam}.
 * - {@linkcode answers}: three questions about a bowl that is a hundred times steeper in one direction than in the
 *   other. Let the rules {@linkcode race} in it, upright and turned by 45°: in which order do they reach a mean loss of
 *   0.1? And suppose that you add up the losses of 80 points instead of averaging them, with the same learning rate:
 *   which rules still take the same path? To measure this, add code after a second `if (import.meta.main)` at the end
 *   of the file. Then write down what you found.
 *
 * **You should see**, in the turned bowl, SGD creep along the floor of the valley, while momentum swings from side to
 * side and arrives after 36 steps. Momentum also suits the network of lesson 13: in 100 steps with a learning rate of
 * 0.01, it brings the loss down to 1.05, Adam to 4.11, SGD to 4.29. But with 0.1, SGD and momentum diverge, and Adam
 * reaches 1.79. Adam works well over a wider range of learning rates than the others, so most people try it first.
 *
 * **A question to think about**: 301 parameters and 80 points are a small example. Does all this still work with
 * 100,000 parameters and 4,000 photographs?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossCurves, type Points, RandomState, show, sideBySide, todo, walksOnContours } from "downhill";

/** The position of a walk, and what its rule remembers. */
export type State = {
  /** The position. */
  theta: tf.Tensor;
  /** The rule's memory of the gradients. It has the shape of θ, and is 0 before the first step. */
  m: tf.Tensor;
  /** The rule's memory of the squared gradients. It also has the shape of θ, and is 0 before the first step. */
  v: tf.Tensor;
  /** The number of steps so far. */
  steps: number;
};

/** The options of the rules; each rule uses the ones that it needs. The defaults are the same as in PyTorch. */
export interface RuleOptions {
  /** The factor that scales every step. */
  learningRate: number;
  /** μ: the share of the last m that momentum keeps; default 0.9. */
  momentum?: number;
  /** α: the share of the last v that RMSProp keeps; default 0.99. */
  alpha?: number;
  /** β₁ and β₂: the shares of the last m and of the last v that Adam keeps; default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** ε: keeps the divisor away from 0; default 1e-8. */
  epsilon?: number;
  /** λ: how strongly θ is pulled towards 0; default 0. */
  weightDecay?: number;
}

/** Takes a state and the gradient at its position, and returns the next state. */
export type Rule = (state: State, gradient: tf.Tensor, options: RuleOptions) => State;

/** The gradient with weight decay: g + λ · θ. */
export function decayed(theta: tf.Tensor, gradient: tf.Tensor, weightDecay = 0): tf.Tensor {
  // #region solution: the gradient plus weight decay times θ
  return gradient.add(theta.mul(weightDecay));
  // #endregion
}

/** Gradient descent: uses only the gradient of the current step. */
export function sgd(state: State, gradient: tf.Tensor, { learningRate, weightDecay }: RuleOptions): State {
  const g = decayed(state.theta, gradient, weightDecay);
  // #region solution: subtract the learning rate times g from θ; m and v stay as they are; count the step
  const theta = state.theta.sub(g.mul(learningRate));
  return { ...state, theta, steps: state.steps + 1 };
  // #endregion
}

/** SGD with momentum: tends to keep moving in the same direction, like a ball that rolls downhill. */
export function momentum(state: State, gradient: tf.Tensor, options: RuleOptions): State {
  const { learningRate, momentum = 0.9, weightDecay } = options;
  const g = decayed(state.theta, gradient, weightDecay);
  // #region solution: compute the new m; subtract the learning rate times m from θ; count the step
  const m = state.m.mul(momentum).add(g);
  const theta = state.theta.sub(m.mul(learningRate));
  return { ...state, theta, m, steps: state.steps + 1 };
  // #endregion
}

/** RMSProp: divides each coordinate of the gradient by its usual size. */
export function rmsprop(state: State, gradient: tf.Tensor, options: RuleOptions): State {
  const { learningRate, alpha = 0.99, epsilon = 1e-8, weightDecay } = options;
  const g = decayed(state.theta, gradient, weightDecay);
  // #region solution: compute the new v; subtract the learning rate times g / (√v + ε) from θ; count the step
  const v = state.v.mul(alpha).add(g.square().mul(1 - alpha));
  const theta = state.theta.sub(g.div(v.sqrt().add(epsilon)).mul(learningRate));
  return { ...state, theta, v, steps: state.steps + 1 };
  // #endregion
}

/** Adam: divides the average gradient by its usual size, coordinate by coordinate. */
export function adam(state: State, gradient: tf.Tensor, options: RuleOptions): State {
  const { learningRate, betas: [beta1, beta2] = [0.9, 0.999], epsilon = 1e-8, weightDecay } = options;
  const g = decayed(state.theta, gradient, weightDecay);
  // #region solution: count the step; compute the new m and v; correct both for their start at 0; take the step
  const steps = state.steps + 1;
  const m = state.m.mul(beta1).add(g.mul(1 - beta1));
  const v = state.v.mul(beta2).add(g.square().mul(1 - beta2));
  const direction = m.div(1 - beta1 ** steps);
  const size = v.div(1 - beta2 ** steps).sqrt();
  const theta = state.theta.sub(direction.div(size.add(epsilon)).mul(learningRate));
  return { theta, m, v, steps };
  // #endregion
}

/** The path of a walk. */
export interface Walk {
  /** The numbers of θ before the first step, after the first step, and so on: one more list than there are steps. */
  path: number[][];
  /** The loss at each position of the path. */
  losses: number[];
}

/** Walks downhill from `start` with the steps of `rule`. Frees every tensor that it makes. */
export async function walk(
  rule: Rule,
  loss: (theta: tf.Tensor) => tf.Scalar,
  start: tf.TensorLike,
  { steps = 100, ...options }: RuleOptions & { steps?: number },
): Promise<Walk> {
  const lossAndGradient = tf.valueAndGrad((theta: tf.Tensor) => loss(theta));
  const states: State[] = [tf.tidy(() => {
    const theta = tf.tensor(start);
    return { theta, m: tf.zerosLike(theta), v: tf.zerosLike(theta), steps: 0 };
  })];
  const scalars: tf.Tensor[] = [];
  for (let step = 0; step < steps; step++) {
    const before = states[step];
    const [after, value] = tf.tidy(() => {
      const { value, grad } = lossAndGradient(before.theta);
      return [rule(before, grad, options), value];
    });
    states.push(after);
    scalars.push(value);
  }
  scalars.push(tf.tidy(() => loss(states[steps].theta)));
  // the program has to wait for a GPU when it reads a number, so read all numbers after the last step
  const path = await Promise.all(states.map(async ({ theta }) => Array.from(await theta.data())));
  const losses = await Promise.all(scalars.map(async (scalar) => (await scalar.data())[0]));
  tf.dispose([states, scalars]);
  return { path, losses };
}

/** The number of steps until the loss is `target` or less; Infinity if that never happens. */
export function stepsTo(target: number, losses: readonly number[]): number {
  const steps = losses.findIndex((loss) => loss <= target);
  return steps < 0 ? Infinity : steps;
}

/** How many walkers take part. Their losses are averaged, because a single walker may be lucky. */
const WALKERS = 100;

/** The starting points of the walkers: shape [100, 2]. */
export function walkers(seed = 42): number[][] {
  const random = new RandomState(seed);
  return Array.from({ length: WALKERS }, () => [random.normal(0, 2), random.normal(0, 2)]);
}

/**
 * A bowl, a hundred times steeper in one direction than in the other: `factor` · ½ · (a² + 100 · b²). Here a and b are
 * the coordinates of a row of θ along axes turned by `degrees`. Each row of θ is a walker. The losses of all walkers
 * are added, so no walker affects another.
 */
export function bowl({ degrees = 0, factor = 1 } = {}): (theta: tf.Tensor) => tf.Scalar {
  const [cos, sin] = [Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180)];
  return (theta) => theta.matMul(tf.tensor2d([[cos, -sin], [sin, cos]])).square().mul([1, 100]).sum().mul(factor / 2);
}

/** Rosenbrock's valley, (1 − x)² + 100 · (y − x²)²: narrow, curved, and almost flat along its floor; θ is (x, y). */
export function valley(theta: tf.Tensor): tf.Scalar {
  const [x, y] = theta.unstack();
  return x.sub(1).square().add(y.sub(x.square()).square().mul(100)).asScalar();
}

/** The mean squared error of lesson 13's network, as a function of its 301 parameters in a list: w1, b1, w2 and b2. */
export function networkLoss({ xs, ys }: Points): (theta: tf.Tensor) => tf.Scalar {
  return (theta) => {
    const [w1, b1, w2, b2] = tf.split(theta, [100, 100, 100, 1]);
    const hidden = tf.tensor2d(xs, [xs.length, 1]).matMul(w1.reshape([1, 100])).add(b1).relu();
    const prediction = hidden.matMul(w2.reshape([100, 1])).add(b2);
    return tf.tensor2d(ys, [ys.length, 1]).sub(prediction).square().mean();
  };
}

/** The initial parameters of lesson 13's network: weights from 0.1 · N(0, 1), and biases of 0. */
export function networkStart(seed = 7): number[] {
  const random = new RandomState(seed);
  const draw = () => Array.from({ length: 100 }, () => random.normal(0, 0.1));
  const zeros = (length: number) => Array(length).fill(0);
  return [...draw(), ...zeros(100), ...draw(), ...zeros(1)];
}

/** The name of a rule. */
export type RuleName = "SGD" | "momentum" | "RMSProp" | "Adam";

/**
 * For each rule, the best of the learning rates 1, 0.3, 0.1, 0.03, …, in the upright bowl as well as in the turned one.
 */
export const RATES: Record<RuleName, number> = { SGD: 0.01, momentum: 0.01, RMSProp: 0.3, Adam: 1 };

/**
 * The losses of each rule in a bowl, averaged over the walkers: before the first step, after the first step, and so on.
 */
export async function race(
  landscape: { degrees?: number; factor?: number } = {},
  { seed = 42, steps = 200, rates = RATES } = {},
): Promise<Record<RuleName, number[]>> {
  const lossesOf = async (rule: Rule, learningRate: number) => {
    const { losses } = await walk(rule, bowl(landscape), walkers(seed), { learningRate, steps });
    return losses.map((loss) => loss / WALKERS);
  };
  return {
    SGD: await lossesOf(sgd, rates.SGD),
    momentum: await lossesOf(momentum, rates.momentum),
    RMSProp: await lossesOf(rmsprop, rates.RMSProp),
    Adam: await lossesOf(adam, rates.Adam),
  };
}

/**
 * The rules in the order of their arrival, in the upright and in the turned bowl; and the rules that take the same path
 * if the loss is multiplied by a factor.
 */
export function answers(): { upright: RuleName[]; turned: RuleName[]; sameWay: RuleName[] } {
  // #region solution: the rules from first to last, upright and turned; the rules that a larger loss does not affect
  return {
    upright: ["RMSProp", "momentum", "Adam", "SGD"],
    turned: ["momentum", "Adam", "RMSProp", "SGD"],
    sameWay: ["RMSProp", "Adam"],
  };
  // #endregion
}

/**
 * What this lesson looks like when it works: a walker for each rule in both bowls, and the mean losses of all walkers.
 * The learning rate of one rule, or of all four, can be multiplied by a factor.
 */
export async function picture(
  { rule = "all four", factor = 1 }: { rule?: RuleName | "all four"; factor?: number } = {},
) {
  const rules: Record<RuleName, Rule> = { SGD: sgd, momentum, RMSProp: rmsprop, Adam: adam };
  const names = Object.keys(rules) as RuleName[];
  const rates = { ...RATES };
  for (const name of names) if (rule === name || rule === "all four") rates[name] *= factor;
  const bowlOf = async (
    degrees: number,
    title: string,
    domains: { xDomain: [number, number]; yDomain: [number, number] },
  ) => {
    const paths: Record<string, number[][]> = {};
    for (const name of names) {
      const told = { learningRate: rates[name], steps: 200 };
      paths[name] = (await walk(rules[name], bowl({ degrees }), [[-4, -2]], told)).path;
    }
    const [cos, sin] = [Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180)];
    const height = (x: number, y: number) => (cos * x + sin * y) ** 2 / 2 + 50 * (cos * y - sin * x) ** 2;
    const losses = await race({ degrees }, { rates });
    const curves = lossCurves(Object.fromEntries(names.map((name) => [name, losses[name].slice(1)])), {
      title: `${title}: mean loss`,
      threshold: 0.1,
      lowest: 1e-8,
    });
    const steps = (name: RuleName) => String(stepsTo(0.1, losses[name])).replace("Infinity", "more than 200");
    const arrivals = names.map((name) => `${steps(name)} steps of ${name}`).join(", ");
    return { walks: walksOnContours(height, paths, { title, ...domains }), curves, losses, arrivals };
  };
  const upright = await bowlOf(0, "Upright", { xDomain: [-4.5, 2], yDomain: [-2.5, 2.5] });
  const turned = await bowlOf(45, "Turned by 45°", { xDomain: [-4.5, 1], yDomain: [-5.2, 1] });
  const [ways, upToEnd, turnedEnd] = factor === 1
    ? [
      "Above, the floor of the valley runs from left to right: SGD creeps along it, momentum swings across it, RMSProp " +
      "and Adam set out diagonally. Below, turned by 45°, it runs from the lower left to the upper right: SGD and " +
      "RMSProp follow it, momentum and Adam swing from side to side.",
      ", where RMSProp gets below 1e-8 until its v forgets and its steps grow again",
      `, where RMSProp ends at ${turned.losses.RMSProp[200].toFixed(1)}`,
    ]
    : [`The learning rate of ${rule} is multiplied by ${factor}.`, "", ""];
  return sideBySide(
    "Four rules in a valley",
    `Left: lines of equal loss, and four paths from (−4, −2) to the bottom at (0, 0). ${ways} Right: the mean loss of ` +
      `100 walkers falls to 0.1 after ${upright.arrivals} in the upright bowl${upToEnd}; and after ${turned.arrivals} ` +
      `in the turned one${turnedEnd}.`,
    upright.walks,
    upright.curves,
    turned.walks,
    turned.curves,
  );
}

if (import.meta.main) await show(await picture());
