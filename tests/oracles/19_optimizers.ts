/**
 * The probes of lesson 19, and the results of PyTorch's rules in three landscapes.
 * @module
 */
import {
  assertTrueAnswer,
  counted,
  fail,
  isList,
  RandomState,
  requireList,
  requireNumbers,
  requireRecord,
  requireTexts,
} from "downhill/testing";
import { NAMES, type RuleName, type State } from "./rules.ts";

type Lesson = typeof import("../../solutions/19_optimizers.ts");
export type RuleOptions = import("../../solutions/19_optimizers.ts").RuleOptions;

/** The options of each rule in a landscape, and PyTorch's θ after 1, 10 and 100 steps, one after the other. */
export type Case = Record<RuleName, { told: RuleOptions; after: number[] }>;

/** PyTorch's numbers in the bowl turned by 30°, from (−4, 2), with its defaults and with other options. */
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

/**
 * PyTorch's losses for lesson 13's network from the weights of seed 7, after 1, 10 and 100 steps; the learning rate is
 * 0.01.
 */
export const IN_NETWORK: Record<RuleName, number[]> = {
  SGD: [120.780751496, 5.59403211987, 4.29384470638],
  momentum: [120.780751496, 41.6620213232, 1.04950539247],
  RMSProp: [102.026253072, 4.40002124235, 2.7985267023],
  Adam: [130.238820413, 98.4811243261, 4.10649331712],
};

export const BOWL_DEGREES = 30;
export const BOWL_START = [-4, 2];
export const VALLEY_START = [-1.2, 1];

/** How many steps are compared. */
export const STEPS = 5;

/** How many numbers are in θ. */
export const SIZE = 6;

/** Options other than the defaults, large enough that each of them changes the path. */
export const TOLD = {
  learningRate: 0.1,
  momentum: 0.7,
  alpha: 0.8,
  betas: [0.6, 0.9] as [number, number],
  epsilon: 0.2,
  weightDecay: 0.5,
  steps: STEPS,
};

/** θ of shape [2, 3], and two more lists of this shape: a slope, and how fast it changes with θ. */
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

/** The name of the export for each rule. */
export const EXPORTS = { SGD: "sgd", momentum: "momentum", RMSProp: "rmsprop", Adam: "adam" } as const;

/** A state in the middle of a walk. The second gradient is so small that an ε of only 1e-8 matters. */
export const MIDWAY: State = { theta: [1, -2], m: [0.5, 2e-8], v: [4, 9e-16], steps: 3 };
export const MIDWAY_GRADIENT = [3, -1e-8];
export const MIDWAY_RATE = 0.5;

/** Probe: the state after one step of a rule with only a learning rate passed in, and how many tensors are left. */
export const stepOnce = async (
  lesson: Lesson,
  name: "sgd" | "momentum" | "rmsprop" | "adam",
  { theta, m, v, steps }: State,
  gradient: readonly number[],
  learningRate: number,
) => {
  const tf = await import("@tensorflow/tfjs");
  const [state, slope] = [
    { theta: tf.tensor1d([...theta]), m: tf.tensor1d([...m]), v: tf.tensor1d([...v]), steps },
    tf.tensor1d([...gradient]),
  ];
  const given: unknown[] = [state.theta, state.m, state.v];
  const before = tf.memory().numTensors;
  const next = tf.tidy(() => {
    const { theta, m, v, steps } = lesson[name](state, slope, { learningRate });
    return { theta, m, v, steps };
  });
  const made = [next.theta, next.m, next.v].filter((tensor) => !given.includes(tensor)).length;
  return { next, left: tf.memory().numTensors - before - made };
};

/** Probe: calls each rule twice with the same state, and records whether the rule changed the state. */
export const askTwice = async ({ sgd, momentum, rmsprop, adam }: Lesson) => {
  const tf = await import("@tensorflow/tfjs");
  const { isDisposed, numbersOf } = await import("downhill/instruments");
  const results = [];
  for (const rule of [sgd, momentum, rmsprop, adam]) {
    const state = { theta: tf.tensor1d([1, -2]), m: tf.tensor1d([0.5, 0.25]), v: tf.tensor1d([4, 9]), steps: 3 };
    const gradient = tf.tensor1d([3, -1]);
    const tensors = [state.theta, state.m, state.v, gradient];
    const one = rule(state, gradient, { learningRate: 0.1 });
    // tensors that are disposed of cannot be used again
    if (tensors.some(isDisposed)) {
      results.push({ disposed: tensors.map(isDisposed) });
      continue;
    }
    const other = rule(state, gradient, { learningRate: 0.1 });
    // read all values before the lesson can undo a change
    const isSame = state.theta === tensors[0] && state.m === tensors[1] && state.v === tensors[2];
    const disposed = tensors.map(isDisposed);
    const steps = [state.steps, one?.steps, other?.steps];
    const parts = await Promise.all([
      ...disposed.includes(true) ? [] : tensors.map(numbersOf),
      one?.theta?.data(),
      other?.theta?.data(),
    ]);
    const given = parts.slice(0, -2).flatMap((part) => [...part!]);
    results.push({ disposed, isSame, steps, given, one: parts.at(-2), other: parts.at(-1) });
  }
  return results;
};

