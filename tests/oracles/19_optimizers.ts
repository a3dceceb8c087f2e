/**
 * What lesson 19 is compared with: the four rules in float64, as in PyTorch and with mistakes, and where PyTorch's rules
 * lead in three landscapes.
 * @module
 */
import { RandomState } from "downhill/testing";

type Lesson = typeof import("../../solutions/19_optimizers.ts");
export type RuleName = import("../../solutions/19_optimizers.ts").RuleName;
export type RuleOptions = import("../../solutions/19_optimizers.ts").RuleOptions;

export const NAMES = ["SGD", "momentum", "RMSProp", "Adam"] as const;

/** One coordinate of a walk: where it is, and what its rule remembers. */
export interface Memory {
  theta: number;
  m: number;
  v: number;
  /** The number of the step: 1 for the first. */
  t: number;
}

/** All options of a rule. */
type Told = Required<RuleOptions>;

/** Returns how far a coordinate with this gradient moves; writes into the memory what the rule must remember. */
export type Step = (memory: Memory, gradient: number, told: Told) => number;

const withDecay = ({ theta }: Memory, g: number, { weightDecay }: Told) => g + weightDecay * theta;

/** An average that starts at 0. */
const mix = (keep: number, before: number, value: number) => keep * before + (1 - keep) * value;

/** The rules as in PyTorch, in float64. Adam: Kingma & Ba 2015, algorithm 1. Weight decay is added to the gradient. */
export const RIGHT: Record<RuleName, Step> = {
  SGD: (memory, g, told) => told.learningRate * withDecay(memory, g, told),
  momentum: (memory, g, told) => {
    memory.m = told.momentum * memory.m + withDecay(memory, g, told);
    return told.learningRate * memory.m;
  },
  RMSProp: (memory, gradient, told) => {
    const g = withDecay(memory, gradient, told);
    memory.v = mix(told.alpha, memory.v, g * g);
    return told.learningRate * g / (Math.sqrt(memory.v) + told.epsilon);
  },
  Adam: (memory, gradient, told) => {
    const [m, v] = adamAverages(memory, withDecay(memory, gradient, told), told);
    return told.learningRate * m / (Math.sqrt(v) + told.epsilon);
  },
};

/** Adam's averages, corrected for their start at 0. */
function adamAverages(memory: Memory, g: number, { betas: [beta1, beta2] }: Told): [m: number, v: number] {
  memory.m = mix(beta1, memory.m, g);
  memory.v = mix(beta2, memory.v, g * g);
  return [memory.m / (1 - beta1 ** memory.t), memory.v / (1 - beta2 ** memory.t)];
}

/** An Adam with a change; weight decay is right. */
const otherAdam = (
  direction: (corrected: number, memory: Memory, g: number) => number,
  divisor: (corrected: number, memory: Memory, told: Told) => number,
): Step =>
(memory, gradient, told) => {
  const g = withDecay(memory, gradient, told);
  const [m, v] = adamAverages(memory, g, told);
  return told.learningRate * direction(m, memory, g) / divisor(v, memory, told);
};

const corrected = (value: number) => value;
const rootAndEpsilon = (v: number, _: Memory, { epsilon }: Told) => Math.sqrt(v) + epsilon;

/** A step with other options. */
const told = (step: Step, change: (told: Told) => Partial<Told>): Step => (memory, g, all) =>
  step(memory, g, { ...all, ...change(all) });

/** The mistakes that are possible in every rule. */
const anyMistakes = (right: Step): Record<string, Step> => ({
  "that is uphill: subtract the step from θ": (...all) => -right(...all),
  "the sign of the weight decay is flipped, so it drives θ away from 0: add weight decay · θ to the gradient": told(
    right,
    ({ weightDecay }) => ({ weightDecay: -weightDecay }),
  ),
  "that is without weight decay: go on with g, not with gradient": told(right, () => ({ weightDecay: 0 })),
  "that is without a learning rate: multiply the step by it": told(right, () => ({ learningRate: 1 })),
  "θ stays where it began: return the new θ": () => 0,
});

