/**
 * The four rules of lesson 19 in float64, as in PyTorch and with mistakes.
 * @module
 */

export const NAMES = ["SGD", "momentum", "RMSProp", "Adam"] as const;

export type RuleName = typeof NAMES[number];

/** One coordinate of a walk: its value, and the values that its rule keeps. */
export interface Memory {
  theta: number;
  m: number;
  v: number;
  /** The number of the step: 1 for the first. */
  t: number;
}

/** All options of a rule. */
export interface Told {
  learningRate: number;
  momentum: number;
  alpha: number;
  betas: readonly [number, number];
  epsilon: number;
  weightDecay: number;
}

/** Returns how far a coordinate with this gradient moves; updates the values that the rule keeps in the memory. */
export type Step = (memory: Memory, gradient: number, told: Told) => number;

const withDecay = ({ theta }: Memory, g: number, { weightDecay }: Told) => g + weightDecay * theta;

/** The next value of a running average: it keeps the share `keep` of the value before. */
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

/** Adam with one change; its weight decay is right. */
const otherAdam = (
  direction: (corrected: number, memory: Memory, g: number, told: Told) => number,
  divisor: (corrected: number, memory: Memory, told: Told) => number,
): Step =>
(memory, gradient, told) => {
  const g = withDecay(memory, gradient, told);
  const [m, v] = adamAverages(memory, g, told);
  return told.learningRate * direction(m, memory, g, told) / divisor(v, memory, told);
};

const corrected = (value: number) => value;
const rootAndEpsilon = (v: number, _: Memory, { epsilon }: Told) => Math.sqrt(v) + epsilon;

/** A rule that is given other options. */
const told = (step: Step, change: (told: Told) => Partial<Told>): Step => (memory, g, all) =>
  step(memory, g, { ...all, ...change(all) });

/** A rule whose weight decay moves θ itself instead of going into the gradient. */
const decayBeside = (right: Step): Step => (memory, g, all) =>
  right(memory, g, { ...all, weightDecay: 0 }) + all.learningRate * all.weightDecay * memory.theta;

/** A rule that changes its step at the end. */
const changed =
  (right: Step, change: (step: number, memory: Memory, g: number, all: Told) => number): Step => (memory, g, all) =>
    change(right(memory, g, all), memory, g, all);

/** The mistakes that are possible in every rule. */
const anyMistakes = (right: Step): Record<string, Step> => ({
  "that is uphill: subtract the step from θ": (...all) => -right(...all),
  "the sign of the weight decay is wrong, so it drives θ away from 0: add weight decay · θ to the gradient": told(
    right,
    ({ weightDecay }) => ({ weightDecay: -weightDecay }),
  ),
  "weight decay is missing: use g, not gradient": told(right, () => ({ weightDecay: 0 })),
  "the weight decay is added twice: g already includes it": told(
    right,
    ({ weightDecay }) => ({ weightDecay: 2 * weightDecay }),
  ),
  "the learning rate is missing: multiply the step by it": told(right, () => ({ learningRate: 1 })),
  "that comes from a learning rate of 0.01: is 0.01 in your code, or do you multiply the step by the rate twice?": told(
    right,
    () => ({ learningRate: 0.01 }),
  ),
  "the steps become shorter and shorter: the learning rate should stay the same": changed(
    right,
    (step, { t }) => step / t,
  ),
  "θ stays where it began": () => 0,
});

const forgetful = (step: Step): Step => (memory, ...rest) => {
  Object.assign(memory, { m: 0, v: 0 });
  return step(memory, ...rest);
};