/** Probe: three steps of each rule with its learning rate, in a bowl and in a bowl that is 80 times as steep. */
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

/** The mean loss that the walkers have to reach. */
const GOAL = 0.1;

/**
 * The rankings by the number of steps that the solution takes: 5, 36, 64 and 135 in the upright bowl, and 36, 70, 95
 * and 144 in the turned bowl. The paths are within 1e-4 of PyTorch's, so no rounding error can swap two of them.
 */
const RANKINGS: Record<"upright" | "turned", readonly RuleName[]> = {
  upright: ["RMSProp", "momentum", "Adam", "SGD"],
  turned: ["momentum", "Adam", "RMSProp", "SGD"],
};

/** Judges a ranking by how many steps the learner's own rules take, then by how many steps the right rules take. */
export function assertRanking(answer: unknown, race: unknown, name: "upright" | "turned"): void {
  const raced = requireRecord(race, "what race() returns");
  const where = `in the ${name} bowl`;
  const losses = NAMES.map((rule) => requireNumbers(raced[rule], `losses of ${rule} ${where}`, 201));
  const stepsOf = (rule: RuleName) => {
    const first = losses[NAMES.indexOf(rule)].findIndex((loss) => loss <= GOAL);
    return first < 0 ? Infinity : first;
  };
  const answers = requireRecord(answer, "what answers() returns");
  const names = requireTexts(answers[name], name) as RuleName[];
  if (names.length !== NAMES.length || !NAMES.every((rule) => names.includes(rule))) {
    fail(`${name} does not name each of ${NAMES.map((rule) => `"${rule}"`).join(", ")} once.`);
  }
  const isTrue = names.join() === RANKINGS[name].join();
  const wrong = names.findIndex((rule, i) => i > 0 && stepsOf(rule) < stepsOf(names[i - 1]));
  if (wrong < 0) return assertTrueAnswer(isTrue, name, "race");
  const [before, after] = [names[wrong - 1], names[wrong]];
  const own = `${where} your ${before} ${stepsText(stepsOf(before))} and your ${after} ${stepsText(stepsOf(after))}`;
  if (isTrue) {
    fail(`${name} is the right ranking, but ${own}: first fix the rules.`, { hasCause: false });
  }
  if (names.toReversed().join() === RANKINGS[name].join()) {
    fail(`${name} lists the rules from last to first: begin with the rule that reaches ${GOAL} first.`);
  }
  const byLoss = names.toSorted((a, b) => losses[NAMES.indexOf(a)][200] - losses[NAMES.indexOf(b)][200]);
  if (names.join() === byLoss.join()) {
    fail(`${name} has the order of the losses after 200 steps: rank the rules by when they reach ${GOAL}.`);
  }
  const other = answers[name === "upright" ? "turned" : "upright"];
  const isSame = isList(other) && other.length === names.length && names.every((rule, i) => rule === other[i]);
  fail(
    isSame
      ? `upright and turned have the same order, but ${own}: let them race in both bowls.`
      : `${name} has "${before}" before "${after}", but ${own}: let them race, and see when each reaches ${GOAL}.`,
  );
}

function stepsText(steps: number): string {
  return Number.isFinite(steps) ? `takes ${counted(steps, "step")}` : `never reaches ${GOAL}`;
}

/** Names two possible reasons if θ is NaN after the first step. */
export function assertNoRootOfNegative(path: unknown, gradient: number[], next: unknown): void {
  const isNaN = [requireList(path, "the path of the walk")[1]].flat().map(Number.isNaN);
  const isDown = gradient.map((g) => g < 0);
  if (isNaN.length !== SIZE || !isNaN.includes(true) || new Set(isDown).size < 2) return;
  if (isNaN.every((each, i) => each === isDown[i])) {
    fail("After the first step, θ is NaN where g is negative: the root of a negative number is NaN. v averages g².");
  }
  const later = (next as { theta?: { values?: ArrayLike<unknown> } } | undefined)?.theta?.values?.[0];
  if (!isNaN.includes(false) && Number.isFinite(later)) {
    fail("After the first step, θ is NaN: 1 − βᵗ is 0 if t is 0, and 0 / 0 is NaN. Count the step before you use t.");
  }
}