const forgetful = (step: Step): Step => (memory, ...rest) => {
  Object.assign(memory, { m: 0, v: 0 });
  return step(memory, ...rest);
};

/** The wrong rules, by the message about each. */
const WRONG: Record<RuleName, Record<string, Step>> = {
  SGD: anyMistakes(RIGHT.SGD),
  momentum: {
    ...anyMistakes(RIGHT.momentum),
    "m is forgotten after each step: return the new m in the state": forgetful(RIGHT.momentum),
    "g is averaged into m: PyTorch's momentum adds all of it, m ← μ · m + g": (memory, g, all) => {
      memory.m = mix(all.momentum, memory.m, withDecay(memory, g, all));
      return all.learningRate * memory.m;
    },
    "m grows without fading: multiply the last one by μ": told(RIGHT.momentum, () => ({ momentum: 1 })),
    "that is μ = 0.9: use the one of the call": told(RIGHT.momentum, () => ({ momentum: 0.9 })),
    "that step is along the last m: compute the new one first": (memory, g, all) => {
      const before = memory.m;
      RIGHT.momentum(memory, g, all);
      return all.learningRate * before;
    },
    "that is Nesterov's momentum, which looks ahead: here the step is along m alone": (memory, gradient, all) => {
      const g = withDecay(memory, gradient, all);
      memory.m = all.momentum * memory.m + g;
      return all.learningRate * (g + all.momentum * memory.m);
    },
  },
  RMSProp: {
    ...anyMistakes(RIGHT.RMSProp),
    "ε is inside the root: add it after the root, √v + ε": otherRms((v, { epsilon }) => Math.sqrt(v + epsilon)),
    "ε is missing: divide by √v + ε": otherRms((v) => Math.sqrt(v)),
    "that is divided by v: take its root, √v + ε": otherRms((v, { epsilon }) => v + epsilon),
    "that is with Adam's bias correction, which RMSProp does without": otherRms((v, { epsilon, alpha }, { t }) =>
      Math.sqrt(v / (1 - alpha ** t)) + epsilon
    ),
    "α and 1 − α are swapped: keep α of the last v": told(RIGHT.RMSProp, ({ alpha }) => ({ alpha: 1 - alpha })),
    "that is α = 0.99: use the one of the call": told(RIGHT.RMSProp, () => ({ alpha: 0.99 })),
    "v is forgotten after each step: return the new v in the state": forgetful(RIGHT.RMSProp),
  },
  Adam: {
    ...anyMistakes(RIGHT.Adam),
    "the bias correction is missing: divide m by 1 − β₁ᵗ, and v by 1 − β₂ᵗ": otherAdam(
      (_, { m }) => m,
      (_, { v }, { epsilon }) => Math.sqrt(v) + epsilon,
    ),
    "the bias correction of m is missing: divide it by 1 − β₁ᵗ": otherAdam((_, { m }) => m, rootAndEpsilon),
    "the bias correction of v is missing: divide it by 1 − β₂ᵗ": otherAdam(
      corrected,
      (_, { v }, { epsilon }) => Math.sqrt(v) + epsilon,
    ),
    "ε is inside the root: add it after the root, √v̂ + ε": otherAdam(
      corrected,
      (v, _, { epsilon }) => Math.sqrt(v + epsilon),
    ),
    "ε is added before the bias correction, where TF.js has it: add it to the root of v̂": otherAdam(
      corrected,
      (_, { v, t }, { epsilon, betas: [, beta2] }) => (Math.sqrt(v) + epsilon) / Math.sqrt(1 - beta2 ** t),
    ),
    "ε is missing: divide by √v̂ + ε": otherAdam(corrected, (v) => Math.sqrt(v)),
    "that is divided by v̂: take its root, √v̂ + ε": otherAdam(corrected, (v, _, { epsilon }) => v + epsilon),
    "that is g over its size: the step is along m̂": otherAdam((_, __, g) => g, rootAndEpsilon),
    "β₁ and β₂ are swapped: β₁ is for m": told(RIGHT.Adam, ({ betas: [a, b] }) => ({ betas: [b, a] })),
    "those are β₁ = 0.9 and β₂ = 0.999: use those of the call": told(RIGHT.Adam, () => ({ betas: [0.9, 0.999] })),
    "every step corrects like the first: return steps + 1 in the state": (memory, ...rest) => {
      const { t } = memory;
      memory.t = 1;
      const step = RIGHT.Adam(memory, ...rest);
      memory.t = t;
      return step;
    },
    "the correction is one step ahead: t is 1 in the first step": (memory, ...rest) => {
      memory.t++;
      const step = RIGHT.Adam(memory, ...rest);
      memory.t--;
      return step;
    },
    "m and v are forgotten after each step: return the new ones in the state": forgetful(RIGHT.Adam),
    "m̂ and v̂ are kept, so they are corrected again and again: keep m and v": (memory, gradient, all) => {
      const [m, v] = adamAverages(memory, withDecay(memory, gradient, all), all);
      Object.assign(memory, { m, v });
      return all.learningRate * m / (Math.sqrt(v) + all.epsilon);
    },
  },
};