/** The wrong rules; each key is the message about the mistake. */
export const WRONG: Record<RuleName, Record<string, Step>> = {
  SGD: {
    ...anyMistakes(RIGHT.SGD),
    "only the sign of g counts: the step should also grow with the size of g": (memory, g, all) =>
      all.learningRate * Math.sign(withDecay(memory, g, all)),
  },
  momentum: {
    ...anyMistakes(RIGHT.momentum),
    "the weight decay changes θ without going into m: put g into m, not gradient": decayBeside(RIGHT.momentum),
    "that step is along g alone, as in SGD: is the new m used, and returned in the state?": RIGHT.SGD,
    "m averages g: PyTorch's momentum adds all of g, m ← μ · m + g": (memory, g, all) => {
      memory.m = mix(all.momentum, memory.m, withDecay(memory, g, all));
      return all.learningRate * memory.m;
    },
    "m adds up all of g: multiply the last m by μ": told(RIGHT.momentum, () => ({ momentum: 1 })),
    "that keeps 1 − μ of the last m: keep μ of it": told(
      RIGHT.momentum,
      ({ momentum }) => ({ momentum: 1 - momentum }),
    ),
    "that comes from μ = 0.9: use the value that is passed in": told(RIGHT.momentum, () => ({ momentum: 0.9 })),
    "that step is along the last m: compute the new m first": (memory, g, all) => {
      const before = memory.m;
      RIGHT.momentum(memory, g, all);
      return all.learningRate * before;
    },
    "g is also multiplied by μ: m ← μ · m + g": (memory, g, all) => {
      memory.m = all.momentum * (memory.m + withDecay(memory, g, all));
      return all.learningRate * memory.m;
    },
    "g is multiplied by μ, and the last m by 1 − μ: m ← μ · m + g": (memory, g, all) => {
      memory.m = mix(1 - all.momentum, memory.m, withDecay(memory, g, all));
      return all.learningRate * memory.m;
    },
    "that includes Adam's bias correction, which momentum does not have": changed(
      RIGHT.momentum,
      (step, { t }, _, { momentum }) => step / (1 - momentum ** t),
    ),
    "that is Nesterov's momentum, which looks ahead: here the step is along m alone": (memory, gradient, all) => {
      const g = withDecay(memory, gradient, all);
      memory.m = all.momentum * memory.m + g;
      return all.learningRate * (g + all.momentum * memory.m);
    },
    "that step is along m and g together: m already includes g": changed(
      RIGHT.momentum,
      (step, memory, g, all) => step + all.learningRate * withDecay(memory, g, all),
    ),
  },
  RMSProp: {
    ...anyMistakes(RIGHT.RMSProp),
    "the weight decay is not divided by √v + ε: put it into g": decayBeside(RIGHT.RMSProp),
    "ε is inside the root: add it after the root, √v + ε": otherRms((v, { epsilon }) => Math.sqrt(v + epsilon)),
    "ε is missing: divide by √v + ε": otherRms((v) => Math.sqrt(v)),
    "ε is added to the quotient: add it to √v": changed(
      otherRms((v) => Math.sqrt(v)),
      (step, _, __, { learningRate, epsilon }) => step + learningRate * epsilon,
    ),
    "the gradient is divided without weight decay: divide g": changed(
      RIGHT.RMSProp,
      (step, memory, g, all) => step * g / withDecay(memory, g, all),
    ),
    "v averages the squares of the gradient without weight decay: square g": (memory, gradient, all) => {
      memory.v = mix(all.alpha, memory.v, gradient ** 2);
      return all.learningRate * withDecay(memory, gradient, all) / rootOfV(memory.v, all);
    },
    "the factor 1 − α is also squared: square g alone": otherRms(
      rootOfV,
      ({ alpha }, v, g) => alpha * v + ((1 - alpha) * g) ** 2,
    ),
    "that is multiplied by √v + ε: divide by it": otherRms((v, { epsilon }) => 1 / (Math.sqrt(v) + epsilon)),
    "that is divided by v: take its root, √v + ε": otherRms((v, { epsilon }) => v + epsilon),
    "that includes Adam's bias correction, which RMSProp does not have": otherRms((v, { epsilon, alpha }, { t }) =>
      Math.sqrt(v / (1 - alpha ** t)) + epsilon
    ),
    "α and 1 − α are swapped: keep α of the last v": told(RIGHT.RMSProp, ({ alpha }) => ({ alpha: 1 - alpha })),
    "that comes from α = 0.99: use the value that is passed in": told(RIGHT.RMSProp, () => ({ alpha: 0.99 })),
    "v is forgotten after each step: return the new v in the state": forgetful(RIGHT.RMSProp),
    "v adds up all of g², without an average: α · v + (1 − α) · g²": otherRms(
      rootOfV,
      (_, v, g) => v + g * g,
    ),
    "all of g² goes into v: multiply it by 1 − α": otherRms(
      rootOfV,
      ({ alpha }, v, g) => alpha * v + g * g,
    ),
    "the first v is g² itself: multiply it by 1 − α": otherRms(
      rootOfV,
      ({ alpha }, v, g, { t }) => t === 1 ? g * g : mix(alpha, v, g * g),
    ),
    "v averages the size of g instead of its square, and no root is taken": otherRms(
      (v, { epsilon }) => v + epsilon,
      ({ alpha }, v, g) => mix(alpha, v, Math.abs(g)),
    ),
    "v averages the size of g instead of its square": otherRms(
      rootOfV,
      ({ alpha }, v, g) => mix(alpha, v, Math.abs(g)),
    ),
    "an average of g is divided: divide g itself": (memory, gradient, all) => {
      memory.m = mix(all.alpha, memory.m, withDecay(memory, gradient, all));
      const divisor = all.learningRate * withDecay(memory, gradient, all) / RIGHT.RMSProp(memory, gradient, all);
      return all.learningRate * memory.m / divisor;
    },
    "that is divided by the last v: compute the new v first": (memory, gradient, all) => {
      const { v } = memory;
      RIGHT.RMSProp(memory, gradient, all);
      return all.learningRate * withDecay(memory, gradient, all) / (Math.sqrt(v) + all.epsilon);
    },
  },
  Adam: {
    ...anyMistakes(RIGHT.Adam),
    "the weight decay changes θ without going into m and v, as in AdamW: put it into g": decayBeside(RIGHT.Adam),
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
    "ε is added before the bias correction, as in TF.js: add it to the root of v̂": otherAdam(
      corrected,
      (_, { v, t }, { epsilon, betas: [, beta2] }) => (Math.sqrt(v) + epsilon) / Math.sqrt(1 - beta2 ** t),
    ),
    "ε is missing: divide by √v̂ + ε": otherAdam(corrected, (v) => Math.sqrt(v)),
    "that is divided by v̂: take its root, √v̂ + ε": otherAdam(corrected, (v, _, { epsilon }) => v + epsilon),
    "that is g divided by its size: step along m̂": otherAdam((_, __, g) => g, rootAndEpsilon),
    "β₁ and β₂ are swapped: β₁ is for m": told(RIGHT.Adam, ({ betas: [a, b] }) => ({ betas: [b, a] })),
    "that comes from β₁ = 0.9 and β₂ = 0.999: use the values that are passed in": told(
      RIGHT.Adam,
      () => ({ betas: [0.9, 0.999] }),
    ),
    "β₁ is used for both averages: β₂ is for v": told(RIGHT.Adam, ({ betas: [beta1] }) => ({ betas: [beta1, beta1] })),
    "β₂ is used for both averages: β₁ is for m": told(
      RIGHT.Adam,
      ({ betas: [, beta2] }) => ({ betas: [beta2, beta2] }),
    ),
    "every step has the correction of the first step, 1 − β: do you count the steps, and divide by 1 − βᵗ?": (
      memory,
      ...rest
    ) => {
      const { t } = memory;
      memory.t = 1;
      const step = RIGHT.Adam(memory, ...rest);
      memory.t = t;
      return step;
    },
    "the correction is one step ahead: t must be 1 in the first step": (memory, ...rest) => {
      memory.t++;
      const step = RIGHT.Adam(memory, ...rest);
      memory.t--;
      return step;
    },
    "m and v are forgotten after each step: return the new m and v in the state": forgetful(RIGHT.Adam),
    "m̂ and v̂ are kept, so they are corrected again and again: keep m and v": (memory, gradient, all) => {
      const [m, v] = adamAverages(memory, withDecay(memory, gradient, all), all);
      Object.assign(memory, { m, v });
      return all.learningRate * m / (Math.sqrt(v) + all.epsilon);
    },
    "all of g goes into m: multiply it by 1 − β₁": (memory, gradient, all) => {
      const { m } = memory;
      const g = withDecay(memory, gradient, all);
      const [, v] = adamAverages(memory, g, all);
      memory.m = all.betas[0] * m + g;
      return all.learningRate * memory.m / (1 - all.betas[0] ** memory.t) / rootOfV(v, all);
    },
    "that step is along the last m: compute the new m first": (memory, gradient, all) => {
      const { m } = memory;
      const [, v] = adamAverages(memory, withDecay(memory, gradient, all), all);
      return all.learningRate * m / (1 - all.betas[0] ** memory.t) / rootOfV(v, all);
    },
    "v averages the squares of m: average the squares of g": (memory, gradient, all) => {
      const { v } = memory;
      const [m] = adamAverages(memory, withDecay(memory, gradient, all), all);
      memory.v = mix(all.betas[1], v, memory.m ** 2);
      return all.learningRate * m / rootOfV(memory.v / (1 - all.betas[1] ** memory.t), all);
    },
    "v is forgotten after each step: return the new v in the state": (memory, ...rest) => {
      memory.v = 0;
      return RIGHT.Adam(memory, ...rest);
    },
    "m is forgotten after each step: return the new m in the state": (memory, ...rest) => {
      memory.m = 0;
      return RIGHT.Adam(memory, ...rest);
    },
    "m is averaged once more before the step, as Nadam does: step along m̂": otherAdam(
      (_, { m, t }, g, { betas: [beta1] }) => mix(beta1, m, g) / (1 - beta1 ** t),
      rootAndEpsilon,
    ),
    "v averages the squares of g − m, the distances from the mean: average g²": (memory, gradient, all) => {
      const { v } = memory;
      const g = withDecay(memory, gradient, all);
      const [m] = adamAverages(memory, g, all);
      memory.v = mix(all.betas[1], v, (g - memory.m) ** 2);
      return all.learningRate * m / (Math.sqrt(memory.v / (1 - all.betas[1] ** memory.t)) + all.epsilon);
    },
    "m and v are multiplied by 1 − βᵗ: divide by it": otherAdam(
      (_, { m, t }, __, { betas: [beta1] }) => m * (1 - beta1 ** t),
      (_, { v, t }, { epsilon, betas: [, beta2] }) => Math.sqrt(v * (1 - beta2 ** t)) + epsilon,
    ),
  },
};