/** RMSProp with another divisor. */
function otherRms(divisor: (v: number, told: Told, memory: Memory) => number): Step {
  return (memory, gradient, all) => {
    const g = withDecay(memory, gradient, all);
    memory.v = mix(all.alpha, memory.v, g * g);
    return all.learningRate * g / divisor(memory.v, all, memory);
  };
}

const DEFAULTS = { momentum: 0.9, alpha: 0.99, betas: [0.9, 0.999] as const, epsilon: 1e-8, weightDecay: 0 };

/** The place before the first step and after each, in float64; the gradient may depend on the place or the step. */
export function follow(
  step: Step,
  start: readonly number[],
  gradientOf: (theta: number[], index: number) => readonly number[],
  { steps = 100, ...options }: RuleOptions & { steps?: number },
): number[][] {
  const memories: Memory[] = start.map((theta) => ({ theta, m: 0, v: 0, t: 0 }));
  const path = [[...start]];
  for (let index = 0; index < steps; index++) {
    const gradient = gradientOf(path[index], index);
    path.push(memories.map((memory, i) => {
      memory.t++;
      memory.theta -= step(memory, gradient[i], { ...DEFAULTS, ...options });
      return memory.theta;
    }));
  }
  return path;
}

/** The results of the wrong rules that differ from the result of the right one. */
export function mistakesOf(name: RuleName, resultOf: (step: Step) => number[]): Record<string, number[]> {
  const right = resultOf(RIGHT[name]);
  const results = Object.entries(WRONG[name]).map(([cause, step]) => [cause, resultOf(step)] as const);
  return Object.fromEntries(results.filter(([, result]) => (
    result.every(Number.isFinite) && result.some((value, i) => Math.abs(value - right[i]) > 1e-3)
  )));
}

/** The options of each rule in a landscape, and PyTorch's θ after 1, 10 and 100 steps, one after the other. */
export type Case = Record<RuleName, { told: RuleOptions; after: number[] }>;

/** PyTorch's numbers in the bowl turned by 30°, from (−4, 2), with its defaults and with options that matter. */
export const IN_BOWL: Case[] = [{
  SGD: {
    told: { learningRate: 0.01 },
    after: [-2.11263485025, -1.21973029949, -1.92992837334, -1.11424466587, -0.78110371767, -0.450970441662],
  },
  momentum: {
    told: { learningRate: 0.01 },
    after: [-2.11263485025, -1.21973029949, -1.6525120555, -0.198569248087, 0.00310098941099, 0.00760824735098],
  },
  RMSProp: {
    told: { learningRate: 0.1 },
    after: [-3.00000000053, 1.00000000031, -1.32096580779, -0.63637730908, -0.830958156477, -0.48262658814],
  },
  Adam: {
    told: { learningRate: 0.1 },
    after: [-3.90000000001, 1.9, -3.01588125084, 1.01607236527, -1.17424896408, -0.66627577831],
  },
}, {
  SGD: {
    told: { learningRate: 0.01, weightDecay: 1 },
    after: [-2.07263485025, -1.23973029949, -1.74361261316, -1.00667521157, -0.283006763241, -0.16339403094],
  },
  momentum: {
    told: { learningRate: 0.005, momentum: 0.8, weightDecay: 1 },
    after: [-3.03631742513, 0.380134850253, -1.50207720785, -0.869398538957, -0.00217904854661, -0.00122256900469],
  },
  RMSProp: {
    told: { learningRate: 0.05, alpha: 0.9, epsilon: 1, weightDecay: 1 },
    after: [-3.84443845534, 1.84341453654, -3.19250123169, 1.19006623741, -0.949445254795, -0.552044902303],
  },
  Adam: {
    told: { learningRate: 0.1, betas: [0.8, 0.99], epsilon: 1, weightDecay: 1 },
    after: [-3.90051616496, 1.90030771784, -3.03341877137, 1.03184423579, -1.06053506564, -0.619090203272],
  },
}];

/** PyTorch's numbers in Rosenbrock's valley, from (−1.2, 1). */
export const IN_VALLEY: Case = {
  SGD: {
    told: { learningRate: 0.001 },
    after: [-0.9844, 1.088, -1.02141133427, 1.05126226738, -0.94818637854, 0.907094100354],
  },
  momentum: {
    told: { learningRate: 0.001 },
    after: [-0.9844, 1.088, -0.813923231295, 0.754867772223, 0.622301428483, 0.385231543321],
  },
  RMSProp: {
    told: { learningRate: 0.01 },
    after: [-1.10000000005, 1.09999999989, -1.05861653507, 1.12694673989, -0.978863137918, 0.964367886328],
  },
  Adam: {
    told: { learningRate: 0.1 },
    after: [-1.1, 1.09999999999, -1.0989041047, 1.01928588163, -0.727387616486, 0.533683568264],
  },
};

/** PyTorch's losses for lesson 13's network from the weights of seed 7, after 1, 10 and 100 steps at a rate of 0.01. */
export const IN_NETWORK: Record<RuleName, number[]> = {
  SGD: [120.780751496, 5.59403211987, 4.29384470638],
  momentum: [120.780751496, 41.6620213232, 1.04950539247],
  RMSProp: [102.026253072, 4.40002124235, 2.7985267023],
  Adam: [130.238820413, 98.4811243261, 4.10649331712],
};

export const BOWL_DEGREES = 30;
export const BOWL_START = [-4, 2];
export const VALLEY_START = [-1.2, 1];

/** The gradient of ½ · (a² + 100 · b²). */
export function bowlGradient([x, y]: number[]): number[] {
  const [cos, sin] = [Math.cos(BOWL_DEGREES * Math.PI / 180), Math.sin(BOWL_DEGREES * Math.PI / 180)];
  const [a, b] = [x * cos + y * sin, 100 * (y * cos - x * sin)];
  return [a * cos - b * sin, a * sin + b * cos];
}

export const valleyGradient = ([x, y]: number[]) => [2 * (x - 1) - 400 * x * (y - x * x), 200 * (y - x * x)];

/** How many steps are followed. */
export const STEPS = 5;

/** How many numbers are in θ. */
export const SIZE = 6;

/** Options other than the defaults, and so large that each of them matters. */
export const TOLD = {
  learningRate: 0.1,
  momentum: 0.7,
  alpha: 0.8,
  betas: [0.6, 0.9] as [number, number],
  epsilon: 0.2,
  weightDecay: 0.5,
  steps: STEPS,
};