function rootOfV(v: number, { epsilon }: Told): number {
  return Math.sqrt(v) + epsilon;
}

/** RMSProp with another divisor, or another v. */
function otherRms(
  divisor: (v: number, told: Told, memory: Memory) => number,
  nextV = ({ alpha }: Told, v: number, g: number, _: Memory) => mix(alpha, v, g * g),
): Step {
  return (memory, gradient, all) => {
    const g = withDecay(memory, gradient, all);
    memory.v = nextV(all, memory.v, g, memory);
    return all.learningRate * g / divisor(memory.v, all, memory);
  };
}

/** The default options of lesson 19; all but the momentum of 0.9 are PyTorch's. */
const DEFAULTS = { momentum: 0.9, alpha: 0.99, betas: [0.9, 0.999] as const, epsilon: 1e-8, weightDecay: 0 };

/** The place before the first step and after each, in float64; the gradient may depend on the place or on the step. */
export function follow(
  step: Step,
  start: readonly number[],
  gradientOf: (theta: number[], index: number) => readonly number[],
  { steps = 100, ...options }: Partial<Told> & { learningRate: number; steps?: number },
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

/** The fields of a state. */
export interface State {
  theta: readonly number[];
  m: readonly number[];
  v: readonly number[];
  /** The number of steps so far. */
  steps: number;
}

/** The state after a step from `state` with the default options, in float64. */
export function nextOf(step: Step, state: State, gradient: readonly number[], learningRate: number): State {
  const memories = gradient.map((g, i) => {
    const memory = { theta: state.theta[i], m: state.m[i], v: state.v[i], t: state.steps + 1 };
    memory.theta -= step(memory, g, { ...DEFAULTS, learningRate });
    return memory;
  });
  const all = (name: "theta" | "m" | "v") => memories.map((memory) => memory[name]);
  return { theta: all("theta"), m: all("m"), v: all("v"), steps: state.steps + 1 };
}

/** The results of the wrong rules, without those that equal the right result or each other. */
export function mistakesOf(name: RuleName, resultOf: (step: Step) => number[]): Record<string, number[]> {
  const right = resultOf(RIGHT[name]);
  const results = Object.entries(WRONG[name]).map(([cause, step]) => [cause, resultOf(step)] as const);
  const differ = (one: number[], other: number[]) => one.some((value, i) => !(Math.abs(value - other[i]) <= 1e-3));
  return Object.fromEntries(results.filter(([cause, result]) => (
    result.every(Number.isFinite) && differ(result, right) &&
    // a mistake with the same result as another is not named
    results.every(([other, another]) => other === cause || differ(result, another))
  )));
}

/** The results of a rule that puts wrong values into the new state; each key is the message about the mistake. */
export function memoryMistakes(
  name: RuleName,
  part: "m" | "v",
  before: State,
  after: State,
  gradient: readonly number[],
  learningRate: number,
): Record<string, readonly number[]> {
  const isKept = after[part].every((value, i) => value === before[part][i]);
  if (isKept) {
    return { [`${part} is set to 0`]: after[part].map(() => 0), [`the gradient is kept as ${part}`]: gradient };
  }
  const mistakes: Record<string, readonly number[]> = {
    [`that is the ${part} that was passed in: put the new ${part} into the state`]: before[part],
    [`${part} has the wrong sign`]: after[part].map((value) => -value),
  };
  if (name === "momentum") {
    const withRate = (sign: number) =>
      before.m.map((m, i) => DEFAULTS.momentum * m + sign * learningRate * gradient[i]);
    const cause = "m already includes the learning rate: m ← μ · m + g, and only θ's step is multiplied by the rate";
    return {
      ...mistakes,
      [cause]: withRate(1),
      [`${cause}; m also points downhill`]: withRate(-1),
      "g is subtracted from m: m ← μ · m + g": before.m.map((m, i) => DEFAULTS.momentum * m - gradient[i]),
    };
  }
  if (name === "Adam") {
    const correction = 1 - DEFAULTS.betas[part === "m" ? 0 : 1] ** after.steps;
    mistakes[`that is ${part} after the bias correction: the state keeps ${part} itself`] = after[part].map((value) =>
      value / correction
    );
  }
  return mistakes;
}

/** The results of a rule, from a state in the middle of a walk, if it counts its steps elsewhere or has TF.js's ε. */
export function nextMistakes(name: RuleName, nextBy: (step: Step, steps?: number) => State) {
  const mistakes: Record<string, readonly number[]> = {};
  if (name === "RMSProp" || name === "Adam") {
    mistakes["that comes from ε = 1e−7, as in TF.js: the default is 1e−8"] = nextBy(
      told(RIGHT[name], () => ({ epsilon: 1e-7 })),
    ).theta;
  }
  if (name !== "Adam") return mistakes;
  for (const t of [1, 2, 3, 5, 6, 7]) {
    const cause = `t is ${t} in the bias correction, but 3 steps came before this one: is t counted outside the state?`;
    mistakes[cause] = nextBy(RIGHT.Adam, t - 1).theta;
  }
  return mistakes;
}

/** Wrong weight decays; each key is the message about the mistake. */
export function decayMistakes(theta: readonly number[], gradient: readonly number[], weightDecay: number) {
  const sum = (decay: number) => gradient.map((g, i) => g + decay * theta[i]);
  return {
    "the sign of the decay is wrong, so it drives θ away from 0: add the decay": sum(-weightDecay),
    "the decay is missing": gradient,
    "that is the decay alone: add it to the gradient": theta.map((value) => weightDecay * value),
    "weight decay has not been multiplied by θ": gradient.map((g) => g + weightDecay),
    "θ has not been multiplied by weight decay": sum(1),
    "that is twice the decay: add weight decay · θ once": sum(2 * weightDecay),
    "weight decay has been multiplied by the gradient instead of θ": gradient.map((g, i) => theta[i] + weightDecay * g),
    "that makes the gradient smaller: weight decay must make θ smaller": gradient.map((g) => (1 - weightDecay) * g),
    "the gradient and the decay are multiplied by 1 − λ and λ: add all of the gradient": gradient.map((g, i) =>
      (1 - weightDecay) * g + weightDecay * theta[i]
    ),
    "the decay depends only on the sign of θ: it should also grow with the size of θ": gradient.map((g, i) =>
      g + weightDecay * Math.sign(theta[i])
    ),
    "θ is squared: the decay is weight decay · θ": gradient.map((g, i) => g + weightDecay * theta[i] ** 2),
  };
}