/** θ of shape [2, 3], and two more lists of this shape: a slope, and how it changes with θ. */
export function drawn(seed: number) {
  const random = new RandomState(seed);
  const draw = () => Array.from({ length: SIZE }, () => Math.fround(random.normal(0, 1)));
  const inRows = (values: number[]) => [values.slice(0, 3), values.slice(3)];
  const start = draw();
  const gradients = [draw(), draw()];
  return { start, gradients, startRows: inRows(start), gradientRows: gradients.map(inRows) };
}

/** A tensor of shape [2, 3]. */
type Rows = number[][];

/** The options of a rule, and how many steps it takes. */
type Steps = RuleOptions & { steps: number };

/** Probes: from `start`, the path of each rule where the gradient is slope + bend · θ. */
export const WALKS = {
  SGD: ({ walk, sgd }: Lesson, start: Rows, [slope, bend]: Rows[], told: Steps) =>
    walk(sgd, (theta) => theta.mul(slope).add(theta.square().mul(bend).mul(0.5)).sum(), start, told),
  momentum: ({ walk, momentum }: Lesson, start: Rows, [slope, bend]: Rows[], told: Steps) =>
    walk(momentum, (theta) => theta.mul(slope).add(theta.square().mul(bend).mul(0.5)).sum(), start, told),
  RMSProp: ({ walk, rmsprop }: Lesson, start: Rows, [slope, bend]: Rows[], told: Steps) =>
    walk(rmsprop, (theta) => theta.mul(slope).add(theta.square().mul(bend).mul(0.5)).sum(), start, told),
  Adam: ({ walk, adam }: Lesson, start: Rows, [slope, bend]: Rows[], told: Steps) =>
    walk(adam, (theta) => theta.mul(slope).add(theta.square().mul(bend).mul(0.5)).sum(), start, told),
};

/** Probe: calls each rule twice with the same state, and looks whether the rule changed it. */
export const askTwice = async ({ sgd, momentum, rmsprop, adam }: Lesson) => {
  const tf = await import("@tensorflow/tfjs");
  const { isDisposed, numbersOf } = await import("downhill/instruments");
  const results = [];
  for (const rule of [sgd, momentum, rmsprop, adam]) {
    const state = { theta: tf.tensor1d([1, -2]), m: tf.tensor1d([0.5, 0.25]), v: tf.tensor1d([4, 9]), steps: 3 };
    const gradient = tf.tensor1d([3, -1]);
    const tensors = [state.theta, state.m, state.v, gradient];
    const [one, other] = [0, 1].map(() => rule(state, gradient, { learningRate: 0.1 }));
    // read all of it before anything can be put back
    const isSame = state.theta === tensors[0] && state.m === tensors[1] && state.v === tensors[2];
    const areAlive = tensors.every((tensor) => !isDisposed(tensor));
    const steps = [state.steps, one?.steps, other?.steps];
    const parts = await Promise.all([
      ...areAlive ? tensors.map(numbersOf) : [],
      one?.theta?.data(),
      other?.theta?.data(),
    ]);
    const given = parts.slice(0, -2).flatMap((part) => [...part!]);
    results.push({ areAlive, isSame, steps, given, one: parts.at(-2), other: parts.at(-1) });
  }
  return results;
};

/** Probe: three steps of each rule with its rate, in a bowl and in one that is 80 times as steep. */
export const walkSteeper = async (
  { answers, walk, bowl, sgd, momentum, rmsprop, adam }: Lesson,
  start: number[][],
  rates: number[],
) => {
  const answer = answers();
  const paths = [];
  for (const [i, rule] of [sgd, momentum, rmsprop, adam].entries()) {
    const pair = [];
    for (const factor of [1, 80]) {
      const { path } = await walk(rule, bowl({ factor }), start, { learningRate: rates[i], steps: 3 });
      pair.push(path);
    }
    paths.push(pair);
  }
  return { answer, paths };
};
